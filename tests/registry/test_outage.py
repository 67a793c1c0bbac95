"""When the database cannot be asked: 503, when to come back and what became of one's words; no 500, no traceback."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from registry.outage import AWAY, BUSY, READ_ONLY, Outage, outage_of

ROOT = Path(__file__).resolve().parents[2]


def on_sqlite(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("as SQLite says it")
    cause.sqlite_errorcode = code
    return caused(OperationalError("as SQLite says it"), cause)


def caused(error: Any, cause: Exception) -> Any:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (on_sqlite(sqlite3.SQLITE_BUSY), BUSY),
        (on_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), BUSY),
        (on_sqlite(sqlite3.SQLITE_LOCKED), BUSY),
        (on_sqlite(sqlite3.SQLITE_FULL), READ_ONLY),
        (on_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), READ_ONLY),
        (on_sqlite(sqlite3.SQLITE_CANTOPEN), AWAY),
        (on_sqlite(sqlite3.SQLITE_IOERR_SHMSIZE), AWAY),
        (on_sqlite(sqlite3.SQLITE_ERROR), None),  # no such table
        (caused(OperationalError(), psycopg.OperationalError()), AWAY),
        (caused(OperationalError(), psycopg.errors.AdminShutdown()), AWAY),
        (caused(InterfaceError(), psycopg.InterfaceError()), AWAY),
        (caused(OperationalError(), psycopg.errors.DeadlockDetected()), BUSY),
        (caused(OperationalError(), psycopg.errors.DiskFull()), READ_ONLY),
        (caused(DatabaseError(), psycopg.errors.ReadOnlySqlTransaction()), READ_ONLY),
        (caused(ProgrammingError(), psycopg.errors.UndefinedTable()), None),
        (OSError("no such file"), None),
        (None, None),
    ],
)
def test_an_outage_is_told_from_a_fault(error: Any, outage: Outage | None) -> None:
    assert outage_of(error) is outage


@pytest.fixture
def broken(client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ask for an address whose answer fails with an error."""
    client.raise_request_exception = False

    def ask(address: str, error: Exception) -> Any:
        def fail(*args: object) -> None:
            raise error

        monkeypatch.setattr("registry.pages.views.home.coverage", fail)
        monkeypatch.setattr("registry.api.views.TenureViewSet.told", fail)
        return client.get(address)

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "language", "title"),
    [
        ("/zh/", "zh-Hans", "登记暂时连不上"),
        ("/en/", "en", "The register is out of reach for the moment"),
    ],
)
def test_a_page_without_a_database_says_so_in_the_language_of_the_address(
    broken: Any, address: str, language: str, title: str
) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = broken(address, caused(OperationalError("host db.internal"), psycopg.OperationalError()))
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert f"<h1>{title}</h1>" in page
    assert f'lang="{language}"' in page
    assert "registry/pages.css" in page
    assert "db.internal" not in page
    assert not queries.captured_queries


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "title", "after"),
    [
        (on_sqlite(sqlite3.SQLITE_BUSY), 503, "正在处理另一项改动", "10"),
        (on_sqlite(sqlite3.SQLITE_FULL), 503, "暂时只能查阅", "300"),
        (caused(OperationalError(), psycopg.OperationalError()), 503, "登记暂时连不上", "30"),
        (ValueError("inside"), 500, "暂时不能回答", None),
    ],
)
def test_a_program_is_answered_in_json_whatever_broke(
    broken: Any, error: Exception, status: int, title: str, after: str | None
) -> None:
    response = broken("/api/v1/tenures/", error)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.headers.get("Retry-After") == after
    assert response["Access-Control-Allow-Origin"] == "*"
    problem = json.loads(response.content)
    assert {key: problem[key] for key in ("type", "title", "status")} == {
        "type": "about:blank",
        "title": title,
        "status": status,
    }
    assert problem["detail"].endswith("。")
    assert "inside" not in response.content.decode()


def test_a_fault_of_the_software_stays_a_500_for_people(broken: Any, db: None) -> None:
    response = broken("/zh/", on_sqlite(sqlite3.SQLITE_ERROR))
    assert response.status_code == 500
    assert "Retry-After" not in response


# SQLite, served from a file by a process of its own: another writer, then a disk without room

