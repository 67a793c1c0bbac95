"""Provisional officials settled, and namesakes remembered to be two people."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Order, Tenure
from people.models import Official
from people.refusal import Refused
from tests import two_people
from tests.factories import make_draft, make_official, publish, say
from tests.orders.identity.cast import OFFICE, Kind, kinds


def test_settling_makes_a_provisional_official_a_person_of_their_own(order: Order, alice: User, bob: User) -> None:
    [known] = Official.everything.filter(name="王涛")
    bulk = make_draft(
        [[say("appoint", "王涛", OFFICE, "副局长")]], alice, number="东政任〔2021〕17号", session=129, bulk=True
    )
    publish(bulk, alice, bob)
    provisional = Official.everything.get(name="王涛", provisional=True)
    assert Tenure.objects.filter(official=provisional).exists()
    two_people.settle(official=provisional, by=bob, note="单位核实")
    provisional.refresh_from_db()
    assert not provisional.provisional
    assert identity.are_not_same(known, provisional)
    assert Kind.SETTLED in kinds(provisional)
    with pytest.raises(Refused, match="王涛的身份已经认定，无需再次认定。"):
        two_people.settle(official=provisional, by=bob, note="单位核实")


def test_settling_says_nothing_of_other_provisional_namesakes(bob: User) -> None:
    one, other = make_official("王涛", provisional=True), make_official("王涛", provisional=True)
    two_people.settle(official=one, by=bob, note="单位核实")
    assert not identity.are_not_same(one, other)


def test_a_provisional_official_merged_with_a_settled_one_is_settled(bob: User) -> None:
    settled, provisional = make_official("王涛"), make_official("王涛", provisional=True)
    two_people.merge(survivor=provisional, other=settled, by=bob, note="同一人")
    provisional.refresh_from_db()
    assert not provisional.provisional


# Not the same


def test_not_the_same_is_said_once_about_two_people(twins: tuple[Official, Official], bob: User) -> None:
    one, other = twins
    with pytest.raises(Refused, match="请选择两位不同的人员。"):
        two_people.declare_not_same(one=one, other=one, by=bob, note="两人")
    two_people.declare_not_same(one=other, other=one, by=bob, note="两人")
    with pytest.raises(Refused, match="这两人已认定为非同一人。"):
        two_people.declare_not_same(one=one, other=other, by=bob, note="两人")
    two_people.withdraw_not_same(one=one, other=other, by=bob, note="有误")
    with pytest.raises(Refused, match="没有认定过这两人为非同一人。"):
        two_people.withdraw_not_same(one=one, other=other, by=bob, note="有误")
