"""Whether the notices an event was drawn from still say so: what rests on none of them any more waits for two people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from orders.models import Act, ReorganisationProof
from orders.models.acts import ActQuerySet
from orders.notices.vocabulary import NATURAL_REMOVALS
from orders.tenures.heard import events
from people.models import Reorganisation, ReorganisationBody

# Of a body in an event what a clause says of it: that somebody's post ends by itself, that it is on the event's day.
Saying = tuple[int, bool, bool]


def without_proof(known_on: date | None = None, *, among: Iterable[Reorganisation] | None = None) -> set[int]:
    """Keys of the events in force that rest on notices alone, none of which still says so; a few queries for all.

    A notice does not say so any more once it is withdrawn, or once an erratum reads the clause otherwise: a body of the
    event no longer named, another day, not by itself. An event with a document, and one prepared without either, rests
    on what two people said. A supplement rests on what its event rests on.
    """
    resting = events(known_on).filter(supplements=None, document="", proofs__isnull=False)
    if among is not None:
        resting = resting.filter(pk__in=[event.pk for event in among])
    days = dict(resting.order_by().values_list("pk", "effective_on"))
    proofs = list(ReorganisationProof.objects.filter(reorganisation__in=days).values_list("reorganisation", "clause"))
    clauses = {clause for _event, clause in proofs}
    bodies: dict[int, set[int]] = defaultdict(set)
    for event, body in ReorganisationBody.objects.filter(reorganisation__in=days).values_list("reorganisation", "body"):
        bodies[event].add(body)
    ever = _said(Act.objects.published().filter(clause__in=clauses))
    now = _said(Act.objects.known(known_on).filter(clause__in=clauses))

    def stands(event: int, clause: int) -> bool:
        before, after = (_of(said[clause], bodies[event], days[event]) for said in (ever, now))
        return bool(after) and before <= after

    proved = {event for event, clause in proofs if stands(event, clause)}
    return set(days) - proved


def _said(acts: ActQuerySet) -> dict[int, list[tuple[int, date | None, bool]]]:
    """By clause: the body, the day, and whether a post ends by itself, of each act that names a post."""
    said: dict[int, list[tuple[int, date | None, bool]]] = defaultdict(list)
    for act in acts.filter(position__isnull=False).select_related("position", "clause__order__session"):
        assert act.position is not None  # asked for above
        said[act.clause_id].append((act.position.body_id, act.takes_effect_on, act.verb in NATURAL_REMOVALS))
    return said


def _of(said: Iterable[tuple[int, date | None, bool]], bodies: set[int], day: date) -> set[Saying]:
    return {(body, on == day, natural) for body, on, natural in said if body in bodies}