SERVED = """
import resource, signal, sqlite3, sys
import django
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
settings.DATABASES["default"]["OPTIONS"]["timeout"] = 0.1
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test import Client
from registry.demo import renew_demo_accounts
from registry.catalogue import compile_stale

compile_stale(settings.LOCALE_PATHS[0])
call_command("migrate", verbosity=0)
password = renew_demo_accounts()[0].password
connection.close()
client = Client(raise_request_exception=False)

def ask(what):
    reader = client.get("/zh/orders/").status_code
    connection.close()
    program = client.get("/api/v1/orders/").status_code
    connection.close()
    login = client.post("/zh/admin/login/", {"username": "demo-clerk", "password": password})
    connection.close()
    title = login.content.decode().partition("<h1>")[2].partition("</h1>")[0]
    print(what, reader, program, login.status_code, title)

other = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
ask("busy")
other.close()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))  # no byte more in any file, as on a full disk
ask("full")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
ask("well")
"""


def in_a_process(*command: str, database: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "registry.settings",
        "SECRET_KEY": "only for one test, and long enough",
        "LOG_LEVEL": "CRITICAL",
    }
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_on_sqlite_reading_goes_on_while_another_writes_and_when_the_disk_is_full(tmp_path: Path) -> None:
    answer = in_a_process("-c", SERVED, database=f"sqlite:///{tmp_path}/register.sqlite3")
    busy, full, well = answer.stdout.splitlines() or [answer.stderr] * 3
    assert busy == "busy 200 200 503 正在处理另一项改动"
    # What SQLite says depends on whether the file for what is written ahead was there already.
    assert full in {"full 200 200 503 暂时只能查阅", "full 200 200 503 登记暂时连不上"}
    assert well == "well 200 200 302 "


# Commands

CHECK = ("manage.py", "rebuild_tenures", "--check")


def test_a_command_without_a_database_ends_in_a_sentence(tmp_path: Path) -> None:
    answer = in_a_process(*CHECK, database=f"sqlite:///{tmp_path}/nowhere/register.sqlite3")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "登记暂时连不上：unable to open database file\n"


def test_a_command_without_tables_says_what_makes_them(tmp_path: Path) -> None:
    answer = in_a_process(*CHECK, database=f"sqlite:///{tmp_path}/register.sqlite3")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "数据库里还没有登记的表；请先运行 python manage.py migrate。\n"


def test_who_asks_for_the_traceback_gets_it(tmp_path: Path) -> None:
    answer = in_a_process(*CHECK, "--traceback", database=f"sqlite:///{tmp_path}/register.sqlite3")
    assert answer.returncode == 1
    assert "Traceback" in answer.stderr


# PostgreSQL, behind the pool of the settings; SQLite has no server that could go away


@dataclass(frozen=True)
class Server:
    """PostgreSQL as its administrator sees it, beside the database under test.

    On SQLite, where nothing can be cut, the same questions are only asked to be answered.
    """

    outside: psycopg.Connection[Any] | None
    database: str

    def run(self, statement: str) -> None:
        if self.outside:
            self.outside.execute(sql.SQL(statement).format(name=sql.Identifier(self.database)))

    def cut(self) -> None:
        """End every connection, as a restart does."""
        if self.outside:
            ended = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
            self.outside.execute(ended, [self.database])


@pytest.fixture
def server(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The pool is the settings', with less patience and with three connections from the start."""
    if connection.vendor == "sqlite":
        yield Server(None, "")
        return
    parameters = connection.get_connection_params()
    pool = {**connection.settings_dict["OPTIONS"]["pool"], "timeout": 1, "reconnect_timeout": 1, "min_size": 3}
    connection.close()
    connection.close_pool()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "pool", pool)
    known = {key: parameters[key] for key in ("host", "port", "user", "password") if parameters.get(key)}
    with psycopg.connect(**known, dbname="postgres", autocommit=True) as outside:
        yield Server(outside, parameters["dbname"])
    connection.close()
    connection.close_pool()


def ask(client: Client, address: str) -> int:
    """The status of an answer, after which the connection goes back to the pool as after every request."""
    client.raise_request_exception = False
    try:
        return client.get(address).status_code
    finally:
        connection.close()


def test_a_restart_of_the_server_costs_no_visitor_an_answer(server: Server, client: Client) -> None:
    addresses = ["/zh/", "/api/v1/tenures/", "/zh/orders/", "/en/", "/zh/bodies/", "/api/v1/orders/"]
    assert {ask(client, address) for address in addresses} == {200}
    server.cut()
    assert [ask(client, address) for address in addresses] == [200] * len(addresses)


def test_an_outage_is_said_and_is_over_when_the_server_is_back(server: Server, client: Client) -> None:
    away = 503 if server.outside else 200
    assert ask(client, "/zh/") == 200
    server.run("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
    try:
        server.cut()
        assert (ask(client, "/zh/"), ask(client, "/api/v1/tenures/")) == (away, away)
    finally:
        server.run("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
    assert [ask(client, "/zh/"), ask(client, "/api/v1/tenures/")] == [200, 200]
