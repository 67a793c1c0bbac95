"""How many questions a page asks of the database does not depend on how much is on record."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import publish_clauses, say
from tests.registry.conftest import CENTRE, GRID, publish_of_the_same
from tests.registry.pages.conftest import BUREAU, DAYS, OFFICE, Register

pytestmark = pytest.mark.django_db

NAMES = ("赵一", "钱二", "孙三", "周四", "吴五", "郑六", "冯七", "陈八")


def pages_of(register: Register) -> list[str]:
    return [
        "",
        "search/?q=张",
        "search/?q=副",
        "bodies/",
        "orders/",
        "sessions/",
        "reorganisations/",
        f"officials/{register.official('张伟').code}/",
        f"positions/{register.position(CENTRE, '副主任').code}/",
        f"positions/{register.position(BUREAU, '副局长').code}/",
        f"bodies/{register.body('北京市东城区人民政府').code}/",
        f"bodies/{register.body('北京市东城区人民政府').code}/chart/",
        f"bodies/{register.body(CENTRE).code}/",
        f"orders/{register.first.code}/",
        f"sessions/{register.first.session.code}/",  # type: ignore[union-attr]
        f"reorganisations/{register.event.code}/",
    ]


def counts(client: Client, register: Register) -> dict[str, int]:
    found = {}
    for page in pages_of(register):
        for days in DAYS:
            address = f"/zh/{page}{days.replace('?', '&') if '?' in page else days}"
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found[address] = len(queries)
    return found


def grow(register: Register, alice: User, bob: User) -> None:
    """More people in the same posts, more posts in the same bodies, more bodies, orders and clauses."""
    for number, name in enumerate(NAMES):
        publish_of_the_same(
            [
                [say("appoint", name, CENTRE, "副主任"), say("natural_removal", name, GRID, "副主任")],
                [say("appoint", f"张{name}", BUREAU, "副局长", qualifiers={"probation_months": 12})],
                [say("appoint", f"李{name}", f"北京市东城区第{number}局", "局长")],
                [say("appoint", "张伟", f"北京市东城区第{number}局", "副局长")],
                [say("appoint", f"王{name}", OFFICE, f"第{number}科科长")],
            ],
            alice, bob, number=f"东政任〔2021〕{30 + number}号", session=140 + number,
            decided_on=date(2021, 10, 1 + number), signed_on=date(2021, 11, 18),
        )  # fmt: skip


def test_no_page_asks_more_when_more_is_on_record(client: Client, register: Register, alice: User, bob: User) -> None:
    before = counts(client, register)
    grow(register, alice, bob)
    after = counts(client, register)
    assert {address: count for address, count in after.items() if count > before[address]} == {}


def test_a_clause_more_in_an_order_asks_nothing_more(
    client: Client, register: Register, alice: User, bob: User
) -> None:
    """Two orders of unlike length, and their sessions, are shown with the same number of questions."""
    few, many = (
        publish_clauses(
            [[say("appoint", f"{surname}{name}", BUREAU, "副局长")] for name in NAMES[:length]],
            alice, bob, number=f"东政任〔2021〕{length}号", session=100 + length, signed_on=date(2021, 11, 18),
        )
        for surname, length in (("刘", 2), ("何", 8))
    )  # fmt: skip
    for of in ("orders/{0.code}/", "sessions/{0.session.code}/"):
        found = []
        for order in (few, many):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/en/{of.format(order)}").status_code == 200
            found.append(len(queries))
        assert found[0] == found[1]
