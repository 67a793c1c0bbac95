"""Which post continues which, across several events."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders import reorganising
from people.models import Position, Reorganisation, ReorganisationKind
from tests.factories import make_position

Kind = ReorganisationKind


@pytest.fixture
def posts(db: None) -> dict[str, Position]:
    return {name: make_position(f"{name}中心", "主任") for name in "甲乙丙丁戊"}


def join(
    kind: str, old: list[Position], new: list[Position], day: date, alice: User, bob: User | None
) -> Reorganisation:
    event = reorganising.prepare(
        kind=kind,
        old=[post.body for post in old],
        new=[post.body for post in new],
        effective_on=day,
        successions=[(before, after) for before in old for after in new],
        by=alice,
    )
    return reorganising.confirm(reorganisation=event, by=bob) if bob else event


def names(posts: list[Position]) -> str:
    return "".join(str(post)[0] for post in posts)


def test_a_post_without_events_is_its_whole_lineage(posts: dict[str, Position]) -> None:
    assert reorganising.lineage(posts["甲"]) == [posts["甲"]]


def test_a_chain_is_the_same_from_every_link(posts: dict[str, Position], alice: User, bob: User) -> None:
    join(Kind.REPLACED, [posts["甲"]], [posts["乙"]], date(2019, 1, 1), alice, bob)
    join(Kind.REPLACED, [posts["乙"]], [posts["丙"]], date(2021, 1, 1), alice, bob)
    assert {names(reorganising.lineage(posts[name])) for name in "甲乙丙"} == {"甲乙丙"}


def test_only_confirmed_events_count(posts: dict[str, Position], alice: User) -> None:
    join(Kind.REPLACED, [posts["甲"]], [posts["乙"]], date(2019, 1, 1), alice, None)
    assert reorganising.lineage(posts["甲"]) == [posts["甲"]]


def test_what_was_merged_beside_a_post_is_not_of_its_lineage(
    posts: dict[str, Position], alice: User, bob: User
) -> None:
    join(Kind.MERGED, [posts["甲"], posts["乙"]], [posts["丙"]], date(2019, 1, 1), alice, bob)
    assert names(reorganising.lineage(posts["甲"])) == "甲丙"
    assert names(reorganising.lineage(posts["丙"])) in ("甲乙丙", "乙甲丙")


def test_what_was_split_beside_a_post_is_not_of_its_lineage(posts: dict[str, Position], alice: User, bob: User) -> None:
    join(Kind.SPLIT, [posts["甲"]], [posts["乙"], posts["丙"]], date(2019, 1, 1), alice, bob)
    assert names(reorganising.lineage(posts["乙"])) == "甲乙"
    assert names(reorganising.lineage(posts["甲"])) in ("甲乙丙", "甲丙乙")


def test_many_lineages_cost_no_more_queries_than_few(posts: dict[str, Position], alice: User, bob: User) -> None:
    join(Kind.REPLACED, [posts["甲"]], [posts["乙"]], date(2019, 1, 1), alice, bob)
    join(Kind.REPLACED, [posts["丙"]], [posts["丁"]], date(2019, 1, 1), alice, bob)
    with CaptureQueriesContext(connection) as for_few:
        reorganising.lineages([posts["甲"], posts["乙"]])
    with CaptureQueriesContext(connection) as for_all:
        reorganising.lineages(posts.values())
    assert len(for_all) == len(for_few)
