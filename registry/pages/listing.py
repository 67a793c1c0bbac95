"""Long lists page by page, without counting the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

ROWS = 50
LAST_PAGE = 10_000  # beyond this nobody leafs, and the offset fits every database engine


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: tuple[Any, ...]
    number: int
    previous: int | None
    next: int | None


def listing(rows: QuerySet[Any], request: HttpRequest, *, size: int = ROWS) -> ListPage:
    """The rows of ?page=, one query; a page that is no number is the first, and one after the last is empty."""
    asked = request.GET.get("page", "1")
    number = min(max(1, int(asked)), LAST_PAGE) if asked.isdecimal() and len(asked) < 9 else 1
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return ListPage(
        rows=tuple(found[:size]),
        number=number,
        previous=number - 1 if number > 1 else None,
        next=number + 1 if len(found) > size else None,
    )
