"""One position: who held it, on the day asked and ever."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orders.tenures.heard import events
from people.models import Body, Position
from registry.coverage import coverage
from registry.pages.pictures import drawings
from registry.pages.visit import Visit
from registry.timeline import position_timeline


def positions(request: HttpRequest) -> HttpResponse:
    """Positions are listed by their bodies."""
    return redirect(Visit(request).to("bodies"))


def position(request: HttpRequest, code: str) -> HttpResponse:
    visit = Visit(request)
    shown = get_object_or_404(Position.public.select_related("body"), code=code)
    timeline = position_timeline(shown, visit.days)
    several = len(timeline.lineage) > 1
    ref = timeline.position
    codes = [one.position.code for one in timeline.lineage]
    of_lineage = events(visit.days.known_on).filter(successions__old__code__in=codes, successions__new__code__in=codes)
    return visit.page(
        "pages/position.html",
        title=ref.post,
        crumbs=[
            visit.crumb(pgettext("栏目", "机构"), "bodies"),
            visit.crumb(ref.body.name, "body", ref.body.code, record=True),
            visit.crumb(ref.title, "position", code, record=True),
        ],
        timeline=timeline,
        coverage=coverage(visit.days, within=Body.everything.tops([shown.body_id]).values()),
        several_posts=several,
        events=of_lineage.order_by("effective_on", "pk").distinct() if several else [],
        drawings=drawings(timeline.spells, on=visit.days.on, show_official=True, show_post=several),
        picture_title=_("%(post)s的历任时间线") % {"post": ref.post},
    )
