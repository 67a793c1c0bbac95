"""A public change's steps: confirmed by another person, or declined. It is prepared in orders/changing/.

Which step leads where, who may take it and every reason why not stands in orders/steps/table.py.
"""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User

from orders.models import LogStep, PublicChange
from orders.steps.taking import Asked, take


def confirm(*, change: PublicChange, by: User, today: date | None = None, seen: str | None = None) -> PublicChange:
    """Prepared → confirmed, by another person: it is done, as it was foreseen, or not at all."""
    return take(LogStep.CONFIRM, change, by=by, asked=Asked(today=today, seen=seen))


def decline(*, change: PublicChange, by: User, note: str, seen: str | None = None) -> PublicChange:
    """Prepared → declined, with the reason: all stays as it was."""
    return take(LogStep.DECLINE, change, by=by, asked=Asked(note, seen=seen))
