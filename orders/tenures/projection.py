"""The projection: tenures as rows, kept equal to what the fold makes of the acts. Nothing else writes tenures.

`sync` builds the set that should be, subtracts what is stored and applies the difference, so running it twice changes
nothing and a crash halfway (it runs in one transaction) leaves what was.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from orders.models import Act, Erratum, Order, Tenure, TenureRenewal
from orders.models.acts import ActQuerySet
from orders.notices.notice import PartialDay, Precision, Verb
from orders.office.turns import take_turn_of
from orders.tenures.fold import (
    FOLDED,
    Beginning,
    Ending,
    FoldedAct,
    FoldedTenure,
    Pair,
    canonical,
    fold,
    project,
)
from orders.tenures.heard import public_days
from people.models import Body, Effect, HolderEffect, Position, PositionSuccession, Reorganisation, ReorganisationBody
from people.models.reorganisations import ReorganisationState
from people.periods import EARLIEST, LATEST

OfPairs = TypeVar("OfPairs", bound=Model)

BATCH = 2_000  # pairs folded at a time: bounds the memory of a full rebuild

ACT_COLUMNS = (
    "pk",
    "official_id",
    "position_id",
    "verb",
    "sequence",
    "qualifiers",
    "effective_on",
    "effective_precision",
    "clause__sequence",
    "clause__text",
    "clause__order__session__decided_on",
    "clause__order__session__number",
    "clause__order__signed_on",
    "clause__order__published_on",
    "clause__order__withdrawn_on",
    "clause__order__year",
    "clause__order__number",
    "clause__order__printed_number",
    "clause__order__title",
    "erratum__published_on",
    "superseded_by__published_on",
)


@dataclass(frozen=True, slots=True)
class Drift:
    """One row in which the stored tenures differ from what the acts say."""

    row: FoldedTenure
    stored: bool  # True: stands in the table and should not; False: is missing from it


@transaction.atomic
def sync(pairs: Iterable[Pair]) -> int:
    """Make the stored tenures of these pairs what the acts and events say; returns the number of rows changed.

    It takes the turn before it reads: what is published between reading and writing would lose its rows.
    """
    wanted = set(pairs)
    if not wanted:
        return 0
    posts = Position.everything.filter(pk__in={position for _official, position in wanted})
    take_turn_of(lambda: posts.order_by().values_list("body", flat=True).distinct())
    changed = 0
    remaining = iter(sorted(wanted))
    while batch := set(islice(remaining, BATCH)):
        changed += _sync_batch(batch)
    return changed


def _sync_batch(pairs: set[Pair]) -> int:
    should_be = _folded(pairs)
    sound: set[FoldedTenure] = set()
    surplus: list[int] = []
    for stored in _stored(pairs):
        if stored.row in should_be and stored.row not in sound and stored.in_place:
            sound.add(stored.row)
        else:
            surplus.append(stored.key)
    missing = should_be - sound
    Tenure.objects.filter(pk__in=surplus).delete()
    _write(missing)
    return len(surplus) + len(missing)


def rebuild() -> int:
    """Fold every act on record anew, in batches; returns how many rows had to change (0 when nothing had drifted)."""
    changed = 0
    pairs = all_pairs()
    while batch := set(islice(pairs, BATCH)):
        changed += sync(batch)
    return changed


def drift() -> Iterator[Drift]:
    """Every row in which the stored tenures differ from what the acts say, without changing any."""
    pairs = all_pairs()
    while batch := set(islice(pairs, BATCH)):
        missing = _folded(batch)
        for stored in _stored(batch):
            if stored.row in missing and stored.in_place:
                missing.discard(stored.row)
            else:
                yield Drift(stored.row, stored=True)
        yield from (Drift(row, stored=False) for row in missing)


def all_pairs() -> Iterator[Pair]:
    """Every pair that acts speak of or tenures are stored for, each once."""
    columns = ("official_id", "position_id")
    of_acts = _foldable(Act.objects.published()).values_list(*columns)
    of_tenures = Tenure.objects.values_list(*columns)
    yield from of_acts.order_by().union(of_tenures.order_by()).order_by(*columns).iterator(chunk_size=BATCH)


def pairs_of(order: Order) -> set[Pair]:
    """The pairs an order's acts speak of, superseded readings too."""
    acts = _foldable(Act.objects.filter(clause__order=order))
    return set(acts.values_list("official_id", "position_id"))


def pairs_read_by(erratum: Erratum) -> set[Pair]:
    """The pairs of the reading an erratum corrects and of the one it puts in its place."""
    acts = _foldable(Act.objects.filter(Q(erratum=erratum) | Q(superseded_by=erratum)))
    return set(acts.values_list("official_id", "position_id"))


def pairs_in(positions: Iterable[Position]) -> set[Pair]:
    """The pairs on record in these positions: what a reorganisation of them may touch."""
    acts = _foldable(Act.objects.published()).filter(position__in=list(positions))
    return set(acts.values_list("official_id", "position_id"))


