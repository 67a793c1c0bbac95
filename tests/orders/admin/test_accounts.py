"""Nobody enters and reviews: refused where accounts are kept, found by `check`, and said to whoever it concerns."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.urls import reverse

from orders.admin.account import check
from orders.office.access import CLERK_GROUP, REVIEWER_GROUP, ensure_groups
from tests.orders.admin.desk import at_desk, words

BOTH = "您的账户同时属于“经办”和“审核”两组，在办公台上不能办理任何事项；请管理员只保留一组。"


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root", password="长密码一个")


@pytest.fixture
def both(alice: User, bob: User) -> User:
    user = User.objects.create_user("both", is_staff=True)
    user.groups.set(ensure_groups().values())
    return user


def account(user: User, *groups: str) -> tuple[str, dict[str, Any]]:
    """The page of an account, and what it sends to put the account into these groups."""
    keys = [group.pk for name, group in ensure_groups().items() if name in groups]
    days = {"date_joined_0": "2024-01-01", "date_joined_1": "00:00:00"}
    sent = {"username": user.username, "is_active": "on", "is_staff": "on", **days, "groups": keys}
    return reverse("admin:auth_user_change", args=[user.pk]), sent


def test_an_account_is_not_put_into_both_groups(root: User, alice: User) -> None:
    page = at_desk(root).post(*account(alice, CLERK_GROUP, REVIEWER_GROUP))
    sentence = "同一账户不能同时属于“经办”和“审核”两组：公开的内容由两个人先后经手。请只保留一组。"
    assert page.context["adminform"].form.errors == {"groups": [sentence]}
    assert sentence in words(page)
    assert {group.name for group in alice.groups.all()} == {CLERK_GROUP}


@pytest.mark.parametrize("groups", [[], [CLERK_GROUP], [REVIEWER_GROUP]])
def test_an_account_is_put_into_one_group_or_none(root: User, alice: User, groups: list[str]) -> None:
    assert at_desk(root).post(*account(alice, *groups)).status_code == 302
    assert {group.name for group in alice.groups.all()} == set(groups)


@pytest.mark.parametrize("name", [CLERK_GROUP, REVIEWER_GROUP])
def test_the_groups_of_the_desk_are_neither_renamed_nor_deleted(root: User, name: str) -> None:
    group = ensure_groups()[name]
    at_desk(root).post(reverse("admin:auth_group_change", args=[group.pk]), {"name": "别的"})
    assert at_desk(root).post(reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"}).status_code == 403
    several = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
    at_desk(root).post(reverse("admin:auth_group_changelist"), several)
    assert Group.objects.get(pk=group.pk).name == name


def test_another_group_is_renamed_and_deleted(root: User) -> None:
    group = Group.objects.create(name="档案")
    at_desk(root).post(reverse("admin:auth_group_change", args=[group.pk]), {"name": "档案室"})
    group.refresh_from_db()
    assert group.name == "档案室"
    at_desk(root).post(reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"})
    assert not Group.objects.filter(pk=group.pk).exists()


def test_the_check_names_the_accounts_in_both_groups_and_fails(both: User) -> None:
    with pytest.raises(SystemCheckError, match=r"这些账户同时属于“经办”和“审核”两组：both。"):
        call_command("check", databases=["default"], stdout=StringIO())


def test_the_check_is_quiet_where_everybody_is_in_one_group(alice: User, bob: User) -> None:
    call_command("check", databases=["default"], stdout=StringIO())


def test_the_check_asks_nothing_where_the_database_is_not_asked_about(both: User) -> None:
    call_command("check", stdout=StringIO())


def test_an_account_in_both_groups_that_is_no_longer_active_troubles_nobody(both: User) -> None:
    both.is_active = False
    both.save()
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.django_db
def test_the_check_is_quiet_before_the_tables_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    monkeypatch.setattr(check, "in_both_groups", lambda: pytest.fail("it asked"))
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.parametrize(
    "name", ["admin:orders_order_intake", "admin:orders_order_changelist", "admin:people_body_changelist"]
)
def test_an_account_in_both_groups_is_told_why_it_sees_nothing(both: User, charlie: User, name: str) -> None:
    answer = at_desk(both).get(reverse(name))
    assert answer.status_code == 403
    assert BOTH in answer.content.decode()
    assert BOTH not in at_desk(charlie).get(reverse(name)).content.decode()


def test_the_first_page_tells_such_an_account_too(both: User, alice: User) -> None:
    assert BOTH in words(at_desk(both).get(reverse("admin:index")))
    assert BOTH not in words(at_desk(alice).get(reverse("admin:index")))
