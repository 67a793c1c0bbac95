"""Orders: the list of them, and one with its three days, its clauses and its source."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from orders.models import Order
from orders.tenures.heard import Names
from registry.pages.clauses import clauses_as_read, source_pieces
from registry.pages.listing import listing
from registry.pages.sittings import session_name
from registry.pages.visit import Visit


def orders(request: HttpRequest) -> HttpResponse:
    visit = Visit(request)
    public = Order.published.known(visit.days.known_on).decided_by(visit.days.list_until)
    return visit.page(
        "pages/orders.html",
        title=pgettext("栏目", "任免通知"),
        crumbs=[visit.crumb(pgettext("栏目", "任免通知"), "orders")],
        page=listing(public.order_by("-published_on", "-year", "-number", "-pk"), request),
    )


def order(request: HttpRequest, code: str) -> HttpResponse:
    visit = Visit(request)
    shown = get_object_or_404(Order.published.select_related("session__body", "issuer", "source"), code=code)
    days = visit.days
    names = Names.of({key for key in (shown.issuer_id, shown.session and shown.session.body_id) if key}, days.known_on)
    clauses = shown.clauses.order_by("sequence")
    pieces = list(source_pieces(shown, clauses, shown.remainder.all()))
    name = shown.printed_number or shown.title or _("无文号通知")
    return visit.page(
        "pages/order.html",
        title=name,
        crumbs=[
            visit.crumb(pgettext("栏目", "任免通知"), "orders"),
            visit.crumb(name, "order", code, record=bool(shown.printed_number or shown.title)),
        ],
        order=shown,
        issuer_name=names.on(shown.issuer_id, days.on) if shown.issuer_id else "",
        session=shown.session if shown.session and shown.session.public_since else None,
        session_name=session_name(shown.session, names, days.on) if shown.session else "",
        withdrawn=shown.withdrawn_by(days.known_on),
        not_yet_public=bool(days.known_on and shown.published_on and days.known_on < shown.published_on),
        clauses=clauses_as_read([shown], days)[shown.pk],
        pieces=pieces,
        unread=any(piece.unread for piece in pieces),
    )
