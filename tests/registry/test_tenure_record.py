"""One tenure as a flat record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders.models import Tenure
from orders.steps.reorganisations import confirm, take_up
from people.models import Body, Reorganisation, ReorganisationKind
from registry import tenure_record
from registry.shapes import as_json
from registry.tenure_record import TenureRecord, records
from tests.factories import TODAY, prepare_event, publish_clauses, say
from tests.registry.conftest import CENTRE, GRID, Gazette, double_the_record, publish_of_the_same

pytestmark = pytest.mark.django_db

BUREAU = "北京市东城区商务局"
KEYS = [
    "official_code", "official_name", "identity_settled", "post", "body_code", "body_name", "position_code",
    "position_title", "from", "until", "start_on_record", "qualifiers", "began_by", "ended_by",
    "ended_by_reorganisation", "known_from", "known_until",
]  # fmt: skip


def read(on: date | None = None, known_on: date | None = None, **which: Any) -> list[TenureRecord]:
    tenures = Tenure.objects.at(on, known_on) if on else Tenure.objects.known(known_on)
    return list(records(tenures.filter(**which).in_time_order(), on=on, known_on=known_on, today=TODAY))


def test_a_record_has_the_documented_keys_in_their_order(gazette: Gazette) -> None:
    assert [list(as_json(record)) for record in read()] == [KEYS] * 75


def test_a_record_says_who_what_since_when_and_by_which_words(gazette: Gazette) -> None:
    (record,) = read(official__name="冯磊")
    assert as_json(record) == {
        "official_code": gazette.official("冯磊").code,
        "official_name": "冯磊",
        "identity_settled": True,
        "post": "北京市东城区民政局副局长",
        "body_code": gazette.body("北京市东城区民政局").code,
        "body_name": "北京市东城区民政局",
        "position_code": gazette.position("北京市东城区民政局", "副局长").code,
        "position_title": "副局长",
        "from": "2021-10-22",
        "until": None,
        "start_on_record": True,
        "qualifiers": {"probation_months": 12},
        "began_by": {
            "order_code": gazette.order(20).code,
            "document_number": "东政任〔2021〕20号",
            "clause_number": 1,
            "clause_text": "任命冯磊为北京市东城区民政局副局长（试用期一年）",
            "basis": "decided",
            "precision": "day",
        },
        "ended_by": None,
        "ended_by_reorganisation": None,
        "known_from": "2021-11-18",
        "known_until": None,
    }


def test_an_unknown_start_is_null_and_said(gazette: Gazette) -> None:
    (record,) = read(official__name="秦磊")
    told = as_json(record)
    assert (told["from"], told["start_on_record"], told["began_by"]) == (None, False, None)
    assert told["until"] == "2021-09-13"
    assert told["ended_by"]["document_number"] == "东政任〔2021〕17号"


def test_an_end_by_a_reorganisation_names_the_event_and_no_clause(alice: User, bob: User) -> None:
    publish_clauses(
        [[say("appoint", "许晶", GRID, "副主任")]], alice, bob,
        number="东政任〔2021〕9号", session=100, decided_on=date(2021, 1, 4), signed_on=date(2021, 1, 5),
    )  # fmt: skip
    publish_clauses(
        [
            [say("appoint", "张伟", CENTRE, "主任"), say("natural_removal", "张伟", GRID, "主任")],
            [say("appoint", "侯亮", CENTRE, "副主任")],
        ],
        alice,
        bob,
    )
    (event,) = Reorganisation.objects.filter(state="proposed")
    take_up(reorganisation=event, by=alice)
    confirm(reorganisation=event, by=bob, on=TODAY)
    (record,) = read(official__name="许晶")
    told = as_json(record)
    assert told["ended_by"] is None
    assert told["ended_by_reorganisation"] == {
        "code": event.code,
        "kind": "replaced",
        "effective_on": "2021-05-10",
        "document": None,
    }


@pytest.mark.parametrize(
    ("frame", "stated", "basis", "began"),
    [
        ({}, None, "decided", "2021-05-10"),
        ({"session": None, "decided_on": None}, None, "decision_day_not_stated", "2021-10-24"),
        ({}, date(2021, 4, 1), "stated_in_clause", "2021-04-01"),
    ],
)
def test_a_record_says_where_its_day_comes_from(
    alice: User, bob: User, frame: dict[str, Any], stated: date | None, basis: str, began: str
) -> None:
    publish_clauses([[say("appoint", "李哲", BUREAU, "局长", effective_on=stated)]], alice, bob, **frame)
    (record,) = read()
    told = as_json(record)
    assert (told["began_by"]["basis"], told["from"]) == (basis, began)


def test_an_order_without_a_number_is_told_by_its_code(alice: User, bob: User) -> None:
    order = publish_clauses([[say("appoint", "李哲", BUREAU, "局长")]], alice, bob, number=None)
    (record,) = read()
    began_by = as_json(record)["began_by"]
    assert (began_by["document_number"], began_by["order_code"]) == (None, order.code)


def test_the_body_bears_the_name_of_the_tenures_own_time_or_of_the_day_asked(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李哲", BUREAU, "局长")], [say("remove", "王涛", BUREAU, "副局长")]], alice, bob)
    event = prepare_event(
        kind=ReorganisationKind.RENAMED, old=[Body.everything.named(BUREAU).get()], new=[], by=alice,
        effective_on=date(2022, 1, 1), new_name="北京市东城区商务委员会",
        document="京编〔2022〕1号", document_public_on=date(2022, 1, 5),
    )  # fmt: skip
    confirm(reorganisation=event, by=bob, on=TODAY)
    assert [record.body_name for record in read()] == [BUREAU, BUREAU]
    (record,) = read(on=date(2023, 1, 1))
    assert as_json(record)["post"] == "北京市东城区商务委员会局长"
    (record,) = read(on=date(2022, 1, 3), known_on=date(2022, 1, 4))
    assert record.body_name == BUREAU


def test_a_renewals_qualifiers_apply_from_its_day(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李哲", BUREAU, "局长")]], alice, bob)
    publish_of_the_same(
        [[say("appoint", "李哲", BUREAU, "局长", qualifiers={"level": "正处级"})]], alice, bob,
        number="东政任〔2021〕17号", session=129, decided_on=date(2021, 9, 13), signed_on=date(2021, 11, 17),
    )  # fmt: skip
    assert [dict(record.qualifiers) for record in read(on=date(2021, 9, 12))] == [{}]
    assert [dict(record.qualifiers) for record in read(on=date(2021, 9, 13))] == [{"level": "正处级"}]
    assert [dict(record.qualifiers) for record in read()] == [{"level": "正处级"}]


def test_known_until_is_given_for_what_was_believed_for_a_while(gazette: Gazette) -> None:
    rows = read(known_on=date(2021, 11, 17), official__name="彭恩强", position__body__names__name=CENTRE)
    assert [(as_json(record)["known_until"], record.until) for record in rows] == [("2021-11-18", None)]


def test_records_are_read_in_chunks_and_none_is_lost(
    gazette: Gazette, monkeypatch: pytest.MonkeyPatch, queries: Any
) -> None:
    whole = read()
    monkeypatch.setattr(tenure_record, "CHUNK", 10)
    assert read() == whole
    assert queries(read) == 1 + 8 * 2  # the rows, and for each chunk of ten the names and the renewals


def test_the_number_of_queries_does_not_grow_with_the_record(gazette: Gazette, queries: Any) -> None:
    before = queries(read)
    double_the_record()
    assert queries(read) == before
