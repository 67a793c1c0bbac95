"""Time as this register understands it; the only place where it is defined.

A day is a day in Asia/Shanghai. A period is half-open: from ≤ day < until. A period that begins and ends on one day is
kept but holds on no day. Unknown and open ends are stored as EARLIEST and LATEST in the columns that are compared, so
that every question about a day is plain comparisons without OR on every database engine.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

EARLIEST = date(1, 1, 1)
LATEST = date(9999, 12, 31)


def today() -> date:
    """The calendar day in Asia/Shanghai. Read it once per request or command and pass it down."""
    return timezone.localdate()


def holds(lower: date | None, upper: date | None, day: date) -> bool:
    """Whether lower ≤ day < upper; None is an open end."""
    return (lower or EARLIEST) <= day < (upper or LATEST)


def shifted(day: date, by: timedelta) -> date:
    """The day so many days later (or earlier, `by` negative), within EARLIEST and LATEST."""
    try:
        return day + by
    except OverflowError:
        return LATEST if by > timedelta() else EARLIEST


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, LATEST.year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def covers_q(day: date, lower: str, upper: str) -> Q:
    """Rows whose non-null columns satisfy lower ≤ day < upper."""
    return Q(**{f"{lower}__lte": day, f"{upper}__gt": day})


def covers_nullable_q(day: date, began: str, ended: str) -> Q:
    """Rows whose nullable columns satisfy began ≤ day < ended; null is an open end. For small hand-kept tables."""
    return (Q(**{f"{began}__isnull": True}) | Q(**{f"{began}__lte": day})) & (
        Q(**{f"{ended}__isnull": True}) | Q(**{f"{ended}__gt": day})
    )