def preview(order: Order, *, today: date) -> list[FoldedTenure]:
    """Today's knowledge of the order's pairs as it would be were the order public; nothing is written."""
    pairs = pairs_of(order)
    public = list(_acts(Act.objects.published().exclude(clause__order=order), pairs))
    drafted = _acts(Act.objects.read().filter(clause__order=order), pairs, published_on=today)
    endings = [ending for ending in _endings(pairs) if ending.known_until == LATEST]
    acts_of: dict[Pair, list[FoldedAct]] = defaultdict(list)
    for act in [*public, *drafted]:
        if act.known_until == LATEST:
            acts_of[act.official, act.position].append(act)
    beginnings = _beginnings(pairs)
    rows: list[FoldedTenure] = []
    for pair in sorted(acts_of):
        touching = [ending for ending in endings if ending.position == pair[1] and ending.touches(pair[0])]
        beginning = beginnings.get(pair[1])
        known = beginning.day if beginning and beginning.known_from <= today else None
        rows.extend(fold(acts_of[pair], touching, beginning=known))
    return rows


def _foldable(acts: ActQuerySet) -> ActQuerySet:
    """Acts that make tenures: settled ones that name a post; a grade is a ladder of its own."""
    return acts.filter(official__isnull=False, position__isnull=False, verb__in=[verb.value for verb in FOLDED])


def _within(rows: QuerySet[OfPairs], pairs: set[Pair]) -> QuerySet[OfPairs]:
    """A superset of the rows of these pairs, chosen by plain comparisons; the caller drops what is not in `pairs`."""
    officials, positions = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return rows.filter(official__in=officials, position__in=positions)


def _folded(pairs: set[Pair]) -> set[FoldedTenure]:
    acts = list(_acts(Act.objects.published(), pairs))
    return project(acts, _endings(pairs), beginnings=_beginnings(pairs))


def _acts(acts: ActQuerySet, pairs: set[Pair], *, published_on: date | None = None) -> Iterator[FoldedAct]:
    """The acts of these pairs as the fold sees them; `published_on` stands in for orders that are not public yet."""
    for row in _within(_foldable(acts), pairs).values_list(*ACT_COLUMNS):
        if (row[1], row[2]) in pairs:
            yield _folded_act(dict(zip(ACT_COLUMNS, row, strict=True)), published_on)


def _folded_act(act: dict[str, Any], published_on: date | None) -> FoldedAct:
    public_on: date = published_on or act["clause__order__published_on"]
    stated = act["effective_on"]
    # Publication refuses an order without any day; a draft may still lack one, and previews as decided when public.
    decided: date = act["clause__order__session__decided_on"] or act["clause__order__signed_on"] or public_on
    ends = [day for day in (act["clause__order__withdrawn_on"], act["superseded_by__published_on"]) if day]
    return FoldedAct(
        act=act["pk"],
        official=act["official_id"],
        position=act["position_id"],
        verb=Verb(act["verb"]),
        decided_on=decided,
        stated=PartialDay(stated, Precision(act["effective_precision"])) if stated else None,
        session_number=act["clause__order__session__number"],
        year=act["clause__order__year"],
        number=act["clause__order__number"],
        notice=_notice(act),
        clause=act["clause__sequence"],
        sequence=act["sequence"],
        words=act["clause__text"],
        qualifiers=canonical(act["qualifiers"]),
        known_from=act["erratum__published_on"] or public_on,
        known_until=min(ends, default=LATEST),
    )


def _notice(act: dict[str, Any]) -> tuple[str, ...]:
    """What the act's notice says of itself, the same for a draft and when it is entered again: days, number, title."""
    signed_on = act["clause__order__signed_on"]
    public_on = act["clause__order__published_on"] or signed_on
    days = [day.isoformat() if day else "" for day in (signed_on, public_on)]
    return (*days, act["clause__order__printed_number"], act["clause__order__title"])


def _endings(pairs: set[Pair]) -> list[Ending]:
    """What the confirmed reorganisations do to the positions of these pairs."""
    successions = PositionSuccession.objects.filter(
        old__in={pair[1] for pair in pairs}, reorganisation__state=ReorganisationState.CONFIRMED
    ).select_related("reorganisation__supplements")
    # A supplement is part of its event: together they end a post once, and spare whomever one of them spares.
    ended = {(each.reorganisation.supplements or each.reorganisation, each.old_id) for each in successions}
    mains = {event.pk for event, _ in ended}
    known_from = public_days(mains)
    named: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    for (event_key, official, position), said in HolderEffect.objects.by_holder(mains).items():
        named[event_key, position][official] = said.effect
    return [
        _ending(event, position, known_from[event.pk], named[event.pk, position])
        for event, position in sorted(ended, key=lambda end: (end[0].pk, end[1]))
    ]


