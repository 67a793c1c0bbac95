"""Pages of what two people change in public: prepared with reason and forecast, confirmed or declined by another."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import translation

from orders import changing
from orders.models import ChangeKind, Order, PublicChange
from orders.steps import changes
from people.models import ReorganisationPolicy
from tests.factories import make_draft, publish_clauses, say
from tests.orders.admin.desk import SEEN, STALE, at_desk, change_address, confirm, order_address, press, save, words

BUREAU = "北京市东城区民政局"


@pytest.fixture
def order(alice: User, bob: User) -> Order:
    return publish_clauses([[say("appoint", "李娜新", BUREAU, "副局长")]], alice, bob)


@pytest.fixture
def waiting(order: Order, alice: User) -> PublicChange:
    return changing.prepare(ChangeKind.WITHDRAWAL, about={"order": order}, by=alice, reason="误发")


def test_a_withdrawal_is_prepared_on_the_page_of_the_order_and_confirmed_on_its_own(
    order: Order, alice: User, bob: User
) -> None:
    page = press(alice, order_address(order), "step-withdraw", note="")
    assert "请写明原因；撤回的原因会对外公开。" in words(page)
    answer = press(alice, order_address(order), "step-withdraw", note="误发")
    change = PublicChange.objects.get()
    assert answer.headers["Location"] == change_address(change)
    shown = words(at_desk(bob).get(change_address(change)))
    assert f"{BUREAU}副局长的任职 李娜新（2021-05-10，未见免职记录） 无任职记录" in shown
    assert "误发" in shown
    assert "已拟好，待另一位同事确认：" in words(at_desk(bob).get(order_address(order)))
    assert Order.everything.get().state == "published"
    assert confirm(bob).status_code == 302
    assert Order.everything.get().state == "withdrawn"
    assert "已确认" in words(at_desk(bob).get(change_address(change)))


def test_a_change_is_declined_with_a_reason(waiting: PublicChange, bob: User) -> None:
    address = change_address(waiting)
    assert press(bob, address, "decline", note="").status_code == 200
    assert press(bob, address, "decline", note="不必撤回").status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == "declined"
    assert Order.everything.get().state == "published"
    page = words(at_desk(bob).get(address))
    assert "不必撤回" in page
    assert "确认以后立即生效" not in page


def test_a_page_opened_before_the_record_moved_on_confirms_nothing(
    waiting: PublicChange, bob: User, alice: User
) -> None:
    page = at_desk(bob).get(change_address(waiting))
    PublicChange.objects.filter(pk=waiting.pk).update(reason="另一理由")
    answer = words(press(bob, change_address(waiting), "confirm", page=page))
    assert STALE in answer or "拟办以后，所涉的登记已有改动" in answer
    assert Order.everything.get().state == "published"


def test_a_rule_is_added_by_two_reviewers(order: Order, alice: User, bob: User, django_user_model: Any) -> None:
    sent = {"kind": "merged", "effect": "carries_on", "basis": "某条例"}
    address = reverse("admin:people_reorganisationpolicy_add")
    assert at_desk(bob).post(address, sent).status_code == 200  # it does not say why
    assert at_desk(bob).post(address, {**sent, "reason": "新条例施行"}).status_code == 302
    assert not ReorganisationPolicy.objects.exists()
    assert confirm(bob).status_code == 200  # whoever prepared it
    other = django_user_model.objects.create_user("eve", is_staff=True)
    other.groups.set(bob.groups.all())
    assert confirm(other).status_code == 302
    assert ReorganisationPolicy.objects.get().basis == "某条例"


def test_a_refusal_of_an_edit_is_said_on_the_page_and_nothing_is_written(order: Order, alice: User, bob: User) -> None:
    post = order.clauses.get().acts.get().position
    address = reverse("admin:people_position_change", args=[post.pk])
    sent = {"position_class": "head", "display_order": 3, "reason": "编制文件"}
    save(alice, address, sent)
    client = at_desk(alice)
    seen = dict(SEEN.findall(client.get(address).content.decode()))
    answer = client.post(address, {**sent, **seen}, follow=True)
    assert "拟办同一事项，还没有确认；请先确认，或者不采纳。" in words(answer)
    assert PublicChange.objects.count() == 1
    assert change_address(PublicChange.objects.get()) in answer.content.decode()  # what waits stands on the page


def test_the_post_of_a_public_act_that_names_none_is_prepared_on_the_page_of_the_order(
    order: Order, alice: User, bob: User
) -> None:
    later = make_draft(
        [[say("natural_removal", "李娜新")]], alice, number="东政任〔2021〕17号", session=129, bulk=False
    )
    act = later.clauses.get().acts.get()
    if act.official is None:
        act.official = order.clauses.get().acts.get().official
        act.save()
    Order.everything.filter(pk=later.pk).update(state="published", published_on="2021-12-01")
    post = order.clauses.get().acts.get().position
    answer = press(bob, order_address(later), f"post-{act.pk}", position=post.pk, reason="核对档案")
    change = PublicChange.objects.get()
    assert answer.headers["Location"] == change_address(change)
    act.refresh_from_db()
    assert act.position is None


def test_the_first_page_counts_what_a_reviewer_may_confirm(waiting: PublicChange, alice: User, bob: User) -> None:
    assert "1 公开事项变更待确认" in words(at_desk(bob).get(reverse("admin:index")))
    assert "公开事项变更待确认" not in words(at_desk(alice).get(reverse("admin:index")))
    changes.decline(change=waiting, by=bob, note="不必")
    changing.prepare(ChangeKind.WITHDRAWAL, about={"order": waiting.order}, by=bob, reason="误发")
    assert "0 公开事项变更待确认" in words(at_desk(bob).get(reverse("admin:index")))


def test_the_list_and_the_log_name_the_change(waiting: PublicChange, bob: User) -> None:
    title = "撤回东政任〔2021〕16号"
    assert title in words(at_desk(bob).get(reverse("admin:orders_publicchange_changelist"), {"q": "误发"}))
    assert change_address(waiting) in at_desk(bob).get(reverse("admin:orders_review_changelist")).content.decode()


def test_an_english_page_says_what_is_on_record_in_chinese_and_marks_it_so(
    waiting: PublicChange, order: Order, bob: User
) -> None:
    with translation.override("en"):
        page = at_desk(bob).get(change_address(waiting))
    assert f"Withdraw {order}" in words(page)
    [line] = re.findall(r'<tbody lang="zh-Hans">\s*<tr><th scope="row">(.+?)</th>', page.content.decode())
    assert line == "通知状态"
