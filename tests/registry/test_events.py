"""What the public knew of bodies: their names and their lives under the second clock."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders.events import events
from orders.reorganising import confirm, prepare
from people.models import Body, ReorganisationKind
from registry.events import Names, Unheard, bodies_in_being
from tests.factories import TODAY, make_body, make_position

pytestmark = pytest.mark.django_db

OLD, NEW = "北京市东城区商务局", "北京市东城区商务委员会"
EFFECTIVE, PUBLIC = date(2022, 1, 1), date(2022, 2, 1)


@pytest.fixture
def renamed(alice: User, bob: User) -> Body:
    """A bureau renamed on EFFECTIVE by a document public on PUBLIC."""
    body = make_body(OLD)
    event = prepare(
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
def replaced(alice: User, bob: User) -> tuple[Body, Body]:
    """A bureau replaced by another on EFFECTIVE, public on PUBLIC; both were on public record before."""
    old, new = make_body(OLD), make_body(NEW)
    event = prepare(
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
        (date(2022, 1, 1), date(2022, 1, 31), True, False),
        (date(2022, 1, 1), PUBLIC, False, True),
    ],
)
def test_a_body_exists_as_far_as_the_public_knew(
    replaced: tuple[Body, Body], on: date, known_on: date | None, old_exists: bool, new_exists: bool
) -> None:
    old, new = (Body.everything.get(pk=body.pk) for body in replaced)
    unheard = Unheard.of(known_on, {old.pk, new.pk})
    exist = [unheard.in_being(body.pk, body.established_on, body.abolished_on, on) for body in (old, new)]
    assert exist == [old_exists, new_exists]
    listed = bodies_in_being(Body.public.all(), on, known_on)
    assert [body in listed for body in (old, new)] == exist


def test_an_event_is_known_from_its_documents_public_day(renamed: Body) -> None:
    assert events().get().public_on == PUBLIC
    assert events(PUBLIC).exists()
    assert not events(date(2022, 1, 31)).exists()