def _ending(event: Reorganisation, position: int, known_from: date, named: Mapping[int, str]) -> Ending:
    """`named`: the effect on single holders of the post, by their keys."""
    removed = frozenset(official for official, effect in named.items() if effect == Effect.NATURAL_REMOVAL)
    spared = frozenset(named) - removed
    return Ending(
        reorganisation=event.pk,
        position=position,
        effective_on=event.effective_on,
        known_from=known_from,
        spares=spared,
        only=None if event.effect == Effect.NATURAL_REMOVAL else removed,
    )


def _beginnings(pairs: set[Pair]) -> dict[int, Beginning]:
    """For each position whose body has a first day that day; known with the event that gave it, else since ever."""
    positions = Position.everything.filter(pk__in={pair[1] for pair in pairs}, body__established_on__isnull=False)
    rows = list(positions.values_list("pk", "body", "body__established_on"))
    known = _established_by_events({body for _, body, _ in rows})
    return {position: Beginning(day, known.get((body, day), EARLIEST)) for position, body, day in rows if day}


def _established_by_events(bodies: set[int]) -> dict[tuple[int, date], date]:
    """By body and first day, since when the public knows of the confirmed event that established it then."""
    parties = ReorganisationBody.objects.filter(
        body__in=bodies,
        role=ReorganisationBody.Role.NEW,
        reorganisation__state=ReorganisationState.CONFIRMED,
        reorganisation__supplements=None,
    ).select_related("reorganisation")
    known_from = public_days({party.reorganisation_id for party in parties})
    known: dict[tuple[int, date], date] = {}
    for party in parties:
        key, day = (party.body_id, party.reorganisation.effective_on), known_from[party.reorganisation_id]
        known[key] = min(day, known.get(key, day))
    return known


@dataclass(frozen=True, slots=True)
class _Stored:
    """A tenure as it stands in the table; `in_place`: its copies of body and jurisdiction are up to date."""

    key: int
    row: FoldedTenure
    in_place: bool


def _stored(pairs: set[Pair]) -> list[_Stored]:
    tenures = _within(Tenure.objects.all(), pairs).prefetch_related("renewals").select_related("position")
    tops = Body.everything.tops({tenure.position.body_id for tenure in tenures})
    return [
        _Stored(
            key=tenure.pk,
            row=_row(tenure),
            in_place=(tenure.body_id, tenure.jurisdiction_id)
            == (tenure.position.body_id, tops[tenure.position.body_id]),
        )
        for tenure in tenures
        if (tenure.official_id, tenure.position_id) in pairs
    ]


def _row(tenure: Tenure) -> FoldedTenure:
    return FoldedTenure(
        official=tenure.official_id,
        position=tenure.position_id,
        lower=tenure.lower,
        upper=tenure.upper,
        began=PartialDay(tenure.began_on, Precision(tenure.began_precision)) if tenure.began_on else None,
        ended=PartialDay(tenure.ended_on, Precision(tenure.ended_precision)) if tenure.ended_on else None,
        began_by=tenure.began_by_id,
        ended_by=tenure.ended_by_id,
        ended_by_reorganisation=tenure.ended_by_reorganisation_id,
        confirmed_by=tenure.confirmed_by_id,
        renewals=tuple(renewal.act_id for renewal in tenure.renewals_in_order()),
        qualifiers=canonical(tenure.qualifiers),
        known_from=tenure.known_from,
        known_until=tenure.known_until,
    )


def _write(rows: Iterable[FoldedTenure]) -> None:
    rows = sorted(rows, key=lambda row: (row.position, row.lower, row.upper, row.official, row.known_from))
    bodies = dict(Position.everything.filter(pk__in={row.position for row in rows}).values_list("pk", "body_id"))
    tops = Body.everything.tops(bodies.values())
    tenures = Tenure.objects.bulk_create(
        [_tenure(row, body=bodies[row.position], top=tops[bodies[row.position]]) for row in rows], batch_size=500
    )
    TenureRenewal.objects.bulk_create(
        [
            TenureRenewal(tenure=tenure, act_id=act)
            for tenure, row in zip(tenures, rows, strict=True)
            for act in row.renewals
        ]
    )


def _tenure(row: FoldedTenure, *, body: int, top: int) -> Tenure:
    return Tenure(
        official_id=row.official,
        position_id=row.position,
        body_id=body,
        jurisdiction_id=top,
        began_on=row.began.first if row.began else None,
        began_precision=row.began.precision if row.began else Precision.DAY,
        ended_on=row.ended.first if row.ended else None,
        ended_precision=row.ended.precision if row.ended else Precision.DAY,
        lower=row.lower,
        upper=row.upper,
        known_from=row.known_from,
        known_until=row.known_until,
        began_by_id=row.began_by,
        ended_by_id=row.ended_by,
        ended_by_reorganisation_id=row.ended_by_reorganisation,
        confirmed_by_id=row.confirmed_by,
        qualifiers=json.loads(row.qualifiers),
    )
