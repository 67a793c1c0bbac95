"""Django's SQLite engine, whose file is its owner's alone and can be read where nothing can be written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from django.conf import settings
from django.db.backends.sqlite3 import base

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
# A connection needs a file beside the database (-shm), and there is no room for it, or the place is read-only.
NOWHERE_TO_WRITE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
PRIMARY_CODE = 0xFF  # the part of SQLite's error code that names the kind


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to one file; a database in memory is Django's as it is."""

    def get_new_connection(self, conn_params: dict[str, object]) -> sqlite3.Connection:
        """Open the file, made first where there is none, for its owner only; SQLite gives its companions its mode.

        On a full disk and on a read-only file system SQLite cannot open what is written ahead (WAL). Where nothing is
        waiting there, the file alone is whole: it is read as it stands, and only writing is refused.
        """
        if self.is_in_memory_db():
            return super().get_new_connection(conn_params)
        path = Path(str(conn_params["database"]))
        _make_private_file(path)
        try:
            return super().get_new_connection(conn_params)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY_CODE not in NOWHERE_TO_WRITE or not path.exists() or _waiting(path):
                raise
        return super().get_new_connection({**conn_params, "database": f"{path.absolute().as_uri()}?immutable=1"})

    def prepare_database(self) -> None:
        """Before migrations: a file that an earlier version left for everybody to read becomes its owner's alone."""
        super().prepare_database()
        if self.is_in_memory_db():
            return
        path = Path(self.settings_dict["NAME"])
        for name in (path, _beside(path, "-wal"), _beside(path, "-shm")):
            if name.exists():
                name.chmod(PRIVATE_FILE)
        if path.absolute().parent == settings.VAR_DIR:
            settings.VAR_DIR.chmod(PRIVATE_FOLDER)


def _make_private_file(path: Path) -> None:
    """An empty file is an empty database to SQLite; what cannot be made here, SQLite refuses with its own words."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    except OSError:
        return


def _waiting(path: Path) -> bool:
    """Whether something committed is still to be written into the file."""
    ahead = _beside(path, "-wal")
    return ahead.exists() and ahead.stat().st_size > 0


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")
