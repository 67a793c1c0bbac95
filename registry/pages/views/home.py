"""The first page: one search box and a day, what this register is, what it holds and lacks, the latest orders."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from orders.models import Order
from registry.coverage import coverage
from registry.pages.visit import Visit

LATEST = 5  # orders


def home(request: HttpRequest) -> HttpResponse:
    visit = Visit(request)
    latest = Order.published.known(visit.days.known_on).decided_by(visit.days.list_until)
    return visit.page(
        "pages/home.html",
        title=_("谁任何职，有据可查"),
        coverage=coverage(visit.days),
        orders=latest.order_by("-published_on", "-year", "-number", "-pk")[:LATEST],
    )
