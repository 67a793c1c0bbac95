"""All remarks together: their order, what blocks, and how much they ask of the database."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orders import checks
from orders.checks import BLOCKING, NOTE, WARNING
from orders.models import Order
from tests.factories import TODAY, make_draft, say
from tests.orders.checks.remarks import BUREAU, LI, SEPTEMBER


def test_blocking_remarks_come_first_and_then_by_clause(alice: User) -> None:
    order = make_draft([LI, [say("remove", "王雪", BUREAU, "局长")]], alice, remainder=["附注"], headcount=3)
    remarks = checks.checks(order, today=TODAY)
    levels = [check.level for check in remarks]
    assert levels == sorted(levels, key=[BLOCKING, WARNING, NOTE].index)
    assert (levels[0], levels[-1]) == (BLOCKING, NOTE)


def test_what_blocks_is_what_the_steps_of_review_look_at(alice: User) -> None:
    order = make_draft([[say("natural_removal", "王雪")]], alice, remainder=["附注"], signed_on=None, decided_on=None)
    remarks = checks.checks(order, today=TODAY)
    assert [check for check in remarks if check.level == BLOCKING] == sorted(
        checks.blocking(order, today=TODAY), key=lambda check: check.clause.sequence if check.clause else 0
    )


def test_checking_many_clauses_asks_as_often_as_checking_few(alice: User, bob: User) -> None:
    def clauses(mark: str, count: int) -> list[list[Any]]:
        return [
            [
                say("appoint", f"{mark}{each}", f"{mark}年第{each}号局", "局长"),
                say("natural_removal", f"{mark}{each}", "某所", "所长"),
            ]
            for each in range(count)
        ]

    def asked(order: Order) -> int:
        fresh = Order.everything.get(pk=order.pk)
        with CaptureQueriesContext(connection) as queries:
            checks.checks(fresh, today=TODAY)
        return len(queries)

    few = make_draft(clauses("少", 2), alice)
    many = make_draft(clauses("多", 40), alice, **SEPTEMBER)
    assert asked(many) == asked(few)
