"""Everything the public can ask for and what it is answered: pages, search, API, export, sitemap and robots.txt."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from django.core.management import call_command
from django.test import Client
from django.urls import resolve

from orders.models import Order, Session
from people.models import Body, Official, Position, Reorganisation
from registry.api import filters, views

# Today; a day past; a day past as it was known then. The languages read the same record, so each takes one of the past.
PAST, KNOWN = "?on=2021-09-25", "?on=2021-11-20&known_on=2021-11-20"
DAYS = {"zh": ("", KNOWN), "en": ("", PAST)}
API_DAYS = ("", PAST, KNOWN)
LOCATION = re.compile(r"<loc>http://testserver([^<]*)</loc>")
LISTS = {
    "officials": views.OfficialViewSet,
    "bodies": views.BodyViewSet,
    "positions": views.PositionViewSet,
    "orders": views.OrderViewSet,
    "sessions": views.SessionViewSet,
    "tenures": views.TenureViewSet,
    "reorganisations": views.ReorganisationViewSet,
}


def paths() -> list[str]:
    """Every page of the register below its language, as it stands in the record, not as it is linked."""
    return ["", "search/", "bodies/", "orders/", "sessions/", "reorganisations/", *rows()]


def rows() -> list[str]:
    """The page of everything that has an address of its own."""
    return [
        *(f"officials/{row.code}/" for row in Official.public.filter(merged_into__isnull=True)),
        *(f"positions/{row.code}/" for row in Position.public.all()),
        *(f"bodies/{row.code}/{tail}" for row in Body.public.all() for tail in ("", "chart/")),
        *(f"orders/{row.code}/" for row in Order.published.all()),
        *(f"sessions/{row.code}/" for row in Session.public.all()),
        *(f"reorganisations/{row.code}/" for row in Reorganisation.objects.filter(state="confirmed")),
    ]


def addresses(language: str = "zh", days: str = "") -> list[str]:
    """Every page for the given days in one language."""
    return [f"/{language}/{path}{days}" for path in paths()]


def everything(client: Client, questions: Sequence[str] = (), about: Sequence[str] = ()) -> dict[str, str]:
    """All that is answered now, by what was asked; `questions` go to the search, `about` are names asked of the API."""
    asked = [*_pages(), *_api(about), "/robots.txt", "/sitemap.xml", *maps(client)]
    told = {address: _answer(client, address) for address in asked}
    for language in DAYS:
        for question in questions:
            address = f"/{language}/search/?q={quote(question)}"
            # The question itself is repeated to whoever asked it.
            told[address] = _answer(client, address).replace(question, "").replace(quote(question), "")
    for options in ([], ["--open"], ["--on", "2021-09-25"], ["--known-on", "2021-11-20"], ["--format", "csv"]):
        out = io.StringIO()
        call_command("export", "tenures", *options, stdout=out)
        told[f"export {' '.join(options)}"] = out.getvalue()
    return told


def maps(client: Client) -> list[str]:
    """The lists of pages that /sitemap.xml leads to."""
    return LOCATION.findall(client.get("/sitemap.xml").content.decode())


def names_of_pages(told: dict[str, str]) -> set[str]:
    """The url patterns of the pages that were asked for."""
    pages = (address.partition("?")[0] for address in told if address.startswith(("/zh/", "/en/")))
    return {str(resolve(address[len("/zh") :], "registry.pages.urls").url_name) for address in pages}


def _answer(client: Client, address: str) -> str:
    response = client.get(address)
    return f"{response.status_code} {response.headers.get('Location', '')}\n{response.content.decode()}"


def _pages() -> Iterator[str]:
    for language, several in DAYS.items():
        for days in several:
            yield from addresses(language, days)
        yield from (f"/{language}/{path}/" for path in ("officials", "positions"))


def _api(about: Sequence[str]) -> Iterator[str]:
    """Lists and rows for several days, and every filter with things on record, `about` among the names."""
    for days in API_DAYS:
        yield from (f"/api/v1/{path}/{days}" for path in LISTS)
        yield from (f"/api/v1/{path}{days}" for path in rows())
    coded = {
        "official_code": Official.public.filter(name__in=about),
        "body_code": Body.public.filter(names__name__in=about),
        "position_code": Position.public.filter(body__names__name__in=about),
        "order_code": Order.published.all(),
        "session_code": Session.public.all(),
    }
    asked = {name: [row.code for row in of_name] for name, of_name in coded.items()}
    names = ("name", "name_contains", "title", "title_contains", "official_name", "body_name")
    asked |= {name: list(about) for name in names}
    asked |= {"parent_code": asked["body_code"], "open": ["true", "false"]}
    asked |= {"year": ["2021", "2023"], "kind": ["renamed", "replaced", "abolished"], "start_on_record": ["true"]}
    asked |= {"number": ["1"], "document_number": ["1"]}
    for path, view in LISTS.items():
        filterset: type[filters.RegisterFilterSet] = view.filterset_class
        for name in filterset.base_filters:
            yield from (f"/api/v1/{path}/?{name}={quote(value)}" for value in asked[name])
