"""The register as a WSGI application, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from registry.serving import refuse_weak_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
refuse_weak_key()
application = get_wsgi_application()
