"""Bodies: the list of them, one with its posts and holders on a day, and its chart."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orders.models import Order
from orders.tenures.heard import Names, bodies_in_being, told
from people.models import Body, Position
from registry.chart import chart as draw_chart
from registry.coverage import coverage
from registry.holdings import BodyRef, body_ref
from registry.pages.event_lines import event_lines
from registry.pages.listing import listing
from registry.pages.visit import Crumb, Visit

ORDERS = 10  # of a body, shown on its page


def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies at the top, each with those directly below it; the rest is found by going down."""
    visit = Visit(request)
    days = visit.days
    known = bodies_in_being(Body.public.known(days.known_on), days.on, days.known_on).order_by("display_order", "pk")
    tops = listing(known.filter(parent__isnull=True), request)
    children = list(known.filter(parent__in=[top.pk for top in tops.rows]))
    names = Names.of({body.pk for body in (*tops.rows, *children)}, days.known_on)
    below: dict[int | None, list[BodyRef]] = defaultdict(list)
    for child in children:
        below[child.parent_id].append(body_ref(child, names, days.on))
    return visit.page(
        "pages/bodies.html",
        title=pgettext("栏目", "机构"),
        crumbs=[visit.crumb(pgettext("栏目", "机构"), "bodies")],
        page=tops,
        tree=[(body_ref(top, names, days.on), below[top.pk]) for top in tops.rows],
    )


def body(request: HttpRequest, code: str) -> HttpResponse:
    visit = Visit(request)
    days = visit.days
    shown = get_object_or_404(Body.public.select_related("parent"), code=code)
    ref, crumbs = _place(shown, visit)
    known = Names.of({shown.pk}, days.known_on)
    parts = told(days.known_on).filter(parties__body=shown).distinct()
    issued = Order.published.known(days.known_on).filter(issuer=shown).decided_by(days.list_until)
    latest = list(issued.order_by("-published_on", "-year", "-number", "-pk")[: ORDERS + 1])
    return visit.page(
        "pages/body.html",
        title=ref.name,
        crumbs=crumbs,
        body_ref=ref,
        # Of an event not yet public on the day whose knowledge is asked for, nothing is said.
        established_on=None if days.known_on else shown.established_on,
        abolished_on=None if days.known_on else shown.abolished_on,
        chart=draw_chart(shown, days, levels=1),
        coverage=coverage(days, within=Body.everything.tops([shown.pk]).values()),
        positions=Position.public.known(days.known_on).filter(body=shown).order_by("display_order", "pk"),
        names=known.dated(shown.pk),
        events=event_lines(parts.order_by("effective_on", "pk"), days),
        orders=latest[:ORDERS],
        more_orders=len(latest) > ORDERS,
    )


def chart(request: HttpRequest, code: str) -> HttpResponse:
    visit = Visit(request)
    shown = get_object_or_404(Body.public.select_related("parent"), code=code)
    ref, crumbs = _place(shown, visit)
    return visit.page(
        "pages/chart.html",
        title=_("%(name)s机构图") % {"name": ref.name},
        crumbs=[*crumbs, visit.crumb(_("机构图"), "chart", code)],
        body_ref=ref,
        chart=draw_chart(shown, visit.days),
        coverage=coverage(visit.days, within=Body.everything.tops([shown.pk]).values()),
    )


def _place(body: Body, visit: Visit) -> tuple[BodyRef, list[Crumb]]:
    """The body under its name on the day, and the way to it by the body above."""
    above = body.parent if body.parent and body.parent.public_since else None
    names = Names.of({body.pk, *([above.pk] if above else [])}, visit.days.known_on)
    ref = body_ref(body, names, visit.days.on)
    crumbs = [visit.crumb(pgettext("栏目", "机构"), "bodies")]
    if above:
        crumbs.append(visit.crumb(names.on(above.pk, visit.days.on), "body", above.code, record=True))
    return ref, [*crumbs, visit.crumb(ref.name, "body", body.code, record=True)]
