"""For the same days a page shows what the API answers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from orders.steps.reorganisations import confirm
from people.models import ReorganisationKind
from tests.factories import TODAY, make_body, prepare_event
from tests.registry.conftest import GOVERNMENT
from tests.registry.pages.conftest import BUREAU, Register
from tests.registry.pages.test_facts import text

pytestmark = pytest.mark.django_db

NEW = "北京市东城区社会工作局"


def linked(client: Client, kind: str, days: str) -> set[str]:
    """The codes that a list links to."""
    html = client.get(f"/zh/{kind}/{days}").content.decode()
    return set(re.findall(rf'href="/zh/{kind}/([0-9a-z]+)/', html))


def answered(api: Any, kind: str, days: str) -> set[str]:
    return {row["code"] for row in api(f"{kind}/{days}")["results"]}


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ("?on=2022-07-01", (False, True)),
        ("?on=2022-07-01&known_on=2022-08-31", (True, False)),
        ("?on=2022-07-01&known_on=2022-09-01", (False, True)),
    ],
)
def test_the_list_of_bodies_knows_of_no_event_that_was_not_yet_public(
    client: Client, api: Any, register: Register, alice: User, bob: User, days: str, shown: tuple[bool, bool]
) -> None:
    old, new = register.body(BUREAU), make_body(NEW, parent=register.body(GOVERNMENT), public_since=None)
    event = prepare_event(
        kind=ReorganisationKind.REPLACED, old=[old], new=[new], effective_on=date(2022, 6, 1), successions=[],
        document="京编办〔2022〕9号", document_public_on=date(2022, 9, 1), by=alice,
    )  # fmt: skip
    confirm(reorganisation=event, by=bob, on=TODAY)
    listed = linked(client, "bodies", days)
    assert (old.code in listed, new.code in listed) == shown
    assert listed == answered(api, "bodies", days)


@pytest.mark.parametrize("days", ["", "?known_on=2024-02-29", "?known_on=2024-03-01"])
def test_an_order_is_marked_as_withdrawn_only_from_the_day_of_its_withdrawal(
    client: Client, api: Any, register: Register, days: str
) -> None:
    order = register.withdrawn
    withdrawn = api(f"orders/{order.code}/{days}")["withdrawn_on"] is not None
    assert withdrawn == (days != "?known_on=2024-02-29")
    assert order.session is not None
    for page in (f"orders/{order.code}/", "orders/", f"sessions/{order.session.code}/", ""):
        assert ("撤回" in text(client, f"/zh/{page}{days}")) == withdrawn, page
    post = register.position(BUREAU, "副局长")
    assert "撤回" not in text(client, f"/zh/positions/{post.code}/{days}")


@pytest.mark.parametrize("kind", ["orders", "sessions", "reorganisations"])
@pytest.mark.parametrize("days", ["", "?on=2021-09-12", "?on=2021-09-13", "?on=2021-12-01&known_on=2021-11-17"])
def test_a_list_ends_on_the_day_asked(client: Client, api: Any, register: Register, kind: str, days: str) -> None:
    assert linked(client, kind, days) == answered(api, kind, days)


def test_a_list_of_an_earlier_day_is_shorter(client: Client, register: Register) -> None:
    assert register.second.code in linked(client, "orders", "?on=2021-09-13")
    assert register.second.code not in linked(client, "orders", "?on=2021-09-12")
    assert register.second.code not in client.get("/zh/?on=2021-09-12").content.decode()
