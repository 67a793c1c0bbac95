"""The tree of bodies, walked level by level; each walk ends even where the rows make a loop."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from people.models import Body


def lines_up(bodies: Iterable[int]) -> dict[int, list[int]]:
    """For each body its own key and those of the bodies it stands under, nearest first, each once.

    One query for each level of the tree.
    """
    wanted = set(bodies)
    parents: dict[int, int | None] = {}
    unread = wanted
    while unread:
        found = dict(Body.everything.filter(pk__in=unread).values_list("pk", "parent_id"))
        parents.update(found)
        unread = {parent for parent in found.values() if parent is not None} - parents.keys()
    return {body: _line(body, parents) for body in wanted}


def _line(body: int, parents: dict[int, int | None]) -> list[int]:
    line: list[int] = []
    above: int | None = body
    while above is not None and above not in line:
        line.append(above)
        above = parents.get(above)
    return line


def with_all_above(bodies: Iterable[int]) -> set[int]:
    """These bodies and all they stand under: a chart cannot show a body without what is above it."""
    return {above for line in lines_up(bodies).values() for above in line}


def reveal(bodies: Iterable[int], *, day: date) -> None:
    """Make these bodies and all above them public from `day` on; earlier days already on record stay."""
    Body.everything.filter(pk__in=with_all_above(bodies)).become_public(day)


def subtree(body: int) -> set[int]:
    """The body and all that stand under it, by key; one query for each level of the tree."""
    found = {body}
    level = {body}
    while level:
        level = set(Body.everything.filter(parent__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found
