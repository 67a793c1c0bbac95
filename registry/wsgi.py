"""The register as a WSGI application, for gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
application = get_wsgi_application()
assert settings.SECRET_KEY  # an empty key is refused here, at start, not at the first visitor's request
