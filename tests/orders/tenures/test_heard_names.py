"""The names the public had heard of: as a query, in Names, and of rows in memory the same."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders.steps.reorganisations import confirm
from orders.tenures.heard import Names, names_heard
from people.models import Body, ReorganisationKind
from tests.built_once import built_once
from tests.factories import TODAY, make_body, make_position, prepare_event

pytestmark = pytest.mark.django_db

OLD, NEW, OTHER = "北京市东城区商务局", "北京市东城区商务委员会", "北京市东城区民政局"


@pytest.fixture
@built_once
def bodies(alice: User, bob: User) -> list[Body]:
    """A bureau renamed on 2022-01-01 by a document public on 2022-02-01, and one replaced by another that day."""
    renamed, old, new = make_body(OLD), make_body(OTHER), make_body(f"{OTHER}二")
    about = {"effective_on": date(2022, 1, 1), "document": "京编〔2022〕1号", "document_public_on": date(2022, 2, 1)}
    for event in (
        prepare_event(kind=ReorganisationKind.RENAMED, old=[renamed], new=[], new_name=NEW, by=alice, **about),
        prepare_event(
            kind=ReorganisationKind.REPLACED,
            old=[old],
            new=[new],
            successions=[(make_position(old, "局长"), None)],
            by=alice,
            **about,
        ),
    ):
        confirm(reorganisation=event, by=bob, on=TODAY)
    return [renamed, old, new]


@pytest.mark.parametrize("known_on", [date(2021, 12, 31), date(2022, 1, 31), date(2022, 2, 1), None])
def test_as_a_query_and_in_names_they_are_the_same(bodies: list[Body], known_on: date | None) -> None:
    names = Names.of([body.pk for body in bodies], known_on)
    heard = names_heard(known_on)
    for body in bodies:
        assert {each.name for each in heard.filter(body=body)} == set(names.ever(body.pk))
    knows = known_on is None or known_on >= date(2022, 2, 1)
    assert names.ever(bodies[0].pk) == ([OLD, NEW] if knows else [OLD])


@pytest.mark.parametrize("known_on", [date(2021, 12, 31), date(2022, 1, 31), date(2022, 2, 1), None])
def test_a_new_name_and_the_end_of_the_one_before_are_told_together(bodies: list[Body], known_on: date | None) -> None:
    names = Names.of([body.pk for body in bodies], known_on)
    for body in bodies:
        told = names.dated(body.pk)
        assert [name.ended_on for name in told] == [*(name.began_on for name in told[1:]), None]


def test_a_name_has_no_end_where_the_public_had_not_heard_of_the_next(bodies: list[Body]) -> None:
    key = bodies[0].pk
    assert Names.of([key], date(2022, 1, 31)).dated(key) == [(OLD, None, None)]
    assert Names.of([key]).dated(key) == [(OLD, None, date(2022, 1, 1)), (NEW, date(2022, 1, 1), None)]
