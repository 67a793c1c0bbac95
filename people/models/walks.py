"""Walks along rows that lead on to one another, each in one query: from body to body, and from post to post.

A walk is a condition on keys: `filter(pk__in=under(...))`. UNION (not UNION ALL) ends it also where the rows make a
loop. No other package names these tables in SQL; whoever wants a walk asks the querysets of the models.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.expressions import RawSQL

_UNDER = """
    WITH RECURSIVE walk(id) AS (
        SELECT id FROM people_body WHERE id IN ({start})
        UNION
        SELECT b.id FROM walk w JOIN people_body b ON b.parent_id = w.id
    )
    SELECT id FROM walk
"""

_LEVELS_UNDER = """
    WITH RECURSIVE walk(id, depth) AS (
        SELECT id, 0 FROM people_body WHERE id IN ({start})
        UNION
        SELECT b.id, w.depth + 1 FROM walk w JOIN people_body b ON b.parent_id = w.id WHERE w.depth < %s
    )
    SELECT id FROM walk
"""

_ABOVE = """
    WITH RECURSIVE walk(id, parent_id) AS (
        SELECT id, parent_id FROM people_body WHERE id IN ({start})
        UNION
        SELECT b.id, b.parent_id FROM walk w JOIN people_body b ON b.id = w.parent_id
    )
    SELECT id FROM walk
"""

_CONNECTED = """
    WITH RECURSIVE walk(id) AS (
        SELECT id FROM people_position WHERE id IN ({start})
        UNION
        SELECT CASE WHEN s.old_id = w.id THEN s.new_id ELSE s.old_id END
        FROM walk w
        JOIN people_positionsuccession s ON s.new_id IS NOT NULL AND (s.old_id = w.id OR s.new_id = w.id)
        JOIN people_reorganisation r ON r.id = s.reorganisation_id AND r.state IN ('confirmed', 'withdrawn')
    )
    SELECT id FROM walk
"""


def under(bodies: Iterable[int], levels: int | None = None) -> RawSQL:
    """These bodies and what stands under them; with `levels` only what is at most so many levels below one of them."""
    return _walk(_UNDER, bodies) if levels is None else _walk(_LEVELS_UNDER, bodies, levels)


def above(bodies: Iterable[int]) -> RawSQL:
    """These bodies and all they stand under."""
    return _walk(_ABOVE, bodies)


def connected(position: int) -> RawSQL:
    """A position and every one that confirmed events connect with it by succession, by whatever way."""
    return _walk(_CONNECTED, [position])


def _walk(sql: str, start: Iterable[int], *more: int) -> RawSQL:
    keys = list(start)
    return RawSQL(sql.format(start=", ".join(["%s"] * len(keys)) or "NULL"), [*keys, *more])
