"""One reader's request: the days asked about, and the frame that every public page has in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people.periods import today
from registry.days import DaysForm, read_days
from registry.languages import PREFIXES, address_prefix

# Each language in its own words, so that whoever cannot read this page finds the switch.
NAMES_OF_LANGUAGES = {"zh-hans": "中文", "en": "English"}
HTML_LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
BAD_REQUEST = 400


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step on the way from the home page to this one; `record` = words of the record, Chinese in every language."""

    text: str
    address: str
    record: bool = False


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page, with the same days, in a language."""

    code: str  # as HTML names it
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands around the content of every page."""

    path: str  # this page's own address, without days
    today: str  # this page as of today and of all that is known today
    canonical: str  # the absolute address of this page for today, by which search engines know it
    languages: tuple[OtherLanguage, ...]  # with absolute addresses, all of them
    switch: tuple[OtherLanguage, ...]  # the others, keeping the days
    indexed: bool


class Visit:
    """A GET request for one page, its two days read once; a day that is not understood is said beside its field."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.days, self.form = read_days(request.GET, today=today())

    def page(
        self, template: str, *, title: str, crumbs: Sequence[Crumb] = (), indexed: bool = True, **context: object
    ) -> HttpResponse:
        """The page in its frame; 400 where a day was not understood, so that no program takes it for an answer.

        Search engines are asked to keep the page only where `indexed`, and never one of an earlier state of knowledge.
        """
        indexed = indexed and not self.form.errors and self.days.known_on is None
        home = [self.crumb(_("首页"), "home")] if crumbs else []
        frame = {
            "days": self.days,
            "days_form": self.form,
            "title": title,
            "crumbs": [*home, *crumbs],
            "frame": page_frame(self.request, indexed=indexed),
        }
        status = BAD_REQUEST if self.form.errors else 200
        return render(self.request, template, {**frame, **context}, status=status)

    def to(self, name: str, *args: str) -> str:
        """The address of another page for the same days."""
        return f"{reverse(name, args=args)}{self.days.query()}"

    def crumb(self, text: str, name: str, *args: str, record: bool = False) -> Crumb:
        return Crumb(text, self.to(name, *args), record)


def page_frame(request: HttpRequest, *, indexed: bool) -> PageFrame:
    here = get_language() or "zh-hans"
    kept = f"?{request.GET.urlencode()}" if request.GET else ""
    others = request.GET.copy()
    for name in DaysForm.base_fields:
        others.pop(name, None)
    languages = tuple(
        OtherLanguage(HTML_LANGUAGES[code], NAMES_OF_LANGUAGES[code], in_language(request.path, code))
        for code in PREFIXES
    )
    return PageFrame(
        path=request.path,
        today=f"{request.path}?{others.urlencode()}" if others else request.path,
        canonical=request.build_absolute_uri(request.path),
        languages=tuple(
            OtherLanguage(one.code, one.name, request.build_absolute_uri(one.address)) for one in languages
        ),
        switch=tuple(
            OtherLanguage(one.code, one.name, f"{one.address}{kept}")
            for one in languages
            if one.code != HTML_LANGUAGES[here]
        ),
        indexed=indexed,
    )


def in_language(path: str, language: str) -> str:
    """The address of the same page in another language; for an address without a language, that language's home."""
    first, slash, rest = path.removeprefix("/").partition("/")
    if first not in PREFIXES.values():
        return f"/{address_prefix(language)}/"
    return f"/{address_prefix(language)}/{rest}"
