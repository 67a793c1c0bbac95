"""Which post continues which, across several events."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders import reorganising
from orders.steps import reorganisations as steps
from people.models import Position, Reorganisation, ReorganisationKind
from tests.factories import TODAY, make_position, prepare_event

Kind = ReorganisationKind


@pytest.fixture
def posts(db: None) -> dict[str, Position]:
    return {name: make_position(f"{name}中心", "主任") for name in "甲乙丙丁戊"}


def join(
    kind: str, old: list[Position], new: list[Position], day: date, alice: User, bob: User | None
) -> Reorganisation:
    event = prepare_event(
        kind=kind,
        old=[post.body for post in old],
        new=[post.body for post in new],
        effective_on=day,
        successions=[(before, after) for before in old for after in new],
        by=alice,
    )
    return steps.confirm(reorganisation=event, by=bob) if bob else event


def names(line: reorganising.Lineage) -> str:
    return "".join(str(post)[0] for post in line.posts)


def test_a_post_without_events_is_its_whole_lineage(posts: dict[str, Position]) -> None:
    assert reorganising.lineage(posts["甲"]).posts == (posts["甲"],)


def test_a_chain_is_the_same_from_every_link(posts: dict[str, Position], alice: User, bob: User) -> None:
    join(Kind.REPLACED, [posts["甲"]], [posts["乙"]], date(2019, 1, 1), alice, bob)
    join(Kind.REPLACED, [posts["乙"]], [posts["丙"]], date(2021, 1, 1), alice, bob)
    assert {names(reorganising.lineage(posts[name])) for name in "甲乙丙"} == {"甲乙丙"}


def test_only_confirmed_events_count(posts: dict[str, Position], alice: User) -> None:
    join(Kind.REPLACED, [posts["甲"]], [posts["乙"]], date(2019, 1, 1), alice, None)
    assert reorganising.lineage(posts["甲"]).posts == (posts["甲"],)


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


def test_posts_stand_oldest_first_each_with_the_day_it_took_over(
    posts: dict[str, Position], alice: User, bob: User
) -> None:
    join(Kind.REPLACED, [posts["丙"]], [posts["甲"]], date(2021, 1, 1), alice, bob)
    join(Kind.REPLACED, [posts["乙"]], [posts["丙"]], date(2019, 1, 1), alice, bob)
    line = reorganising.lineage(posts["甲"])
    assert names(line) == "乙丙甲"
    assert line.since == {posts["丙"].pk: date(2019, 1, 1), posts["甲"].pk: date(2021, 1, 1)}
    assert [step.effective_on for step in line.continuations] == [date(2019, 1, 1), date(2021, 1, 1)]


def test_what_was_not_public_yet_is_not_of_the_lineage(posts: dict[str, Position], alice: User, bob: User) -> None:
    event = join(Kind.REPLACED, [posts["甲"]], [posts["乙"]], date(2019, 1, 1), alice, bob)
    assert event.confirmed_on is not None
    assert names(reorganising.lineage(posts["甲"], event.confirmed_on)) == "甲乙"
    assert names(reorganising.lineage(posts["甲"], event.confirmed_on - date.resolution)) == "甲"


def test_a_post_that_is_not_public_is_of_no_lineage_but_its_own(
    posts: dict[str, Position], alice: User, bob: User
) -> None:
    join(Kind.REPLACED, [posts["甲"]], [posts["乙"]], date(2019, 1, 1), alice, bob)
    Position.everything.filter(pk=posts["乙"].pk).update(public_since=None)
    assert names(reorganising.lineage(posts["甲"])) == "甲"


def test_a_circle_ends(posts: dict[str, Position], alice: User, bob: User) -> None:
    join(Kind.REPLACED, [posts["甲"]], [posts["乙"]], date(2019, 1, 1), alice, bob)
    event = Reorganisation.objects.create(
        kind=Kind.REPLACED, effective_on=date(2021, 1, 1), state="confirmed", confirmed_by=bob, confirmed_on=TODAY
    )
    event.successions.create(old=posts["乙"], new=posts["甲"])
    assert set(names(reorganising.lineage(posts["甲"]))) == {"甲", "乙"}


def test_a_long_lineage_costs_no_more_queries_than_a_short_one(
    posts: dict[str, Position], alice: User, bob: User
) -> None:
    for year, (old, new) in enumerate(pairwise("甲乙丙丁"), start=2016):
        join(Kind.REPLACED, [posts[old]], [posts[new]], date(year, 1, 1), alice, bob)
    with CaptureQueriesContext(connection) as of_one:
        one = reorganising.lineage(posts["戊"])
    with CaptureQueriesContext(connection) as of_four:
        four = reorganising.lineage(posts["丙"])
    assert (names(one), names(four)) == ("戊", "甲乙丙丁")
    assert len(of_four) == len(of_one) == 2
