"""One writer at a time, where two at once would each overlook what the other is writing.

A turn is taken for whole trees of bodies: reviewers of two governments do not wait for each other. Whoever may touch
anything – a new name, a person, the tree itself – takes the turn of the whole register.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import connection

from orders.models import Act, Order
from orders.office.access import CLERK_GROUP
from people.models import Body


def take_turn() -> None:
    """Wait until no other transaction has any turn; it ends with the transaction. Call it before reading anything.

    Two clerks taking in notices would both make the same new body or official. A row that always exists is the lock,
    so that it works on every engine, and then every top body; SQLite has one writer anyway (immediate transactions).
    """
    row = Group.objects.select_for_update().filter(name=CLERK_GROUP)
    if not row:
        Group.objects.get_or_create(name=CLERK_GROUP)
        row.get()
    if connection.features.has_select_for_update:
        list(_rows(Body.everything.filter(parent__isnull=True).values_list("pk", flat=True)))


def take_turn_of(bodies: Iterable[int | None]) -> None:
    """Wait until no other transaction has the turn of the trees in which these bodies stand; None is no body.

    A body may be put into another tree while one waits; then the turn of the whole register is taken.
    """
    wanted = {body for body in bodies if body is not None}
    tops = Body.everything.tops(wanted)
    list(_rows(set(tops.values())))
    if Body.everything.tops(wanted) != tops:
        take_turn()


def take_turn_of_order(order: Order) -> None:
    """The turn for making an order public or taking it back: of its issuer's tree and those of every post it names."""
    posts = Act.objects.filter(clause__order=order, position__isnull=False).values_list("position__body", flat=True)
    take_turn_of([order.issuer_id, order.session.body_id if order.session else None, *posts])


def _rows(tops: Iterable[int]) -> Iterable[int]:
    """The rows of these bodies, locked in one order for everybody, so that no two wait for each other."""
    rows = Body.everything.filter(pk__in=tops).order_by("pk").select_for_update()
    return rows.values_list("pk", flat=True)
