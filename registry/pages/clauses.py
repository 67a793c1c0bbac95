"""One order as its page shows it: its clauses with what they are read to say, and its source with the clauses in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from orders.models import Act, Clause, Order, Remainder
from orders.models.acts import Basis
from orders.notices.personal_data import masked
from orders.tenures.heard import Names
from registry.days import Days
from registry.holdings import OfficialRef, PositionRef, official_ref, position_ref


@dataclass(frozen=True, slots=True)
class ActReading:
    """One act as the page tells it, with links only to what the public may see."""

    verb: str
    verb_label: str
    printed_official: str
    printed_post: str
    official: OfficialRef | None
    position: PositionRef | None
    post_not_on_record: bool
    qualifiers: Mapping[str, Any]
    day: date | None
    precision: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Correction:
    """An erratum of one clause: from its day on the new reading counts; the old one stays to be seen."""

    published_on: date
    reason: str
    before: tuple[ActReading, ...]


@dataclass(frozen=True, slots=True)
class ClauseReading:
    order_code: str
    sequence: int
    text: str
    acts: tuple[ActReading, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the source: the words of a clause, words left unread, or what stands between."""

    text: str
    clause: int | None = None
    unread: bool = False


def clauses_as_read(orders: Iterable[Order], days: Days) -> dict[int, list[ClauseReading]]:
    """The clauses of public orders by order key, as read by what was public on the days' known_on; constant queries.

    Each order with its session selected.
    """
    by_key = {order.pk: order for order in orders}
    clauses = list(Clause.objects.published().filter(order__in=by_key).order_by("order", "sequence"))
    acts: dict[int, list[Act]] = defaultdict(list)
    rows = Act.objects.published().filter(clause__order__in=by_key)
    for act in rows.select_related(
        "clause__order__session", "official", "position__body", "erratum", "superseded_by"
    ).order_by("clause", "sequence"):
        acts[act.clause_id].append(act)
    bodies = {act.position.body_id for of_one in acts.values() for act in of_one if act.position}
    names = Names.of(bodies, days.known_on)
    by_order: dict[int, list[ClauseReading]] = defaultdict(list)
    for clause in clauses:
        by_order[clause.order_id].append(_clause(clause, by_key[clause.order_id], acts[clause.pk], names, days))
    return by_order


def _clause(clause: Clause, order: Order, acts: Iterable[Act], names: Names, days: Days) -> ClauseReading:
    day = days.known_on or days.today
    in_force: list[ActReading] = []
    corrections: dict[tuple[date, str], list[ActReading]] = defaultdict(list)
    for act in acts:
        if act.erratum and not _public(act.erratum.published_on, day):
            continue
        reading = _act(act, names, days.on)
        if act.superseded_by and act.superseded_by.published_on and _public(act.superseded_by.published_on, day):
            corrections[act.superseded_by.published_on, act.superseded_by.reason].append(reading)
        else:
            in_force.append(reading)
    return ClauseReading(
        order_code=order.code,
        sequence=clause.sequence,
        text=clause.public_text,
        acts=tuple(in_force),
        corrections=tuple(
            Correction(published_on, reason, tuple(before)) for (published_on, reason), before in corrections.items()
        ),
    )


def _public(published_on: date | None, day: date) -> bool:
    return published_on is not None and published_on <= day


def _act(act: Act, names: Names, on: date) -> ActReading:
    official, position = act.official, act.position
    return ActReading(
        verb=act.verb,
        verb_label=act.get_verb_display(),
        printed_official=act.printed_official,
        printed_post=act.printed_post,
        official=official_ref(official) if official and official.public_since else None,
        position=position_ref(position, names, on) if position and position.public_since else None,
        post_not_on_record=act.post_not_on_record,
        qualifiers=act.qualifiers,
        day=act.takes_effect_on,
        precision=act.effective_precision if act.effective_on else "day",
        basis=act.basis,
    )


def source_pieces(order: Order, clauses: Iterable[Clause], remainder: Iterable[Remainder]) -> Iterator[Piece]:
    """The words of one notice as they stand in its source, cut at its clauses and unread words; nothing is left out.

    Personal data is masked sign for sign.
    """
    text = masked(order.source.text, order.masked)
    spans: list[tuple[int, int, int | None]] = [(clause.start, clause.end, clause.sequence) for clause in clauses]
    spans += [(words.start, words.end, None) for words in remainder]
    here = order.source_start
    for start, end, sequence in sorted(spans, key=lambda span: span[:2]):
        if start > here:
            yield Piece(text[here:start])
        if end > max(start, here):
            yield Piece(text[max(start, here) : end], clause=sequence, unread=sequence is None)
        here = max(here, end)
    if here < order.source_end:
        yield Piece(text[here : order.source_end])
