from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    """Tell Django of this app."""

    name = "orders"
    verbose_name = _("任免通知")
