"""The desk: where clerks enter notices and reviewers publish them, in the Django admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from orders.admin import bodies, drift, errata, officials, orders, records, reorganisations

__all__ = ["bodies", "drift", "errata", "officials", "orders", "records", "reorganisations"]

admin.site.site_header = _("干部任免登记 · 工作台")
admin.site.site_title = _("任免登记工作台")
admin.site.index_title = _("工作台")
admin.site.empty_value_display = "—"
