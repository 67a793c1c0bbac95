"""What publishing an order would change: holders before and after, without anything being written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders.models import Act, Order, Tenure
from orders.tenures.forecast import Change, forecast
from tests.factories import make_draft, make_official, publish, publish_clauses, say

BUREAU = "北京市东城区民政局"
SEPTEMBER = {
    "number": "东政任〔2021〕17号",
    "session": 129,
    "decided_on": date(2021, 9, 13),
    "signed_on": date(2021, 11, 17),
}


def appoint(name: str, title: str = "局长", **more: Any) -> list[Any]:
    return [say("appoint", name, BUREAU, title, **more)]


def remove(name: str, title: str = "局长") -> list[Any]:
    return [say("remove", name, BUREAU, title)]


def names(change: Change) -> tuple[list[str], list[str]]:
    return [str(holder) for holder in change.before], [str(holder) for holder in change.after]


def test_an_appointment_to_a_free_post_brings_a_holder(alice: User, today: date) -> None:
    (change,) = forecast(make_draft([appoint("冯磊")], alice), today=today)
    assert str(change.position) == f"{BUREAU}局长"
    assert change.day == date(2021, 5, 10)
    assert names(change) == ([], ["冯磊"])
    assert [str(holder) for holder in change.today_after] == ["冯磊"]
    assert change.changed is True


def test_a_head_is_followed_by_another_in_one_order(alice: User, bob: User, today: date) -> None:
    publish_clauses([appoint("金晖")], alice, bob)
    order = make_draft([remove("金晖"), appoint("周金星")], alice, **SEPTEMBER)
    (change,) = forecast(order, today=today)
    assert names(change) == (["金晖"], ["周金星"])
    assert [str(holder) for holder in change.today_before] == ["金晖"]
    assert [str(holder) for holder in change.today_after] == ["周金星"]


def test_somebody_removed_whose_start_is_not_on_record_held_the_post_until_then(alice: User, today: date) -> None:
    (change,) = forecast(make_draft([remove("金晖")], alice), today=today)
    assert names(change) == (["金晖"], [])
    assert [holder.start_on_record for holder in change.before] == [False]
    assert (change.today_before, change.today_after) == ((), ())
    assert change.changed is True


def test_other_holders_of_the_post_stay(alice: User, bob: User, today: date) -> None:
    publish_clauses([appoint("李娜新", "副局长"), appoint("曲书才", "副局长")], alice, bob)
    (change,) = forecast(make_draft([remove("曲书才", "副局长")], alice, **SEPTEMBER), today=today)
    before, after = names(change)
    assert (sorted(before), after) == (["曲书才", "李娜新"], ["李娜新"])


def test_an_appointment_to_a_post_already_held_changes_nothing(alice: User, bob: User, today: date) -> None:
    publish_clauses([appoint("金晖")], alice, bob)
    order = make_draft([appoint("金晖")], alice, **SEPTEMBER)
    Act.objects.filter(clause__order=order).update(official=Tenure.objects.get().official)
    (change,) = forecast(order, today=today)
    assert names(change) == (["金晖"], ["金晖"])
    assert change.changed is False


def test_an_older_appointment_entered_late_says_since_when_and_changes_nobody(
    alice: User, bob: User, today: date
) -> None:
    publish_clauses([remove("金晖")], alice, bob, **SEPTEMBER)
    (change,) = forecast(make_draft([appoint("金晖")], alice), today=today)
    assert change.day == date(2021, 5, 10)
    assert [holder.start_on_record for holder in change.before] == [False]
    assert [holder.start_on_record for holder in change.after] == [True]
    assert change.changed is False


def test_a_post_stated_for_another_day_changes_on_that_day(alice: User, today: date) -> None:
    order = make_draft([appoint("高利民", effective_on=date(2021, 8, 1))], alice)
    (change,) = forecast(order, today=today)
    assert change.day == date(2021, 8, 1)
    assert names(change) == ([], ["高利民"])


def test_posts_come_in_the_order_of_the_clauses(alice: User, today: date) -> None:
    order = make_draft([appoint("甲一", "副局长"), appoint("乙一"), remove("丙一", "副局长")], alice)
    assert [change.position.title for change in forecast(order, today=today)] == ["副局长", "局长"]


def test_a_name_that_is_not_settled_changes_nothing_yet(alice: User, today: date) -> None:
    make_official("张伟")
    (change,) = forecast(make_draft([appoint("张伟")], alice), today=today)
    assert names(change) == ([], [])
    assert change.changed is False


def test_nothing_is_written(alice: User, today: date) -> None:
    order = make_draft([appoint("冯磊"), remove("金晖")], alice)
    with CaptureQueriesContext(connection) as asked:
        forecast(order, today=today)
    assert all(query["sql"].startswith("SELECT") for query in asked)
    assert not Tenure.objects.exists()


def test_what_is_forecast_is_what_happens(alice: User, bob: User, today: date) -> None:
    publish_clauses([appoint("金晖"), appoint("李娜新", "副局长")], alice, bob)
    order = make_draft([remove("金晖"), appoint("周金星"), remove("李娜新", "副局长")], alice, **SEPTEMBER)
    foreseen = {change.position: names(change)[1] for change in forecast(order, today=today)}
    publish(order, alice, bob)
    for position, after in foreseen.items():
        holders = Tenure.objects.at(date(2021, 9, 13)).filter(position=position)
        assert [tenure.official.name for tenure in holders] == after


@pytest.mark.parametrize("count", [40])
def test_forecasting_many_clauses_asks_as_often_as_forecasting_one(alice: User, today: date, count: int) -> None:
    def asked(order: Order) -> int:
        with CaptureQueriesContext(connection) as queries:
            forecast(order, today=today)
        return len(queries)

    one = make_draft([appoint("甲")], alice)
    many = make_draft([appoint(f"乙{each}", f"第{each}处处长") for each in range(count)], alice, **SEPTEMBER)
    assert asked(Order.everything.get(pk=many.pk)) == asked(Order.everything.get(pk=one.pk))
