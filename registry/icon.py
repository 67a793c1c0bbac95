"""The icon that a browser asks for by itself on pages that name none, such as the admin's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Send the browser to the site's own picture."""
    return redirect(static("registry/icon.svg"))
