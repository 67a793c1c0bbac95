"""What events between bodies do to posts, as the fold takes it: for every stretch of days what the public then knew.

An event counts from the day it is known until the day it is withdrawn; a supplement may be withdrawn before its event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from orders.tenures.fold import Beginning, Ending
from orders.tenures.heard import public_days
from people.models import Effect, HolderEffect, Position, PositionSuccession, Reorganisation, ReorganisationBody
from people.models.reorganisations import BEGINNING
from people.periods import EARLIEST, LATEST


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days of knowledge, from ≤ day < until, and what was said of an event then: its own row and its supplements."""

    event: Reorganisation
    rows: frozenset[int]
    known_from: date
    known_until: date


def endings_of(positions: Collection[int]) -> list[Ending]:
    """What the confirmed reorganisations do to these positions, under every knowledge the public ever had."""
    events = Reorganisation.objects.once_confirmed()
    named = PositionSuccession.objects.filter(old__in=positions, reorganisation__in=events.values("pk"))
    ended: dict[int, set[int]] = defaultdict(set)
    keys: set[int] = set()
    for row, main, position in named.values_list("reorganisation", "reorganisation__supplements", "old"):
        ended[row].add(position)
        keys.add(main or row)
    stretches = list(_stretches(keys))
    rows = {row for stretch in stretches for row in stretch.rows}
    effects: dict[int, list[HolderEffect]] = defaultdict(list)
    for effect in HolderEffect.objects.filter(reorganisation__in=rows, position__in=positions).order_by("pk"):
        effects[effect.reorganisation_id].append(effect)
    return [
        _ending(stretch, position, [effect for row in sorted(stretch.rows) for effect in effects[row]])
        for stretch in stretches
        for position in sorted({position for row in stretch.rows for position in ended[row]})
    ]


def _stretches(mains: Collection[int]) -> Iterator[_Stretch]:
    """For each event the stretches between which what is said of it changes: by a supplement withdrawn alone.

    A supplement is part of its event: together they end a post once, and spare whomever one of them spares.
    """
    known_from = public_days(mains)
    supplements: dict[int, list[Reorganisation]] = defaultdict(list)
    for supplement in Reorganisation.objects.once_confirmed().filter(supplements__in=mains):
        if supplement.supplements_id:
            supplements[supplement.supplements_id].append(supplement)
    for event in Reorganisation.objects.filter(pk__in=mains).order_by("pk"):
        rows = [event, *supplements[event.pk]]
        last, since = event.withdrawn_on or LATEST, known_from[event.pk]
        for until in sorted({min(row.withdrawn_on or LATEST, last) for row in rows}):
            said = frozenset(row.pk for row in rows if (row.withdrawn_on or LATEST) >= until)
            yield _Stretch(event, said, since, until)
            since = until


def _ending(stretch: _Stretch, position: int, effects: Sequence[HolderEffect]) -> Ending:
    """`effects` on single holders, the one recorded last last: of several about one holder it holds."""
    named = {effect.official_id: effect.effect for effect in effects if effect.position_id == position}
    removed = frozenset(official for official, effect in named.items() if effect == Effect.NATURAL_REMOVAL)
    return Ending(
        reorganisation=stretch.event.pk,
        position=position,
        effective_on=stretch.event.effective_on,
        known_from=stretch.known_from,
        known_until=stretch.known_until,
        spares=frozenset(named) - removed,
        only=None if stretch.event.effect == Effect.NATURAL_REMOVAL else removed,
    )


@dataclass(frozen=True, slots=True)
class _Foundation:
    """An event in which a body is new: on which day, known since when and until when, and whether it sets that day."""

    day: date
    known_from: date
    known_until: date
    sets: bool


def beginnings_of(positions: Collection[int]) -> dict[int, list[Beginning]]:
    """For each position the days its body began on, each with the days on which the public knew that one."""
    rows = list(Position.everything.filter(pk__in=positions).values_list("pk", "body", "body__established_on"))
    foundations = _foundations({body for _, body, _ in rows})
    begun = {body: list(_begun(day, foundations.get(body, []))) for body, day in {row[1:] for row in rows}}
    return {position: begun[body] for position, body, _day in rows if begun[body]}


def _begun(recorded: date | None, foundations: Sequence[_Foundation]) -> Iterator[Beginning]:
    """As `Unheard.established_on` answers for every day of knowledge, in as few stretches as there are changes."""
    cuts = sorted({EARLIEST, LATEST, *(day for each in foundations for day in (each.known_from, each.known_until))})
    for known_from, known_until in zip(cuts, cuts[1:], strict=False):
        if day := _begun_as_known(known_from, recorded, foundations):
            yield Beginning(day, known_from, known_until)


def _begun_as_known(known_on: date, recorded: date | None, foundations: Sequence[_Foundation]) -> date | None:
    since = [
        each.day
        for each in foundations
        if each.sets and each.known_until != LATEST and each.known_from <= known_on < each.known_until
    ]
    if since:
        return min(since)
    unheard = any(each.day == recorded and known_on < each.known_from for each in foundations)
    return None if unheard else recorded


def _foundations(bodies: set[int]) -> dict[int, list[_Foundation]]:
    parties = ReorganisationBody.objects.filter(
        body__in=bodies,
        role=ReorganisationBody.Role.NEW,
        reorganisation__in=Reorganisation.objects.once_confirmed().main().values("pk"),
    ).select_related("reorganisation")
    known_from = public_days({party.reorganisation_id for party in parties})
    found: dict[int, list[_Foundation]] = defaultdict(list)
    for party in parties:
        event = party.reorganisation
        until = event.withdrawn_on or LATEST
        found[party.body_id].append(
            _Foundation(event.effective_on, known_from[event.pk], until, event.kind in BEGINNING)
        )
    return found
