"""What is held of each series, and what is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from registry.coverage import NumberRange, coverage, year_coverage
from tests import two_people
from tests.built_once import built_once
from tests.factories import TODAY, publish_clauses, say
from tests.registry.conftest import Gazette, Secret, asked, publish_of_the_same

pytestmark = pytest.mark.django_db


def test_the_founding_notices_cover_five_numbers_and_say_nothing_of_the_first_fifteen(gazette: Gazette) -> None:
    told = coverage(asked())
    (series,) = told.series
    assert (series.issuer.name, series.prefix) == ("北京市东城区人民政府", "东政任")
    (year,) = series.years
    assert (year.year, year.held, year.missing) == (2021, (NumberRange(16, 20),), (NumberRange(1, 15),))
    assert (year.count_held, year.count_missing, year.complete_until) == (5, 15, 20)
    assert year.last_published_on == told.last_published_on == date(2021, 11, 18)
    assert told.without_number == 0


def test_coverage_is_as_known_on_the_day(gazette: Gazette) -> None:
    (series,) = coverage(asked(known_on="2021-11-17")).series
    assert series.years[0].held == (NumberRange(16, 18),)
    assert series.years[0].complete_until == 18
    assert coverage(asked(known_on="2021-10-23")).empty


def test_nothing_on_record_is_nothing_covered() -> None:
    assert coverage(asked()).series == ()
    assert coverage(asked()).empty


def test_a_gap_ends_what_is_complete(alice: User, bob: User) -> None:
    for number in (3, 4, 7, 9):
        publish_clauses(
            [[say("appoint", f"李{'甲乙丙丁'[number % 4]}{number}", "北京市东城区民政局", f"科员{number}")]],
            alice,
            bob,
            number=f"东政任〔2021〕{number}号",
        )
    (series,) = coverage(asked()).series
    (year,) = series.years
    assert year.held == (NumberRange(3, 4), NumberRange(7, 7), NumberRange(9, 9))
    assert year.missing == (NumberRange(1, 2), NumberRange(5, 6), NumberRange(8, 8))
    assert (year.complete_until, year.count_missing, year.first, year.last) == (4, 5, 3, 9)


def test_a_withdrawn_orders_number_is_held(alice: User, bob: User) -> None:
    order = publish_clauses([[say("appoint", "李哲", "北京市东城区民政局", "副局长")]], alice, bob)
    two_people.withdraw(order=order, by=bob, note="误发", today=TODAY)
    assert coverage(asked()).series[0].years[0].held == (NumberRange(16, 16),)


@pytest.fixture
@built_once
def entered_again(alice: User, bob: User) -> None:
    """16号, withdrawn and entered again under its number."""
    clauses = [[say("appoint", "李哲", "北京市东城区民政局", "副局长")]]
    two_people.withdraw(order=publish_clauses(clauses, alice, bob), by=bob, note="误发", today=TODAY)
    publish_of_the_same(clauses, alice, bob, published_on=TODAY)


def test_a_number_withdrawn_and_entered_again_is_one_number(entered_again: None) -> None:
    told = coverage(asked())
    (year,) = told.series[0].years
    assert (year.held, year.missing) == ((NumberRange(16, 16),), (NumberRange(1, 15),))
    assert (year.count_held, year.count_missing, year.complete_until) == (1, 15, 16)
    assert (told.without_number, year.last_published_on) == (0, TODAY)


def test_a_number_entered_again_fills_no_gap(entered_again: None, alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "王涛", "北京市东城区民政局", "科员")]], alice, bob, number="东政任〔2021〕18号")
    (year,) = coverage(asked()).series[0].years
    assert year.held == (NumberRange(16, 16), NumberRange(18, 18))
    assert year.missing == (NumberRange(1, 15), NumberRange(17, 17))
    assert (year.count_held, year.count_missing, year.complete_until) == (2, 16, 16)


def test_a_number_entered_again_beside_a_gap_is_held_once(entered_again: None, alice: User, bob: User) -> None:
    for number in (18, 19, 21):
        clauses = [[say("appoint", f"王{'甲乙丙丁'[number % 4]}涛", "北京市东城区民政局", f"科员{number}")]]
        publish_clauses(clauses, alice, bob, number=f"东政任〔2021〕{number}号")
    (year,) = coverage(asked()).series[0].years
    assert year.held == (NumberRange(16, 16), NumberRange(18, 19), NumberRange(21, 21))
    assert (year.count_held, year.count_missing) == (4, 17)


def test_notices_without_a_number_are_counted_apart(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李哲", "北京市东城区民政局", "副局长")]], alice, bob, number=None)
    told = coverage(asked())
    assert (told.series, told.without_number) == ((), 1)
    assert not told.empty


def test_a_draft_covers_nothing(gazette: Gazette, secret: Secret) -> None:
    told = coverage(asked())
    assert [series.prefix for series in told.series] == ["东政任"]
    assert told.without_number == 0


def test_stretches_read_as_numbers() -> None:
    assert str(NumberRange(7, 7)) == "7"
    assert str(NumberRange(1, 15)) == "1–15"
    assert year_coverage(2021, [NumberRange(1, 3)], TODAY).missing == ()


def test_the_number_of_queries_does_not_grow_with_the_record(gazette: Gazette, queries: Any) -> None:
    assert queries(coverage, asked(known_on="2021-10-24")) == queries(coverage, asked(known_on="2021-11-18"))
