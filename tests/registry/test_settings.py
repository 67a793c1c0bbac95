"""registry/settings.py: the environment is read by a library, and what it cannot read is said at once."""

import json
import os
import re
import runpy
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from environs import EnvError

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["", "x", "x" * 31, "x" * 32]
# Each server with each key, in a process of its own that has imported nothing of the register yet: how it ended, and
# what it said.
START = """
import json, os, sys
import dj_database_url, django_stubs_ext, environs

def start(server, key):
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writing, 2)
        os.environ["SECRET_KEY"] = key
        __import__(f"registry.{server}")
        sys.exit(0)
    os.close(writing)
    said = open(reading, encoding="utf-8").read()
    return server, key, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said

print(json.dumps([start(server, key) for server in ("wsgi", "asgi") for key in sys.argv[1:]]))
"""


def settings_in(**variables: str) -> dict[str, Any]:
    """What registry/settings.py says when it is read anew in an environment of these variables and no others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", variables)
        return runpy.run_path(str(ROOT / "registry" / "settings.py"))


def shown(**variables: str) -> list[Any]:
    settings = settings_in(**variables)
    database = settings["DATABASES"]["default"]
    return [
        *(settings[name] for name in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS")),
        database["ENGINE"].rpartition(".")[2],
        str(database["NAME"]),
        settings["SECURE_SSL_REDIRECT"],
    ]


@lru_cache
def starts(*keys: str, **variables: str) -> dict[tuple[str, str], tuple[int, str]]:
    """Code and standard error of every server started with every one of these keys."""
    answer = run(START, *keys, **variables)
    assert answer.returncode == 0, answer.stderr
    return {(server, key): (code, said) for server, key, code, said in json.loads(answer.stdout)}


def run(code: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **variables}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_an_empty_environment_is_a_safe_one() -> None:
    debug, key, hosts, engine, name, https = shown()
    assert (debug, key, https) == (False, "", False)
    assert hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert (engine, name) == ("sqlite3", str(ROOT / "var" / "register.sqlite3"))


def test_the_environment_chooses_the_engine() -> None:
    of_an_office = shown(DATABASE_URL="postgres://clerk:secret@db.internal/register")
    assert of_an_office[3:5] == ["postgresql", "register"]


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
    with pytest.raises(EnvError) as error:
        settings_in(**{variable: value})
    assert variable in str(error.value).splitlines()[-1]


def test_a_pool_of_no_connections_is_refused() -> None:
    with pytest.raises(EnvError, match="DATABASE_POOL_SIZE"):
        settings_in(DATABASE_URL="postgres://h/n", DATABASE_POOL_SIZE="0")


def test_a_program_that_reads_an_unreadable_value_ends_and_names_it_last() -> None:
    answer = run("import registry.settings", DEBUG="perhaps")
    assert answer.returncode != 0
    assert "DEBUG" in answer.stderr.splitlines()[-1]


@pytest.mark.parametrize("server", ["wsgi", "asgi"])
@pytest.mark.parametrize("key", KEYS[:3])
def test_a_server_without_a_secret_key_that_is_long_enough_does_not_start(server: str, key: str) -> None:
    code, said = starts(*KEYS)[server, key]
    assert code != 0
    assert "ImproperlyConfigured" in said.splitlines()[-1]
    assert "SECRET_KEY" in said.splitlines()[-1]
    code, _said = starts(*KEYS)[server, "x" * 32]
    assert code == 0


@pytest.mark.parametrize("server", ["wsgi", "asgi"])
def test_a_weak_key_is_refused_also_where_assertions_are_left_out(server: str) -> None:
    code, said = starts("short", PYTHONOPTIMIZE="1")[server, "short"]
    assert code != 0
    assert "SECRET_KEY must have at least 32 characters" in said


def test_the_version_stands_in_one_place() -> None:
    """pyproject.toml; the API's document says it, and the latest heading of the changelog is about it."""
    settings = settings_in()
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.search(r"(?m)^## (\S+)", changelog)
    assert latest
    assert [settings["VERSION"], settings["SPECTACULAR_SETTINGS"]["VERSION"]] == [latest[1], latest[1]]


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
