"""What the public knew of bodies: their names and their lives under the second clock."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders.reorganising import supplement
from orders.steps.reorganisations import confirm
from orders.tenures.heard import Names, Unheard, bodies_in_being, events
from people.models import Body, ReorganisationKind
from tests.built_once import built_once
from tests.factories import TODAY, make_body, make_position, prepare_event

pytestmark = pytest.mark.django_db

OLD, NEW = "北京市东城区商务局", "北京市东城区商务委员会"
EFFECTIVE, PUBLIC = date(2022, 1, 1), date(2022, 2, 1)


@pytest.fixture
@built_once
def renamed(alice: User, bob: User) -> Body:
    """A bureau renamed on EFFECTIVE by a document public on PUBLIC."""
    body = make_body(OLD)
    event = prepare_event(
        kind=ReorganisationKind.RENAMED,
        old=[body],
        new=[],
        effective_on=EFFECTIVE,
        new_name=NEW,
        document="京编〔2022〕1号",
        document_public_on=PUBLIC,
        by=alice,
    )
    confirm(reorganisation=event, by=bob, on=TODAY)
    return body


@pytest.fixture
@built_once
def replaced(alice: User, bob: User) -> tuple[Body, Body]:
    """A bureau replaced by another on EFFECTIVE, public on PUBLIC; both were on public record before."""
    old, new = make_body(OLD), make_body(NEW)
    event = prepare_event(
        kind=ReorganisationKind.REPLACED,
        old=[old],
        new=[new],
        effective_on=EFFECTIVE,
        successions=[(make_position(old, "局长"), make_position(new, "主任"))],
        document="京编〔2022〕1号",
        document_public_on=PUBLIC,
        by=alice,
    )
    confirm(reorganisation=event, by=bob, on=TODAY)
    return old, new


@pytest.mark.parametrize(
    ("on", "known_on", "name"),
    [
        (date(2021, 12, 31), None, OLD),
        (date(2022, 1, 1), None, NEW),
        (date(2022, 1, 1), date(2022, 1, 31), OLD),  # it had the new name, and nobody outside knew
        (date(2022, 1, 1), PUBLIC, NEW),
        (date(2021, 12, 31), PUBLIC, OLD),
    ],
)
def test_a_body_bears_the_name_that_was_public_on_the_day(
    renamed: Body, on: date, known_on: date | None, name: str
) -> None:
    assert Names.of([renamed.pk], known_on).on(renamed.pk, on) == name


def test_the_present_name_is_the_latest_that_was_public(renamed: Body) -> None:
    assert Names.of([renamed.pk]).now(renamed.pk) == NEW
    assert Names.of([renamed.pk], date(2022, 1, 31)).now(renamed.pk) == OLD
    assert Names.of([renamed.pk]).ever(renamed.pk) == [OLD, NEW]
    assert Names.of([renamed.pk]).before(renamed.pk, EFFECTIVE) == OLD


def test_a_body_without_a_name_has_none() -> None:
    assert Names([]).on(1, TODAY) == ""


@pytest.mark.parametrize(
    ("on", "known_on", "old_exists", "new_exists"),
    [
        (date(2021, 12, 31), None, True, False),
        (date(2022, 1, 1), None, False, True),
        # Notices spoke of both before the event was public: of neither was a first or last day known.
        (date(2021, 12, 31), date(2022, 1, 31), True, True),
        (date(2022, 1, 1), date(2022, 1, 31), True, True),
        (date(2021, 12, 31), PUBLIC, True, False),
        (date(2022, 1, 1), PUBLIC, False, True),
    ],
)
def test_a_body_exists_as_far_as_the_public_knew(
    replaced: tuple[Body, Body], on: date, known_on: date | None, old_exists: bool, new_exists: bool
) -> None:
    assert in_being(replaced, on, known_on) == [old_exists, new_exists]


def test_a_body_nobody_had_heard_of_did_not_exist_for_the_public(replaced: tuple[Body, Body]) -> None:
    """Its founding event and the body itself came to be known on one day."""
    Body.everything.filter(pk=replaced[1].pk).update(public_since=PUBLIC)
    assert in_being(replaced, date(2022, 1, 1), date(2022, 1, 31)) == [True, False]
    assert in_being(replaced, date(2022, 1, 1), PUBLIC) == [False, True]


def test_a_supplement_changes_no_life_where_only_the_confirmation_made_the_event_known(alice: User, bob: User) -> None:
    both = old, new = make_body(OLD), make_body(NEW)
    about = {"kind": ReorganisationKind.REPLACED, "old": [old], "new": [new], "effective_on": EFFECTIVE}
    main = confirm(reorganisation=prepare_event(**about, by=alice), by=bob, on=PUBLIC)
    day = date(2022, 6, 1)
    assert in_being(both, day, day) == [False, True]
    late = make_position(old, "局长")
    added = supplement(reorganisation=main, by=alice, note="漏列", successions=[(late, None)])
    confirm(reorganisation=added, by=bob, on=date(2023, 1, 10))
    assert in_being(both, day, day) == [False, True]


def test_the_days_of_a_body_are_those_the_public_knew_of(replaced: tuple[Body, Body]) -> None:
    old, new = (body.pk for body in replaced)
    for known_on, known in ((None, EFFECTIVE), (PUBLIC, EFFECTIVE), (date(2022, 1, 31), None)):
        unheard = Unheard.of(known_on, {old, new})
        assert unheard.established_on(new, EFFECTIVE) == unheard.abolished_on(old, EFFECTIVE) == known
    assert unheard.established_on(new, date(1999, 1, 1)) == date(1999, 1, 1), "another day comes from elsewhere"


def in_being(bodies: tuple[Body, Body], on: date, known_on: date | None) -> list[bool]:
    """Whether each existed on `on`, by the query for them; what is asked of one by one says the same."""
    rows = [Body.everything.get(pk=body.pk) for body in bodies]
    known = Body.public.known(known_on)
    unheard = Unheard.of(known_on, {body.pk for body in rows})
    each = [body in known and unheard.in_being(body.pk, body.established_on, body.abolished_on, on) for body in rows]
    listed = bodies_in_being(known, on, known_on)
    assert [body in listed for body in rows] == each
    return each


def test_an_event_is_known_from_its_documents_public_day(renamed: Body) -> None:
    assert events().get().public_on == PUBLIC
    assert events(PUBLIC).exists()
    assert not events(date(2022, 1, 31)).exists()
