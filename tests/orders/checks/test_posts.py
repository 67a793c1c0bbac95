"""Remarks on who holds the posts an order speaks of."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders.checks import NOTE, WARNING
from orders.models import Act
from people.models import Official, Position, PositionSuccession, Reorganisation
from tests.factories import make_draft, make_official, publish_clauses, say
from tests.orders.checks.remarks import BUREAU, LI, SEPTEMBER, found, one


def test_a_removal_of_somebody_not_on_record_is_noted(alice: User) -> None:
    order = make_draft([[say("remove", "金晖", BUREAU, "局长")]], alice)
    assert one(order, "start_not_on_record") == (
        NOTE,
        f"登记中没有金晖任{BUREAU}局长的起始；将按起始无记录处理。",
        1,
    )


def test_a_removal_of_whoever_holds_the_post_is_not_remarked_on(alice: User, bob: User) -> None:
    publish_clauses([LI], alice, bob)
    order = make_draft([[say("remove", "李娜新", BUREAU, "副局长")]], alice, **SEPTEMBER)
    assert found(order, "start_not_on_record") == []


def test_a_removal_while_a_namesake_holds_the_post_is_a_warning(alice: User, bob: User) -> None:
    publish_clauses([LI], alice, bob)
    order = make_draft([[say("remove", "李娜新", BUREAU, "副局长")]], alice, **SEPTEMBER)
    Act.objects.filter(clause__order=order).update(official=make_official("李娜新"))
    assert one(order, "held_by_a_namesake") == (
        WARNING,
        f"登记中任{BUREAU}副局长的是另一位李娜新；请核对认定是否正确。",
        1,
    )
    assert found(order, "start_not_on_record") == []


def test_an_appointment_to_a_heads_post_still_held_is_a_warning(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "金晖", BUREAU, "局长")]], alice, bob)
    clause = [say("appoint", "周金星", BUREAU, "局长")]
    order = make_draft([clause], alice, **SEPTEMBER)
    assert one(order, "overlap") == (WARNING, f"登记中金晖仍任{BUREAU}局长，通知没有免去；请核对是否漏读。", 1)
    leaving = make_draft(
        [[say("remove", "金晖", BUREAU, "局长")], clause], alice, **SEPTEMBER | {"number": "东政任〔2021〕18号"}
    )
    assert found(leaving, "overlap") == []


def test_deputies_are_several(alice: User, bob: User) -> None:
    publish_clauses([LI], alice, bob)
    order = make_draft([[say("appoint", "冯磊", BUREAU, "副局长")]], alice, **SEPTEMBER)
    assert found(order, "overlap") == []


def test_an_appointment_to_a_post_the_person_holds_is_noted_as_renewal(alice: User, bob: User) -> None:
    publish_clauses([LI], alice, bob)
    order = make_draft([LI], alice, **SEPTEMBER)
    Act.objects.filter(clause__order=order).update(official=Official.everything.get())
    assert one(order, "renewal") == (NOTE, f"李娜新已经任{BUREAU}副局长；这一项按续任处理，不另起任职。", 1)


def test_an_orders_own_tenures_are_not_remarked_on_after_publication(alice: User, bob: User) -> None:
    order = publish_clauses([[say("appoint", "金晖", BUREAU, "局长")]], alice, bob)
    assert found(order, "renewal") + found(order, "overlap") == []


def test_a_confirmation_of_somebody_not_on_record_is_noted(alice: User, bob: User) -> None:
    confirmation = [say("confirm", "李娜新", BUREAU, "副局长")]
    assert one(make_draft([confirmation], alice, **SEPTEMBER), "trial_not_on_record")[0] == NOTE
    publish_clauses([[say("appoint", "冯磊", BUREAU, "副局长", qualifiers={"probation_months": 12})]], alice, bob)
    later = make_draft([[say("confirm", "冯磊", BUREAU, "副局长")]], alice, number="东政任〔2022〕3号", session=None)
    Act.objects.filter(clause__order=later).update(official=Official.everything.get(name="冯磊"))
    assert found(later, "trial_not_on_record") == []


@pytest.mark.parametrize(
    ("body", "title", "remarked"),
    [
        (BUREAU, "局长", True),
        ("北京市东城区卫生健康委员会", "主任", True),
        (BUREAU, "副局长", False),
        ("北京市东城区前门大街管理委员会", "主任", False),
        ("北京市东城区人民政府前门街道办事处", "主任", False),
    ],
)
def test_heads_of_departments_are_noted_as_the_congresss(alice: User, body: str, title: str, remarked: bool) -> None:
    order = make_draft([[say("appoint", "王雪", body, title)]], alice)
    assert [check.level for check in found(order, "authority")] == [NOTE] * remarked


def test_the_authority_of_other_issuers_is_not_remarked_on(alice: User) -> None:
    order = make_draft([[say("appoint", "王雪", BUREAU, "局长")]], alice, issuer="北京市东城区人大常委会")
    assert found(order, "authority") == []


def test_a_natural_removal_without_any_event_is_noted(alice: User) -> None:
    alone = [say("natural_removal", "任志荣", "北京市东城区社会组织指导服务中心", "主任")]
    order = make_draft([alone], alice)
    assert one(order, "no_reorganisation") == (
        NOTE,
        "任志荣的北京市东城区社会组织指导服务中心主任职务自然免去，登记中没有相应的机构变更。",
        1,
    )
    event = Reorganisation.objects.create(kind="abolished", effective_on=date(2021, 5, 10))
    PositionSuccession.objects.create(reorganisation=event, old=Position.everything.get())
    assert found(order, "no_reorganisation") == []


def test_a_natural_removal_whose_clause_appoints_elsewhere_lets_an_event_be_proposed(alice: User) -> None:
    clause = [
        say("appoint", "任志荣", "北京市东城区民政事务中心", "主任"),
        say("natural_removal", "任志荣", "北京市东城区社会组织指导服务中心", "主任"),
    ]
    assert found(make_draft([clause], alice), "no_reorganisation") == []
