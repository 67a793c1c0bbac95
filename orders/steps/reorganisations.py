"""A reorganisation's steps: a proposal taken up, a prepared event confirmed by another person, or declined.

Which step leads where, who may take it and every reason why not stands in orders/steps/table.py.
"""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User

from orders.models import LogStep
from orders.steps.taking import Asked, take
from people.models import Reorganisation


def take_up(*, reorganisation: Reorganisation, by: User, seen: str | None = None) -> Reorganisation:
    """Proposed → prepared: make a proposal of the system one's own, as it stands, for another person to confirm."""
    return take(LogStep.TAKE_UP, reorganisation, by=by, asked=Asked(seen=seen))


def confirm(
    *, reorganisation: Reorganisation, by: User, on: date | None = None, seen: str | None = None
) -> Reorganisation:
    """Prepared → confirmed, by another person: public from the day it is known; `on` is the day of confirming."""
    return take(LogStep.CONFIRM, reorganisation, by=by, asked=Asked(today=on, seen=seen))


def decline(*, reorganisation: Reorganisation, by: User, note: str, seen: str | None = None) -> Reorganisation:
    """Proposed or prepared → declined, with the reason; the same is not proposed again."""
    return take(LogStep.DECLINE, reorganisation, by=by, asked=Asked(note, seen=seen))
