"""Correcting a draft: its reading, and what could not be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from orders.entering import correcting
from orders.models import Act, Clause, Identification
from orders.steps import review
from people.models import Official
from people.refusal import Refused
from tests.factories import (
    make_draft,
    make_official,
    say,
)

BUREAU = "北京市东城区民政局"
FIXTURES = Path(__file__).parents[3] / "fixtures"
LI = [say("appoint", "李娜新", BUREAU, "副局长")]


def test_the_acts_of_a_clause_are_replaced_by_what_a_person_reads(alice: User) -> None:
    order = make_draft([LI], alice)
    clause = order.clauses.get()
    corrected = [say("appoint", "李娜", BUREAU, "副局长"), say("remove", "李娜", "北京市东城区财政局", "科长")]
    correcting.correct_reading(clause=clause, acts=corrected, by=alice)
    acts = list(clause.acts.order_by("sequence"))
    assert [(act.sequence, act.verb, act.printed_official, act.official.name) for act in acts] == [
        (1, "appoint", "李娜", "李娜"),
        (2, "remove", "李娜", "李娜"),
    ]
    assert acts[0].official == acts[1].official


def test_a_correction_keeps_who_was_settled_for_what_stays_the_same(alice: User) -> None:
    known = make_official("李娜新")
    order = make_draft([LI], alice)
    act = Act.objects.get(clause__order=order)
    act.official = known
    act.save()
    before = say("remove", "王雪", BUREAU, "局长")
    correcting.correct_reading(clause=act.clause, acts=[before, *LI], by=alice)
    assert {kept.printed_official: kept.official for kept in act.clause.acts.all()}["李娜新"] == known
    assert [kept.printed_official for kept in act.clause.acts.order_by("sequence")] == ["王雪", "李娜新"]


def test_a_correction_keeps_the_log_of_who_was_taken_for_whom(alice: User) -> None:
    order = make_draft([LI], alice)
    correcting.correct_reading(clause=order.clauses.get(), acts=[], by=alice)
    assert not Act.objects.filter(clause__order=order).exists()
    assert [(each.act, each.official.name) for each in Identification.objects.all()] == [(None, "李娜新")]


def test_a_name_that_was_corrected_away_is_not_on_record(alice: User) -> None:
    order = make_draft([[say("appoint", "张伟", BUREAU, "副局长")]], alice)
    misread = Official.everything.get(name="张伟")
    correcting.correct_reading(clause=order.clauses.get(), acts=LI, by=alice)
    later = make_draft([[say("remove", "张伟", BUREAU, "局长")]], alice, number="东政任〔2021〕17号")
    assert Act.objects.get(clause__order=later).official == misread  # nobody else bears the name: no second record


@pytest.mark.parametrize("state", ["submitted", "approved", "published"])
def test_only_a_draft_is_corrected(alice: User, bob: User, today: date, state: str) -> None:
    order = make_draft([LI], alice, remainder=["此件公开发布"])
    remainder = order.remainder.get()
    correcting.settle_remainder(remainder=remainder, by=alice, note="附注")
    review.submit(order=order, by=alice, today=today)
    if state != "submitted":
        review.approve(order=order, by=bob, today=today)
    if state == "published":
        review.publish(order=order, by=bob, today=today)
    for write in (
        lambda: correcting.correct_reading(clause=order.clauses.get(), acts=[], by=alice),
        lambda: correcting.settle_remainder(remainder=remainder, by=alice, note="附注"),
        lambda: correcting.turn_into_clause(remainder=remainder, acts=LI, by=alice),
        lambda: correcting.date_publication(order=order, published_on=today, by=alice),
    ):
        with pytest.raises(Refused, match="只有草稿可以修改。"):
            write()
    assert Act.objects.filter(clause__order=order).count() == 1


# What could not be read


def test_left_over_words_are_settled_with_a_reason(alice: User) -> None:
    order = make_draft([LI], alice, remainder=["此件公开发布"])
    remainder = order.remainder.get()
    with pytest.raises(Refused, match="请说明这段文字为什么不是任免事项。"):
        correcting.settle_remainder(remainder=remainder, by=alice, note="  ")
    correcting.settle_remainder(remainder=remainder, by=alice, note="附注，不是任免")
    remainder.refresh_from_db()
    assert (remainder.settled_by, remainder.settled_note) == (alice, "附注，不是任免")


def test_left_over_words_become_a_clause_in_their_place(alice: User) -> None:
    order = make_draft([LI], alice, remainder=["王雪 任某局\n局长"])
    remainder = order.remainder.get()
    remainder.start = remainder.end = 0  # before the first clause
    remainder.save()
    order.parts = [["remainder", 0, 0], ["clause", 0, 9]]
    order.save()
    first = order.clauses.get()
    Clause.objects.filter(pk=first.pk).update(start=1)
    clause = correcting.turn_into_clause(remainder=remainder, acts=[say("appoint", "王雪", "某局", "局长")], by=alice)
    assert [(each.sequence, each.text) for each in order.clauses.all()] == [(1, "王雪任某局局长"), (2, first.text)]
    assert clause.acts.get().official.name == "王雪"
    order.refresh_from_db()
    assert order.parts == [["clause", 0, 0], ["clause", 0, 9]]
    with pytest.raises(Refused, match="这段文字已经改为任免事项。"):
        correcting.turn_into_clause(remainder=remainder, acts=LI, by=alice)
