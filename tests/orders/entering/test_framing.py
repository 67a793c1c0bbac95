"""Correcting the frame of a draft, and entering a withdrawn order again with the right one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import User

from orders import checks
from orders.entering import correcting, taking_in
from orders.entering.framing import correct_frame, frame_of
from orders.models import Act, Order, OrderState, Session, Tenure
from orders.notices.notice import DecidedBy
from orders.office.content import content_hash
from orders.tenures.projection import drift
from people.refusal import Refused
from tests import two_people
from tests.factories import DECIDED, ISSUER, make_draft, make_notice, make_source, publish, publish_clauses, say

BUREAU = "北京市东城区民政局"
LI = [say("appoint", "李娜新", BUREAU, "副局长")]
MISREAD = date(2021, 5, 1)
WITHDRAWN = date(2022, 3, 1)
SITTING = DecidedBy(ISSUER, "常务会议", 121, DECIDED)


def test_everything_in_the_frame_of_a_draft_can_be_corrected(alice: User) -> None:
    order = make_draft([LI], alice, decided_on=MISREAD, title="关于的通知", headcount=3)
    right = replace(
        frame_of(order),
        title="关于李娜新同志任职的通知",
        issuer="北京市西城区人民政府",
        number="西政任［2021］第7号",
        headcount=1,
        session=DecidedBy("北京市西城区人民政府", "常务会议", 9, DECIDED),
        signed_on=date(2021, 6, 1),
    )
    correct_frame(order=order, frame=right, by=alice)
    order = Order.everything.get(pk=order.pk)
    assert (order.title, str(order.issuer), order.headcount) == ("关于李娜新同志任职的通知", "北京市西城区人民政府", 1)
    assert (order.printed_number, str(order.series), order.year, order.number) == (
        "西政任［2021］第7号",
        "北京市西城区人民政府 · 西政任",
        2021,
        7,
    )
    assert order.session
    assert (str(order.session.body), order.session.number, order.decided_on) == ("北京市西城区人民政府", 9, DECIDED)
    assert order.signed_on == date(2021, 6, 1)
    assert [act.takes_effect_on for act in Act.objects.filter(clause__order=order)] == [DECIDED]


def test_a_frame_left_as_it_is_changes_nothing(alice: User) -> None:
    order = make_draft([LI], alice)
    before = content_hash(order)
    corrected = correct_frame(order=order, frame=frame_of(order), by=alice)
    assert content_hash(corrected) == before
    assert Session.everything.count() == 1


def test_a_misread_day_of_a_session_hinders_neither_its_correction_nor_the_next_notice(alice: User) -> None:
    order = make_draft([LI], alice, decided_on=MISREAD)
    correct_frame(order=order, frame=replace(frame_of(order), session=SITTING), by=alice)
    later = make_draft([[say("remove", "王雪", BUREAU, "局长")]], alice, number="东政任〔2021〕17号")
    assert later.session == Order.everything.get(pk=order.pk).session
    assert Session.everything.count() == 1, "what was only ever misread is nobody's session"


def test_a_session_entered_by_hand_stays_when_no_draft_names_it_any_more(alice: User) -> None:
    order = make_draft([LI], alice)
    assert order.session
    by_hand = Session.everything.create(body=order.session.body, kind="专题会议", decided_on=MISREAD)
    correct_frame(
        order=order, frame=replace(frame_of(order), session=DecidedBy(ISSUER, "专题会议", None, MISREAD)), by=alice
    )
    correct_frame(order=order, frame=replace(frame_of(order), session=SITTING), by=alice)
    assert by_hand in Session.everything.all()


def test_a_session_entered_by_hand_contradicts_the_frame_of_a_draft_under_another_day(alice: User) -> None:
    order = make_draft([LI], alice)
    assert order.session
    Session.everything.create(body=order.session.body, kind="常务会议", number=120, decided_on=MISREAD)
    with pytest.raises(Refused, match="同一次会议只有一个日期，请先核对。"):
        correct_frame(order=order, frame=replace(frame_of(order), session=replace(SITTING, number=120)), by=alice)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": "东政任〔2021〕15号"}, "东政任〔2021〕15号已经登记，同一文号不能登记两次。"),
        ({"session": replace(SITTING, number=120)}, "同一次会议只有一个日期，请先核对。"),
        ({"signed_on": MISREAD}, "通知不会先于决定成文，请核对原文。"),
        ({"session": replace(SITTING, decided_on=None)}, "写了会议，也请写明决定日期"),
    ],
)
def test_a_frame_is_refused_for_the_reasons_of_taking_in(alice: User, change: dict, sentence: str) -> None:
    make_draft([LI], alice, number="东政任〔2021〕15号", session=120, decided_on=MISREAD)
    order = make_draft([LI], alice)
    before = content_hash(order)
    with pytest.raises(Refused, match=sentence):
        correct_frame(order=order, frame=replace(frame_of(order), **change), by=alice)
    assert content_hash(Order.everything.get(pk=order.pk)) == before


def test_only_a_clerk_corrects_the_frame_and_only_of_a_draft(alice: User, bob: User) -> None:
    order = make_draft([LI], alice)
    with pytest.raises(Refused, match="只有“经办”组的成员"):
        correct_frame(order=order, frame=frame_of(order), by=bob)
    publish(order, alice, bob)
    with pytest.raises(Refused, match="只有草稿可以修改。"):
        correct_frame(order=order, frame=frame_of(order), by=alice)


# A withdrawn order entered again


def test_a_withdrawn_order_is_entered_again_and_both_clocks_are_right(alice: User, bob: User) -> None:
    source = make_source("任命李娜新为北京市东城区民政局副局长。", alice)
    misread = make_notice([LI], decided_on=MISREAD)
    first = publish(taking_in.take_in(source=source, notice=misread, by=alice), alice, bob)
    with pytest.raises(Refused, match="已经登记"):
        taking_in.take_in(source=source, notice=misread, by=alice)
    two_people.withdraw(order=first, by=bob, note="决定日期读错", today=WITHDRAWN)

    again = taking_in.take_in(source=source, notice=misread, by=alice)
    correct_frame(order=again, frame=replace(frame_of(again), session=SITTING), by=alice)
    [act] = Act.objects.filter(clause__order=again).select_related("official")
    if act.official is None:
        from_first = Act.objects.get(clause__order=first).official
        assert from_first
        Act.objects.filter(pk=act.pk).update(official=from_first)
    assert "published_before_withdrawn" in {each.code for each in checks.blocking(again, today=WITHDRAWN)}
    correcting.date_publication(order=again, published_on=WITHDRAWN, by=alice)
    publish(Order.everything.get(pk=again.pk), alice, bob, today=WITHDRAWN)

    def began(known_on: date) -> list[date]:
        return [tenure.began_on for tenure in Tenure.objects.known(known_on)]

    assert began(date(2022, 2, 28)) == [MISREAD], "what the public knew then stays"
    assert began(WITHDRAWN) == began(date(2024, 1, 1)) == [DECIDED]
    first.refresh_from_db()
    assert first.state == OrderState.WITHDRAWN
    assert set(Order.published.filter(printed_number="东政任〔2021〕16号")) == {first, again}
    assert not list(drift())


def test_a_number_is_held_once_again_by_the_second_entry(alice: User, bob: User) -> None:
    first = publish_clauses([LI], alice, bob)
    two_people.withdraw(order=first, by=bob, note="误发", today=WITHDRAWN)
    make_draft([LI], alice)
    with pytest.raises(Refused, match="同一文号不能登记两次。"):
        make_draft([[say("remove", "王雪", BUREAU, "局长")]], alice)
