"""What many tests build from nothing is built once in a worker; after that its rows are written.

Publishing an order takes a hundred queries and more, writing the rows it leaves takes a few. Under `@built_once` a
fixture or any other function is called the first time, and what it changed on record is noted, in every model of people
and orders, whatever its name. Asked again about the same record, for the same people, that change is written into the
transaction of the test: each test begins with the rows of the building, down to their keys and times, and leaves
nothing behind. On another record it builds anew.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection, models

P = ParamSpec("P")
T = TypeVar("T")
Model = type[models.Model]
Rows = dict[Model, dict[Any, tuple[Any, ...]]]  # by model and key

APPS = ("people", "orders")


@dataclass(frozen=True)
class Account:
    """Somebody who can log in, by the name that stays when the key does not."""

    name: str


@dataclass(frozen=True)
class Row:
    """A row that a building gave back; each test reads it for itself."""

    model: Model
    key: Any


@dataclass(frozen=True)
class Built:
    """One building: on what record, for whom, what it changed and what it gave back."""

    before: Rows
    said: Any
    given: Any
    removed: dict[Model, list[Any]] = field(default_factory=dict)
    written: dict[Model, list[tuple[Any, ...]]] = field(default_factory=dict)
    # Accounts it made: their columns, and their groups by name.
    accounts: list[tuple[dict[str, Any], list[str]]] = field(default_factory=list)


# The latest of each function: one that never meets the same record again shall not fill the memory.
_built: defaultdict[Callable[..., Any], deque[Built]] = defaultdict(lambda: deque(maxlen=8))


def built_once(build: Callable[P, T]) -> Callable[P, T]:
    """A function that gives what `build` gives, with everything on record as that leaves it.

    It takes accounts, rows on record and plain values, and gives back rows and plain values, in dataclasses, lists,
    tuples and dicts. The rows it takes and gives are read from the database, with nothing remembered from the building.
    """

    @wraps(build)
    def written(*args: P.args, **kwargs: P.kwargs) -> T:
        before, said = record(), (_noted(args), _noted(kwargs))
        for built in _built[build]:
            if built.said == said and built.before == before:
                _write(built)
                break
        else:
            accounts, elsewhere = set(User.objects.values_list("pk", flat=True)), _elsewhere()
            built = Built(before, said, _noted(build(*args, **kwargs)))
            assert _elsewhere() == elsewhere, f"{build.__name__} writes what is not noted."
            _built[build].append(_with_changes(built, record(), accounts))
        for row in (*args, *kwargs.values()):
            if isinstance(row, models.Model):
                row.refresh_from_db()
        return _read(built.given)

    return written


def record() -> Rows:
    """Everything on record as the database holds it, with accounts named instead of numbered."""
    names = {key: Account(name) for key, name in User.objects.values_list("pk", "username")}
    rows: Rows = {}
    with connection.cursor() as cursor:
        for model in recorded():
            columns = _columns(model)
            cursor.execute(f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(model._meta.db_table)}")
            of_accounts = _account_places(model)
            of_key = columns.index(model._meta.pk.column)
            rows[model] = {}
            for row in cursor.fetchall():
                values = [bytes(value) if isinstance(value, memoryview) else value for value in row]
                for place in of_accounts:
                    values[place] = names.get(values[place])
                rows[model][row[of_key]] = tuple(values)
    return rows


def recorded() -> Iterator[Model]:
    """Every model with a table of its own, those between two models included."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                yield model


def _elsewhere() -> dict[Model, int]:
    """How many rows there are that are neither noted nor accounts."""
    others = set(apps.get_models()) - {*recorded(), User, Group}
    return {model: model._base_manager.count() for model in others}


def _with_changes(built: Built, after: Rows, accounts: set[Any]) -> Built:
    """The building with what it changed; `accounts` were there before."""
    for model, rows in after.items():
        old = built.before[model]
        if gone := [key for key, row in old.items() if rows.get(key) != row]:
            built.removed[model] = gone
        if new := [row for key, row in rows.items() if old.get(key) != row]:
            built.written[model] = new
    for user in User.objects.exclude(pk__in=accounts):
        columns = {column.attname: getattr(user, column.attname) for column in User._meta.concrete_fields[1:]}
        built.accounts.append((columns, list(user.groups.values_list("name", flat=True))))
    return built


def _write(built: Built) -> None:
    """Write the change, in any order of the tables: foreign keys are judged at the end of a transaction.

    The next key is never one of these: SQLite counts on from the highest, and the sequences of PostgreSQL, which were
    past these keys after the building, do not go back with a transaction.
    """
    _write_accounts(built.accounts)
    numbers = {Account(name): key for key, name in User.objects.values_list("pk", "username")}
    with connection.cursor() as cursor:
        for model, keys in built.removed.items():
            cursor.executemany(
                f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {_quoted(model._meta.pk.column)} = %s",
                [[key] for key in keys],
            )
        for model, written in built.written.items():
            columns, of_accounts = _columns(model), _account_places(model)
            rows = [list(row) for row in written]
            for row in rows:
                for place in of_accounts:
                    row[place] = numbers.get(row[place])
            names, blanks = ", ".join(map(_quoted, columns)), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES ({blanks})", rows)


def _write_accounts(accounts: list[tuple[dict[str, Any], list[str]]]) -> None:
    if not accounts:
        return
    named = {group.name: group for group in Group.objects.all()}
    for name in {name for _columns, groups in accounts for name in groups} - named.keys():
        named[name] = Group.objects.create(name=name)
    member = User.groups.through
    memberships = []
    for columns, groups in accounts:
        user = User.objects.create(**columns)
        memberships += [member(user=user, group=named[name]) for name in groups]
    member.objects.bulk_create(memberships)


def _columns(model: Model) -> list[str]:
    return [each.column for each in _stored(model)]


def _account_places(model: Model) -> list[int]:
    return [place for place, each in enumerate(_stored(model)) if each.related_model is User]


def _stored(model: Model) -> list[Any]:
    return [each for each in model._meta.concrete_fields if not each.generated]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _noted(value: Any) -> Any:
    """The value with rows noted by model and key, accounts by name."""
    if isinstance(value, User):
        return Account(value.username)
    if isinstance(value, models.Model):
        return Row(type(value), value.pk)
    return _within(value, _noted)


def _read(value: Any) -> Any:
    """The value with rows and accounts as the database has them now."""
    if isinstance(value, Account):
        return User.objects.get(username=value.name)
    if isinstance(value, Row):
        return value.model._base_manager.get(pk=value.key)
    return _within(value, _read)


def _within(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value with every part changed; what has no parts as it is."""
    if isinstance(value, list | tuple):
        return type(value)(map(change, value))
    if isinstance(value, dict):
        return {key: change(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{part.name: change(getattr(value, part.name)) for part in fields(value)})
    return value
