"""What must hold of a verb that closes, whatever it is called: run by test_verbs.py in a copy of the project.

There the vocabulary has one verb more, 停职 (suspend), and no other file has changed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.checks import checks
from orders.models import Act, Tenure
from orders.models.acts import VERB_CHOICES
from orders.notices import parse, render
from orders.notices.report import to_table
from orders.notices.vocabulary import Verb
from orders.tenures.fold import FoldedAct, fold
from people.models import Official, Reorganisation
from tests.factories import make_draft, publish, say

OLD, NEW = "网格化服务管理中心", "城市管理指挥中心"
MAY, JUNE = date(2021, 5, 10), date(2021, 6, 1)
TEXT = (
    "东城区人民政府\n关于张三同志停职的通知\n东政任〔2021〕17号\n"
    "经2021年6月1日东城区人民政府第122次常务会议研究决定：\n停去张三的东城区民政局局长职务，任命李四为东城区民政局局长。\n"
)


def test_the_fold_closes_a_tenure_by_it() -> None:
    acts = [FoldedAct(1, 1, 1, Verb.APPOINT, MAY), FoldedAct(2, 1, 1, Verb("suspend"), JUNE)]
    (tenure,) = fold(acts)
    assert (tenure.lower, tenure.upper, tenure.ended_by) == (MAY, JUNE, 2)


def test_it_is_read_and_written_and_has_a_label() -> None:
    [notice] = parse(TEXT).notices
    assert [(act.verb, act.official) for act in notice.clauses[0].acts] == [("suspend", "张三"), ("appoint", "李四")]
    assert "停去张三的东城区民政局局长职务，任命李四为东城区民政局局长。" in render(notice)
    assert "停职" in to_table(parse(TEXT), file="-")
    assert ("suspend", "停职") in VERB_CHOICES


@pytest.mark.django_db
def test_matching_takes_it_for_evidence_of_who_was_appointed(alice: User) -> None:
    make_draft([[say("appoint", "张三", OLD, "主任")]], alice, number="东政任〔2021〕16号", decided_on=MAY)
    later = {"number": "东政任〔2021〕17号", "session": 122, "decided_on": JUNE}
    order = make_draft([[say("suspend", "张三", OLD, "主任")]], alice, **later)
    act = Act.objects.get(clause__order=order)
    assert act.official == Act.objects.exclude(pk=act.pk).get().official


@pytest.mark.django_db
def test_a_publication_ends_the_tenure_and_checks_count_it_as_a_removal(alice: User, bob: User) -> None:
    publish(make_draft([[say("appoint", "张三", OLD, "主任")]], alice, decided_on=MAY), alice, bob)
    later = {"number": "东政任〔2021〕17号", "session": 122, "decided_on": JUNE, "title": "关于张三同志任免职的通知"}
    order = make_draft([[say("suspend", "张三", OLD, "主任")]], alice, **later)
    assert {check.code for check in checks(order)} >= {"only_removes"}
    publish(order, alice, bob)
    assert Tenure.objects.known().get().upper == JUNE


def publish_of_the_same(verb: str, body: str, alice: User, bob: User, **frame: Any) -> None:
    """A published order about the 张三 on record."""
    draft = make_draft([[say(verb, "张三", body, "主任")]], alice, **frame)
    for act in Act.objects.filter(clause__order=draft, official=None):
        identity.pick(act=act, official=Official.everything.get(name="张三"), by=alice)
    publish(draft, alice, bob)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["suspend", "grade"])
def test_whoever_it_removed_has_not_moved_with_their_body(alice: User, bob: User, verb: str) -> None:
    publish_of_the_same("appoint", OLD, alice, bob, decided_on=date(2020, 4, 1))
    publish_of_the_same(verb, OLD, alice, bob, number="东政任〔2021〕17号", session=122, decided_on=MAY)
    publish_of_the_same("appoint", NEW, alice, bob, number="东政任〔2021〕18号", session=123, decided_on=JUNE)
    assert Reorganisation.objects.exists() is (verb == "grade")
