"""Long lists page by page."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from people.models import Official
from registry.pages.listing import LAST_PAGE, ListPage, listing
from tests.factories import make_official
from tests.registry.pages.conftest import Register

pytestmark = pytest.mark.django_db

LISTS = ("bodies", "orders", "sessions", "reorganisations")


def page(asked: str, *, size: int = 2) -> ListPage:
    return listing(Official.everything.order_by("pk"), RequestFactory().get("/", {"page": asked}), size=size)


@pytest.fixture
def five() -> None:
    for number in range(5):
        make_official(f"张{number}")


@pytest.mark.usefixtures("five")
def test_pages_follow_each_other_to_the_last() -> None:
    pages = [page("1"), page("2"), page("3")]
    assert [len(each.rows) for each in pages] == [2, 2, 1]
    assert [(each.previous, each.next) for each in pages] == [(None, 2), (1, 3), (2, None)]


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("asked", ["4", "999", "0", "-1", "abc", "1.5", "\0", str(LAST_PAGE + 1), "9" * 5000])
def test_a_page_that_is_none_is_not_found(asked: str) -> None:
    with pytest.raises(Http404):
        page(asked)


def test_an_empty_list_has_a_first_page() -> None:
    assert page("1").rows == page("").rows == ()
    with pytest.raises(Http404):
        page("2")


def test_the_last_page_that_may_be_asked_for_leads_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.pages.listing.LAST_PAGE", 2)
    for number in range(5):
        make_official(f"张{number}")
    assert page("2").next is None


@pytest.mark.parametrize("wrong", ["999", "abc"])
def test_every_list_says_that_there_is_no_such_page(read: Any, register: Register, wrong: str) -> None:
    for name in LISTS:
        assert "没有这一页" in read(f"/zh/{name}/?page={wrong}", 404).words
        read(f"/zh/{name}/?page=1")
