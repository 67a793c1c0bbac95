"""The map of the public pages for search engines: /sitemap.xml leads to one list for each kind of page and language.

Only rows the public may see, each under its address for today. Absolute addresses are those of the host asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import override

from orders.models import Order, Session
from orders.tenures.heard import told
from people.models import Body, Official, Position
from registry.languages import PREFIXES
from registry.pages.visit import HTML_LANGUAGES, in_language

PAGES_IN_A_LIST = 10_000  # 50,000 is the protocol's most; a list is built in memory


class PagesOfALanguage(Sitemap[str]):
    """Pages in one language, each with its addresses in all of them."""

    language: str
    limit = PAGES_IN_A_LIST

    def path(self, item: str) -> str:
        raise NotImplementedError  # the base of the two kinds below, which is never asked

    def location(self, item: str) -> str:
        with override(self.language):
            return self.path(item)

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, object]]:
        urls = super().get_urls(page, site, protocol)
        for url in urls:
            path = self.location(url["item"])
            site_address = url["location"].removesuffix(path)
            url["alternates"] = [
                {"lang_code": HTML_LANGUAGES[code], "location": f"{site_address}{in_language(path, code)}"}
                for code in PREFIXES
            ]
        return urls


@dataclass
class Lists(PagesOfALanguage):
    """The home page and the lists. The search is left out: its pages are endless."""

    language: str

    def items(self) -> Sequence[str]:
        return ("home", "bodies", "orders", "sessions", "reorganisations")

    def path(self, item: str) -> str:
        return reverse(item)


@dataclass
class Records(PagesOfALanguage):
    """The page of each record of one kind, by its code, in the order in which they were entered."""

    language: str
    name: str  # of the page's address
    records: Callable[[], QuerySet[Model]]

    def items(self) -> QuerySet[Model, str]:
        return self.records().order_by("pk").values_list("code", flat=True)

    def path(self, item: str) -> str:
        return reverse(self.name, args=[item])


RECORDS: dict[str, tuple[str, Callable[[], QuerySet[Model]]]] = {
    "officials": ("official", lambda: Official.public.standing()),
    "positions": ("position", lambda: Position.public.all()),
    "bodies": ("body", lambda: Body.public.all()),
    "charts": ("chart", lambda: Body.public.all()),
    "orders": ("order", lambda: Order.published.all()),
    "sessions": ("session", lambda: Session.public.all()),
    "reorganisations": ("reorganisation", lambda: told()),
}
SITEMAPS: dict[str, PagesOfALanguage] = {
    f"{section}-{prefix}": sitemap
    for language, prefix in PREFIXES.items()
    for section, sitemap in (
        ("lists", Lists(language)),
        *((section, Records(language, *records)) for section, records in RECORDS.items()),
    )
}
