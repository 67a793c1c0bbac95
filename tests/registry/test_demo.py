"""registry/demo.py: two accounts for a fresh machine."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command

from registry.demo import demo_accounts_exist, renew_demo_accounts

pytestmark = pytest.mark.django_db


def test_a_clerk_and_a_reviewer_are_made_with_one_group_each() -> None:
    assert not demo_accounts_exist()
    accounts = renew_demo_accounts()
    assert demo_accounts_exist()
    assert [(account.username, account.group) for account in accounts] == [
        ("demo-clerk", "经办"),
        ("demo-reviewer", "审核"),
    ]
    for account in accounts:
        user = User.objects.get(username=account.username)
        assert [group.name for group in user.groups.all()] == [account.group]
        assert user.is_staff
        assert not user.is_superuser


def test_new_passwords_replace_the_old_ones() -> None:
    before = {account.username: account.password for account in renew_demo_accounts()}
    after = {account.username: account.password for account in renew_demo_accounts()}
    assert set(before.values()).isdisjoint(after.values())
    for username in before:
        assert authenticate(username=username, password=before[username]) is None
        assert authenticate(username=username, password=after[username]) is not None


def test_the_command_prints_each_password_once() -> None:
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == 2
    for line in lines:
        username, password = line.split()[-3], line.split()[-1]
        assert authenticate(username=username, password=password) is not None
