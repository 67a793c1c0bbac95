"""Whether the notices an event was drawn from still say so: what rests on none any more waits for two people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from orders.models import Act, ReorganisationProof
from orders.notices.vocabulary import NATURAL_REMOVALS
from orders.tenures.heard import events
from people.models import Reorganisation

# Of a body in an event what a clause says of it: that somebody's post ends by itself, that it is on the event's day.
Saying = tuple[int, bool, bool]
ActSaid = tuple[int, date | None, bool]  # of an act: the body, the day, that a post ends by itself


def without_proof(known_on: date | None = None, *, among: Iterable[Reorganisation] | None = None) -> set[int]:
    """Keys of the events in force that rest on notices alone, none of which still says so; two queries for all.

    A notice does not say so any more once it is withdrawn, or once an erratum reads the clause otherwise: a body of the
    event no longer named, another day, not by itself. An event with a document, and one prepared without either, rests
    on what two people said. A supplement rests on what its event rests on.
    """
    resting = events(known_on).filter(supplements=None, document="", proofs__isnull=False)
    if among is not None:
        resting = resting.filter(pk__in=[event.pk for event in among])
    rows = ReorganisationProof.objects.filter(reorganisation__in=resting.order_by().values("pk"))
    days: dict[int, date] = {}
    proofs: set[tuple[int, int]] = set()
    bodies: dict[int, set[int]] = defaultdict(set)
    columns = ("reorganisation", "reorganisation__effective_on", "clause", "reorganisation__parties__body")
    for event, day, clause, body in rows.values_list(*columns):
        days[event] = day
        proofs.add((event, clause))
        bodies[event].add(body)
    ever, now = _said({clause for _event, clause in proofs}, known_on) if proofs else ({}, {})

    def stands(event: int, clause: int) -> bool:
        before, after = (_of(said.get(clause, ()), bodies[event], days[event]) for said in (ever, now))
        return bool(after) and before <= after

    proved = {event for event, clause in proofs if stands(event, clause)}
    return set(days) - proved


def _said(clauses: Iterable[int], known_on: date | None) -> tuple[dict[int, list[ActSaid]], dict[int, list[ActSaid]]]:
    """By clause what its acts that name a post ever said, and what those say that are in force on known_on."""
    acts = Act.objects.published().filter(clause__in=clauses, position__isnull=False)
    acts = acts.annotate(in_force=Q(pk__in=Act.objects.known(known_on).values("pk")))
    ever: dict[int, list[ActSaid]] = defaultdict(list)
    now: dict[int, list[ActSaid]] = defaultdict(list)
    for act in acts.select_related("position", "clause__order__session"):
        if act.position is None:  # asked for above
            continue
        said = (act.position.body_id, act.takes_effect_on, act.verb in NATURAL_REMOVALS)
        ever[act.clause_id].append(said)
        if act.in_force:
            now[act.clause_id].append(said)
    return ever, now


def _of(said: Iterable[ActSaid], bodies: set[int], day: date) -> set[Saying]:
    return {(body, on == day, natural) for body, on, natural in said if body in bodies}
