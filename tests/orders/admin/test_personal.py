"""Personal data at the desk: asked before it is stored, shown where it stands, decided by two people."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.urls import reverse

from orders.entering import masking
from orders.models import Order, Source
from tests.factories import take
from tests.orders.admin.desk import at_desk, order_address, press, words
from tests.orders.entering.test_masking import BORN, ID, PHONE, TEXT

BOX = "/zh/admin/orders/order/intake/"


def test_nothing_is_stored_before_the_clerk_has_seen_what_is_in_it(alice: User) -> None:
    page = at_desk(alice).post(BOX, {"text": TEXT})
    assert "通知中有个人信息，文字还没有保存；请看下面列出的各处，确认后再录入一次。" in words(page)
    assert [found for found in (ID, BORN, PHONE) if found not in words(page)] == []
    assert not Source.objects.exists()
    answer = at_desk(alice).post(BOX, {"text": TEXT, "personal": "on"})
    source = Source.objects.get()
    assert answer.url == reverse("admin:orders_order_preview", args=[source.pk])
    assert f"“{PHONE}”像是个人信息，公开时逐字遮盖。" in words(at_desk(alice).get(answer.url))


def test_a_clerk_confirms_what_is_masked_and_a_reviewer_releases_what_is_none(alice: User, bob: User) -> None:
    [order] = take(TEXT, alice)
    address = order_address(order)
    clerks, reviewers = words(at_desk(alice).get(address)), words(at_desk(bob).get(address))
    assert f"出生日期 {BORN} → {'＊' * 7}" in clerks
    assert "确认按此遮盖" in clerks
    assert "不是个人信息，公开原文" not in clerks
    assert "不是个人信息，公开原文" in reviewers
    assert "确认按此遮盖" not in reviewers

    at = masking.findings(order)[1].found.span[0]
    press(bob, address, f"release-{at}", reason="这是建局的年月。")
    assert f"{BORN} → {BORN} bob解除遮盖：这是建局的年月。" in words(at_desk(alice).get(address))
    press(alice, address, "mask")
    assert [each.decision is not None for each in masking.findings(Order.everything.get())] == [True] * 4
    assert "alice确认遮盖" in words(at_desk(bob).get(address))
