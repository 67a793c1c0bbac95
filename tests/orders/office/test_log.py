"""The log is a record in the language of the office, whoever writes it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import translation

from orders.entering import correcting
from orders.models import LogStep, Review
from tests.factories import make_draft, say

BUREAU = "北京市东城区民政局"


def test_what_was_changed_in_a_draft_stands_on_the_log_in_chinese(alice: User) -> None:
    order = make_draft([[say("appoint", "李娜新", BUREAU, "副局长")]], alice)
    acts = [say("appoint", "李娜新", BUREAU, "局长")]
    with translation.override("en"):
        correcting.correct_reading(clause=order.clauses.get(), acts=acts, by=alice)
    entry = Review.objects.of(order).get(step=LogStep.READING)
    assert entry.changes[0] == ["第1项", f"任命 李娜新 {BUREAU}副局长", f"任命 李娜新 {BUREAU}局长"]
