"""The desk: where clerks enter notices and reviewers publish them, in the Django admin. A package per subject."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from orders.admin.account import admin as accounts
from orders.admin.account import check
from orders.admin.body import bodies, positions
from orders.admin.change import admin as changes
from orders.admin.erratum import admin as errata
from orders.admin.official import admin as officials
from orders.admin.order import admin as orders
from orders.admin.record import admin as records
from orders.admin.record import drift
from orders.admin.reorganisation import admin as reorganisations
from orders.admin.reorganisation import policies

__all__ = [
    "accounts",
    "bodies",
    "changes",
    "check",
    "drift",
    "errata",
    "officials",
    "orders",
    "policies",
    "positions",
    "records",
    "reorganisations",
]

admin.site.site_header = _("干部任免登记 · 工作台")
admin.site.site_title = _("任免登记工作台")
admin.site.index_title = _("工作台")
admin.site.empty_value_display = "—"
