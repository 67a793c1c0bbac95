"""The number of queries of an endpoint is fixed, however much is on record."""

from __future__ import annotations

from typing import Any

import pytest

from tests.registry.api.conftest import LISTS, addresses
from tests.registry.conftest import double_the_record

pytestmark = pytest.mark.django_db

BUDGET = {
    "officials/": 5,
    "bodies/": 6,
    "positions/": 9,
    "orders/": 3,
    "sessions/": 4,
    "tenures/": 5,
    "reorganisations/": 9,
    "officials": 6,
    "bodies": 6,
    "positions": 9,
    "orders": 6,
    "sessions": 4,
    "reorganisations": 9,
    "chart": 8,
}


def kind(address: str) -> str:
    if "chart" in address:
        return "chart"
    name = address.partition("/")[0]
    return f"{name}/" if address.count("/") == 1 else name


@pytest.mark.parametrize("days", ["", "?on=2021-09-25", "?on=2021-09-25&known_on=2021-11-20"])
def test_an_endpoint_asks_as_often_of_twice_the_record(
    api: Any, codes: dict[str, str], queries: Any, days: str
) -> None:
    before = {address: queries(api, f"{address}{days}") for address in addresses(codes)}
    double_the_record()
    after = {address: queries(api, f"{address}{days}") for address in addresses(codes)}
    assert after == before
    assert {address: count for address, count in before.items() if count > BUDGET[kind(address)]} == {}


@pytest.mark.parametrize("name", LISTS)
def test_a_long_page_asks_as_often_as_a_short_one(api: Any, codes: dict[str, str], queries: Any, name: str) -> None:
    assert queries(api, f"{name}/?page_size=25") == queries(api, f"{name}/?page_size=500")
