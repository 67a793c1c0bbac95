"""What the words of a notice suggest about bodies: a proposal for a person to adopt or decline, never an effect.

Two things suggest that one body has taken the place of another. In words: somebody is appointed in the new body and
their post in the old one ends by itself (其原任…职务自然免去). Without words: somebody who still holds a post is
appointed to the post of equal title in a body that is known, or by all signs seems, to be the successor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from orders.models import Act, Clause, LogStep, Order, ReorganisationProof, Tenure
from orders.notices.vocabulary import APPOINTMENTS, NATURAL_REMOVALS
from orders.office import log
from orders.reorganising.rules import NEW, OLD, Kind, by_equal_title, effect_under_policy
from orders.tenures.projection import pairs_in, sync
from people.models import Body, Effect, Position, PositionSuccession, Reorganisation, ReorganisationBody
from people.models.reorganisations import ENDING, ReorganisationState

State = ReorganisationState


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody's way from a post in one body to a post in another, and the clause that shows it."""

    old: Position
    new: Position
    day: date
    clause: Clause
    in_words: bool


@transaction.atomic
def propose(*, order: Order) -> list[Reorganisation]:
    """Raise or extend the proposals that a public order gives reason for; returns those events.

    One for each old and new body, however many people move. What is on record for the same bodies is never proposed
    again: there the clauses are added as proofs, and a declined proposal stays declined. A withdrawn event stands in
    the way of nothing but what it rested on itself.
    """
    acts = _said(clause__order=order)
    moves = [*_moves_in_words(acts), *_moves_without_words(order, acts)]
    by_bodies: dict[tuple[Body, Body], list[Move]] = defaultdict(list)
    for move in moves:
        by_bodies[move.old.body, move.new.body].append(move)
    events = [_raise(old, new, of_bodies) for (old, new), of_bodies in by_bodies.items()]
    return [event for event in events if event is not None]


@dataclass(frozen=True, slots=True)
class _Said:
    """A public act as it matters here: settled, with a post and a day."""

    official: int
    verb: str
    position: Position
    day: date
    clause: Clause
    # Concurrent posts and secondments leave the home post alone.
    besides_another: bool


def _said(**condition: object) -> list[_Said]:
    """By today's knowledge: what is withdrawn or corrected suggests nothing."""
    acts = Act.objects.known(None).filter(official__isnull=False, **condition)
    acts = acts.select_related("clause__order__session", "position__body").order_by("clause__sequence", "sequence")
    return [
        _Said(
            official=act.official_id,
            verb=act.verb,
            position=act.position,
            day=act.takes_effect_on,
            clause=act.clause,
            besides_another=bool(act.qualifiers.get("concurrent") or act.qualifiers.get("secondment_months")),
        )
        for act in acts
        if act.official_id and act.position and act.takes_effect_on
    ]


def _moves_in_words(acts: Sequence[_Said]) -> Iterator[Move]:
    for act in acts:
        if act.verb not in NATURAL_REMOVALS:
            continue
        elsewhere = [
            other
            for other in acts
            if other.verb in APPOINTMENTS
            and other.official == act.official
            and other.position.body != act.position.body
        ]
        in_clause = [other for other in elsewhere if other.clause == act.clause]
        appointment = _the_one(in_clause or elsewhere, act.position.title)
        if appointment:
            yield Move(act.position, appointment.position, act.day, act.clause, in_words=True)


def _the_one(appointments: list[_Said], title: str) -> _Said | None:
    """The appointment that continues a post of this title; None where the words leave open which."""
    alike = [act for act in appointments if act.position.title == title] or appointments
    return alike[0] if len({act.position.body_id for act in alike}) == 1 else None


def _moves_without_words(order: Order, acts: Sequence[_Said]) -> Iterator[Move]:
    """Appointments of people who still hold the post of equal title elsewhere; `order` brings the one or the other."""
    officials = {act.official for act in acts if act.verb in APPOINTMENTS}
    held: dict[int, list[Tenure]] = defaultdict(list)
    tenures = Tenure.objects.known().filter(official__in=officials, ended_by__isnull=True)
    for tenure in tenures.select_related("position__body", "began_by__clause"):
        held[tenure.official_id].append(tenure)
    for act in _said(official__in=officials, verb__in=APPOINTMENTS):
        if act.besides_another:
            continue
        for tenure in held[act.official]:
            brought_by = {act.clause.order_id, tenure.began_by.clause.order_id if tenure.began_by else None}
            if order.pk in brought_by and _still_held(tenure, act) and _succeeds(act, tenure.position):
                yield Move(tenure.position, act.position, act.day, act.clause, in_words=False)


def _still_held(tenure: Tenure, act: _Said) -> bool:
    """Whether `act` gives the holder of this tenure the post of equal title elsewhere."""
    return (
        tenure.position.title == act.position.title
        and tenure.body_id != act.position.body_id
        and tenure.lower <= act.day <= tenure.upper
    )


