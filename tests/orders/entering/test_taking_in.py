"""Taking in: from a file to a draft, what is refused, and correcting a draft's reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from orders import checks
from orders.entering import taking_in
from orders.models import Act, Clause, Identification, Order, OrderState, Remainder, Series, Session, Source
from orders.notices.notice import PartialDay, Precision
from orders.office.content import content_hash
from orders.steps import review
from people.models import Body, BodyName, Official, Position, PositionClass
from people.refusal import Refused
from tests.factories import DECIDED, ISSUER, make_body, make_draft, make_notice, make_source, publish, say, take_in

BUREAU = "北京市东城区民政局"
FIXTURES = Path(__file__).parents[3] / "fixtures"
LI = [say("appoint", "李娜新", BUREAU, "副局长")]


@pytest.fixture
def nothing_changes() -> Callable[[], dict[str, int]]:
    """Counts of everything intake may make, without the source."""
    models = [Act, Body, BodyName, Clause, Identification, Official, Order, Position, Remainder, Series, Session]

    def count() -> dict[str, int]:
        return {model.__name__: model._default_manager.count() for model in models}

    return count


# Receiving


def test_the_same_bytes_again_are_the_same_source(alice: User) -> None:
    first = taking_in.receive(data="任命".encode(), filename="一.txt", by=alice)
    assert taking_in.receive(data="任命".encode(), filename="二.txt", by=alice) == first
    assert Source.objects.count() == 1


def test_a_source_keeps_its_bytes_and_says_how_they_were_read(alice: User) -> None:
    data = "免去张伟的职务".encode("gb18030")
    source = taking_in.receive(data=data, by=alice)
    source.refresh_from_db()
    assert (bytes(source.original), source.text, source.encoding) == (data, "免去张伟的职务", "gb18030")


def test_a_nul_is_kept_in_the_bytes_and_stands_for_one_character_in_the_words(alice: User) -> None:
    source = taking_in.receive(data="甲\x00乙".encode(), by=alice)
    source.refresh_from_db()
    assert source.text == "甲\ufffd乙"
    assert bytes(source.original) == "甲\x00乙".encode()


@pytest.mark.parametrize("mark", ["机密★3年", "秘密★", "绝密 ★ 长期", "\n秘密\n"])
def test_a_file_marked_secret_is_not_kept_at_all(alice: User, mark: str) -> None:
    with pytest.raises(Refused, match="涉密文件不得录入本系统。"):
        taking_in.receive(data=f"{mark}\n任命张伟为某局局长。".encode(), by=alice)
    assert not Source.objects.exists()


def test_the_word_secret_in_a_sentence_is_no_mark(alice: User) -> None:
    taking_in.receive(data="任命张伟为保守国家秘密委员会办公室主任，机密工作照旧。".encode(), by=alice)


def test_only_clerks_take_in(bob: User) -> None:
    with pytest.raises(Refused, match="只有“经办”组的成员"):
        make_source("任命", bob)


# Taking in


def test_a_draft_says_what_the_notice_says(alice: User) -> None:
    acts = [
        say("appoint", "许晶", "北京市东城区城市管理指挥中心", "副主任", qualifiers={"probation_months": 12}),
        say("natural_removal", "许晶", "北京市东城区网格化服务管理中心", "副主任"),
    ]
    order = make_draft([acts, LI], alice, title="关于许晶等二名同志任免职的通知", headcount=2)
    order.refresh_from_db()
    assert order.state == OrderState.DRAFT
    assert (str(order), order.year, order.number, order.series.prefix) == ("东政任〔2021〕16号", 2021, 16, "东政任")
    assert (str(order.issuer), order.signed_on, order.headcount) == (ISSUER, date(2021, 10, 24), 2)
    assert (order.session.number, order.session.decided_on, order.session.kind) == (121, date(2021, 5, 10), "常务会议")
    assert [(act.clause.sequence, act.sequence, act.verb, str(act.position)) for act in Act.objects.all()] == [
        (1, 1, "appoint", "北京市东城区城市管理指挥中心副主任"),
        (1, 2, "natural_removal", "北京市东城区网格化服务管理中心副主任"),
        (2, 1, "appoint", "北京市东城区民政局副局长"),
    ]
    assert [act.qualifiers for act in Act.objects.all()] == [{"probation_months": 12}, {}, {}]


def test_nothing_that_a_draft_makes_is_public(alice: User) -> None:
    make_draft([LI], alice)
    for model in (Body, Official, Position, Session):
        assert model.everything.exists()
        assert not model.public.exists()
    assert not Order.published.exists()


def test_new_bodies_stand_under_the_issuer_and_the_issuer_under_none(alice: User) -> None:
    make_draft([LI, [say("remove", "周金星", ISSUER, "秘书长")]], alice)
    parents = {str(body): body.parent and str(body.parent) for body in Body.everything.all()}
    assert parents == {ISSUER: None, BUREAU: ISSUER}


def test_a_party_committee_that_decides_does_not_stand_under_the_government_that_issues(alice: User) -> None:
    order = make_draft([LI], alice, session_body="中共北京市东城区委", kind="常委会", session=None)
    assert (str(order.session.body), order.session.body.parent) == ("中共北京市东城区委", None)
    assert (order.session.number, order.session.kind) == (None, "常委会")


def test_bodies_and_posts_on_record_are_found_by_their_exact_names(alice: User) -> None:
    bureau = make_body(BUREAU)
    order = make_draft([LI], alice)
    act = Act.objects.get(clause__order=order)
    assert act.position.body == bureau
    again = make_draft([[say("remove", "王涛", BUREAU, "副局长")]], alice, number="东政任〔2021〕17号")
    assert Act.objects.get(clause__order=again).position == act.position


def test_of_two_bodies_with_one_name_the_one_that_bore_it_on_the_day_is_meant(alice: User) -> None:
    old, new = Body.everything.create(), Body.everything.create()
    BodyName.objects.create(body=old, name=BUREAU, ended_on=date(2019, 1, 1))
    BodyName.objects.create(body=new, name=BUREAU, began_on=date(2019, 1, 1))
    later = make_draft([LI], alice)
    earlier = make_draft(
        [LI], alice, number="东政任〔2018〕1号", session=1, decided_on=date(2018, 3, 1), signed_on=date(2018, 3, 2)
    )
    assert Act.objects.get(clause__order=later).position.body == new
    assert Act.objects.get(clause__order=earlier).position.body == old


def test_new_posts_get_their_class_from_their_title_and_heads_come_first(alice: User) -> None:
    make_draft([LI, [say("appoint", "王雪", BUREAU, "局长")]], alice)
    posts = [(post.title, post.position_class) for post in Position.everything.order_by("display_order")]
    assert posts == [("局长", PositionClass.HEAD), ("副局长", PositionClass.DEPUTY)]


def test_a_grade_has_no_post(alice: User) -> None:
    grades = [[say("grade", "王雪", None, "四级调研员")], [say("grade", "李哲", BUREAU, "一级调研员")]]
    order = make_draft(grades, alice)
    assert [act.position for act in Act.objects.filter(clause__order=order)] == [None, None]
    assert not Position.everything.exists()


def test_a_day_stated_in_the_line_keeps_its_precision(alice: User) -> None:
    stated = PartialDay(date(2014, 8, 1), Precision.MONTH)
    order = make_draft([[say("confirm", "高利民", BUREAU, "副局长", effective_on=stated)]], alice)
    act = Act.objects.get(clause__order=order)
    assert (act.effective_on, act.effective_precision) == (date(2014, 8, 1), "month")


def test_no_number_no_session_no_day_of_decision_is_accepted(alice: User) -> None:
    order = make_draft([LI], alice, number=None, session=None, decided_on=None, kind=None, session_body=None)
    assert (order.series, order.number, order.printed_number, order.session) == (None, None, "", None)
    assert order.decided_on == order.signed_on
    assert order.decision_day_stated is False


def test_a_session_without_a_body_in_print_is_the_issuers(alice: User) -> None:
    order = make_draft([LI], alice, session_body=None, session=None, kind=None)
    assert (order.session.body, order.session.number, order.session.kind) == (order.issuer, None, "")


def test_a_session_number_without_a_day_makes_no_session(alice: User) -> None:
    order = make_draft([LI], alice, decided_on=None)
    assert order.session is None


def test_a_notice_without_issuer_is_accepted_and_its_series_found_by_its_letters(alice: User) -> None:
    issuer = make_draft([LI], alice).issuer
    bare = make_draft([[say("remove", "王雪", BUREAU, "局长")]], alice, number="东政任〔2021〕17号", issuer=None)
    assert (bare.issuer, bare.number) == (issuer, 17)


def test_a_session_whose_body_nobody_names_is_refused_until_the_issuer_is_given(
    alice: User, nothing_changes: Callable[[], Any]
) -> None:
    notice = make_notice([LI], number=None, issuer=None, session_body=None)
    before = nothing_changes()
    with pytest.raises(Refused, match="无法登记作出决定的会议；请先补上发文机关。"):
        take_in(notice, alice)
    assert nothing_changes() == before
    issuer = make_body(ISSUER)
    order = taking_in.take_in(
        source=Source.objects.get(), notice=notice, by=alice, supplied=taking_in.Supplied(issuer=issuer)
    )
    assert order.session.body == issuer


# Refusals: one sentence, nothing changed


def refused(nothing_changes: Callable[[], Any], write: Callable[[], object]) -> str:
    """The sentence of a refusal that changed nothing."""
    before = nothing_changes()
    with pytest.raises(Refused) as refusal:
        write()
    assert nothing_changes() == before
    return refusal.value.sentence


def test_a_number_already_held_is_refused(alice: User, nothing_changes: Callable[[], Any]) -> None:
    make_draft([LI], alice)
    removal = [say("remove", "王雪", "北京市东城区财政局", "局长")]
    other = make_notice([removal], session=129, decided_on=date(2021, 9, 13))
    sentence = refused(nothing_changes, lambda: take_in(other, alice))
    assert sentence == "东政任〔2021〕16号已经登记，同一文号不能登记两次。"


def test_a_discarded_draft_frees_its_number(alice: User) -> None:
    review.discard(order=make_draft([LI], alice), by=alice)
    assert make_draft([LI], alice).number == 16


def test_another_issuer_may_use_the_same_number(alice: User) -> None:
    make_draft([LI], alice)
    other = make_draft([LI], alice, issuer="北京市西城区人民政府", session_body="北京市西城区人民政府")
    assert other.number == 16


def test_of_two_people_who_take_in_one_number_at_once_the_second_is_refused(
    alice: User, nothing_changes: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_draft([LI], alice)
    # Both have looked before either has written: only the constraint is left.
    monkeypatch.setattr(taking_in, "refuse_held", lambda order: None)
    sentence = refused(nothing_changes, lambda: take_in(make_notice([LI]), alice))
    assert sentence == "东政任〔2021〕16号已经登记，同一文号不能登记两次。"


def test_a_session_on_record_under_another_day_is_refused_with_both_days(
    alice: User, nothing_changes: Callable[[], Any]
) -> None:
    make_draft([LI], alice)
    other = make_notice([LI], number="东政任〔2021〕17号", decided_on=date(2021, 5, 11))
    assert refused(nothing_changes, lambda: take_in(other, alice)) == (
        "北京市东城区人民政府第121次常务会议在登记中是2021年5月10日召开的，而通知写的是2021年5月11日；"
        "同一次会议只有一个日期，请先核对。"
    )


def test_a_session_entered_by_hand_that_no_order_names_contradicts_another_day(
    alice: User, nothing_changes: Callable[[], Any]
) -> None:
    Session.everything.create(body=make_body(ISSUER), kind="常务会议", number=121, decided_on=date(2021, 5, 11))
    sentence = refused(nothing_changes, lambda: take_in(make_notice([LI]), alice))
    assert sentence.endswith("同一次会议只有一个日期，请先核对。")


def test_a_session_entered_by_hand_is_the_one_its_notice_names(alice: User) -> None:
    by_hand = Session.everything.create(body=make_body(ISSUER), kind="常务会议", number=121, decided_on=DECIDED)
    assert make_draft([LI], alice).session == by_hand


def test_the_same_number_three_years_later_is_a_session_of_another_term(alice: User) -> None:
    make_draft([LI], alice)
    make_draft([LI], alice, number="东政任〔2024〕16号", decided_on=date(2024, 5, 9), signed_on=date(2024, 5, 20))
    assert Session.everything.count() == 2


def test_a_session_that_only_a_discarded_draft_named_contradicts_nobody(alice: User) -> None:
    review.discard(order=make_draft([LI], alice), by=alice)
    order = make_draft([LI], alice, decided_on=date(2021, 5, 11))
    assert order.session.decided_on == date(2021, 5, 11)


def test_signed_before_decided_is_refused_with_both_days(alice: User, nothing_changes: Callable[[], Any]) -> None:
    notice = make_notice([LI], signed_on=date(2021, 5, 9))
    assert refused(nothing_changes, lambda: take_in(notice, alice)) == (
        "成文日期2021年5月9日早于决定日期2021年5月10日；通知不会先于决定成文，请核对原文。"
    )


def test_signed_on_the_day_of_decision_is_accepted(alice: User) -> None:
    assert make_draft([LI], alice, signed_on=date(2021, 5, 10)).signed_on == date(2021, 5, 10)


def test_the_same_words_of_one_source_are_refused_a_second_time(
    alice: User, nothing_changes: Callable[[], Any]
) -> None:
    notice = make_notice([LI], number=None)
    source = make_source("任命李娜新为北京市东城区民政局副局长。", alice)
    taking_in.take_in(source=source, notice=notice, by=alice)
    sentence = refused(nothing_changes, lambda: taking_in.take_in(source=source, notice=notice, by=alice))
    assert sentence == "这份来源中的这段文字已经录入，不能录入两次。"


@pytest.mark.parametrize(
    "act",
    [
        say("appoint", "名" * 61, BUREAU, "副局长"),
        say("appoint", "李娜新", "局" * 201, "副局长"),
        say("appoint", "李娜新", BUREAU, "长" * 201),
    ],
)
def test_words_too_long_for_a_name_are_refused_and_not_cut(
    alice: User, nothing_changes: Callable[[], Any], act: Any
) -> None:
    sentence = refused(nothing_changes, lambda: make_draft([[act]], alice))
    assert sentence.endswith("请核对原文。")


# The preview's question: would it be refused?


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"number": "东政任〔2021〕16号"},
        {"number": "东政任〔2021〕16号", "issuer": "北京市西城区人民政府"},
        {"number": None},
        {"decided_on": date(2021, 5, 11)},
        {"decided_on": date(2021, 5, 11), "session_body": None},
        {"decided_on": date(2021, 5, 11), "session_body": None, "issuer": "北京市西城区人民政府"},
        {"issuer": None, "session_body": None},
        {"issuer": None, "session_body": None, "number": None},
        {"signed_on": date(2021, 5, 9)},
        {"title": "题" * 301},
        {"issuer": "府" * 201, "session_body": None},
        {"acts": [say("appoint", "名" * 61, BUREAU, "副局长")]},
    ],
)
def test_a_refusal_is_foretold_in_the_same_words_and_without_writing(
    alice: User, nothing_changes: Callable[[], Any], changes: dict[str, Any]
) -> None:
    make_draft([LI], alice)
    words = {"number": "东政任〔2021〕17号", **changes}
    notice = make_notice([words.pop("acts", LI)], **words)
    source = make_source("任命李娜新为北京市东城区民政局副局长。", alice)
    with CaptureQueriesContext(connection) as asked:
        foretold = taking_in.refusal(source=source, notice=notice)
    assert all(query["sql"].startswith("SELECT") for query in asked), "a preview only looks"
    if foretold is None:
        taking_in.take_in(source=source, notice=notice, by=alice)
    else:
        assert refused(nothing_changes, lambda: taking_in.take_in(source=source, notice=notice, by=alice)) == foretold


def test_the_same_words_of_one_source_are_foretold_to_be_refused(alice: User) -> None:
    source = make_source("任命李娜新为北京市东城区民政局副局长。", alice)
    notice = make_notice([LI], number=None)
    assert taking_in.refusal(source=source, notice=notice) is None
    taking_in.take_in(source=source, notice=notice, by=alice)
    assert taking_in.refusal(source=source, notice=notice) == "这份来源中的这段文字已经录入，不能录入两次。"


def test_every_golden_notice_is_taken_in_and_can_be_looked_at(alice: User) -> None:
    drafts = 0
    for file in sorted((FIXTURES / "notices").glob("*.txt")):
        source = taking_in.receive(data=file.read_bytes(), filename=file.name, by=alice)
        for notice in taking_in.read(source).notices:
            with transaction.atomic():
                order = taking_in.take_in(source=source, notice=notice, by=alice)
                checks.checks(order)
                content_hash(order)
                assert order.clauses.count() == len(notice.clauses), file.name
                assert order.remainder.count() == len(notice.remainder), file.name
                transaction.set_rollback(True)
            drafts += 1
    assert drafts > 80


# How much it asks of the database


def test_taking_in_sixty_clauses_asks_about_as_often_as_taking_in_six(alice: User, bob: User) -> None:
    def clauses(count: int, mark: str) -> list[list[Any]]:
        return [
            [
                say("appoint", f"{mark}甲{number}", f"{mark}第{number}局", "局长"),
                say("remove", f"{mark}甲{number}", f"{mark}第{number}局", "副局长"),
            ]
            for number in range(count)
        ]

    publish(make_draft([LI], alice), alice, bob)
    with CaptureQueriesContext(connection) as six:
        make_draft(clauses(6, "小"), alice, number="东政任〔2021〕17号")
    with CaptureQueriesContext(connection) as sixty:
        make_draft(clauses(60, "大"), alice, number="东政任〔2021〕18号")
    # SQLite takes long inserts in several statements; nothing is asked clause by clause.
    assert len(sixty) <= len(six) + 6
