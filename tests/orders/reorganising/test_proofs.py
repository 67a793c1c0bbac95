"""An event whose only notices are withdrawn or read otherwise now stands, and waits for two people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import User

from orders import reorganising
from orders.models import Clause, Order
from orders.notices.notice import Act
from orders.reorganising.proofs import without_proof
from orders.steps import reorganisations as steps
from orders.steps.errata import prepare_erratum, publish_erratum
from people.models import Reorganisation
from people.models.reorganisations import ReorganisationState as State
from tests import two_people
from tests.built_once import built_once
from tests.factories import publish_clauses, say
from tests.orders.reorganising.cast import NEW, OLD, OTHER, held

GONE = date(2024, 3, 1)


@pytest.fixture
@built_once
def order(alice: User, bob: User) -> Order:
    """A notice that proposes the event, as confirmed: a head in a body of each name."""
    return publish_clauses(
        [[say("appoint", "张伟", NEW, "主任"), say("natural_removal", "张伟", OLD, "主任")]], alice, bob
    )


@pytest.fixture
def confirmed(order: Order, alice: User, bob: User) -> Reorganisation:
    event = Reorganisation.objects.get(state=State.PROPOSED)
    steps.take_up(reorganisation=event, by=alice)
    return steps.confirm(reorganisation=event, by=bob, on=date(2022, 3, 1))


def test_an_event_whose_notice_is_withdrawn_stands_and_waits(
    confirmed: Reorganisation, order: Order, bob: User
) -> None:
    assert without_proof() == set()
    two_people.withdraw(order=order, by=bob, note="误发", today=GONE)
    assert without_proof() == {confirmed.pk}
    assert without_proof(date(2024, 2, 29)) == set(), "before that day it answers as it did"
    confirmed.refresh_from_db()
    assert confirmed.state == State.CONFIRMED


def read_otherwise(order: Order, alice: User, bob: User, *acts: Act) -> None:
    erratum = prepare_erratum(clause=Clause.objects.get(order=order), acts=acts, reason="读错", by=alice)
    publish_erratum(erratum=erratum, by=bob, today=GONE)


def test_it_waits_too_when_an_erratum_names_another_body(
    confirmed: Reorganisation, order: Order, alice: User, bob: User
) -> None:
    read_otherwise(
        order, alice, bob, say("appoint", "张伟", OTHER, "主任"), say("natural_removal", "张伟", OLD, "主任")
    )
    assert without_proof() == {confirmed.pk}


def test_it_does_not_wait_when_an_erratum_corrects_something_else(
    confirmed: Reorganisation, order: Order, alice: User, bob: User
) -> None:
    read_otherwise(order, alice, bob, say("appoint", "张炜", NEW, "主任"), say("natural_removal", "张炜", OLD, "主任"))
    assert without_proof() == set()


def test_with_a_document_it_rests_on_that(confirmed: Reorganisation, order: Order, bob: User) -> None:
    Reorganisation.objects.filter(pk=confirmed.pk).update(document="京编〔2021〕1号")
    two_people.withdraw(order=order, by=bob, note="误发", today=GONE)
    assert without_proof() == set()


def test_once_withdrawn_it_waits_no_more(confirmed: Reorganisation, order: Order, bob: User) -> None:
    two_people.withdraw(order=order, by=bob, note="误发", today=GONE)
    two_people.withdraw_event(event=confirmed, by=bob, note="依据已撤回", today=GONE)
    assert without_proof() == set()


# Proposed again?


def test_what_proved_a_withdrawn_event_does_not_propose_it_again_and_another_notice_does(
    confirmed: Reorganisation, order: Order, alice: User, bob: User
) -> None:
    two_people.withdraw_event(event=confirmed, by=bob, note="并非同一机构", today=GONE)
    assert reorganising.propose(order=order) == []
    publish_clauses(
        [[say("appoint", "许晶", NEW, "副主任"), say("natural_removal", "许晶", OLD, "副主任")]],
        alice,
        bob,
        number="东政任〔2021〕17号",
    )
    again = Reorganisation.objects.get(state=State.PROPOSED)
    assert again != confirmed
    assert [str(body) for body in reorganising.plan_of(again).old] == [OLD]
    steps.take_up(reorganisation=again, by=alice)
    steps.confirm(reorganisation=again, by=bob, on=GONE)
    assert held(OLD)


def test_a_corrected_reading_proposes_the_other_body_which_the_correction_takes_up(
    confirmed: Reorganisation, order: Order, alice: User, bob: User
) -> None:
    """The clause said 市容环境卫生中心, and was read otherwise: the event is corrected with the new reading as proof."""
    read_otherwise(
        order, alice, bob, say("appoint", "张伟", OTHER, "主任"), say("natural_removal", "张伟", OLD, "主任")
    )
    proposed = Reorganisation.objects.get(state=State.PROPOSED)
    plan = reorganising.plan_of(proposed)
    correction = reorganising.prepare(plan=replace(plan, event=None, note="读错", corrects=confirmed), by=alice)
    assert correction == proposed
    steps.confirm(reorganisation=correction, by=bob, on=GONE)
    confirmed.refresh_from_db()
    assert confirmed.state == State.WITHDRAWN
    assert without_proof() == set()
