"""Since when the public knows of an event between bodies."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders.models import Order, ReorganisationProof
from orders.tenures.heard import events, public_days, unheard_events
from people.models import Reorganisation, ReorganisationKind
from tests import two_people
from tests.built_once import built_once
from tests.factories import TODAY, make_draft, publish_clauses, say

pytestmark = pytest.mark.django_db

DAY, DOCUMENT, PROOF, CONFIRMED = date(2021, 5, 10), date(2021, 6, 1), date(2021, 10, 24), date(2022, 3, 1)


def event(
    bob: User,
    *,
    document: date | None = None,
    state: str = "confirmed",
    by: tuple[Order, ...] = (),
    confirmed_on: date = CONFIRMED,
    supplements: int | None = None,
) -> int:
    """The key of an event as it stands after its confirmation, proved by the first clause of each order."""
    made = Reorganisation.objects.create(
        kind=ReorganisationKind.REPLACED,
        effective_on=DAY,
        document_public_on=document,
        state=state,
        confirmed_by=bob,
        confirmed_on=confirmed_on,
        supplements_id=supplements,
    )
    for order in by:
        ReorganisationProof.objects.create(reorganisation=made, clause=order.clauses.get(sequence=1))
    return made.pk


@pytest.fixture
@built_once
def order(alice: User, bob: User) -> Order:
    return publish_clauses([[say("appoint", "张伟", "甲局", "局长")]], alice, bob, published_on=PROOF)


@pytest.fixture
@built_once
def later(alice: User, bob: User) -> Order:
    return publish_clauses([[say("appoint", "许晶", "甲局", "副局长")]], alice, bob, number="东政任〔2021〕17号")


def test_an_event_is_known_by_its_document_else_its_first_proof_else_its_confirmation(
    order: Order, later: Order, bob: User
) -> None:
    later.published_on = date(2021, 12, 1)
    later.save()
    for document, by, known in (
        (DOCUMENT, (order,), DOCUMENT),
        (None, (later, order), PROOF),
        (None, (), CONFIRMED),
    ):
        key = event(bob, document=document, by=by)
        assert public_days([key]) == {key: known}
        assert [found.pk for found in events(known) if found.pk == key] == [key]
        assert key not in events(known - date.resolution).values_list("pk", flat=True)


def test_a_draft_proves_nothing_yet_and_a_withdrawn_order_still_says_since_when(
    order: Order, alice: User, bob: User
) -> None:
    draft = make_draft([[say("appoint", "许晶", "甲局", "副局长")]], alice, number="东政任〔2021〕17号")
    draft.published_on = DOCUMENT
    draft.save()
    drafted, withdrawn = event(bob, by=(draft,)), event(bob, by=(order,))
    two_people.withdraw(order=order, by=bob, note="误发", today=TODAY)
    assert public_days([drafted, withdrawn]) == {drafted: CONFIRMED, withdrawn: PROOF}


@pytest.mark.parametrize("state", ["proposed", "prepared", "declined"])
def test_only_a_confirmed_event_is_known(bob: User, state: str) -> None:
    assert public_days([event(bob, document=DOCUMENT, state=state)]) == {}
    assert not events().exists()


def test_events_until_a_day_are_those_in_effect_by_it(bob: User) -> None:
    key = event(bob, document=DOCUMENT)
    assert [found.pk for found in events(until=DAY)] == [key]
    assert not events(until=DAY - date.resolution).exists()


def test_a_supplement_is_known_from_the_day_its_event_is(order: Order, later: Order, bob: User) -> None:
    for document, by, known in (
        (DOCUMENT, (order,), DOCUMENT),
        (None, (order,), PROOF),
        (None, (), CONFIRMED),
    ):
        main = event(bob, document=document, by=by)
        about = {"confirmed_on": date(2023, 1, 1), "supplements": main}
        for added in (event(bob, **about), event(bob, document=date(2020, 1, 1), by=(later,), **about)):
            assert public_days([added]) == {added: known}
            assert set(events(known).filter(pk__in=[main, added]).values_list("pk", flat=True)) == {main, added}
            assert not events(known - date.resolution).filter(pk__in=[main, added]).exists()


def test_a_supplement_begins_and_ends_no_body(bob: User) -> None:
    main = event(bob, document=DOCUMENT)
    event(bob, confirmed_on=date(2023, 1, 1), supplements=main)
    unheard = {day: [found.pk for found in unheard_events(day)] for day in (DOCUMENT - date.resolution, DOCUMENT)}
    assert unheard == {DOCUMENT - date.resolution: [main], DOCUMENT: []}