def _succeeds(act: _Said, old: Position) -> bool:
    """Whether the body of an appointment is known to follow the old one, or seems to.

    It seems to when it is on record for the first time on that day, and nobody on record in the old body is left there
    without a post of equal title in the new one: a transfer leaves somebody behind, a body that is replaced nobody.
    """
    if _events(old.body, act.position.body).exclude(state__in=(State.DECLINED, State.WITHDRAWN)).exists():
        return True
    in_new = _said(position__body=act.position.body)
    if any(other.day < act.day for other in in_new):
        return False
    moved = {
        (other.official, other.position.title)
        for other in in_new
        if other.verb in APPOINTMENTS and other.day == act.day
    }
    staff = Tenure.objects.at(act.day).filter(body=old.body).values_list("official", "position__title")
    return set(staff) <= moved


def _events(old: Body, new: Body) -> QuerySet[Reorganisation]:
    """The events, of whatever state, by which `old` ends and `new` follows."""
    events = Reorganisation.objects.filter(kind__in=ENDING, supplements=None)
    for body, role in ((old, OLD), (new, NEW)):
        events = events.filter(pk__in=ReorganisationBody.objects.filter(body=body, role=role).values("reorganisation"))
    return events.order_by("pk")


def _raise(old: Body, new: Body, moves: Sequence[Move]) -> Reorganisation | None:
    """The event these moves speak of: on record already, or newly proposed. None where another day is on record.

    What proved an event that was withdrawn proposes it no more; another clause, or a corrected reading, does.
    """
    moves = _not_withdrawn(moves, _events(old, new))
    if not moves:
        return None
    day = min(move.day for move in moves if move.in_words or not any(each.in_words for each in moves))
    in_words = any(move.in_words for move in moves)
    on_record = list(_events(old, new))
    settled = [event for event in on_record if event.state in (State.CONFIRMED, State.PREPARED)]
    same_day = [event for event in on_record if event.effective_on == day and event.state == State.DECLINED]
    if settled or same_day:
        event = (settled or same_day)[0]
        _prove(event, [move for move in moves if move.day == event.effective_on])
        return event if event.state != State.DECLINED else None
    proposed = next((event for event in on_record if event.state == State.PROPOSED), None)
    event = proposed or _propose(old, new, day)
    if in_words:
        # Orders may be entered in any order of time: the earliest day on which a post ended by itself is the event's.
        words_before = proposed is not None and proposed.effect == Effect.NATURAL_REMOVAL
        event.effective_on = min(day, event.effective_on) if words_before else day
        event.effect = Effect.NATURAL_REMOVAL
        event.save(update_fields=["effective_on", "effect"])
    _name_posts(event, old, new)
    _prove(event, moves)
    return event


def _not_withdrawn(moves: Sequence[Move], events: QuerySet[Reorganisation]) -> list[Move]:
    """The moves that a withdrawn event on their day does not rest on already."""
    proofs = ReorganisationProof.objects.filter(reorganisation__in=events.filter(state=State.WITHDRAWN).values("pk"))
    spent = set(proofs.values_list("clause", "reorganisation__effective_on"))
    return [move for move in moves if (move.clause.pk, move.day) not in spent]


def _propose(old: Body, new: Body, day: date) -> Reorganisation:
    event = Reorganisation.objects.create(
        kind=Kind.REPLACED,
        effective_on=day,
        effect=effect_under_policy(Kind.REPLACED, [old]),
        state=State.PROPOSED,
        note=_("由系统根据任免通知的文字提出，尚未经人确认。"),
    )
    ReorganisationBody.objects.create(reorganisation=event, body=old, role=OLD)
    ReorganisationBody.objects.create(reorganisation=event, body=new, role=NEW)
    log.note_down(event, LogStep.PROPOSE, log.Details(("", event.state)), by=None)
    return event


def _name_posts(event: Reorganisation, old: Body, new: Body) -> None:
    """Every post of the old body is named, so that a later notice that brings one more extends the proposal."""
    event.successions.all().delete()  # a proposal is derived: what it names is made anew from the posts on record
    PositionSuccession.objects.bulk_create(
        PositionSuccession(reorganisation=event, old=post, new=after) for post, after in by_equal_title([old], [new])
    )


def _prove(event: Reorganisation, moves: Iterable[Move]) -> None:
    """Add the clauses as proofs; a confirmed event may be known earlier by them, so its tenures are folded anew.

    Those in posts its supplements name too, for these are known with it; and those in the new bodies: the event says
    from when on these were there.
    """
    added = [
        made
        for clause in dict.fromkeys(move.clause for move in moves)
        for _proof, made in [ReorganisationProof.objects.get_or_create(reorganisation=event, clause=clause)]
    ]
    if any(added) and event.state == State.CONFIRMED:
        ended = PositionSuccession.objects.belonging_to([event]).values("old")
        begun = event.parties.filter(role=NEW).values("body")
        sync(pairs_in(Position.everything.filter(Q(pk__in=ended) | Q(body__in=begun))))
