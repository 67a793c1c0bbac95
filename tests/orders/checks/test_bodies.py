"""Remarks on the bodies an order names."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders.checks import NOTE, WARNING
from orders.checks.bodies import are_alike
from people.models import Body
from tests.factories import make_body, make_draft, say
from tests.orders.checks.remarks import BUREAU, LI, SEPTEMBER, found, one


def test_an_appointment_to_a_body_that_is_no_more_is_a_warning(alice: User) -> None:
    make_body(BUREAU, abolished_on=date(2021, 5, 10))
    assert one(make_draft([LI], alice), "body_closed") == (
        WARNING,
        f"{BUREAU}已于2021年5月10日终止，而任职自2021年5月10日起算。",
        1,
    )


def test_an_appointment_to_a_body_not_yet_there_is_a_warning(alice: User) -> None:
    body = make_body(BUREAU, established_on=date(2021, 5, 11))
    order = make_draft([LI], alice)
    assert one(order, "body_not_yet_there")[0] == WARNING
    Body.everything.filter(pk=body.pk).update(established_on=date(2021, 5, 10))
    assert found(order, "body_not_yet_there") == []


def test_a_removal_from_a_body_that_is_no_more_is_not_remarked_on(alice: User) -> None:
    make_body(BUREAU, abolished_on=date(2021, 5, 10))
    assert found(make_draft([[say("remove", "王雪", BUREAU, "局长")]], alice), "body_closed") == []


def test_a_new_body_with_nearly_the_name_of_a_known_one_is_noted(alice: User) -> None:
    make_body(BUREAU)
    order = make_draft([[say("appoint", "王雪", "东城区民政局", "局长")]], alice)
    assert one(order, "body_alike") == (
        NOTE,
        f"“东城区民政局”在登记中是新的，与已登记的“{BUREAU}”相近；请核对是不是同一机构。",
        1,
    )
    known = make_draft([LI], alice, **SEPTEMBER)
    assert found(known, "body_alike") == []


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("东城区民政局", BUREAU, True),
        ("北京市东城区民局", BUREAU, True),
        ("北京市东城区政民局", BUREAU, True),
        (BUREAU, BUREAU, False),
        ("北京市东城区财政局", BUREAU, False),
        ("北京市东城区民政局老干部服务中心", BUREAU, False),
        ("北京市西城区民政局", BUREAU, False),
    ],
)
def test_names_are_alike_with_characters_left_out_or_out_of_order(name: str, other: str, alike: bool) -> None:
    assert are_alike(name, other) is alike


def test_a_misprinted_deputy_is_a_warning(alice: User) -> None:
    order = make_draft([[say("appoint", "王雪", BUREAU, "付局长")]], alice)
    assert one(order, "misprint")[0] == WARNING
    assert found(make_draft([LI], alice, **SEPTEMBER), "misprint") == []
