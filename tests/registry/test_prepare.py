"""`manage.py prepare`: a first start fills the database, a later one leaves it alone."""

import socket
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from registry.management.commands import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that prepare calls; only demo_accounts, which is quick, really runs."""
    names: list[str] = []

    def note(name: str, *args: Any, **options: Any) -> None:
        names.append(name)
        if name == "demo_accounts":
            call_command(name, *args, **options)

    monkeypatch.setattr(prepare, "call_command", note)
    monkeypatch.setattr(prepare, "_static_files_are_stale", lambda: False)
    return names


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(port: int, register: str = "founding") -> str:
    out = StringIO()
    call_command("prepare", port=port, register=register, stdout=out)
    return out.getvalue()


def test_the_first_start_loads_the_founding_notices_and_prints_passwords(called: list[str], free_port: int) -> None:
    printed = start(free_port)
    assert called == ["migrate", "load_founding", "demo_accounts"]
    assert printed.count("demo-") == 2
    assert f"http://127.0.0.1:{free_port}/zh/" in printed


def test_a_later_start_loads_nothing_and_prints_no_password(called: list[str], free_port: int) -> None:
    start(free_port)
    called.clear()
    printed = start(free_port)
    assert called == ["migrate"]
    assert "demo-" not in printed
    assert f"http://127.0.0.1:{free_port}/zh/admin/" in printed


def test_an_office_s_own_register_begins_with_nothing_and_says_who_comes_first(
    called: list[str], free_port: int
) -> None:
    printed = start(free_port, "empty")
    assert called == ["migrate"]
    assert "make administrator REGISTER=empty" in printed
    assert "demo-" not in printed
    assert f"http://127.0.0.1:{free_port}/zh/admin/" in printed
    assert not User.objects.exists()
    assert sorted(Group.objects.values_list("name", flat=True)) == ["审核", "经办"]


def test_an_office_with_accounts_is_not_asked_for_them_again(called: list[str], free_port: int, alice: User) -> None:
    printed = start(free_port, "empty")
    assert called == ["migrate"]
    assert "make administrator" not in printed


def test_a_port_in_use_is_refused_before_anything_is_done(called: list[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"端口 {port} 不可用，请换一个：make run PORT=8001。"):
            start(port)
    assert called == []
