"""Remarks on the frame: head-count, title, days, number, session, secrecy."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders.checks import BLOCKING, NOTE, WARNING
from orders.checks.frame import working_days
from orders.models import Order, Session, Source
from orders.steps import review
from people.refusal import Refused
from tests.factories import TODAY, make_draft, publish_clauses, say
from tests.orders.checks.remarks import BUREAU, LI, SEPTEMBER, found, one


def test_a_head_count_that_differs_is_a_warning(alice: User) -> None:
    order = make_draft([LI, [say("remove", "王雪", BUREAU, "局长")]], alice, headcount=3)
    assert one(order, "headcount") == (
        WARNING,
        "标题称3人，读出2人；请核对有没有漏读，或者有同名的两人。",
        None,
    )


@pytest.mark.parametrize("headcount", [1, None])
def test_a_head_count_that_agrees_or_is_missing_is_none(alice: User, headcount: int | None) -> None:
    assert found(make_draft([LI], alice, headcount=headcount), "headcount") == []


@pytest.mark.parametrize(
    "title",
    ["北京市东城区人民政府关于李哲等十三名同志任免职的通知", "关于李哲、王涛同志任职的通知", "关于李哲同志任职的通知"],
)
def test_the_first_name_of_the_title_should_be_the_first_clauses(alice: User, title: str) -> None:
    assert one(make_draft([LI], alice, title=title), "first_name") == (
        WARNING,
        "标题首列李哲，第一项任免却是李娜新。",
        1,
    )


@pytest.mark.parametrize(
    "title",
    [
        "关于李娜新等二名同志任免职的通知",
        "关于李娜新、王涛同志任职的通知",
        "关于任命李娜新同志职务的通知",
        "关于免去李娜新等同志职务的通知",
        "关于人事任免的通知",
        "关于任职试用期满同志转正的通知",
        None,
    ],
)
def test_a_title_that_agrees_or_names_nobody_is_not_remarked_on(alice: User, title: str | None) -> None:
    assert found(make_draft([LI], alice, title=title), "first_name") == []


def test_where_the_first_sentence_could_not_be_read_the_title_is_not_remarked_on(alice: User) -> None:
    order = make_draft([LI], alice, title="关于李哲等二名同志任免职的通知", remainder=["李哲同志继续任职"])
    assert one(order, "first_name")[0] == WARNING
    order.clauses.update(start=100, end=110)
    assert found(order, "first_name") == []


def test_a_title_of_appointments_and_removals_over_appointments_alone_is_noted(alice: User) -> None:
    title = "关于李娜新同志任免职的通知"
    assert one(make_draft([LI], alice, title=title), "only_appoints")[0] == NOTE
    removal = [say("remove", "李娜新", BUREAU, "副局长")]
    assert one(make_draft([removal], alice, title=title, **SEPTEMBER), "only_removes")[0] == NOTE
    both = [say("appoint", "王雪", BUREAU, "局长"), say("remove", "王雪", BUREAU, "科长")]
    order = make_draft([both], alice, title=title, number="东政任〔2021〕18号")
    assert found(order, "only_appoints") + found(order, "only_removes") == []


def test_an_order_without_any_day_is_blocked(alice: User) -> None:
    order = make_draft([LI], alice, session=None, decided_on=None, signed_on=None)
    assert one(order, "no_day") == (
        BLOCKING,
        "通知既没有决定日期，也没有成文日期，任免从哪一天起算无从知道。",
        None,
    )


def test_a_day_of_decision_that_is_not_stated_is_noted(alice: User) -> None:
    order = make_draft([LI], alice, session=None, decided_on=None)
    assert one(order, "decision_day_not_stated")[0] == NOTE
    assert found(order, "no_day") == []


def test_a_signature_on_a_weekend_is_noted(alice: User) -> None:
    assert one(make_draft([LI], alice), "signed_on_a_weekend") == (
        NOTE,
        "成文日期2021年10月24日是周末；按原文保留。",
        None,
    )
    assert found(make_draft([LI], alice, **SEPTEMBER), "signed_on_a_weekend") == []


def test_public_before_signed_is_blocked(alice: User) -> None:
    order = make_draft([LI], alice, published_on=date(2021, 10, 23))
    assert one(order, "published_before_signed") == (
        BLOCKING,
        "公开日期2021年10月23日早于成文日期2021年10月24日。",
        None,
    )


def test_public_before_decided_is_blocked_where_no_signed_day_is_stated(alice: User) -> None:
    order = make_draft([LI], alice, signed_on=None, published_on=date(2021, 5, 9))
    assert one(order, "published_before_decided") == (
        BLOCKING,
        "公开日期2021年5月9日早于决定日期2021年5月10日。",
        None,
    )
    Order.everything.update(published_on=date(2021, 5, 10))
    assert found(order, "published_before_decided") == []


def test_an_order_public_before_it_was_decided_cannot_be_submitted(alice: User) -> None:
    order = make_draft([LI], alice, signed_on=None, published_on=date(2021, 1, 1))
    with pytest.raises(Refused, match="早于决定日期"):
        review.submit(order=order, by=alice, today=TODAY)


def test_a_public_day_that_is_assumed_is_noted(alice: User) -> None:
    assert one(make_draft([LI], alice), "published_assumed") == (
        NOTE,
        "公开日期没有填写，将按成文日期2021年10月24日处理，并注明为推定。",
        None,
    )
    order = make_draft([LI], alice, published_on=date(2021, 11, 1), **SEPTEMBER | {"signed_on": date(2021, 10, 29)})
    assert found(order, "published_assumed") == []


def test_a_public_day_to_come_is_a_warning(alice: User) -> None:
    order = make_draft([LI], alice, published_on=date(2021, 11, 2))
    assert one(order, "not_yet_public", today=date(2021, 11, 1))[0] == WARNING
    assert found(order, "not_yet_public", today=date(2021, 11, 2)) == []


def test_a_session_moved_behind_the_day_of_signing_blocks(alice: User) -> None:
    order = make_draft([LI], alice)
    Session.everything.update(decided_on=order.signed_on)
    assert found(order, "signed_before_decided") == []
    Session.everything.update(decided_on=date(2021, 10, 25))
    assert one(order, "signed_before_decided") == (
        BLOCKING,
        "成文日期2021年10月24日早于决定日期2021年10月25日；通知不会先于决定成文，请核对原文。",
        None,
    )


def test_more_than_twenty_working_days_until_publication_are_noted(alice: User) -> None:
    assert one(make_draft([LI], alice), "published_late") == (
        NOTE,
        "自2021年5月10日决定至2021年10月24日公开有119个工作日（未扣除法定节假日），"
        "超过政府信息公开条例第二十六条的二十个工作日。",
        None,
    )
    in_time = make_draft([LI], alice, **SEPTEMBER | {"signed_on": date(2021, 10, 11)})
    assert found(in_time, "published_late") == []
    assert found(in_time, "signed_on_a_weekend") == []


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2021, 11, 1), date(2021, 11, 1), 0),
        (date(2021, 11, 1), date(2021, 11, 5), 4),
        (date(2021, 11, 5), date(2021, 11, 8), 1),
        (date(2021, 11, 6), date(2021, 11, 7), 0),
        (date(2021, 11, 1), date(2021, 11, 29), 20),
    ],
)
def test_working_days_are_mondays_to_fridays_after_the_first_day(since: date, until: date, days: int) -> None:
    assert working_days(since, until) == days


def test_a_gap_before_the_number_is_noted(alice: User) -> None:
    order = make_draft([LI], alice)
    assert one(order, "number_gap") == (NOTE, "前一号（东政任〔2021〕15号）没有登记；登记在此处不连续。", None)
    assert found(make_draft([[say("remove", "王雪", BUREAU, "局长")]], alice, **SEPTEMBER), "number_gap") == []


def test_the_first_number_of_a_year_has_no_gap_before_it(alice: User) -> None:
    assert found(make_draft([LI], alice, number="东政任〔2021〕1号"), "number_gap") == []


def test_a_number_without_series_that_is_held_already_is_blocked(alice: User) -> None:
    order = make_draft([LI], alice, number=None)
    other = make_draft([[say("remove", "王雪", BUREAU, "局长")]], alice, **SEPTEMBER)
    Order.everything.filter(pk=order.pk).update(printed_number=other.printed_number)
    assert one(order, "number_repeated") == (BLOCKING, "东政任〔2021〕17号已经登记。", None)


def test_letters_of_a_number_that_belong_to_another_issuer_are_a_warning(alice: User, bob: User) -> None:
    first = publish_clauses([LI], alice, bob)
    order = make_draft([LI], alice, issuer="北京市西城区人民政府", **SEPTEMBER)
    assert one(order, "series_of_another") == (
        WARNING,
        "机关代字“东政任”在登记中属于北京市东城区人民政府；请核对发文机关。",
        None,
    )
    assert found(first, "series_of_another") == []
    other = make_draft([LI], alice, number="西政任〔2021〕1号", issuer="北京市西城区人民政府")
    assert found(other, "series_of_another") == []


def test_a_notice_without_number_that_looks_like_another_is_a_warning(alice: User) -> None:
    first = make_draft([LI], alice, number=None)
    assert found(first, "entered_before") == []
    again = make_draft([LI], alice, number=None)
    assert one(again, "entered_before")[0] == WARNING
    review.discard(order=first, by=alice)
    assert found(again, "entered_before") == []


@pytest.mark.parametrize(("number", "crosses"), [(130, False), (128, True), (120, True)])
def test_numbers_and_days_of_sessions_should_rise_together(alice: User, number: int, crosses: bool) -> None:
    make_draft([LI], alice, **SEPTEMBER)
    order = make_draft([LI], alice, number="东政任〔2021〕18号", session=number, decided_on=date(2021, 9, 22))
    assert bool(found(order, "session_out_of_order")) is crosses


def test_sessions_that_cross_are_named_with_their_days(alice: User) -> None:
    make_draft([LI], alice, **SEPTEMBER)
    order = make_draft([LI], alice, number="东政任〔2021〕18号", session=128, decided_on=date(2021, 9, 22))
    assert one(order, "session_out_of_order") == (
        WARNING,
        "北京市东城区人民政府第128次常务会议在2021年9月22日，而北京市东城区人民政府第129次常务会议在2021年9月13日；"
        "次数和日期的先后不一致，请核对。",
        None,
    )


def test_sessions_of_another_term_begin_anew(alice: User) -> None:
    make_draft([LI], alice, **SEPTEMBER)
    order = make_draft(
        [LI], alice, number="东政任〔2026〕1号", session=3, decided_on=date(2026, 9, 1), signed_on=date(2026, 9, 8)
    )
    assert found(order, "session_out_of_order") == []


def test_a_mark_of_secrecy_is_blocked(alice: User) -> None:
    order = make_draft([LI], alice)
    Source.objects.filter(pk=order.source_id).update(text="机密★3年\n任命李娜新")
    assert one(order, "secret") == (
        BLOCKING,
        "来源文件标有密级“机密★3年”；涉密文件不得录入本系统。",
        None,
    )
