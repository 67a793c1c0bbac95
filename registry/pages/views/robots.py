"""What programs that collect pages are told."""

from django.http import HttpRequest, HttpResponse

# Pages as of an earlier state of knowledge and pages of results are endless; the desk is nobody's business.
RULES = """User-agent: *
Disallow: /*?*known_on=
Disallow: /zh/search/
Disallow: /en/search/
Disallow: /zh/admin/
Disallow: /en/admin/
"""


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(RULES, content_type="text/plain; charset=utf-8")
