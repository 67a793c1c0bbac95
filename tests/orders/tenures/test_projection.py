"""Stored tenures: written only by the projection, equal to what the acts say, rebuilt at will."""

from __future__ import annotations

from datetime import date
from io import StringIO
from itertools import permutations

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders import identity
from orders.models import Act, Tenure
from orders.notices.notice import PartialDay, Precision
from orders.steps import reorganisations as steps
from orders.tenures import projection
from people.models import Body, Official
from people.periods import EARLIEST, LATEST
from registry.tenure_record import records
from tests.built_once import built_once
from tests.factories import make_body, make_draft, prepare_event, publish, publish_clauses, say

BUREAU = "北京市东城区民政局"
PUBLIC = date(2021, 10, 24)
TODAY = date(2024, 3, 1)


@pytest.fixture
@built_once
def appointed(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李娜新", BUREAU, "副局长")]], alice, bob)


def test_publication_writes_the_tenure_with_its_bounds_and_its_proof(appointed: None) -> None:
    tenure = Tenure.objects.get()
    assert (tenure.official.name, str(tenure.position)) == ("李娜新", f"{BUREAU}副局长")
    assert (tenure.began_on, tenure.ended_on) == (date(2021, 5, 10), None)
    assert (tenure.lower, tenure.upper) == (date(2021, 5, 10), LATEST)
    assert (tenure.known_from, tenure.known_until) == (PUBLIC, LATEST)
    assert tenure.began_by is not None
    assert tenure.began_by.clause.sequence == 1


def test_the_tenure_carries_its_body_and_the_top_of_the_tree(appointed: None) -> None:
    tenure = Tenure.objects.get()
    assert tenure.body == tenure.position.body
    assert str(tenure.jurisdiction) == "北京市东城区人民政府"


def test_a_draft_writes_no_tenure(alice: User) -> None:
    make_draft([[say("appoint", "李娜新", BUREAU, "副局长")]], alice)
    assert not Tenure.objects.exists()


def test_at_holds_from_the_first_day_and_not_on_the_last(appointed: None, alice: User, bob: User) -> None:
    publish_clauses(
        [[say("remove", "李娜新", BUREAU, "副局长")]],
        alice,
        bob,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
        signed_on=date(2021, 11, 17),
    )
    days = {date(2021, 5, 9): 0, date(2021, 5, 10): 1, date(2021, 9, 12): 1, date(2021, 9, 13): 0}
    assert {day: Tenure.objects.at(day).count() for day in days} == days


def test_known_on_counts_the_day_of_publication_itself(appointed: None) -> None:
    held = date(2021, 6, 1)
    assert not Tenure.objects.at(held, known_on=date(2021, 10, 23)).exists()
    assert Tenure.objects.at(held, known_on=PUBLIC).exists()


def test_a_start_that_is_not_on_record_is_null_and_its_bound_is_not(alice: User, bob: User) -> None:
    publish_clauses([[say("remove", "李哲", BUREAU, "副局长")]], alice, bob)
    tenure = Tenure.objects.get()
    assert tenure.began_on is None
    assert not tenure.start_on_record
    assert tenure.lower == EARLIEST
    assert list(Tenure.objects.at(date(2021, 5, 9))) == [tenure]


def test_a_renewal_is_attached_and_its_qualifiers_apply_from_its_day(appointed: None, alice: User, bob: User) -> None:
    draft = make_draft(
        [[say("appoint", "李娜新", BUREAU, "副局长", qualifiers={"level": "正处级"})]],
        alice,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
        signed_on=date(2021, 11, 17),
    )
    # Two appointments prove nothing about each other: a person says that both mean the same 李娜新.
    identity.pick(act=Act.objects.get(clause__order=draft), official=Official.everything.get(), by=alice)
    publish(draft, alice, bob)
    tenure = Tenure.objects.known().get()
    assert tenure.renewals.count() == 1
    assert tenure.qualifiers_on(date(2021, 9, 12)) == {}
    assert tenure.qualifiers_on(date(2021, 9, 13)) == {"level": "正处级"}


def test_a_body_established_by_an_event_bounds_the_start_from_the_day_the_event_is_known(
    alice: User, bob: User
) -> None:
    publish_clauses([[say("remove", "李哲", BUREAU, "副局长")]], alice, bob)
    body = Body.everything.named(BUREAU).get()
    event = prepare_event(kind="established", old=[], new=[body], effective_on=date(2019, 3, 1), by=alice)
    steps.confirm(reorganisation=event, by=bob, on=date(2022, 3, 1))
    known = Tenure.objects.order_by("known_from").values_list("known_from", "known_until", "lower")
    assert list(known) == [
        (PUBLIC, date(2022, 3, 1), EARLIEST),
        (date(2022, 3, 1), LATEST, date(2019, 3, 1)),
    ]
    assert not list(projection.drift())


def test_the_projection_takes_the_turn_before_it_reads(appointed: None) -> None:
    pairs = list(projection.all_pairs())
    with CaptureQueriesContext(connection) as asked:
        projection.sync(pairs)
    read = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    assert "auth_group" in read[0]


def test_running_the_projection_again_changes_nothing(appointed: None) -> None:
    before = set(Tenure.objects.values_list("pk", flat=True))
    assert projection.rebuild() == 0
    assert set(Tenure.objects.values_list("pk", flat=True)) == before


def test_rebuild_restores_what_was_lost_or_forged(appointed: None) -> None:
    said = Tenure.objects.values("official", "position", "lower", "upper", "known_from", "known_until").get()
    Tenure.objects.update(upper=date(2022, 1, 1), ended_on=date(2022, 1, 1), ended_by=Tenure.objects.get().began_by)
    assert projection.rebuild() == 2
    assert Tenure.objects.values(*said).get() == said
    Tenure.objects.all().delete()
    assert projection.rebuild() == 1
    assert Tenure.objects.values(*said).get() == said


def test_a_double_row_is_drift_and_is_taken_away(appointed: None) -> None:
    double = Tenure.objects.get()
    double.pk = None
    double.save(force_insert=True)
    assert [difference.stored for difference in projection.drift()] == [True]
    projection.rebuild()
    assert Tenure.objects.count() == 1


def test_a_body_that_moved_in_the_tree_is_drift_until_rebuilt(appointed: None) -> None:
    city = make_body("北京市人民政府")
    Body.everything.filter(names__name="北京市东城区人民政府").update(parent=city)
    assert {difference.stored for difference in projection.drift()} == {True, False}
    projection.rebuild()
    assert Tenure.objects.get().jurisdiction == city
    assert not list(projection.drift())


def test_check_reports_drift_in_words_and_leaves_it(appointed: None) -> None:
    output = StringIO()
    call_command("rebuild_tenures", "--check", stdout=output)
    Tenure.objects.all().delete()
    with pytest.raises(CommandError):
        call_command("rebuild_tenures", "--check", stdout=output)
    assert "李娜新" in output.getvalue()
    assert not Tenure.objects.exists()


def test_preview_shows_the_order_as_if_public_and_writes_nothing(appointed: None, alice: User) -> None:
    draft = make_draft(
        [[say("remove", "李娜新", BUREAU, "副局长")]],
        alice,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
        signed_on=date(2021, 11, 17),
    )
    (row,) = projection.preview(draft, today=TODAY)
    assert (row.lower, row.upper) == (date(2021, 5, 10), date(2021, 9, 13))
    assert Tenure.objects.get().upper == LATEST


def test_folding_many_pairs_takes_no_more_queries_than_folding_one(alice: User, bob: User) -> None:
    names = [f"张{name}" for name in "一二三四五六七八九十"]
    publish_clauses([[say("appoint", name, BUREAU, "副局长")] for name in names], alice, bob)
    pairs = list(projection.all_pairs())
    Tenure.objects.all().delete()
    with CaptureQueriesContext(connection) as for_one:
        projection.sync(pairs[:1])
    with CaptureQueriesContext(connection) as for_nine:
        projection.sync(pairs[1:])
    assert len(for_nine) == len(for_one)


def test_a_confirmation_ends_the_trial_from_the_day_it_was_decided(alice: User, bob: User) -> None:
    publish_clauses(
        [[say("appoint", "许晶", BUREAU, "副局长", qualifiers={"probation_months": 12, "level": "副处级"})]], alice, bob
    )
    draft = make_draft(
        [[say("confirm", "许晶", BUREAU, "副局长")]],
        alice,
        number="东政任〔2022〕9号",
        session=150,
        decided_on=date(2022, 6, 1),
        signed_on=date(2022, 7, 1),
    )
    identity.pick(act=Act.objects.get(clause__order=draft), official=Official.everything.get(), by=alice)
    publish(draft, alice, bob)
    tenure = Tenure.objects.known().get()
    assert tenure.qualifiers_on(date(2022, 5, 31)) == {"probation_months": 12, "level": "副处级"}
    assert tenure.qualifiers_on(date(2022, 6, 1)) == {"level": "副处级"}


UNNUMBERED = {"number": None, "session": None, "decided_on": None, "signed_on": date(2021, 10, 24)}


@pytest.mark.parametrize("entered", list(permutations(range(3))), ids=str)
def test_unnumbered_notices_of_one_day_mean_the_same_in_whatever_order_they_are_entered(
    entered: tuple[int, ...], alice: User, bob: User
) -> None:
    """They tie in day, session, number, clause and act: what is printed tells them apart, not the database."""
    said = [("甲件", "正处级"), ("乙件", "副处级"), ("丙件", "处级")]
    for which in entered:
        title, level = said[which]
        appointed = [say("appoint", "李娜新", BUREAU, "副局长", qualifiers={"level": level})]
        draft = make_draft([appointed], alice, title=f"关于人事任免的通知（{title}）", **UNNUMBERED)
        for act in Act.objects.filter(clause__order=draft, official=None):
            identity.pick(act=act, official=Official.everything.get(), by=alice)
        publish(draft, alice, bob)
    tenure = Tenure.objects.known().get()
    # By title, by code point: 丙 U+4E19, 乙 U+4E59, 甲 U+7532.
    assert tenure.began_by.clause.order.title == "关于人事任免的通知（丙件）"
    renewed = [renewal.act.clause.order.title for renewal in tenure.renewals.order_by("pk")]
    assert renewed == ["关于人事任免的通知（乙件）", "关于人事任免的通知（甲件）"]
    held = date(2021, 10, 24)
    assert tenure.qualifiers_on(held) == {"level": "正处级"}
    (record,) = records(Tenure.objects.known(), on=held, known_on=None, today=TODAY)
    assert record.qualifiers == {"level": "正处级"}
    assert not list(projection.drift())


@pytest.mark.parametrize("entered", [("王雪", "张伟"), ("张伟", "王雪")], ids="".join)
def test_notices_of_one_title_too_are_told_apart_by_the_words_of_the_clause(
    entered: tuple[str, str], alice: User, bob: User
) -> None:
    for other in entered:
        clause = [say("appoint", "李娜新", BUREAU, "副局长"), say("appoint", other, BUREAU, "科长")]
        draft = make_draft([clause], alice, title="关于人事任免的通知", **UNNUMBERED)
        for act in Act.objects.filter(clause__order=draft, official=None):
            identity.pick(act=act, official=Official.everything.get(name="李娜新"), by=alice)
        publish(draft, alice, bob)
    tenure = Tenure.objects.known().get(official__name="李娜新")
    assert "张伟" in tenure.began_by.clause.text  # 张 U+5F20 stands before 王 U+738B
    assert "王雪" in tenure.renewals.get().act.clause.text


def test_renewals_stored_in_another_order_are_drift(appointed: None, alice: User, bob: User) -> None:
    for title in ("甲", "乙"):
        draft = make_draft([[say("appoint", "李娜新", BUREAU, "副局长")]], alice, title=title, **UNNUMBERED)
        identity.pick(act=Act.objects.get(clause__order=draft), official=Official.everything.get(), by=alice)
        publish(draft, alice, bob)
    tenure = Tenure.objects.known().get()
    first, second = tenure.renewals.order_by("pk")
    tenure.renewals.all().delete()
    tenure.renewals.create(act=second.act)
    tenure.renewals.create(act=first.act)
    assert list(projection.drift())
    projection.rebuild()
    assert [renewal.act for renewal in Tenure.objects.known().get().renewals.order_by("pk")] == [first.act, second.act]


def test_a_confirmation_published_after_the_removal_is_stored_with_the_ended_tenure(alice: User, bob: User) -> None:
    trial = {"probation_months": 12, "level": "副处级"}
    notices = [
        (say("appoint", "许晶", BUREAU, "副局长", qualifiers=trial), 16, date(2021, 5, 10), PUBLIC),
        (say("remove", "许晶", BUREAU, "副局长"), 17, date(2022, 9, 13), date(2022, 11, 17)),
        (
            say("confirm", "许晶", BUREAU, "副局长", effective_on=PartialDay(date(2021, 6, 1), Precision.MONTH)),
            18,
            date(2022, 10, 1),
            date(2022, 12, 1),
        ),
    ]
    for act, number, decided_on, signed_on in notices:
        draft = make_draft(
            [[act]],
            alice,
            number=f"东政任〔2021〕{number}号",
            session=number,
            decided_on=decided_on,
            signed_on=signed_on,
        )
        for each in Act.objects.filter(clause__order=draft, official=None):
            identity.pick(act=each, official=Official.everything.get(), by=alice)
        publish(draft, alice, bob)
    columns = ("lower", "upper", "confirmed_by__clause__order__number", "known_from", "known_until")
    assert list(Tenure.objects.order_by("known_from").values_list(*columns)) == [
        (date(2021, 5, 10), LATEST, None, PUBLIC, date(2022, 11, 17)),
        (date(2021, 5, 10), date(2022, 9, 13), None, date(2022, 11, 17), date(2022, 12, 1)),
        (date(2021, 5, 10), date(2022, 9, 13), 18, date(2022, 12, 1), LATEST),
    ]
    assert not list(projection.drift())
