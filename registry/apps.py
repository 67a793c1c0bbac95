from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Tell Django of this app."""

    name = "registry"
    verbose_name = _("任免登记")
