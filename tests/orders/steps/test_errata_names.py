"""Whom the corrected reading of a clause means: settled by the rules that hold for a draft."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Act, Clause, Erratum, Identification, Order, Tenure
from orders.notices.notice import Act as ReadAct
from orders.steps.errata import prepare_erratum, publish_erratum
from orders.tenures.projection import drift
from people.models import Official
from people.refusal import Refused
from tests.built_once import built_once
from tests.factories import make_draft, make_official, publish_clauses, say

BUREAU, OFFICE = "北京市东城区民政局", "北京市东城区商务局"
DECIDED, CORRECTED = date(2021, 5, 10), date(2022, 3, 1)
RIGHT = [say("appoint", "王刘稳", BUREAU, "副局长")]


@pytest.fixture
@built_once
def order(alice: User, bob: User) -> Order:
    """A notice in which 王刘稳 was misread as 王刘."""
    misread = [say("appoint", "王刘", BUREAU, "副局长")]
    return publish_clauses([misread, [say("appoint", "李哲", OFFICE, "副局长")]], alice, bob)


@pytest.fixture
def clause(order: Order) -> Clause:
    return order.clauses.get(sequence=1)


def prepare(clause: Clause, by: User, acts: list[ReadAct] = RIGHT) -> Erratum:
    return prepare_erratum(clause=clause, acts=acts, reason="姓名读错", by=by)


def test_a_name_nobody_bears_is_a_new_person(clause: Clause, alice: User) -> None:
    [act] = prepare(clause, alice).corrected_acts.all()
    assert act.official
    assert act.official.name == "王刘稳"
    assert Identification.objects.get(act=act).kind == Identification.Kind.NEW


def test_a_namesake_waits_to_be_picked(clause: Clause, alice: User, bob: User) -> None:
    namesake = make_official("王刘稳")
    erratum = prepare(clause, alice)
    [act] = erratum.corrected_acts.all()
    assert act.official is None
    with pytest.raises(Refused, match="姓名“王刘稳”还没有认定是哪一位，不能公开。"):
        publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    identity.pick(act=act, official=namesake, by=alice)
    publish_erratum(erratum=erratum, by=bob, today=CORRECTED)
    assert Tenure.objects.known().get(official=namesake).began_on == DECIDED
    with pytest.raises(Refused, match="通知已经公开"):
        identity.pick(act=act, official=namesake, by=alice)


def test_evidence_settles_the_corrected_name(clause: Clause, alice: User, bob: User) -> None:
    publish_clauses(
        [[say("remove", "王刘稳", BUREAU, "副局长")]],
        alice,
        bob,
        number="东政任〔2022〕1号",
        session=150,
        decided_on=date(2022, 1, 5),
        signed_on=date(2022, 1, 6),
    )
    publish_erratum(erratum=prepare(clause, alice), by=bob, today=CORRECTED)
    [tenure] = Tenure.objects.known().filter(official__name="王刘稳")
    assert (tenure.began_on, tenure.ended_on) == (DECIDED, date(2022, 1, 5))
    assert not list(drift())


def test_a_name_that_waits_in_a_draft_waits_in_an_erratum_too(clause: Clause, alice: User) -> None:
    """One rule for both: what a draft leaves to a person, a corrected reading does not settle by itself."""
    twice = [[say("appoint", "王刘稳", BUREAU, "科长")], [say("appoint", "王刘稳", OFFICE, "科长")]]
    draft = make_draft(twice, alice, number="东政任〔2021〕17号", session=129, headcount=2)
    assert set(Act.objects.filter(clause__order=draft).values_list("official", flat=True)) == {None}
    assert prepare(clause, alice).corrected_acts.get().official is None
    assert not Official.everything.filter(name="王刘稳").exists()


def test_a_name_merged_away_waits_in_an_erratum_too(clause: Clause, alice: User, bob: User) -> None:
    survivor = make_official("王六稳")
    make_official("王刘稳", merged_into=survivor)
    erratum = prepare(clause, alice)
    assert erratum.corrected_acts.get().official is None
    assert Official.everything.filter(name="王刘稳").count() == 1


def test_a_name_is_one_person_in_the_notice_and_its_correction(order: Order, clause: Clause, alice: User) -> None:
    [other] = Official.everything.filter(name="李哲")
    erratum = prepare(clause, alice, [say("appoint", "李哲", BUREAU, "副局长")])
    assert erratum.corrected_acts.get().official == other
