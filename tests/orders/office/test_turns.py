"""Two people at once, each in a thread with a connection of its own: nothing is made twice, nothing is overlooked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections

from orders.entering import taking_in
from orders.models import Order, Tenure
from orders.notices.notice import Notice
from orders.steps import review
from people.models import BodyName, Official
from people.refusal import Refused
from tests.factories import TODAY, make_notice, make_source, say

pytestmark = pytest.mark.django_db(transaction=True)

Threads = Callable[..., list[Any]]
BODY = "北京市东城区民政局"


@pytest.fixture
def at_once(alice: User, bob: User, tmp_path: Path) -> Iterator[Threads]:
    """Runs writes at the same moment and gives their results or refusals.

    The test database of SQLite lives in the memory of one connection; the threads share a copy of it in a file.
    """
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        name = str(tmp_path / "register.sqlite3")
        connection.cursor().execute("VACUUM INTO %s", [name])

    def run(*writes: Callable[[], Any]) -> list[Any]:
        results: list[Any] = [None] * len(writes)
        ready = threading.Barrier(len(writes))

        def write(place: int) -> None:
            own = connections["default"]
            own.settings_dict = {**own.settings_dict, "NAME": name}
            try:
                own.ensure_connection()
                ready.wait()
                results[place] = writes[place]()
            except Refused as refusal:
                results[place] = refusal.sentence
            finally:
                own.close()

        threads = [threading.Thread(target=write, args=(place,)) for place in range(len(writes))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run  # type: ignore[return-value]


def intake_of(notice: Notice, words: str, by: User) -> Callable[[], Order]:
    return lambda: taking_in.take_in(source=make_source(words, by), notice=notice, by=by)


def test_of_two_who_take_in_one_number_one_is_refused(at_once: Threads, alice: User) -> None:
    notice = make_notice([[say("appoint", "李娜新", BODY, "副局长")]])
    results = at_once(intake_of(notice, "甲", alice), intake_of(notice, "乙", alice))
    refusals = [result for result in results if isinstance(result, str)]
    assert refusals == ["东政任〔2021〕16号已经登记，同一文号不能登记两次。"]
    assert at_once(Order.everything.count) == [1]


def test_two_notices_with_the_same_new_names_make_each_once(at_once: Threads, alice: User) -> None:
    appointment = make_notice([[say("appoint", "李娜新", BODY, "副局长")]])
    removal = make_notice(
        [[say("remove", "李娜新", BODY, "副局长")]],
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
    )
    at_once(intake_of(appointment, "甲", alice), intake_of(removal, "乙", alice))
    counts = at_once(BodyName.objects.filter(name=BODY).count, Official.everything.filter(name="李娜新").count)
    assert counts == [1, 1]


def test_two_orders_published_at_once_make_one_tenure_with_both_its_ends(
    at_once: Threads, alice: User, bob: User
) -> None:
    def approved(verb: str, words: str, **frame: Any) -> Order:
        order = intake_of(make_notice([[say(verb, "李娜新", BODY, "副局长")]], **frame), words, alice)()
        review.submit(order=order, by=alice, today=TODAY)
        return review.approve(order=order, by=bob, today=TODAY)

    def publishing(order: Order) -> Callable[[], Order]:
        return lambda: review.publish(order=order, by=bob, today=TODAY)

    september = {"number": "东政任〔2021〕17号", "session": 129, "decided_on": date(2021, 9, 13)}
    [(one, other)] = at_once(lambda: (approved("appoint", "甲"), approved("remove", "乙", **september)))
    at_once(publishing(one), publishing(other))
    [tenures] = at_once(lambda: list(Tenure.objects.known().values_list("began_on", "ended_on")))
    assert tenures == [(date(2021, 5, 10), date(2021, 9, 13))]
