"""An order's steps: submitted by one person, approved and published by another, sent back, discarded.

Which step leads where, who may take it and every reason why not stands in orders/steps/table.py.
"""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User

from orders.models import LogStep, Order
from orders.steps.taking import Asked, take


def submit(*, order: Order, by: User, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Draft → submitted, unless a check blocks it."""
    return take(LogStep.SUBMIT, order, by=by, asked=Asked(note, today, seen))


def approve(*, order: Order, by: User, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Submitted → approved, by another person; binds to the content as it is."""
    return take(LogStep.APPROVE, order, by=by, asked=Asked(note, today, seen))


def send_back(*, order: Order, by: User, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Submitted or approved → draft, with the reason why."""
    return take(LogStep.SEND_BACK, order, by=by, asked=Asked(note, today, seen))


def publish(*, order: Order, by: User, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Approved → published, by another person: visible, projected into tenures, proposals raised; all or nothing."""
    return take(LogStep.PUBLISH, order, by=by, asked=Asked(note, today, seen))


def withdraw(*, order: Order, by: User, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Published → withdrawn, with the reason why: before today it answers as before, from today on it does not.

    Never by one person alone: it is a part of confirming a change (orders/changing/withdrawal.py), and refused else.
    """
    return take(LogStep.WITHDRAW, order, by=by, asked=Asked(note, today, seen))


def discard(*, order: Order, by: User, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Draft → discarded; it stays on record, and its number is free again."""
    return take(LogStep.DISCARD, order, by=by, asked=Asked(note, today, seen))
