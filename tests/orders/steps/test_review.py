"""An order's life: the table, every reason why not, what publication does, and that a crash leaves no trace."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.entering import correcting
from orders.models import Act, LogStep, Order, OrderState, Review, Session, Tenure
from orders.office.content import content_hash
from orders.steps import review
from orders.steps.case import Case
from orders.steps.table import ORDER
from orders.steps.taking import may
from people.models import Body, Official, Position
from people.refusal import Refused
from tests import two_people
from tests.factories import TODAY, make_body, make_draft, make_official, publish, say

BUREAU = "北京市东城区民政局"
LI = [say("appoint", "李娜新", BUREAU, "副局长")]
STATES = list(OrderState)


def refusal(step: Any, **words: Any) -> str:
    """The sentence with which a step is refused."""
    with pytest.raises(Refused) as refused:
        step(**words)
    assert refused.value.sentence.endswith("。")
    return refused.value.sentence


def reload(order: Order) -> Order:
    return Order.everything.get(pk=order.pk)


# The table


def test_the_whole_way_is_logged_with_the_content_it_was_taken_over(alice: User, bob: User, draft: Order) -> None:
    review.submit(order=draft, by=alice, note="请审核")
    review.send_back(order=draft, by=bob, note="日期请再核对")
    review.submit(order=draft, by=alice)
    review.approve(order=draft, by=bob)
    review.publish(order=draft, by=bob)
    two_people.withdraw(order=draft, by=bob, note="发文有误")
    log = [(each.step, each.from_state, each.to_state, each.by, each.note) for each in Review.objects.order_by("pk")]
    assert log == [
        ("enter", "", "", alice, ""),
        ("submit", "draft", "submitted", alice, "请审核"),
        ("send_back", "submitted", "draft", bob, "日期请再核对"),
        ("submit", "draft", "submitted", alice, ""),
        ("approve", "submitted", "approved", bob, ""),
        ("publish", "approved", "published", bob, ""),
        ("prepare", "", "prepared", two_people.carla(), "发文有误"),
        ("confirm", "prepared", "confirmed", bob, ""),
        ("withdraw", "published", "withdrawn", bob, "发文有误"),
    ]
    assert len(set(Review.objects.of(draft).values_list("content_hash", flat=True))) == 1


@pytest.mark.parametrize(
    ("step", "sources"),
    [
        ("submit", {"draft"}),
        ("approve", {"submitted"}),
        ("send_back", {"submitted", "approved"}),
        ("publish", {"approved"}),
        ("withdraw", {"published"}),
        ("discard", {"draft"}),
    ],
)
@pytest.mark.parametrize("state", STATES)
def test_a_step_leads_only_from_its_own_states(
    alice: User, bob: User, draft: Order, step: str, sources: set[str], state: OrderState
) -> None:
    Order.everything.filter(pk=draft.pk).update(
        state=state, published_on=date(2021, 11, 1), withdrawn_on=date(2021, 12, 1)
    )
    user = alice if step in ("submit", "discard") else bob
    sentence = may(LogStep(step), Case(reload(draft), user, TODAY))
    out_of_place = f"东政任〔2021〕16号目前是“{state.label}”，不能{LogStep(step).label}。"
    assert (sentence == out_of_place) is (state not in sources)


@pytest.mark.parametrize("step", ["submit", "discard"])
def test_a_reviewer_alone_neither_submits_nor_discards(bob: User, draft: Order, step: str) -> None:
    sentence = refusal(getattr(review, step), order=draft, by=bob)
    assert sentence == f"只有“经办”组的成员可以{LogStep(step).label}。"


@pytest.mark.parametrize("step", ["approve", "send_back", "publish", "withdraw"])
def test_a_clerk_alone_neither_approves_nor_publishes_nor_sends_back_nor_withdraws(
    alice: User, draft: Order, step: str
) -> None:
    Order.everything.filter(pk=draft.pk).update(state=ORDER[step].sources[0], published_on=date(2021, 11, 1))
    sentence = refusal(getattr(review, step), order=draft, by=alice, note="因故")
    assert sentence == f"只有“审核”组的成员可以{LogStep(step).label}。"


@pytest.mark.parametrize("step", list(ORDER))
def test_somebody_in_no_group_takes_no_step(charlie: User, draft: Order, step: str) -> None:
    Order.everything.filter(pk=draft.pk).update(state=ORDER[step].sources[0], published_on=date(2021, 11, 1))
    assert refusal(getattr(review, step), order=draft, by=charlie, note="因故").startswith("只有“")


def test_what_undoes_the_work_of_others_needs_a_reason(bob: User, approved: Order) -> None:
    assert refusal(review.send_back, order=approved, by=bob, note=" ") == "退回应当说明原因。"
    review.publish(order=approved, by=bob)
    assert refusal(two_people.withdraw, order=approved, by=bob, note=" ") == "请写明变更的理由。"


def test_a_note_longer_than_the_log_keeps_is_refused(alice: User, draft: Order) -> None:
    assert refusal(review.submit, order=draft, by=alice, note="字" * 401) == "意见不能超过400个字。"
    assert review.submit(order=draft, by=alice, note="字" * 400).state == OrderState.SUBMITTED


# Content


def test_publishing_what_was_changed_after_approval_is_refused(alice: User, bob: User, approved: Order) -> None:
    Act.objects.update(printed_official="李娜")
    assert refusal(review.publish, order=approved, by=bob) == (
        "审核通过以后内容有改动，审核已经失效；请退回后重新提交和审核。"
    )
    assert reload(approved).state == OrderState.APPROVED
    assert not Tenure.objects.exists()


def test_approving_what_was_changed_after_submission_is_refused(alice: User, bob: User, draft: Order) -> None:
    review.submit(order=draft, by=alice)
    Act.objects.update(official=make_official("李娜新"))
    assert refusal(review.approve, order=draft, by=bob) == "提交以后内容有改动，不能审核通过；请退回后重新提交。"


def rename(body: Body, name: str) -> None:
    """What a clerk may do at the desk with a body nobody outside has seen."""
    body.names.update(name=name)


def test_a_post_renamed_after_approval_is_not_published(bob: User, approved: Order) -> None:
    Position.everything.update(title="局长")
    assert refusal(review.publish, order=approved, by=bob) == (
        "审核通过以后内容有改动，审核已经失效；请退回后重新提交和审核。"
    )
    assert not Position.public.exists()


CHANGES: dict[str, Any] = {
    "title": lambda order: Order.everything.update(title="另一标题"),
    "number": lambda order: Order.everything.update(printed_number="东政任〔2021〕61号"),
    "head-count": lambda order: Order.everything.update(headcount=7),
    "addressees": lambda order: Order.everything.update(addressees="各街道办事处："),
    "issuer": lambda order: Order.everything.update(issuer=make_body("北京市西城区人民政府")),
    "signed day": lambda order: Order.everything.update(signed_on=date(2021, 10, 25)),
    "published day": lambda order: Order.everything.update(published_on=date(2021, 10, 26)),
    "assumed day made certain": lambda order: Order.everything.update(published_on=date(2021, 10, 24)),
    "session day": lambda order: Session.everything.update(decided_on=date(2021, 5, 11)),
    "session number": lambda order: Session.everything.update(number=122),
    "no session": lambda order: Order.everything.update(session=None),
    "span in the source": lambda order: Order.everything.update(source_end=order.source_end + 1),
    "clause": lambda order: order.clauses.update(text="任命李娜新为局长"),
    "another clause": lambda order: order.clauses.create(sequence=2, text="任命", start=0, end=1),
    "left over words": lambda order: order.remainder.create(text="附注", start=0, end=1, reason="不在句式之中。"),
    "verb": lambda order: Act.objects.update(verb="remove"),
    "printed name": lambda order: Act.objects.update(printed_official="李娜"),
    "printed post": lambda order: Act.objects.update(printed_post="局长"),
    "printed body": lambda order: Act.objects.update(printed_body="民政局"),
    "printed title": lambda order: Act.objects.update(printed_title="局长"),
    "body implied": lambda order: Act.objects.update(body_implied=True),
    "qualifiers": lambda order: Act.objects.update(qualifiers={"probation_months": 12}),
    "effective day": lambda order: Act.objects.update(effective_on=date(2021, 6, 1)),
    "precision": lambda order: Act.objects.update(effective_precision="month"),
    "official": lambda order: Act.objects.update(official=make_official("李娜新")),
    "position": lambda order: Act.objects.update(position=None),
    "name of the official": lambda order: Official.everything.update(name="李娜"),
    "title of the post": lambda order: Position.everything.update(title="局长"),
    "body of the post": lambda order: Position.everything.update(body=make_body("北京市东城区财政局")),
    "name of the body": lambda order: rename(Position.everything.get().body, "北京市东城区民政局机关"),
    "another name of the body": lambda order: Position.everything.get().body.names.create(name="北京市东城区社会局"),
    "name of the session's body": lambda order: rename(order.session.body, "中共北京市东城区委员会"),
    "name of the issuer": lambda order: rename(order.issuer, "北京市东城区人民政府办公室"),
    "post not on record": lambda order: Act.objects.update(position=None, post_not_on_record=True),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_the_hash_covers_everything_a_reader_sees(draft: Order, change: str) -> None:
    before = content_hash(draft)
    assert content_hash(reload(draft)) == before
    CHANGES[change](draft)
    assert content_hash(reload(draft)) != before


def test_publishing_changes_no_content(alice: User, bob: User, approved: Order) -> None:
    before = content_hash(reload(approved))
    review.publish(order=approved, by=bob)
    assert content_hash(reload(approved)) == before


# What the person had before them

STALE = "这一页打开以后内容有改动，请核对现在的内容后再办理。"


@pytest.mark.parametrize("step", [step for step in ORDER if step != LogStep.WITHDRAW])  # a part of a change
def test_a_step_over_other_content_than_was_seen_is_refused(alice: User, bob: User, draft: Order, step: str) -> None:
    way = {"submitted": ["submit"], "approved": ["submit", "approve"], "published": ["submit", "approve", "publish"]}
    take = {"submit": (review.submit, alice), "approve": (review.approve, bob), "publish": (review.publish, bob)}
    for before in way.get(ORDER[step].sources[0], []):
        function, by = take[before]
        function(order=draft, by=by)
    words = {"order": draft, "by": alice if step in ("submit", "discard") else bob, "note": "因故"}
    state, reviews = reload(draft).state, Review.objects.count()
    seen = content_hash(reload(draft))
    for other in ("", "0" * 64, seen[:-1]):
        assert refusal(getattr(review, step), **words, seen=other) == STALE
    assert (reload(draft).state, Review.objects.count()) == (state, reviews)
    assert getattr(review, step)(**words, seen=seen).state == ORDER[step].target


def test_what_went_back_and_came_again_otherwise_is_not_approved_unseen(alice: User, bob: User, draft: Order) -> None:
    review.submit(order=draft, by=alice)
    seen = content_hash(reload(draft))
    review.send_back(order=draft, by=bob, note="职务有误")
    correcting.correct_reading(clause=draft.clauses.get(), acts=[say("appoint", "李娜新", BUREAU, "局长")], by=alice)
    review.submit(order=draft, by=alice)
    sentence = refusal(review.approve, order=draft, by=bob, seen=seen)
    assert sentence.startswith(STALE)
    assert "alice" in sentence
    now = content_hash(reload(draft))
    assert review.approve(order=draft, by=bob, seen=now).state == OrderState.APPROVED


# What blocks


def test_submitting_what_a_check_blocks_is_refused_with_its_sentence(alice: User) -> None:
    order = make_draft([LI], alice, remainder=["此件公开发布"])
    assert refusal(review.submit, order=order, by=alice) == (
        "“此件公开发布”没有读出：不在已知的句式之中。请改为任免事项，或者注明不是任免。"
    )
    correcting.settle_remainder(remainder=order.remainder.get(), by=alice, note="附注")
    assert review.submit(order=order, by=alice).state == OrderState.SUBMITTED


def test_publishing_with_an_unsettled_namesake_is_refused(alice: User, bob: User, today: date) -> None:
    make_official("李娜新")
    order = make_draft([LI, [say("appoint", "王雪", BUREAU, "局长")]], alice)
    sentence = refusal(publish, order=order, by=alice, reviewer=bob)
    assert sentence == "姓名“李娜新”还没有认定是哪一位，不能公开。"
    assert reload(order).state == OrderState.APPROVED
    review.send_back(order=order, by=bob, note="请认定姓名")
    identity.pick(act=Act.objects.filter(clause__order=order).first(), official=Official.everything.first(), by=alice)
    assert publish(order, alice, bob).state == OrderState.PUBLISHED


def test_publishing_before_the_published_day_is_refused(alice: User, bob: User) -> None:
    order = make_draft([LI], alice, published_on=date(2021, 11, 2))
    day_before = date(2021, 11, 1)
    review.submit(order=order, by=alice, today=day_before)
    review.approve(order=order, by=bob, today=day_before)
    assert refusal(review.publish, order=order, by=bob, today=day_before) == "公开日期2021年11月2日还没有到，不能公开。"
    assert review.publish(order=order, by=bob, today=date(2021, 11, 2)).state == OrderState.PUBLISHED


def test_publishing_without_any_day_to_be_public_from_is_refused(alice: User, bob: User) -> None:
    order = make_draft([LI], alice, signed_on=None)
    assert refusal(publish, order=order, by=alice, reviewer=bob) == (
        "通知既没有公开日期，也没有成文日期，不能公开；请填写公开日期。"
    )
