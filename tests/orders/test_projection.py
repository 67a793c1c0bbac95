"""Stored tenures: written only by the projection, equal to what the acts say, rebuilt at will."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders import identity, projection, reorganising
from orders.models import Act, Tenure
from people.models import Body, Official
from people.periods import EARLIEST, LATEST
from tests.factories import make_body, make_draft, publish, publish_clauses, say

BUREAU = "北京市东城区民政局"
PUBLIC = date(2021, 10, 24)
TODAY = date(2024, 3, 1)


@pytest.fixture
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
    event = reorganising.prepare(kind="established", old=[], new=[body], effective_on=date(2019, 3, 1), by=alice)
    reorganising.confirm(reorganisation=event, by=bob, on=date(2022, 3, 1))
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
