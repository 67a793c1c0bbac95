"""Who may enter and who may review."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User

from orders.office import access
from people.refusal import Refused


def test_a_clerk_may_enter_and_not_review(alice: User) -> None:
    assert access.may_enter(alice) is True
    assert access.may_review(alice) is False


def test_a_reviewer_may_review_and_not_enter(bob: User) -> None:
    assert access.may_review(bob) is True
    assert access.may_enter(bob) is False


def test_somebody_in_no_group_may_do_neither(charlie: User) -> None:
    assert access.may_enter(charlie) is False
    assert access.may_review(charlie) is False


def test_nobody_may_do_anything_without_logging_in() -> None:
    assert access.may_enter(AnonymousUser()) is False
    assert access.may_review(AnonymousUser()) is False


@pytest.mark.django_db
def test_a_superuser_may_do_nothing_by_rank_alone() -> None:
    root = User.objects.create_superuser("root", password="root 的长密码")
    assert access.may_enter(root) is False
    assert access.may_review(root) is False


def test_a_deactivated_clerk_may_enter_nothing(alice: User) -> None:
    alice.is_active = False
    assert access.may_enter(alice) is False


def test_whoever_may_not_enter_is_told_so_in_one_sentence(charlie: User) -> None:
    with pytest.raises(Refused) as refusal:
        access.require_entry(charlie)
    assert refusal.value.sentence == "只有“经办”组的成员可以录入和修改任免通知。"


@pytest.mark.django_db
def test_the_groups_are_made_once() -> None:
    first = access.ensure_groups()
    assert access.ensure_groups() == first
    assert set(Group.objects.values_list("name", flat=True)) == {"经办", "审核"}
