"""Shapes: what is told to the world, each declared once as a frozen dataclass.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Example:
        official_code: Annotated[str, Column("official__code"), "The opaque code of the person."]
        from_: Annotated[date | None, Column("began_on"), "null: not on record."]

From the annotations follow the keys of JSON in their order (`as_json`), the columns of CSV (`csv_columns`,
`csv_cells`), what is read from the database (`database_columns`, `stored`) and the OpenAPI document
(registry/api/serializers.py). A name that Python keeps for itself is declared with an underscore behind it, which is
not told. Where null may stand, an empty text is told as null.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Column:
    """Where the database has a field, as seen from the row the shape is read from."""

    path: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The words a field may have, each with its Chinese name."""

    values: tuple[tuple[str, object], ...]

    @classmethod
    def of(cls, choices: Iterable[tuple[str, object]]) -> Choices:
        return cls(tuple(choices))


@dataclass(frozen=True, slots=True)
class Untold:
    """Marks a field that only pages need."""


UNTOLD = Untold()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a shape as its annotation declares it."""

    name: str  # of the attribute
    kind: Any  # str, int, bool, date, Mapping or another shape
    many: bool
    nullable: bool
    help: str
    column: str | None
    choices: tuple[tuple[str, object], ...]

    @property
    def key(self) -> str:
        """The name under which it is told."""
        return self.name.removesuffix("_")

    @property
    def is_shape(self) -> bool:
        return is_dataclass(self.kind)


@cache
def fields_of(shape: type) -> tuple[Field, ...]:
    """What the shape tells, in its order."""
    hints = get_type_hints(shape, include_extras=True)
    declared = [(each.name, hints[each.name]) for each in fields(shape)]
    return tuple(_field(name, hint) for name, hint in declared if UNTOLD not in get_args(hint)[1:])


def _field(name: str, hint: object) -> Field:
    kind, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    alternatives = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    nullable = type(None) in alternatives
    (kind,) = [each for each in alternatives if each is not type(None)]
    many = get_origin(kind) is tuple
    if many:
        kind = get_args(kind)[0]
    return Field(
        name=name,
        kind=get_origin(kind) or kind,
        many=many,
        nullable=nullable,
        help=next((mark for mark in marks if isinstance(mark, str)), ""),
        column=next((mark.path for mark in marks if isinstance(mark, Column)), None),
        choices=next((mark.values for mark in marks if isinstance(mark, Choices)), ()),
    )


# JSON


def as_json(told: object) -> dict[str, object]:
    """The keys of the shape in its order, ready for json.dumps; days in ISO form."""
    shape: type = type(told)
    return {
        key: to_json(getattr(told, name)) if to_json else getattr(told, name) for name, key, to_json in _keys(shape)
    }


@cache
def _keys(shape: type) -> tuple[tuple[str, str, Callable[[Any], object] | None], ...]:
    return tuple((field.name, field.key, _to_json(field)) for field in fields_of(shape))


def _to_json(field: Field) -> Callable[[Any], object] | None:
    """How a value of the field is put into JSON; None: as it is."""
    if field.many:
        return lambda values: [as_json(each) for each in values]
    if field.is_shape:
        return lambda value: None if value is None else as_json(value)
    if field.kind is date:
        return lambda day: None if day is None else day.isoformat()
    if field.kind is str and field.nullable:
        return lambda text: text or None
    return dict if field.kind is Mapping else None


# CSV: what a shape within the shape tells becomes columns of its own, began_by.order_code → began_by_order_code


def csv_columns(shape: type) -> list[str]:
    return [column for column, _path in _flat(shape)]


def csv_cells(shape: type, told: object) -> list[str]:
    """The cells of one row: true and false in words, a mapping as JSON, nothing for null and for an empty mapping."""
    said = as_json(told)
    return [_cell(said, path) for _column, path in _flat(shape)]


def _flat(shape: type) -> Iterator[tuple[str, tuple[str, ...]]]:
    for field in fields_of(shape):
        if field.many:
            raise TypeError(f"{shape.__name__}.{field.name} has many values, which no row of a table can hold")
        if field.is_shape:
            yield from ((f"{field.key}_{column}", (field.key, *path)) for column, path in _flat(field.kind))
        else:
            yield field.key, (field.key,)


def _cell(said: object, path: tuple[str, ...]) -> str:
    for key in path:
        said = said[key] if isinstance(said, dict) else said  # of no shape, nothing
    if isinstance(said, bool | dict):
        return json.dumps(said, ensure_ascii=False) if said != {} else ""
    return "" if said is None else str(said)


# The database


def database_columns(shape: type, within: str = "") -> list[str]:
    """The columns of those fields that say where they are stored; `within`: the relation that leads to them."""
    return [f"{within}{field.column}" for field in fields_of(shape) if field.column]


def stored(shape: type, row: Mapping[str, object], within: str = "") -> dict[str, Any]:
    """Those fields of the shape, by name, as a row of values() has them."""
    return {field.name: row[f"{within}{field.column}"] for field in fields_of(shape) if field.column}
