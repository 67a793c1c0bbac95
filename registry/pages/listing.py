"""Long lists page by page, without counting the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

ROWS = 50
LAST_PAGE = 10_000  # beyond this nobody leafs, and the offset fits every database engine


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: tuple[Any, ...]
    number: int
    previous: int | None
    next: int | None


def listing(rows: QuerySet[Model, object], request: HttpRequest, *, size: int = ROWS) -> ListPage:
    """The rows of ?page=, one query. A list has its first page, rows or none; any other page without rows is not found.

    So is one that is no number: whoever followed a wrong address is not told that there is nothing.
    """
    number = _number(request.GET.get("page") or "1")
    start = (number - 1) * size
    fetched = list(rows[start : start + size + 1])
    if number > 1 and not fetched:
        raise Http404(f"page {number} of a shorter list")
    return ListPage(
        rows=tuple(fetched[:size]),
        number=number,
        previous=number - 1 if number > 1 else None,
        next=number + 1 if len(fetched) > size and number < LAST_PAGE else None,
    )


def _number(asked: str) -> int:
    number = int(asked) if asked.isdecimal() and len(asked) <= len(str(LAST_PAGE)) else 0
    if not 1 <= number <= LAST_PAGE:
        raise Http404("no number of a page")
    return number
