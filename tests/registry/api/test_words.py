"""One word per thing: what an answer calls a thing, a question calls it too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from orders.models import Order, Session
from people.models import Body, Official, Position, Reorganisation
from tests.registry.api.conftest import LISTS, addresses
from tests.registry.api.test_schema import document
from tests.registry.conftest import Gazette

pytestmark = pytest.mark.django_db

# Parameters that ask for no field: the two days, the page, and what is worked out of several fields.
OF_NO_FIELD = {"on", "known_on", "page_size", "cursor", "format", "open", "name_contains", "title_contains"}


def words(told: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every key of an answer with its value, one of an object within also with the object's word before it."""
    if isinstance(told, list):
        for each in told:
            yield from words(each, key)
    elif isinstance(told, dict):
        for name, value in told.items():
            yield name, value
            yield from ((f"{name}_{within}", found) for within, found in words(value))
            yield from words(value)


@pytest.fixture
def everything(api: Any, codes: dict[str, str]) -> dict[str, Any]:
    return {
        f"{address}{days}": api(f"{address}{days}") for address in addresses(codes) for days in ("", "?on=2021-05-10")
    }


@pytest.mark.parametrize("name", LISTS)
def test_a_parameter_bears_the_name_of_a_field(everything: dict[str, Any], name: str) -> None:
    keys = {key for told in everything.values() for key, _value in words(told)}
    asked = {parameter["name"] for parameter in document()["paths"][f"/api/v1/{name}/"]["get"]["parameters"]}
    assert asked - OF_NO_FIELD - keys == set()


def test_a_code_stands_under_a_name_that_says_so(everything: dict[str, Any], gazette: Gazette) -> None:
    rows = (
        Official.public, Body.public, Position.public, Order.published, Session.public, Reorganisation.objects,
    )  # fmt: skip
    codes = {code for manager in rows for code in manager.values_list("code", flat=True)}
    named = {
        key for told in everything.values() for key, value in words(told) if isinstance(value, str) and value in codes
    }
    assert {key for key in named if key != "code" and not key.endswith("_code")} == set()


def test_what_is_none_is_null_and_never_an_empty_text(everything: dict[str, Any]) -> None:
    assert {key for told in everything.values() for key, value in words(told) if value == ""} == set()


def test_a_number_is_a_number_under_that_name_everywhere(everything: dict[str, Any]) -> None:
    kinds = {(key, type(value)) for told in everything.values() for key, value in words(told) if value is not None}
    numbers = {"number", "clause_number", "session_number", "year", "headcount"}
    assert {kind for key, kind in kinds if key in numbers} == {int}
    assert {kind for key, kind in kinds if key == "document_number"} == {str}


def test_a_period_runs_from_until(everything: dict[str, Any]) -> None:
    keys = {key for told in everything.values() for key, _value in words(told)}
    assert {"from", "until", "known_from", "known_until"} <= keys
    assert keys & {"began_on", "ended_on", "since"} == set()
