"""registry/settings.py: the environment is read by a library, and what it cannot read is said at once."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOW = """
import json
from registry import settings as s
print(json.dumps([s.DEBUG, s.SECRET_KEY, s.ALLOWED_HOSTS, s.DATABASES["default"]["ENGINE"].rpartition(".")[2],
                  str(s.DATABASES["default"]["NAME"]), s.SECURE_SSL_REDIRECT]))
"""


def run(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **variables}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_an_empty_environment_is_a_safe_one() -> None:
    debug, key, hosts, engine, name, https = json.loads(run(SHOW).stdout)
    assert (debug, key, https) == (False, "", False)
    assert hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert (engine, name) == ("sqlite3", str(ROOT / "var" / "register.sqlite3"))


def test_the_environment_chooses_the_engine() -> None:
    shown = json.loads(run(SHOW, DATABASE_URL="postgres://clerk:secret@db.internal/register").stdout)
    assert shown[3:5] == ["postgresql", "register"]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DEBUG", "perhaps"),
        ("DEBUG", ""),
        ("HTTPS", "2"),
        ("LOG_LEVEL", "LOUD"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "register.sqlite3"),
        ("DATABASE_URL", "papyrus://host/register"),
    ],
)
def test_a_value_that_cannot_be_read_is_an_error_that_names_it(variable: str, value: str) -> None:
    answer = run("import registry.settings", **{variable: value})
    assert answer.returncode != 0
    assert variable in answer.stderr.splitlines()[-1]


def test_a_pool_of_no_connections_is_refused() -> None:
    answer = run("import registry.settings", DATABASE_URL="postgres://h/n", DATABASE_POOL_SIZE="0")
    assert "DATABASE_POOL_SIZE" in answer.stderr


@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.parametrize("key", ["", "x", "x" * 31])
def test_a_server_without_a_secret_key_that_is_long_enough_does_not_start(server: str, key: str) -> None:
    answer = run(f"import registry.{server}", SECRET_KEY=key)
    assert answer.returncode != 0
    assert "ImproperlyConfigured" in answer.stderr.splitlines()[-1]
    assert "SECRET_KEY" in answer.stderr.splitlines()[-1]
    assert run(f"import registry.{server}", SECRET_KEY="x" * 32).returncode == 0


@pytest.mark.parametrize("server", ["wsgi", "asgi"])
def test_a_weak_key_is_refused_also_where_assertions_are_left_out(server: str) -> None:
    answer = run(f"import registry.{server}", SECRET_KEY="short", PYTHONOPTIMIZE="1")
    assert answer.returncode != 0
    assert "SECRET_KEY must have at least 32 characters" in answer.stderr


def test_the_version_stands_in_one_place() -> None:
    """pyproject.toml; the API's document says it, and the latest heading of the changelog is about it."""
    shown = run("from registry import settings as s; print(s.VERSION, s.SPECTACULAR_SETTINGS['VERSION'])").stdout
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.search(r"(?m)^## (\S+)", changelog)
    assert latest
    assert shown.split() == [latest[1], latest[1]]


def test_an_office_s_settings_pass_django_s_own_deployment_checks() -> None:
    answer = run(
        "from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'])",
        DJANGO_SETTINGS_MODULE="registry.settings",
        SECRET_KEY="aA1!" + "k4rT9zXw" * 8,
        HTTPS="true",
        ALLOWED_HOSTS="register.example.gov.cn",
    )
    assert answer.returncode == 0, answer.stderr


def test_importing_the_settings_opens_no_file_and_no_socket_outside_the_repository() -> None:
    watch = """
import sys
import django_stubs_ext, dj_database_url, environs, django.utils.translation, django.conf
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event in {"open", "socket.connect"} else None)
import registry.settings
within = (%r, sys.prefix, sys.base_prefix)
print([name for name in opened if not name.startswith(within)])
"""
    assert run(watch % str(ROOT)).stdout.strip() == "[]"
