"""Time: a day in Shanghai, periods from ≤ day < until, open ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.models import Body
from people.periods import EARLIEST, LATEST, covers_nullable_q, covers_q, holds, months_later, shifted, today
from tests.factories import make_body

DAY = date(2021, 5, 10)
NEXT = DAY + timedelta(days=1)
BEFORE = DAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2021, 5, 9, 15, 59, tzinfo=UTC), date(2021, 5, 9)),
        (datetime(2021, 5, 9, 16, 0, tzinfo=UTC), date(2021, 5, 10)),
        (datetime(2021, 5, 10, 15, 59, tzinfo=UTC), date(2021, 5, 10)),
    ],
)
def test_a_day_begins_at_midnight_in_shanghai(moment: datetime, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    assert today() == day


def test_a_period_holds_from_its_first_day_until_before_its_end() -> None:
    assert not holds(DAY, NEXT, BEFORE)
    assert holds(DAY, NEXT, DAY)
    assert not holds(DAY, NEXT, NEXT)


def test_a_period_that_ends_on_its_first_day_holds_on_no_day() -> None:
    assert not any(holds(DAY, DAY, day) for day in (BEFORE, DAY, NEXT))


def test_open_ends_hold_as_far_as_one_asks() -> None:
    assert holds(None, DAY, EARLIEST)
    assert holds(DAY, None, date(9999, 12, 30))
    assert holds(None, None, DAY)


def test_the_stored_ends_are_the_first_and_the_last_day_there_is() -> None:
    assert (date.min, date.max) == (EARLIEST, LATEST)


DATES = st.one_of(st.none(), st.dates(date(2021, 1, 1), date(2021, 1, 9)))


@given(began=DATES, ended=DATES, day=st.dates(date(2020, 12, 31), date(2021, 1, 10)))
def test_a_day_belongs_to_one_of_two_adjoining_periods(began: date | None, ended: date | None, day: date) -> None:
    """Half-open periods neither overlap nor leave a gap on the day of handover."""
    if ended and (began or EARLIEST) <= ended:
        assert holds(began, None, day) == (holds(began, ended, day) or holds(ended, None, day))
        assert not (holds(began, ended, day) and holds(ended, None, day))


@pytest.mark.parametrize("began", [None, BEFORE, DAY])
@pytest.mark.parametrize("ended", [None, DAY, NEXT])
def test_the_database_agrees_with_holds(began: date | None, ended: date | None, db: None) -> None:
    body = make_body("甲中心", established_on=began, abolished_on=ended)
    for day in (BEFORE, DAY, NEXT):
        found = Body.everything.filter(covers_nullable_q(day, "established_on", "abolished_on"))
        assert (body in found) == holds(began, ended, day)
    Body.everything.update(established_on=began or EARLIEST, abolished_on=ended or LATEST)
    for day in (BEFORE, DAY, NEXT):
        found = Body.everything.filter(covers_q(day, "established_on", "abolished_on"))
        assert (body in found) == holds(began, ended, day)


def test_a_day_shifted_past_the_calendar_stays_within_it() -> None:
    assert shifted(date(2021, 5, 10), timedelta(days=1)) == date(2021, 5, 11)
    assert shifted(LATEST, timedelta(days=1)) == LATEST
    assert shifted(EARLIEST, timedelta(days=-1)) == EARLIEST


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2021-05-10", 12, "2022-05-10"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2021-08-31", 6, "2022-02-28"),
        ("2021-12-01", 1, "2022-01-01"),
        ("9999-12-01", 12, "9999-12-01"),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_last_of_the_month(day: str, months: int, later: str) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)
