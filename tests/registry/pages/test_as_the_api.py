"""For the same days a page shows what the API answers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from orders import reorganising
from orders.steps.reorganisations import confirm
from people.models import ReorganisationKind
from tests import two_people
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


GONE, BEFORE = date(2024, 4, 1), "?known_on=2024-03-31"


def test_a_withdrawn_event_stays_at_its_address_and_says_so_from_its_day(
    client: Client, api: Any, register: Register, bob: User
) -> None:
    event = two_people.withdraw_event(event=register.event, by=bob, note="文件读错", today=GONE)
    old = [party.body for party in event.parties.filter(role="old")][0]
    for days, withdrawn in ((BEFORE, False), ("?known_on=2024-04-01", True), ("", True)):
        told = api(f"reorganisations/{event.code}/{days}")
        assert (told["withdrawn_on"], told["withdrawal_reason"]) == (
            ("2024-04-01", "文件读错") if withdrawn else (None, None)
        )
        assert (told["corrects_code"], told["corrected_by_code"]) == (None, None)
        page = text(client, f"/zh/reorganisations/{event.code}/{days}")
        assert ("此项机构变更已于2024年4月1日撤回，以前各日的回答不变。" in page) == withdrawn
        assert ("撤回原因：文件读错" in page) == withdrawn
        assert "职务的承继" in page, "what it said stays to be read"
        for listed in ("reorganisations/", f"bodies/{old.code}/"):
            assert ("已撤回" in text(client, f"/zh/{listed}{days}")) == withdrawn
        assert api(f"bodies/{old.code}/{days}")["abolished_on"] == (None if withdrawn else "2021-05-10")
    english = client.get(f"/en/reorganisations/{event.code}/").content.decode()
    assert "; the answers for earlier days stay." in english
    assert "This reorganisation was withdrawn on " in english


def test_of_a_corrected_event_and_its_correction_each_leads_to_the_other(
    client: Client, api: Any, register: Register, alice: User, bob: User
) -> None:
    plan = replace(reorganising.starting_plan(register.event), effective_on=date(2021, 6, 1), note="日期有误")
    new = confirm(reorganisation=reorganising.prepare(plan=plan, by=alice), by=bob, on=GONE)
    old = register.event
    assert api(f"reorganisations/{old.code}/")["corrected_by_code"] == new.code
    assert api(f"reorganisations/{new.code}/")["corrects_code"] == old.code
    assert api(f"reorganisations/{old.code}/{BEFORE}")["corrected_by_code"] is None
    page = client.get(f"/zh/reorganisations/{old.code}/").content.decode()
    assert "这项机构变更已由以下变更更正，自其确认之日起不再算数：" in page
    assert f"/zh/reorganisations/{new.code}/" in page
    assert f"/zh/reorganisations/{old.code}/" in client.get(f"/zh/reorganisations/{new.code}/").content.decode()
    assert "已由以下变更更正" not in text(client, f"/zh/reorganisations/{old.code}/{BEFORE}")


def test_an_event_whose_notice_is_withdrawn_says_that_it_is_being_checked(
    client: Client, api: Any, register: Register, bob: User
) -> None:
    two_people.withdraw(order=register.first, by=bob, note="误发", today=GONE)
    for days, gone in ((BEFORE, False), ("", True)):
        page = text(client, f"/zh/reorganisations/{register.event.code}/{days}")
        assert ("依据的通知已撤回或者更正，正在核对。" in page) == gone
        assert api(f"reorganisations/{register.event.code}/{days}")["proof_gone"] == gone
    english = client.get(f"/en/reorganisations/{register.event.code}/").content.decode()
    assert "The notices it rests on were withdrawn or corrected; this is being checked." in english
