"""The two days of a question, as they stand in an address."""

from __future__ import annotations

from datetime import date

import pytest

from registry.days import Days, DaysForm, read_days

TODAY = date(2024, 3, 1)


def test_without_a_day_the_question_is_about_today_with_todays_knowledge() -> None:
    days, form = read_days({}, today=TODAY)
    assert days == Days(on=TODAY, known_on=None, today=TODAY)
    assert form.errors == {}


def test_both_days_are_read() -> None:
    days, _ = read_days({"on": "2021-09-25", "known_on": "2021-11-17"}, today=TODAY)
    assert days == Days(on=date(2021, 9, 25), known_on=date(2021, 11, 17), today=TODAY)


@pytest.mark.parametrize(
    "written", ["2021-13-01", "2021-02-30", "20210925", "25/09/2021", "今天", "0000-00-00", "10000-01-01", "9999-12-31"]
)
@pytest.mark.parametrize("name", ["on", "known_on"])
def test_a_day_that_is_none_is_answered_with_a_sentence_and_the_default(name: str, written: str) -> None:
    days, form = read_days({name: written}, today=TODAY)
    assert form.errors == {name: ["日期应当写成年-月-日，例如 2021-09-25。"]}
    assert days == Days(on=TODAY, known_on=None, today=TODAY)


def test_one_wrong_day_leaves_the_other() -> None:
    days, _ = read_days({"on": "2021-09-25", "known_on": "昨天"}, today=TODAY)
    assert days == Days(on=date(2021, 9, 25), known_on=None, today=TODAY)


def test_the_form_shows_the_days_in_the_way_a_browser_reads_them() -> None:
    assert 'type="date"' in str(DaysForm({"on": "2021-09-25"})["on"])
    assert 'value="2021-09-25"' in str(DaysForm({"on": "2021-09-25"})["on"])


def test_the_query_string_leaves_out_what_is_the_default() -> None:
    assert Days(on=TODAY, known_on=None, today=TODAY).query() == ""
    assert Days(on=date(2021, 9, 25), known_on=None, today=TODAY).query() == "?on=2021-09-25"
    both = Days(on=date(2021, 9, 25), known_on=date(2021, 11, 17), today=TODAY)
    assert both.query() == "?on=2021-09-25&known_on=2021-11-17"


def test_the_query_string_takes_changes_and_other_parameters() -> None:
    days = Days(on=date(2021, 9, 25), known_on=date(2021, 11, 17), today=TODAY)
    assert days.query(on=None) == "?known_on=2021-11-17"
    assert days.query(on=TODAY, known_on=None) == ""
    assert days.query(known_on=None, q="张伟", page="") == "?q=%E5%BC%A0%E4%BC%9F&on=2021-09-25"
