"""In which language a change is kept, and in which it is read."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from orders import changing
from orders.models import ChangeKind, Order, Review
from orders.steps import changes
from people.models import Official
from people.refusal import Refused
from tests.factories import publish_clauses, say

K = ChangeKind


@pytest.fixture
def order(alice: User, bob: User) -> Order:
    return publish_clauses([[say("appoint", "冯磊", "北京市东城区民政局", "局长")]], alice, bob)


def test_what_is_kept_of_a_change_is_in_chinese_whoever_prepares_it(order: Order, alice: User) -> None:
    with translation.override("en"):
        change = changing.prepare(K.WITHDRAWAL, about={"order": order}, by=alice, reason="误发")
    assert change.title == "撤回东政任〔2021〕16号"
    assert ["北京市东城区民政局局长的任职", "冯磊（2021-05-10，未见免职记录）", "无任职记录"] in [
        list(line) for line in change.forecast
    ]
    entry = Review.objects.of(change).get()
    assert entry.changes == [list(line) for line in change.forecast]


def test_a_refusal_of_a_change_is_in_the_language_of_whoever_prepares_it(order: Order, alice: User) -> None:
    feng = Official.everything.get(name="冯磊")
    with translation.override("en"), pytest.raises(Refused) as refused:
        changing.prepare(K.SETTLE, about={"official": feng}, by=alice, reason="核对过")
    assert refused.value.sentence == "The identity of 冯磊 is already settled."


def test_a_change_that_waits_is_named_in_the_language_of_its_reader_and_one_answered_as_it_was(
    order: Order, alice: User, bob: User
) -> None:
    change = changing.prepare(K.WITHDRAWAL, about={"order": order}, by=alice, reason="误发")
    with translation.override("en"):
        assert changing.title_of(change) == "Withdraw 东政任〔2021〕16号"
        declined = changes.decline(change=change, by=bob, note="不必撤回")
        assert changing.title_of(declined) == "撤回东政任〔2021〕16号"
