"""Becoming public: whoever and whatever public acts speak of is public from their day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from orders.models.acts import ActQuerySet
from orders.office.turns import take_turn_of_people
from people.models import Body, Official, Position


def reveal(acts: ActQuerySet, *, day: date, bodies: Iterable[int | None] = ()) -> None:
    """Make the people and posts of these acts public from `day` on, with their bodies, `bodies`, and all above them.

    Earlier days already on record stay. None among the bodies is no body.
    """
    positions = Position.everything.filter(acts__in=acts)
    of_posts = positions.values_list("body", flat=True)
    Position.everything.filter(pk__in=positions.values("pk")).become_public(day)
    take_turn_of_people(Official.everything.filter(acts__in=acts))  # orders of two trees may name the same people
    Official.everything.filter(pk__in=acts.values("official")).become_public(day)
    Body.everything.above(body for body in {*of_posts, *bodies} if body is not None).become_public(day)
