"""Two people stand behind everything public: who is not the second, what the log says, two tabs on one draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, User

from orders import identity
from orders.entering import correcting, framing
from orders.models import Act, LogStep, Order, PublicChange, Review
from orders.office import log
from orders.office.content import content_hash
from orders.steps import review
from orders.steps.table import ORDER
from people.refusal import Refused
from tests import two_people
from tests.factories import make_draft, make_official, publish, say
from tests.orders.conftest import promoted
from tests.orders.steps.test_review import BUREAU, LI, refusal, reload


@pytest.mark.parametrize("step", ["approve", "publish", "withdraw"])
def test_whoever_submitted_neither_approves_nor_publishes_nor_withdraws(
    bob: User, dora: User, draft: Order, step: str
) -> None:
    review.submit(order=draft, by=dora)
    if step != "approve":
        review.approve(order=draft, by=bob)
    if step == "withdraw":
        review.publish(order=draft, by=bob)
    before = Review.objects.count()
    sentence = refusal(getattr(review, step), order=draft, by=promoted(dora), note="因故")
    assert sentence == f"东政任〔2021〕16号是您提交的，不能由您{LogStep(step).label}；请由另一人办理。"
    assert Review.objects.count() == before


@pytest.mark.parametrize("step", ["approve", "publish", "withdraw"])
def test_whoever_entered_it_neither_approves_nor_publishes_nor_withdraws_what_another_submitted(
    alice: User, bob: User, dora: User, step: str
) -> None:
    order = make_draft([LI], dora)
    review.submit(order=order, by=alice)
    if step != "approve":
        review.approve(order=order, by=bob)
    if step == "withdraw":
        review.publish(order=order, by=bob)
    sentence = refusal(getattr(review, step), order=order, by=promoted(dora), note="因故")
    assert sentence == f"东政任〔2021〕16号是您录入的，不能由您{LogStep(step).label}；请由另一人办理。"


def test_whoever_submitted_it_once_does_not_approve_what_another_submits_later(
    alice: User, bob: User, dora: User, draft: Order
) -> None:
    review.submit(order=draft, by=dora)
    review.send_back(order=draft, by=bob, note="请核对")
    review.submit(order=draft, by=alice)
    sentence = refusal(review.approve, order=draft, by=promoted(dora))
    assert sentence == "东政任〔2021〕16号是您提交的，不能由您审核通过；请由另一人办理。"


def change_reading(order: Order, by: User) -> None:
    acts = [say("appoint", "李娜新", BUREAU, "局长")]
    correcting.correct_reading(clause=order.clauses.get(), acts=acts, by=by)


def change_frame(order: Order, by: User) -> None:
    framing.correct_frame(order=order, frame=replace(framing.frame_of(order), title="另一标题"), by=by)


def settle_remainder(order: Order, by: User) -> None:
    correcting.settle_remainder(remainder=order.remainder.get(), by=by, note="附注")


def make_clause(order: Order, by: User) -> None:
    acts = [say("appoint", "王雪", BUREAU, "科长")]
    correcting.turn_into_clause(remainder=order.remainder.get(), acts=acts, by=by)


def settle_name(order: Order, by: User) -> None:
    act = Act.objects.get(clause__order=order)
    identity.pick_new(act=act, by=by)


WORK = {
    "reading": ("校正读法", change_reading),
    "frame": ("校正题头", change_frame),
    "day": (
        "填写公开日期",
        lambda order, by: correcting.date_publication(order=order, published_on=date(2021, 10, 25), by=by),
    ),
    "words left over": ("处理未读文字", settle_remainder),
    "words made a clause": ("处理未读文字", make_clause),
    "name": ("认定姓名", settle_name),
}


@pytest.mark.parametrize("step", ["approve", "publish", "withdraw"])
@pytest.mark.parametrize("work", list(WORK))
def test_whoever_changed_the_content_is_not_the_second_person_whoever_entered_and_submitted(
    alice: User, bob: User, dora: User, work: str, step: str
) -> None:
    if work == "name":
        make_official("李娜新")
    order = make_draft([LI], alice, remainder=["此件公开发布"] if "words" in work else [])
    label, change = WORK[work]
    change(order, dora)
    review.submit(order=order, by=alice)
    way = ["approve", "publish", "withdraw"]
    for before in way[: way.index(step)]:
        getattr(review, before)(order=order, by=bob)
    sentence = refusal(getattr(review, step), order=order, by=promoted(dora), note="因故")
    assert sentence == (f"您办理过东政任〔2021〕16号的“{label}”，不能由您{LogStep(step).label}；请由另一人办理。")


def test_whoever_changed_it_before_it_was_sent_back_does_not_approve_it_afterwards(
    alice: User, bob: User, dora: User, draft: Order
) -> None:
    change_reading(draft, dora)
    review.submit(order=draft, by=alice)
    review.send_back(order=draft, by=bob, note="请核对")
    review.submit(order=draft, by=alice)
    assert "不能由您审核通过" in refusal(review.approve, order=draft, by=promoted(dora))


@pytest.mark.parametrize("step", list(ORDER))
def test_an_account_in_both_groups_takes_no_step(draft: Order, step: LogStep) -> None:
    Order.everything.filter(pk=draft.pk).update(state=ORDER[step].sources[0], published_on=date(2021, 11, 1))
    both = User.objects.create_user("both", is_staff=True)
    both.groups.set(Group.objects.filter(name__in=["经办", "审核"]))
    both.groups.add(Group.objects.get_or_create(name="审核")[0])
    assert refusal(getattr(review, step.value), order=draft, by=both, note="因故") == (
        f"您的账户同时属于“经办”和“审核”两组，不能{step.label}；请管理员只保留一组。"
    )


# The log


def test_the_log_says_what_was_changed_old_and_new(alice: User, draft: Order) -> None:
    change_reading(draft, alice)
    change_frame(draft, alice)
    correcting.date_publication(order=draft, published_on=date(2021, 10, 25), by=alice)
    said = [(each.step, each.changes) for each in Review.objects.of(draft).content()]
    assert said == [
        ("enter", []),
        ("reading", [["第1项", "任命 李娜新 北京市东城区民政局副局长", "任命 李娜新 北京市东城区民政局局长"]]),
        ("frame", [["标题", "", "另一标题"]]),
        ("day", [["公开日期", "", "2021年10月25日"]]),
    ]


def test_what_changes_nothing_is_not_on_the_log(alice: User, draft: Order) -> None:
    framing.correct_frame(order=draft, frame=framing.frame_of(draft), by=alice)
    assert list(Review.objects.of(draft).values_list("step", flat=True)) == ["enter"]


def test_each_public_step_moves_the_version_of_the_register_by_one(alice: User, bob: User, draft: Order) -> None:
    assert log.version() == 0
    publish(draft, alice, bob)
    assert log.version() == 1
    two_people.withdraw(order=draft, by=bob, note="发文有误")
    assert log.version() == 2
    versions = Review.objects.of(draft).values_list("step", "version")
    assert list(versions) == [
        ("enter", None),
        ("submit", None),
        ("approve", None),
        ("publish", 1),
        ("withdraw", None),
    ]
    assert list(Review.objects.of(PublicChange.objects.get()).values_list("step", "version")) == [
        ("prepare", None),
        ("confirm", 2),
    ]


# Two tabs on one draft


@pytest.mark.parametrize("work", list(WORK))
def test_the_second_save_over_a_content_not_seen_is_refused_with_what_changed_and_by_whom(
    alice: User, dora: User, work: str
) -> None:
    if work == "name":
        make_official("李娜新")
    order = make_draft([LI], alice, remainder=["此件公开发布"] if "words" in work else [])
    seen = content_hash(reload(order))
    change_frame(order, dora)
    with pytest.raises(Refused) as refused:
        SECOND_SAVES[work](order, alice, seen)
    assert refused.value.sentence.startswith("这一页打开以后内容有改动，请核对现在的内容后再办理。dora于")
    assert refused.value.sentence.endswith("“校正题头”：标题“”改为“另一标题”。")
    assert list(Review.objects.of(order).values_list("step", flat=True)) == ["enter", "frame"]


SECOND_SAVES: dict[str, Any] = {
    "reading": lambda order, by, seen: correcting.correct_reading(
        clause=order.clauses.get(), acts=[say("appoint", "李娜新", BUREAU, "局长")], by=by, seen=seen
    ),
    "frame": lambda order, by, seen: framing.correct_frame(
        order=order, frame=replace(framing.frame_of(reload(order)), headcount=7), by=by, seen=seen
    ),
    "day": lambda order, by, seen: correcting.date_publication(
        order=order, published_on=date(2021, 10, 26), by=by, seen=seen
    ),
    "words left over": lambda order, by, seen: correcting.settle_remainder(
        remainder=order.remainder.get(), by=by, note="附注", seen=seen
    ),
    "words made a clause": lambda order, by, seen: correcting.turn_into_clause(
        remainder=order.remainder.get(), acts=[say("appoint", "王雪", BUREAU, "科长")], by=by, seen=seen
    ),
    "name": lambda order, by, seen: identity.pick_new(act=Act.objects.get(clause__order=order), by=by, seen=seen),
}
