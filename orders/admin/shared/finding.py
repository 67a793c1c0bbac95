"""Finding officials at the desk, to be picked or told apart."""

from __future__ import annotations

from people.models import Official

FOUND = 20  # officials a search offers; with more, the words must be narrower


def officials_found(words: str) -> list[Official]:
    """Whom the words may mean, best first; whoever was merged into another is found as the other alone."""
    return list(Official.everything.standing().search(words)[:FOUND])
