"""The register as an ASGI application."""

import os

from django.core.asgi import get_asgi_application

from registry.serving import refuse_weak_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
refuse_weak_key()
application = get_asgi_application()
