"""The record of a test as a file of SQLite, for a process of its own to open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


def write_register(file: Path) -> str:
    """Write what is on record now, tables and rows, whether committed or not, into a new file; gives its DATABASE_URL.

    Tests on PostgreSQL have no tables of SQLite to copy: there the file is migrated, and empty.
    """
    address = f"sqlite:///{file}"
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        file.write_bytes(connection.connection.serialize())
    else:
        environment = {"PATH": os.environ["PATH"], "DATABASE_URL": address}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    return address
