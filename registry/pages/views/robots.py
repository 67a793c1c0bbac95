"""What programs that collect pages are told."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Pages as of an earlier state of knowledge and pages of results are endless; the desk is nobody's business.
RULES = """User-agent: *
Disallow: /*?*known_on=
Disallow: /zh/search/
Disallow: /en/search/
Disallow: /zh/admin/
Disallow: /en/admin/

Sitemap: {sitemap}
"""


def robots(request: HttpRequest) -> HttpResponse:
    rules = RULES.format(sitemap=request.build_absolute_uri(reverse("sitemaps")))
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")
