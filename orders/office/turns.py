"""One writer at a time, where two at once would each overlook what the other is writing."""

from __future__ import annotations

from django.contrib.auth.models import Group

from orders.office.access import CLERK_GROUP


def take_turn() -> None:
    """Wait until no other transaction has the turn; it ends with the transaction. Call it before reading anything.

    Two clerks taking in notices would both make the same new body or official, and two reviewers publishing would each
    project a pair without the other's acts. A row that always exists is the lock, so that it works on every engine;
    SQLite has one writer anyway (immediate transactions).
    """
    row = Group.objects.select_for_update().filter(name=CLERK_GROUP)
    if not row:
        Group.objects.get_or_create(name=CLERK_GROUP)
        row.get()
