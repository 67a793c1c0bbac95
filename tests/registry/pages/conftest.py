"""A small register in which everything occurs that a page has to tell, and a reader who follows every link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from orders import identity
from orders.models import Act, Order
from orders.steps import errata
from orders.steps.reorganisations import confirm, take_up
from people.models import Body, Official, Position, Reorganisation, ReorganisationKind
from tests import two_people
from tests.built_once import built_once
from tests.factories import TODAY, make_draft, prepare_event, publish, publish_clauses, say
from tests.registry.conftest import CENTRE, GRID, publish_of_the_same

BUREAU, OFFICE, BRANCH = "北京市东城区民政局", "北京市东城区商务局", "北京市东城区档案馆"
TWO_YEARS = {"probation_months": 12, "level": "副处级"}
LANGUAGES = ("zh", "en")
DAYS = (
    "",
    "?on=2021-09-25",
    "?on=2021-11-01&known_on=2021-11-01",
    "?on=1950-01-01",
    "?on=2021-06-01&known_on=2020-01-01",
)


@dataclass
class Register:
    """Codes of what the tests ask for by name."""

    first: Order
    second: Order
    withdrawn: Order
    bare: Order  # no number, no session
    event: Reorganisation
    merged: Official
    codes: dict[str, str] = field(default_factory=dict)

    def official(self, name: str) -> Official:
        return Official.public.filter(merged_into__isnull=True).get(name=name)

    def position(self, body: str, title: str) -> Position:
        return Position.public.get(body__names__name=body, title=title)

    def body(self, name: str) -> Body:
        return Body.public.get(names__name=name)


@pytest.fixture
@built_once
def register(alice: User, bob: User) -> Register:
    """Orders, one without a frame, one withdrawn, one corrected; a reorganisation, a renamed body, a merger."""
    first = publish_clauses(
        [
            [say("appoint", "张伟", CENTRE, "主任"), say("natural_removal", "张伟", GRID, "主任")],
            [
                say("appoint", "许晶", CENTRE, "副主任", qualifiers={"probation_months": 12}),
                say("natural_removal", "许晶", GRID, "副主任"),
            ],
            [say("appoint", "张庭进", CENTRE, "副主任")],
            [say("remove", "李哲", BUREAU, "副局长", qualifiers={"follow_up": "early_retirement"})],
            [say("appoint", "周金星", BUREAU, "局长", qualifiers={"concurrent": True})],
        ],
        alice,
        bob,
        title="北京市东城区人民政府关于张伟等五名同志任免职的通知",
    )
    second = publish_of_the_same(
        [
            [say("remove", "张庭进", CENTRE, "副主任")],
            [say("appoint", "李娜新", BUREAU, "副局长", qualifiers=TWO_YEARS)],
            [say("grade", "李哲", None, "四级调研员")],
            [say("appoint", "王涛", BUREAU, "副局长")],
        ],
        alice,
        bob,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
        signed_on=date(2021, 11, 17),
        title="北京市东城区人民政府关于张庭进等四名同志任免职的通知",
    )
    (event,) = Reorganisation.objects.filter(state="proposed")
    take_up(reorganisation=event, by=alice)
    confirm(reorganisation=event, by=bob, on=TODAY)
    bare = _order_without_frame(alice, bob)
    withdrawn = publish_clauses(
        [[say("appoint", "秦磊", BUREAU, "副局长")]], alice, bob, number="东政任〔2021〕20号", session=133,
        decided_on=date(2021, 10, 22), signed_on=date(2021, 11, 18),
    )  # fmt: skip
    two_people.withdraw(order=withdrawn, by=bob, note="误发", today=TODAY)
    _rename(Body.everything.named(OFFICE).get(), "北京市东城区商务委员会", alice, bob)
    _correct(first, alice, bob)
    merged = _merge(second, alice, bob)
    return Register(first, second, withdrawn, bare, event, merged)


def _order_without_frame(alice: User, bob: User) -> Order:
    """Decided on no stated day, without a number; one act names no post."""
    draft = make_draft(
        [[say("appoint", "范宇滨", OFFICE, "副局长")], [say("natural_removal", "段勇")]],
        alice, number=None, session=None, decided_on=None, signed_on=date(2021, 8, 1), title="关于范宇滨同志任职的通知",
    )  # fmt: skip
    for act in Act.objects.filter(clause__order=draft, position__isnull=True):
        identity.declare_post_not_on_record(act=act, by=alice)
    return publish(draft, alice, bob)


def _rename(body: Body, name: str, alice: User, bob: User) -> None:
    event = prepare_event(
        kind=ReorganisationKind.RENAMED, old=[body], new=[], effective_on=date(2022, 1, 1), new_name=name,
        document="京编办〔2022〕1号", document_public_on=date(2022, 1, 5), by=alice,
    )  # fmt: skip
    confirm(reorganisation=event, by=bob, on=TODAY)


def _correct(order: Order, alice: User, bob: User) -> None:
    """The reading of the fifth clause is put right: not the head, the deputy head."""
    erratum = errata.prepare_erratum(
        clause=order.clauses.get(sequence=5),
        acts=[say("appoint", "周金星", BUREAU, "副局长", qualifiers={"concurrent": True})],
        reason="职务读错。",
        by=alice,
    )
    errata.publish_erratum(erratum=erratum, by=bob)


def _merge(order: Order, alice: User, bob: User) -> Official:
    """A second 王涛 is taken in, found to be the first, and merged into him."""
    draft = make_draft(
        [[say("appoint", "王涛", BRANCH, "馆长")]], alice, number="东政任〔2021〕18号", session=131,
        decided_on=date(2021, 9, 29), signed_on=date(2021, 11, 17),
    )  # fmt: skip
    other = identity.pick_new(act=Act.objects.get(clause__order=draft), by=alice)
    publish(draft, alice, bob)
    survivor = Act.objects.get(clause__order=order, printed_official="王涛").official
    assert survivor is not None
    two_people.withdraw_not_same(one=survivor, other=other, by=bob, note="重新核实")
    two_people.merge(survivor=survivor, other=other, by=bob, note="经核实为同一人")
    other.refresh_from_db()
    return other


class Page(HTMLParser):
    """What a reader and a browser take from a page: links, ids, the words, and which of them are marked as Chinese."""

    VOID = {"meta", "link", "input", "br", "hr", "img"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.foreign_words: list[str] = []  # outside of anything marked as Chinese, and outside of pictures
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag in {"a", "form"} and (address := attributes.get("href") or attributes.get("action")):
            self.links.append(address)
        if identifier := attributes.get("id"):
            self.ids.append(identifier)
        excused = tag in {"svg", "title"} or (attributes.get("lang") or "").startswith("zh")
        if tag == "html":
            excused = False
        within = bool(self._open and self._open[-1][1])
        if tag not in self.VOID:
            self._open.append((tag, within or excused))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            opened, _ = self._open.pop()
            assert opened == tag, f"<{opened}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data.strip())
            if not (self._open and self._open[-1][1]):
                self.foreign_words.append(data.strip())

    def attributes_of(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.tags if name == tag)


@pytest.fixture
def read(client: Client) -> Any:
    """Fetch a page and take it apart."""

    def fetch(address: str, status: int = 200) -> Page:
        response = client.get(address)
        assert response.status_code == status, f"{address} answers {response.status_code}"
        return Page(response.content.decode())

    return fetch


def crawl(client: Client, *starts: str, language: str = "zh", days: str = "") -> dict[str, Page]:
    """Every page of one language and for the same days that links lead to from the given ones; each has to answer."""
    waiting, pages = list(starts), {}
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address in pages:
            continue
        response = client.get(address, follow=True)
        assert response.status_code == 200, f"{address} answers {response.status_code}"
        pages[address] = Page(response.content.decode())
        waiting.extend(
            link
            for link in pages[address].links
            if link.startswith(f"/{language}/") and link.partition("#")[0].endswith(days or "/")
        )
    return pages


CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
