"""The register as an ASGI application."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
application = get_asgi_application()
assert settings.SECRET_KEY  # an empty key is refused here, at start, not at the first visitor's request
