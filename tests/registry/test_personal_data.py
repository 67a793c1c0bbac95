"""Personal data in a notice is told to nobody: no page, answer, export or address has a digit of it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from orders.entering import correcting, masking
from orders.models import Order
from orders.steps import review
from tests.factories import TODAY, take
from tests.orders.entering.test_masking import BORN, ID, PHONE, PLACES, TEXT
from tests.registry.walk import everything

pytestmark = pytest.mark.django_db

REMOVED = """北京市东城区人民政府
关于张三丰同志免职的通知
东政任〔2021〕17号
经2021年9月13日北京市东城区人民政府第129次常务会议研究决定：
免去张三丰的北京市东城区民政局副局长职务（联系电话010-65253321）；
北京市东城区人民政府
2021年9月17日
"""
HIDDEN = (*PLACES, "010-65253321")


def make_public(text: str, alice: User, bob: User) -> Order:
    [order] = take(text, alice)
    for rest in order.remainder.all():
        correcting.settle_remainder(remainder=rest, by=alice, note="附注")
    masking.confirm_masked(order=order, by=alice)
    review.submit(order=order, by=alice, today=TODAY)
    review.approve(order=order, by=bob, today=TODAY)
    return review.publish(order=order, by=bob, today=TODAY)


def found_in(told: dict[str, str]) -> dict[str, list[str]]:
    bare = {address: re.sub("[\\s-]", "", answer) for address, answer in told.items()}
    found = {address: [words for words in HIDDEN if words.replace("-", "") in bare[address]] for address in told}
    return {address: words for address, words in found.items() if words}


def test_what_a_published_notice_prints_of_a_person_is_on_no_page_answer_or_export(
    client: Client, alice: User, bob: User
) -> None:
    first, second = make_public(TEXT, alice, bob), make_public(REMOVED, alice, bob)
    told = everything(client, (ID, PHONE, "张三丰"), ("张三丰", "北京市东城区民政局"))
    assert found_in(told) == {}
    page = client.get(f"/zh/orders/{first.code}/").content.decode()
    assert "身份证号" + "＊" * 6 in page
    assert "＊" * 11 in client.get(f"/api/v1/orders/{second.code}/").content.decode() + page


def test_what_a_draft_prints_is_told_nowhere_either(client: Client, alice: User, bob: User) -> None:
    make_public(REMOVED, alice, bob)
    take(TEXT, alice)
    assert found_in(everything(client, (ID, PHONE), ("张三丰",))) == {}


def test_what_a_reviewer_released_is_told_and_nothing_else(client: Client, alice: User, bob: User) -> None:
    [order] = take(TEXT, alice)
    for rest in order.remainder.all():
        correcting.settle_remainder(remainder=rest, by=alice, note="附注")
    masking.release(order=order, at=masking.findings(order)[1].found.span[0], by=bob, reason="这是建局的年月。")
    masking.confirm_masked(order=order, by=alice)
    review.submit(order=order, by=alice, today=TODAY)
    review.approve(order=order, by=bob, today=TODAY)
    review.publish(order=order, by=bob, today=TODAY)
    told = everything(client, (), ("张三丰",))
    assert {word for words in found_in(told).values() for word in words} == {BORN}
    assert {f"/zh/orders/{order.code}/", f"/api/v1/orders/{order.code}/"} <= found_in(told).keys()
