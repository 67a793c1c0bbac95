"""A notice laid out for comparison: each part of the source in its order, with its reading beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from orders.admin.shared.places import place_said
from orders.models import Clause, Erratum, Order, Remainder
from orders.notices.notice import PartKind


@dataclass
class Row:
    """One part of the source and what was read in it."""

    kind: str
    text: str
    clause: Clause | None = None
    remainder: Remainder | None = None
    # Facts read from the frame: (what, value).
    facts: list[tuple[str, str]] = field(default_factory=list)
    # What the page sets beside it: the acts of a clause, the question on words left over.
    acts: list[Any] = field(default_factory=list)
    errata: list[Erratum] = field(default_factory=list)
    form: Any = None
    # Where in the original it stood, in words.
    place: str = ""

    @property
    def anchor(self) -> str:
        if self.clause is not None:
            return f"clause-{self.clause.sequence}"
        return f"remainder-{self.remainder.pk}" if self.remainder is not None else ""


def rows(order: Order, clauses: Sequence[Clause], remainder: Sequence[Remainder]) -> list[Row]:
    """Every part of the notice in the order of the source; nothing left out, also where the parts leave a gap.

    Separators join the row before them. White space carries no meaning inside a notice, and is left out here as in the
    clauses; the source itself stands unchanged on the same page.
    """
    source = order.source.text
    clause_at = {clause.start: clause for clause in clauses}
    remainder_at = {piece.start: piece for piece in remainder}
    laid: list[Row] = []
    for kind, start, end in _tiles(order):
        clause, piece = clause_at.pop(start, None), remainder_at.pop(start, None)
        text = "".join(source[start:end].split())
        if clause is None and piece is None and laid and kind == PartKind.SEPARATOR:
            laid[-1].text += text
        elif text or clause is not None or piece is not None:
            laid.append(Row(_kind(kind, clause, piece), text, clause, piece))
    # A clause a person made out of words left over stands where those words stood.
    laid += [Row(PartKind.CLAUSE, clause.text, clause) for clause in clause_at.values()]
    laid += [Row(PartKind.REMAINDER, piece.text, None, piece) for piece in remainder_at.values()]
    places = order.source.all_places()
    for row in laid:
        if told := row.clause or row.remainder:
            row.place = place_said(places, (told.start, told.end))
    return laid


def pieces(order: Order, clauses: Sequence[Clause], remainder: Sequence[Remainder]) -> list[tuple[str, str, str]]:
    """The whole source of the notice to the character, cut into (kind, words, anchor) for marking."""
    source = order.source.text
    clause_at = {clause.start: clause for clause in clauses}
    remainder_at = {piece.start: piece for piece in remainder}
    cut = []
    for kind, start, end in _tiles(order):
        clause, piece = clause_at.get(start), remainder_at.get(start)
        row = Row(_kind(kind, clause, piece), "", clause, piece)
        cut.append((row.kind, source[start:end], row.anchor))
    return cut


def _kind(kind: str, clause: Clause | None, remainder: Remainder | None) -> str:
    if clause is not None:
        return PartKind.CLAUSE
    return PartKind.REMAINDER if remainder is not None else kind


def _tiles(order: Order) -> list[tuple[str, int, int]]:
    """The stored parts, with any stretch between them as a separator, from the first to the last character."""
    tiles: list[tuple[str, int, int]] = []
    reached = order.source_start
    for kind, start, end in order.parts:
        if start > reached:
            tiles.append((PartKind.SEPARATOR, reached, start))
        tiles.append((kind, start, end))
        reached = end
    if reached < order.source_end:
        tiles.append((PartKind.SEPARATOR, reached, order.source_end))
    return tiles
