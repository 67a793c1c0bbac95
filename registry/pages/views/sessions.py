"""Sessions: the list of them, and one with all that it decided about people."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import pgettext

from orders.models import Order, Session
from orders.models.orders import PUBLIC_STATES
from orders.tenures.heard import Names
from registry.pages.clauses import clauses_as_read
from registry.pages.listing import listing
from registry.pages.sittings import session_name
from registry.pages.visit import Visit


def sessions(request: HttpRequest) -> HttpResponse:
    visit = Visit(request)
    known_on = visit.days.known_on
    public = Q(orders__state__in=PUBLIC_STATES)
    if known_on:
        public &= Q(orders__published_on__lte=known_on)
    held = Session.public.known(known_on).decided_by(visit.days.list_until)
    rows = held.annotate(order_count=Count("orders", filter=public))
    page = listing(rows.order_by("-decided_on", "-number", "-pk"), request)
    names = Names.of({session.body_id for session in page.rows}, known_on)
    return visit.page(
        "pages/sessions.html",
        title=pgettext("栏目", "会议"),
        crumbs=[visit.crumb(pgettext("栏目", "会议"), "sessions")],
        page=page,
        sessions=[(session, session_name(session, names, visit.days.on)) for session in page.rows],
    )


def session(request: HttpRequest, code: str) -> HttpResponse:
    visit = Visit(request)
    shown = get_object_or_404(Session.public.select_related("body"), code=code)
    names = Names.of({shown.body_id}, visit.days.known_on)
    name = session_name(shown, names, visit.days.on)
    orders = list(
        Order.published.known(visit.days.known_on)
        .filter(session=shown)
        .select_related("session")
        .with_effective_day()
        .order_by("published_on", "year", "number", "pk")
    )
    clauses = clauses_as_read(orders, visit.days)
    return visit.page(
        "pages/session.html",
        title=name,
        crumbs=[visit.crumb(pgettext("栏目", "会议"), "sessions"), visit.crumb(name, "session", code, record=True)],
        session=shown,
        name=name,
        body_code=shown.body.code if shown.body.public_since else "",
        body_name=names.on(shown.body_id, visit.days.on),
        orders=[(order, clauses[order.pk]) for order in orders],
    )
