"""registry/engines/sqlite3: the file is its owner's alone, and is read where nothing can be written."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.utils import OperationalError
from django.test import override_settings

from registry.engines.sqlite3.base import DatabaseWrapper


@pytest.fixture(autouse=True)
def files_may_be_opened(django_db_blocker: Any) -> Iterator[None]:
    """These databases are files of each test, not the one that pytest-django looks after."""
    with django_db_blocker.unblock():
        yield


def on(path: Path) -> DatabaseWrapper:
    """A connection of the register's engine to a file, with the options of the settings."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
    databases = connections.configure_settings({"default": {"NAME": path, "OPTIONS": options}})
    return DatabaseWrapper({**databases["default"], "ENGINE": "registry.engines.sqlite3"}, "another")


def ask(database: DatabaseWrapper, sql: str) -> Any:
    with database.cursor() as cursor:
        return cursor.execute(sql).fetchall()


def no_companion(path: Path) -> None:
    """Let SQLite find no way to open -shm, as on a read-only file system, whoever asks."""
    path.with_name(f"{path.name}-shm").symlink_to("/nowhere/at/all")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one row, closed, so that nothing is written ahead."""
    path = tmp_path / "register.sqlite3"
    database = on(path)
    ask(database, "CREATE TABLE post (title)")
    ask(database, "INSERT INTO post VALUES ('局长')")
    database.close()
    assert list(tmp_path.iterdir()) == [path]
    return path


def test_a_new_file_and_its_companions_are_their_owner_s_alone(tmp_path: Path) -> None:
    database = on(tmp_path / "new.sqlite3")
    ask(database, "CREATE TABLE post (title)")
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["new.sqlite3", "new.sqlite3-shm", "new.sqlite3-wal"]
    assert {mode(file) for file in files} == {0o600}
    database.close()


def test_a_file_that_everybody_could_read_is_closed_to_them_before_migrations(path: Path) -> None:
    database = on(path)
    ask(database, "INSERT INTO post VALUES ('副局长')")
    for file in path.parent.iterdir():
        file.chmod(0o644)
    database.prepare_database()
    assert {mode(file) for file in path.parent.iterdir()} == {0o600}
    database.close()


def test_the_folder_of_the_register_is_closed_too_and_no_other(path: Path) -> None:
    path.parent.chmod(0o755)
    on(path).prepare_database()
    assert mode(path.parent) == 0o755
    with override_settings(VAR_DIR=path.parent):
        on(path).prepare_database()
    assert mode(path.parent) == 0o700


def test_what_the_owner_opened_to_others_stays_so_until_then(path: Path) -> None:
    path.chmod(0o640)
    ask(on(path), "SELECT title FROM post")
    assert mode(path) == 0o640


def test_a_place_where_nothing_can_be_written_is_read_and_not_written(path: Path) -> None:
    no_companion(path)
    database = on(path)
    assert ask(database, "SELECT title FROM post") == [("局长",)]
    with pytest.raises(OperationalError) as refused:
        ask(database, "INSERT INTO post VALUES ('副局长')")
    assert refused.value.__cause__.sqlite_errorcode == sqlite3.SQLITE_READONLY
    database.close()


def test_what_is_written_ahead_is_never_left_out(path: Path, tmp_path: Path) -> None:
    """A server that was killed leaves the file without what it wrote last, and no answer may rest on the file alone."""
    writer = on(path)
    ask(writer, "INSERT INTO post VALUES ('副局长')")
    killed = tmp_path / "killed" / path.name
    killed.parent.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        shutil.copy(path.with_name(name), killed.with_name(name))
    writer.close()
    no_companion(killed)
    with pytest.raises(OperationalError, match="unable to open database file"):
        ask(on(killed), "SELECT title FROM post")
    killed.with_name(f"{path.name}-shm").unlink()
    assert ask(on(killed), "SELECT title FROM post") == [("局长",), ("副局长",)]


def test_a_database_that_is_not_there_is_not_read_as_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(OperationalError, match="unable to open database file"):
        ask(on(tmp_path / "nowhere" / "register.sqlite3"), "SELECT 1")
