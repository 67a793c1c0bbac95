"""The order of entering does not matter: all 120 orders of the five founding notices give one and the same register."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from orders.entering import taking_in
from orders.models import Act, Source, Tenure
from orders.notices.notice import Notice
from orders.steps import reorganisations as steps
from orders.steps import review
from people.models import Body, Official, Position, ReorganisationKind
from tests.factories import ISSUER, TODAY, make_body, prepare_event

FOUNDING = Path(__file__).parents[3] / "fixtures" / "founding"

# The two bodies that were replaced, their successors, the day, and their posts.
EVENTS = [
    ("北京市东城区网格化服务管理中心", "北京市东城区城市管理指挥中心", date(2021, 5, 10), ["主任", "副主任"]),
    ("北京市东城区社会组织指导服务中心", "北京市东城区民政事务中心", date(2021, 9, 13), ["主任"]),
]

# What a tenure says, by names instead of keys: keys depend on the order of entering, nothing else may.
ROW = (
    "official__name",
    "position__body__names__name",
    "position__title",
    "body__names__name",
    "jurisdiction__names__name",
    "began_on",
    "ended_on",
    "lower",
    "upper",
    "known_from",
    "known_until",
    "began_by__clause__order__printed_number",
    "began_by__clause__sequence",
    "ended_by__clause__order__printed_number",
    "ended_by__clause__sequence",
    "ended_by_reorganisation__effective_on",
    "qualifiers",
)


@pytest.fixture
def source(alice: User) -> Source:
    return taking_in.receive(data=(FOUNDING / "gazette.txt").read_bytes(), filename="gazette.txt", by=alice)


@pytest.fixture
def notices(source: Source) -> tuple[Notice, ...]:
    """The five notices, read once."""
    return taking_in.read(source).notices


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is forgotten afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def enter(source: Source, notice: Notice, clerk: User, reviewer: User) -> None:
    """One notice from the file to the public: nobody picks anything."""
    order = taking_in.take_in(source=source, notice=notice, by=clerk)
    review.submit(order=order, by=clerk, today=TODAY)
    review.approve(order=order, by=reviewer, today=TODAY)
    review.publish(order=order, by=reviewer, today=TODAY)


def reorganise(clerk: User, reviewer: User) -> None:
    """Both events, as two people record them; what no notice has named yet they enter by hand."""
    issuer = Body.everything.named(ISSUER).first() or make_body(ISSUER, public_since=None)
    for old_name, new_name, day, titles in EVENTS:
        old, new = (
            Body.everything.named(name).first() or make_body(name, parent=issuer, public_since=None)
            for name in (old_name, new_name)
        )
        successions = [
            tuple(Position.everything.get_or_create(body=body, title=title)[0] for body in (old, new))
            for title in titles
        ]
        event = prepare_event(
            kind=ReorganisationKind.REPLACED,
            old=[old],
            new=[new],
            effective_on=day,
            successions=successions,
            by=clerk,
        )
        steps.confirm(reorganisation=event, by=reviewer, on=TODAY)


def register() -> tuple[Counter[Any], Counter[Any]]:
    """The officials and the tenures on record, by what they say."""
    rows = Tenure.objects.values_list(*ROW)
    officials = Official.everything.standing().values_list("name", "provisional", "public_since")
    return (
        Counter(officials),
        Counter((*row[:-1], json.dumps(row[-1], ensure_ascii=False, sort_keys=True)) for row in rows),
    )


class Permutations:
    """Walks through every order of entering; orders that begin alike share their beginning, each leaf is compared."""

    def __init__(self, source: Source, notices: tuple[Notice, ...], clerk: User, reviewer: User) -> None:
        self.source, self.notices, self.clerk, self.reviewer = source, notices, clerk, reviewer
        self.expected: tuple[Counter[Any], Counter[Any]] | None = None
        self.seen: Counter[str] = Counter()

    def walk(self, places: set[str], entered: tuple[int, ...] = ()) -> None:
        """`places` of the events still to come: between (before the last notice) or last; none = they are there."""
        left = [place for place in range(len(self.notices)) if place not in entered]
        if not left:
            self._compare(places)
            return
        if len(left) == 1 and "between" in places:
            with undone():
                reorganise(self.clerk, self.reviewer)
                self._enter_and_walk(left[0], set(), entered, "between")
        for place in left:
            with undone():
                self._enter_and_walk(place, places, entered, "first")

    def _enter_and_walk(self, place: int, places: set[str], entered: tuple[int, ...], kind: str) -> None:
        enter(self.source, self.notices[place], self.clerk, self.reviewer)
        if not places and len(entered) + 1 == len(self.notices):
            self.seen[kind] += 1
        self.walk(places, (*entered, place))

    def _compare(self, places: set[str]) -> None:
        if "last" in places:
            self.seen["last"] += 1
            reorganise(self.clerk, self.reviewer)
        self.expected = self.expected or register()
        assert register() == self.expected


def test_every_order_of_entering_gives_the_same_officials_and_the_same_tenures(
    source: Source, notices: tuple[Notice, ...], alice: User, bob: User
) -> None:
    orders = Permutations(source, notices, alice, bob)
    gc.disable()  # half a million short-lived objects; nothing here makes cycles that matter
    try:
        orders.walk({"between", "last"})
        with undone():
            reorganise(alice, bob)
            orders.walk(set())
    finally:
        gc.enable()
    assert orders.seen == {"first": 120, "between": 120, "last": 120}
    assert orders.expected is not None
    officials, tenures = orders.expected
    assert officials.total() == 56
    assert tenures.total() == 77
    assert max(tenures.values()) == 1


def test_the_register_is_the_one_that_was_read_by_hand(
    source: Source, notices: tuple[Notice, ...], alice: User, bob: User
) -> None:
    for notice in notices:
        enter(source, notice, alice, bob)
    gold = json.loads((FOUNDING / "gold_register.json").read_text(encoding="utf-8"))
    still_open = (
        Tenure.objects.known()
        .open()
        .values_list("official__name", "position__body__names__name", "position__title", "began_on")
    )
    assert set(still_open) == {
        (post["person"], post["organization"], post["position"], date.fromisoformat(post["since"]))
        for post in gold["open_posts"]
    }
    assert Tenure.objects.known().count() == 75
    assert Act.objects.filter(official__isnull=True).count() == 0
    assert connection.in_atomic_block
