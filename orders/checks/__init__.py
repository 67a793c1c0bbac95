"""What a careful colleague would ask before an order is submitted: each a sentence, with the clause it is about.

Blocking: the order cannot be submitted or published. Warning: probably wrong, look again. Note: right as it stands, but
whoever decides should know. What is printed is never corrected here; it is only remarked on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

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


@dataclass(frozen=True)
class Examined:
    """One run of the checks over an order as it was read: whoever asks twice is answered from the same run."""

    reading: DraftReading

    @cached_property
    def blocking(self) -> list[Check]:
        """The blocking remarks alone, for the steps of review; what cannot block is not examined for them."""
        return [check for check in self._of_blockers if check.level == BLOCKING]

    @cached_property
    def remarks(self) -> list[Check]:
        """Every remark on the order, blocking ones first, then by clause."""
        others = [check for examine in OTHERS for check in examine(self.reading)]
        levels = (BLOCKING, WARNING, NOTE)
        return sorted(
            [*self._of_blockers, *others],
            key=lambda check: (levels.index(check.level), check.clause.sequence if check.clause else 0),
        )

    @cached_property
    def _of_blockers(self) -> list[Check]:
        return [check for examine in BLOCKERS for check in examine(self.reading)]


def checks(order: Order, *, today: date | None = None) -> list[Check]:
    """Every remark on the order, blocking ones first, then by clause. A constant number of queries for any order."""
    return Examined(read_draft(order, today or periods.today())).remarks


def blocking(order: Order, *, today: date | None = None) -> list[Check]:
    """The blocking remarks alone."""
    return Examined(read_draft(order, today or periods.today())).blocking


__all__ = ["BLOCKING", "NOTE", "WARNING", "Check", "DraftReading", "Examined", "Level", "blocking", "checks"]
