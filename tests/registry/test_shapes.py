"""A shape is declared once: JSON, CSV, what is read from the database and the OpenAPI document follow from it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import pytest
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from orders.models import Tenure
from registry import tenure_record
from registry.api.serializers import serializer_of
from registry.management.commands.export import csv_lines, json_lines
from registry.shapes import UNTOLD, Choices, Column, as_json, csv_cells, csv_columns, database_columns, stored
from tests.factories import TODAY
from tests.registry.conftest import CENTRE, Gazette


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    code: Annotated[str, Column("code"), "Where."]
    note: Annotated[str | None, Column("note")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    from_: Annotated[date | None, Column("began_on"), "null: not on record."]
    number: int
    settled: bool
    kind: Annotated[str, Choices.of([("one", "甲")])]
    said: Mapping[str, Any]
    place: Place | None
    key: Annotated[int, UNTOLD]


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    samples: tuple[Sample, ...]


FULL = Sample(
    from_=date(2021, 5, 10), number=3, settled=True, kind="one", said={"level": "副处级"},
    place=Place(code="a1", note=""), key=7,
)  # fmt: skip
EMPTY = Sample(from_=None, number=0, settled=False, kind="one", said={}, place=None, key=8)


def test_json_has_the_fields_in_their_order_and_an_empty_text_is_null_where_null_may_stand() -> None:
    assert list(as_json(FULL).items()) == [
        ("from", "2021-05-10"),
        ("number", 3),
        ("settled", True),
        ("kind", "one"),
        ("said", {"level": "副处级"}),
        ("place", {"code": "a1", "note": None}),
    ]
    assert (as_json(EMPTY)["from"], as_json(EMPTY)["place"]) == (None, None)
    assert as_json(Several(samples=(FULL, EMPTY))) == {"samples": [as_json(FULL), as_json(EMPTY)]}


def test_csv_has_a_column_for_each_field_of_a_shape_within() -> None:
    assert csv_columns(Sample) == ["from", "number", "settled", "kind", "said", "place_code", "place_note"]
    assert csv_cells(Sample, FULL) == ["2021-05-10", "3", "true", "one", '{"level": "副处级"}', "a1", ""]
    assert csv_cells(Sample, EMPTY) == ["", "0", "false", "one", "", "", ""]


def test_a_row_of_a_table_cannot_hold_several() -> None:
    with pytest.raises(TypeError, match=r"Several\.samples"):
        csv_columns(Several)


def test_the_database_is_asked_for_what_says_where_it_is_stored() -> None:
    assert database_columns(Sample) == ["began_on"]
    assert database_columns(Place, "place__") == ["place__code", "place__note"]
    assert stored(Place, {"place__code": "a1", "place__note": "x", "pk": 1}, "place__") == {"code": "a1", "note": "x"}


def test_a_serializer_describes_what_json_tells() -> None:
    described = serializer_of(Sample)()
    assert list(described.fields) == list(as_json(FULL))
    assert [name for name, field in described.fields.items() if field.allow_null] == ["from", "place"]
    assert described.fields["from"].help_text == "null: not on record."
    assert described.to_representation(FULL) == as_json(FULL)


# One edit for a new field of a tenure


def planted(line: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """registry/tenure_record.py as it would be with one line more in TenureRecord."""
    source = Path(tenure_record.__file__).read_text(encoding="utf-8")
    before = "    from_: Annotated["
    assert source.count(before) == 1
    module = ModuleType("planted_tenure_record")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(source.replace(before, f"    {line}\n{before}"), module.__dict__)
    return module


def schema_of(shape: type) -> dict[str, Any]:
    """The OpenAPI component of a shape, from the document of an endpoint that answers it."""

    class Planted(APIView):
        @extend_schema(responses=serializer_of(shape))
        def get(self, request: Request) -> Response:
            raise NotImplementedError

    document = SchemaGenerator(patterns=[path("planted/", Planted.as_view())]).get_schema(request=None, public=True)
    return document["components"]["schemas"]["Tenure"]["properties"]


@pytest.mark.django_db
def test_a_new_field_of_a_tenure_is_one_edit(gazette: Gazette, monkeypatch: pytest.MonkeyPatch) -> None:
    line = 'position_class: Annotated[str, Column("position__position_class"), "Leader, deputy or other."]'
    module = planted(line, monkeypatch)
    position = gazette.position(CENTRE, "副主任")
    tenures = Tenure.objects.known().filter(position=position).in_time_order()
    told = list(module.records(tenures, on=None, known_on=None, today=TODAY))
    assert [as_json(record)["position_class"] for record in told] == ["deputy"] * 4
    assert '"position_title": "副主任", "position_class": "deputy", "from": ' in "".join(json_lines(told))
    header, *lines = csv_lines(told, module.TenureRecord)
    place = header.split(",").index("position_class")
    assert header.split(",")[place - 1 : place + 2] == ["position_title", "position_class", "from"]
    assert [line.split(",")[place] for line in lines] == ["deputy"] * 4
    assert schema_of(module.TenureRecord)["position_class"] == {
        "type": "string",
        "description": "Leader, deputy or other.",
    }
    assert "position_class" not in schema_of(tenure_record.TenureRecord)
