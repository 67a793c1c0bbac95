"""Remarks on what a person has decided at the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.checks import NOTE, WARNING
from orders.entering import correcting
from orders.models import Act, Clause
from tests.factories import make_draft, make_official, publish_clauses, say
from tests.orders.checks.remarks import BUREAU, LI, SEPTEMBER, found, one


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"official": "李娜"}, []),
        ({"official": "李娜薪"}, ["李娜薪"]),
        ({"post": "北京市东城区民政局副局长", "body": "北京市东城区民政局"}, []),
        ({"post": "北京市东城区财政局副局长", "body": "北京市东城区财政局"}, ["北京市东城区财政局副局长"]),
    ],
)
def test_a_reading_by_hand_that_is_not_in_the_words_is_a_warning(alice: User, changed: dict, words: list[str]) -> None:
    order = make_draft([LI], alice)
    assert found(order, "not_in_the_words") == []
    clause = Clause.objects.get()
    correcting.correct_reading(clause=clause, acts=[replace(LI[0], **changed)], by=alice)
    assert [(check.level, check.sentence, check.clause) for check in found(order, "not_in_the_words")] == [
        (WARNING, f"“{strange}”不在这一项的原文中；请与原文逐字核对。", clause) for strange in words
    ]


def test_a_post_without_its_body_in_print_is_in_the_words(alice: User) -> None:
    implied = replace(say("remove", "王雪", BUREAU, "副局长"), post="副局长", body_implied=True)
    order = make_draft([[implied]], alice)
    assert found(order, "not_in_the_words") == []


def test_whoever_takes_a_name_for_another_person_is_named_to_the_second(alice: User, bob: User) -> None:
    publish_clauses([LI], alice, bob)
    order = make_draft([[say("appoint", "李娜新", "北京市东城区财政局", "副局长")]], alice, **SEPTEMBER)
    assert found(order, "namesake") == [], "nobody has decided yet"
    act = Act.objects.get(clause__order=order)
    identity.pick_new(act=act, by=alice)
    assert one(order, "namesake") == (NOTE, "登记中已有同名的李娜新；alice认定为另一位，请核对。", 1)


def test_whoever_picks_one_of_two_namesakes_is_named_to_the_second(alice: User, bob: User) -> None:
    publish_clauses([LI], alice, bob)
    other = make_official("李娜新")
    order = make_draft([[say("appoint", "李娜新", "北京市东城区财政局", "副局长")]], alice, **SEPTEMBER)
    identity.pick(act=Act.objects.get(clause__order=order), official=other, by=alice)
    assert one(order, "namesake") == (NOTE, "登记中另有同名的李娜新；alice认定为登记中的这一位，请核对。", 1)


def test_a_name_nobody_else_bears_needs_no_remark(alice: User) -> None:
    assert found(make_draft([LI], alice), "namesake") == []
