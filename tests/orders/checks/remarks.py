"""How the tests ask for remarks: one kind at a time, on an order as it stands in the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from orders import checks
from orders.checks import Check
from orders.models import Order
from tests.factories import TODAY, say

BUREAU = "北京市东城区民政局"
LI = [say("appoint", "李娜新", BUREAU, "副局长")]
SEPTEMBER: dict[str, Any] = {
    "number": "东政任〔2021〕17号",
    "session": 129,
    "decided_on": date(2021, 9, 13),
    "signed_on": date(2021, 11, 17),
}


def found(order: Order, code: str, *, today: date = TODAY) -> list[Check]:
    """The remarks of one kind on an order as it stands in the database."""
    remarks = checks.checks(Order.everything.get(pk=order.pk), today=today)
    for check in remarks:
        assert check.sentence.endswith("。"), check
    return [check for check in remarks if check.code == code]


def one(order: Order, code: str, **more: Any) -> tuple[str, str, int | None]:
    """The one remark of a kind: its level, its sentence and the number of its clause."""
    (check,) = found(order, code, **more)
    return check.level, check.sentence, check.clause.sequence if check.clause else None
