"""What the one box finds."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from registry.pages.visit import Visit
from registry.search import search as look_for


def search(request: HttpRequest) -> HttpResponse:
    visit = Visit(request)
    results = look_for(request.GET.get("q", ""), visit.days)
    title = _("查找“%(question)s”") % {"question": results.question} if results.question else _("查找")
    # A page of results is another one for every question: search engines are asked not to keep it.
    crumbs = [visit.crumb(_("查找"), "search")]
    return visit.page(
        "pages/search.html", title=title, crumbs=crumbs, results=results, asked="q" in request.GET, indexed=False
    )
