"""One official: what was held, from when, until when, by which words."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orders.models import Tenure
from people.models import Official
from registry.coverage import coverage
from registry.pages.pictures import drawings
from registry.pages.visit import Visit
from registry.timeline import official_history


def officials(request: HttpRequest) -> HttpResponse:
    """Nobody is listed here: whoever cut the tail off an official's address is shown the search box."""
    return redirect(Visit(request).to("search"))


def official(request: HttpRequest, code: str) -> HttpResponseBase:
    shown = get_object_or_404(Official.public.select_related("merged_into"), code=code)
    if shown.merged_into:
        return _moved(request, shown)
    visit = Visit(request)
    history = official_history(shown, visit.days)
    tops = Tenure.objects.filter(official=shown).order_by().values_list("jurisdiction", flat=True).distinct()
    return visit.page(
        "pages/official.html",
        title=shown.name,
        crumbs=[
            visit.crumb(pgettext("栏目", "人员"), "search"),
            visit.crumb(shown.name, "official", code, record=True),
        ],
        official=history.official,
        history=history,
        coverage=coverage(visit.days, within=set(tops)),
        drawings=drawings(history.spells, on=visit.days.on, show_official=False, show_post=True),
        picture_title=_("%(name)s的任职时间线") % {"name": shown.name},
    )


def _moved(request: HttpRequest, merged: Official) -> HttpResponse:
    """The address of an official found to be another one leads there for good, keeping the days as they were asked."""
    address = reverse("official", args=[merged.survivor().code])
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address, permanent=True)
