"""A register of a released version, put back into a new database at that version's schema."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

T = TypeVar("T")
Run = Callable[[Callable[[], T]], T]
FOLDER = Path(__file__).resolve().parent
SUFFIX = ".json.gz"


@dataclass(frozen=True)
class Kept:
    """What `keep` wrote of a version."""

    made_on: date
    migrations: list[tuple[str, str]]
    rows: dict[str, dict[str, Any]]  # by the label of the model: columns, rows
    export: list[dict[str, Any]]
    every_stretch: list[dict[str, Any]]

    @classmethod
    def of(cls, version: str) -> Kept:
        words = json.loads(gzip.decompress((FOLDER / f"{version}{SUFFIX}").read_bytes()))
        migrations = [tuple(each) for each in words.pop("migrations")]
        return cls(made_on=date.fromisoformat(words.pop("made_on")), migrations=migrations, **words)

    def load(self) -> None:
        """Bring an empty database to the schema of the version, and its rows into it."""
        executor = MigrationExecutor(connection)
        of_then = executor.migrate(self.migrations).apps
        with transaction.atomic():
            loaded = [_load(of_then.get_model(label), **table) for label, table in self.rows.items()]
            for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
                connection.cursor().execute(statement)

    def table(self, label: str) -> list[dict[str, Any]]:
        """The rows of a model, by column."""
        table = self.rows[label]
        return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def versions() -> list[str]:
    """The versions of which a register is kept, oldest first."""
    return sorted(file.name.removesuffix(SUFFIX) for file in FOLDER.glob(f"*{SUFFIX}"))


def _load(model: Any, *, columns: list[str], rows: list[list[Any]]) -> Any:
    fields = [next(field for field in model._meta.concrete_fields if field.attname == name) for name in columns]
    for field in fields:
        field.auto_now = field.auto_now_add = False  # the times of then stay
    model._base_manager.all().delete()
    model._base_manager.bulk_create(
        model(**{field.attname: _value(field, value) for field, value in zip(fields, row, strict=True)}) for row in rows
    )
    return model


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, models.BinaryField) and value is not None:
        return base64.b64decode(value)
    return value if isinstance(field, models.JSONField) else field.to_python(value)


@contextmanager
def on_a_new_database() -> Iterator[Run[Any]]:
    """Runs functions on an empty database of the engine under test; that of the other tests stays as it is.

    They run in a thread, whose connection is its own: everything that asks the default database asks the new one.
    """
    server = connection.vendor == "postgresql"
    name = f"{connection.settings_dict['NAME']}_upgraded" if server else ":memory:"
    with ThreadPoolExecutor(max_workers=1) as thread:
        if server:
            _order(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
        try:
            thread.submit(_lead_to, name).result()
            yield lambda write: thread.submit(write).result()
        finally:
            thread.submit(lambda: BaseDatabaseWrapper.close(connections["default"])).result()
            if server:
                _order(f"DROP DATABASE {name}")


def _lead_to(name: str) -> None:
    own: BaseDatabaseWrapper = connections["default"]
    options = {key: value for key, value in own.settings_dict["OPTIONS"].items() if key != "pool"}
    own.settings_dict = {**own.settings_dict, "NAME": name, "OPTIONS": options}


def _order(*commands: str) -> None:
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        for command in commands:
            cursor.execute(command)
