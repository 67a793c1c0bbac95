"""What a careful colleague would ask before an order is submitted: each a sentence, with the clause it is about.

Blocking: the order cannot be submitted or published. Warning: probably wrong, look again. Note: right as it stands, but
whoever decides should know. What is printed is never corrected here; it is only remarked on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from orders.checks import bodies, by_hand, frame, personal, posts, unread
from orders.checks.check import BLOCKING, NOTE, WARNING, Check, DraftReading, Level, read_draft
from orders.models import Order
from people import periods

Examination = Callable[[DraftReading], Iterator[Check]]

# Those that may find something blocking; they look at the order alone, whoever holds its posts.
BLOCKERS: tuple[Examination, ...] = (
    frame.secrecy_mark,
    frame.document_number,
    frame.replaced,
    frame.days,
    unread.remainder,
    unread.posts,
    unread.signs,
    personal.undecided,
    personal.read_as_something_else,
)
OTHERS: tuple[Examination, ...] = (
    frame.series,
    frame.entered_before,
    frame.session,
    frame.headcount,
    frame.first_name,
    frame.title_says_both,
    frame.lag,
    unread.names,
    unread.said_twice,
    by_hand.words,
    by_hand.namesakes,
    posts.removals,
    posts.appointments,
    posts.confirmations,
    posts.authority,
    posts.natural_removals,
    bodies.in_being,
    bodies.alike,
    bodies.misprints,
)


def checks(order: Order, *, today: date | None = None) -> list[Check]:
    """Every remark on the order, blocking ones first, then by clause. A constant number of queries for any order."""
    reading = read_draft(order, today or periods.today())
    remarks = [check for examine in BLOCKERS + OTHERS for check in examine(reading)]
    levels = (BLOCKING, WARNING, NOTE)
    return sorted(remarks, key=lambda check: (levels.index(check.level), check.clause.sequence if check.clause else 0))


def blocking(order: Order, *, today: date | None = None) -> Iterator[Check]:
    """The blocking remarks alone, for the steps of review."""
    reading = read_draft(order, today or periods.today())
    for examine in BLOCKERS:
        yield from (check for check in examine(reading) if check.level == BLOCKING)


__all__ = ["BLOCKING", "NOTE", "WARNING", "Check", "Level", "blocking", "checks"]
