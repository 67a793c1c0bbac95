"""Officials, bodies, positions and reorganisations as the API tells them, and the tenures they are told with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.db.models import Q

from orders.models import Order, ReorganisationProof, Tenure
from orders.models.tenures import TenureQuerySet
from orders.reorganising.proofs import without_proof
from orders.tenures.heard import Names, Unheard, events, said_with
from people.models import (
    Body,
    Effect,
    Official,
    Position,
    PositionClass,
    PositionSuccession,
    Reorganisation,
    ReorganisationBody,
    ReorganisationKind,
)
from registry.chart import ChartBody, chart
from registry.days import Days
from registry.holdings import BodyRef, PositionRef, body_ref, position_ref
from registry.shapes import Choices, database_columns, stored
from registry.tenure_record import ClauseRef, TenureRecord, records


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialAnswer:
    """One person with the posts held on the day asked."""

    code: Annotated[str, "The opaque code; one merged into another redirects."]
    name: Annotated[str, "As registered; two people may bear one name."]
    pinyin: str
    identity_settled: Annotated[bool, "false: which person the name means is not settled."]
    held: Annotated[tuple[TenureRecord, ...], "Held on the day asked, start on record."]
    held_start_not_on_record: Annotated[tuple[TenureRecord, ...], "Held on the day asked, since a day not on record."]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyNameAnswer:
    """A name, borne from ≤ day < until."""

    name: str
    from_: Annotated[date | None, "null: the body's first name on record."]
    until: Annotated[date | None, "null: its present name."]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAnswer(BodyRef):
    """One organisation under its name of the day asked, with all its names and its life."""

    names: tuple[BodyNameAnswer, ...]
    parent: Annotated[BodyRef | None, "The body directly above."]
    established_on: date | None
    abolished_on: date | None
    in_being: Annotated[bool, "Whether it existed on the day asked, as far as the record says."]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionAnswer:
    """One post with its holders on the day asked."""

    code: Annotated[str, "Code of the position."]
    title: Annotated[str, "Title without the body."]
    post: Annotated[str, "Body and title as one, under the body's name on the day asked."]
    body: BodyRef
    position_class: Annotated[str, Choices.of(PositionClass.choices)]
    continues: Annotated[tuple[PositionRef, ...], "Posts that a reorganisation made this one continue."]
    continued_by: Annotated[tuple[PositionRef, ...], "Posts that a reorganisation made continue this one."]
    holders: Annotated[tuple[TenureRecord, ...], "On the day asked, start on record. None: no holder on record."]
    holders_start_not_on_record: Annotated[tuple[TenureRecord, ...], "On the day asked, since a day not on record."]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionAnswer:
    """A post that ended and the one that continues it."""

    old: PositionRef
    new: Annotated[PositionRef | None, "null: nothing continues it."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReorganisationAnswer:
    """One confirmed change of bodies, with the posts that continue which and the clauses that prove it."""

    code: Annotated[str, "Code of the reorganisation."]
    kind: Annotated[str, Choices.of(ReorganisationKind.choices)]
    effective_on: Annotated[date, "The day from which the old bodies are no more and the new ones are."]
    effect: Annotated[str, Choices.of(Effect.choices), "On those still holding an old post."]
    new_name: Annotated[str | None, "Only for renamed."]
    document: Annotated[str | None, "Number and title of the document; null where there is none."]
    public_on: Annotated[date, "The day it is publicly known from."]
    supplements_code: Annotated[str | None, "Code of the event this one adds posts to."]
    withdrawn_on: Annotated[date | None, "The day from which it counts no more; before, the answers stay."]
    withdrawal_reason: str | None
    corrects_code: Annotated[str | None, "Code of the event this one takes the place of, from its confirmation on."]
    corrected_by_code: Annotated[str | None, "Code of the event that takes the place of this one."]
    proof_gone: Annotated[bool, "true: the orders it was drawn from are withdrawn or corrected; it is being checked."]
    old: tuple[BodyRef, ...]
    new: tuple[BodyRef, ...]
    successions: Annotated[tuple[SuccessionAnswer, ...], "With those its supplements add."]
    proofs: tuple[ClauseRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartAnswer:
    """A body and everything below it on the day asked."""

    on: Annotated[date, "The day asked about."]
    known_on: Annotated[date | None, "null: today's knowledge."]
    body: Annotated[ChartBody | None, "null: as far as the public knew, it did not exist on the day."]


def tenure_records(tenures: TenureQuerySet, days: Days, *, on: date | None) -> list[TenureRecord]:
    """The records of the given tenures, which the caller has chosen and put in order."""
    return list(records(tenures, on=on, known_on=days.known_on, today=days.today))


def chart_of(body: Body, days: Days) -> ChartAnswer:
    return ChartAnswer(on=days.on, known_on=days.known_on, body=chart(body, days).root)


def _apart(rows: Iterable[TenureRecord]) -> tuple[tuple[TenureRecord, ...], tuple[TenureRecord, ...]]:
    """Those whose start is on record, and those whose start is not."""
    told = tuple(rows)
    return tuple(row for row in told if row.start_on_record), tuple(row for row in told if not row.start_on_record)


def officials(rows: Sequence[Official], days: Days) -> list[OfficialAnswer]:
    """Each with the posts held on the day."""
    tenures = Tenure.objects.at(days.on, days.known_on).filter(official__in=rows).in_time_order()
    held: dict[str, list[TenureRecord]] = defaultdict(list)
    for record in tenure_records(tenures, days, on=days.on):
        held[record.official_code].append(record)
    apart = {row.code: _apart(held.get(row.code, ())) for row in rows}
    return [
        OfficialAnswer(
            code=row.code,
            name=row.name,
            pinyin=row.pinyin,
            identity_settled=not row.provisional,
            held=apart[row.code][0],
            held_start_not_on_record=apart[row.code][1],
        )
        for row in rows
    ]


def bodies(rows: Sequence[Body], days: Days) -> list[BodyAnswer]:
    """Each with its names, under the name of the day; what was not yet public on known_on is left out."""
    keys = {row.pk for row in rows}
    parents = {
        body.pk: body
        for body in Body.public.known(days.known_on).filter(pk__in={row.parent_id for row in rows if row.parent_id})
    }
    unheard = Unheard.of(days.known_on, keys)
    names = Names.of(keys | parents.keys(), days.known_on)
    return [
        BodyAnswer(
            code=row.code,
            name=names.on(row.pk, days.on),
            name_now=names.now(row.pk),
            names=tuple(
                BodyNameAnswer(name=name.name, from_=name.began_on, until=name.ended_on) for name in names.dated(row.pk)
            ),
            parent=body_ref(parents[row.parent_id], names, days.on) if row.parent_id in parents else None,
            established_on=unheard.established_on(row.pk, row.established_on),
            abolished_on=unheard.abolished_on(row.pk, row.abolished_on),
            in_being=unheard.in_being(row.pk, row.established_on, row.abolished_on, days.on),
        )
        for row in rows
    ]


def positions(rows: Sequence[Position], days: Days) -> list[PositionAnswer]:
    """Each with its holders on the day and the posts it continues or is continued by. Needs `body` selected."""
    successions = (
        PositionSuccession.objects.filter(reorganisation__in=events(days.known_on).values("pk"), new__isnull=False)
        .filter(old__in=rows)
        .union(
            PositionSuccession.objects.filter(
                reorganisation__in=events(days.known_on).values("pk"), new__in=rows, old__isnull=False
            )
        )
    )
    pairs = [(succession.old_id, succession.new_id) for succession in successions]
    known = Position.public.known(days.known_on).filter(pk__in={key for pair in pairs for key in pair})
    connected = {position.pk: position for position in known.select_related("body")}
    names = Names.of({row.body_id for row in [*rows, *connected.values()]}, days.known_on)
    refs = {key: position_ref(position, names, days.on) for key, position in connected.items()}
    tenures = Tenure.objects.at(days.on, days.known_on).filter(position__in=rows).in_time_order()
    holders: dict[str, list[TenureRecord]] = defaultdict(list)
    for record in tenure_records(tenures, days, on=days.on):
        holders[record.position_code].append(record)
    apart = {row.code: _apart(holders.get(row.code, ())) for row in rows}
    return [
        PositionAnswer(
            code=row.code,
            title=row.title,
            post=position_ref(row, names, days.on).post,
            body=body_ref(row.body, names, days.on),
            position_class=row.position_class,
            continues=tuple(refs[old] for old, new in pairs if new == row.pk and old in refs),
            continued_by=tuple(refs[new] for old, new in pairs if old == row.pk and new in refs),
            holders=apart[row.code][0],
            holders_start_not_on_record=apart[row.code][1],
        )
        for row in rows
    ]


def reorganisations(rows: Sequence[Any], days: Days) -> list[ReorganisationAnswer]:
    """Each with its bodies, the posts that continue which, and the clauses that prove it. Rows come from told().

    An event is told with the posts its supplements name, as far as these were public on known_on; a supplement with its
    own, and with the clauses that prove its event. An old post that any of them continues is nowhere told as continued
    by nothing.
    """
    parties: dict[int, list[ReorganisationBody]] = defaultdict(list)
    for party in ReorganisationBody.objects.filter(reorganisation__in=rows).select_related("body").order_by("pk"):
        parties[party.reorganisation_id].append(party)
    successions = _successions(rows, days)
    proofs = _proofs(rows, days)
    bodies = {party.body_id for of_one in parties.values() for party in of_one}
    posts = [post for of_one in successions.values() for each in of_one for post in (each.old, each.new) if post]
    names = Names.of(bodies | {post.body_id for post in posts}, days.known_on)
    codes, corrected = _others(rows, days)
    unproved = without_proof(days.known_on, among=rows)

    def in_role(row: Reorganisation, role: str) -> tuple[BodyRef, ...]:
        return tuple(body_ref(party.body, names, days.on) for party in parties[row.pk] if party.role == role)

    return [
        ReorganisationAnswer(
            code=row.code,
            kind=row.kind,
            effective_on=row.effective_on,
            effect=row.effect,
            new_name=row.new_name,
            document=row.document,
            public_on=row.public_on,
            supplements_code=codes.get(row.supplements_id),
            withdrawn_on=row.withdrawn_on if row.withdrawn_by(days.known_on) else None,
            withdrawal_reason=row.withdrawal_reason if row.withdrawn_by(days.known_on) else None,
            corrects_code=codes.get(row.corrects_id),
            corrected_by_code=corrected.get(row.pk),
            proof_gone=row.pk in unproved,
            old=in_role(row, ReorganisationBody.Role.OLD),
            new=in_role(row, ReorganisationBody.Role.NEW),
            successions=tuple(
                SuccessionAnswer(
                    old=position_ref(each.old, names, days.on),
                    new=position_ref(each.new, names, days.on) if each.new else None,
                )
                for each in successions[row.pk]
            ),
            proofs=tuple(proofs[row.supplements_id or row.pk]),
        )
        for row in rows
    ]


def _others(rows: Sequence[Reorganisation], days: Days) -> tuple[dict[int, str], dict[int, str]]:
    """Codes of what these events add to or correct, by its key; and of what corrects them, by their own keys."""
    about = Q(supplements_made__in=rows) | Q(corrections__in=rows) | Q(corrects__in=rows)
    others = list(Reorganisation.objects.once_confirmed().filter(about).distinct())
    by_then = days.known_on or date.max  # a correction is known from its confirmation
    corrected = {
        each.corrects_id: each.code
        for each in others
        if each.corrects_id and each.confirmed_on and each.confirmed_on <= by_then
    }
    return {each.pk: each.code for each in others}, corrected


def _successions(rows: Sequence[Reorganisation], days: Days) -> dict[int, list[PositionSuccession]]:
    """For each event what it and its supplements say of its posts; for each supplement what it says itself."""
    mains = {row.supplements_id or row.pk for row in rows}
    together = said_with(mains, days.known_on).values("pk")
    said: Any = PositionSuccession.objects.said_by(together)
    of_event: dict[int, list[Any]] = defaultdict(list)
    for each in said.select_related("old__body", "new__body").order_by("event", "pk"):
        for key in {each.event, each.reorganisation_id}:
            of_event[key].append(each)
    return of_event


def _proofs(rows: Sequence[Reorganisation], days: Days) -> dict[int, list[ClauseRef]]:
    """For each event the clauses that prove it, as far as they were public."""
    public = Order.published.known(days.known_on).values("pk")
    proofs = ReorganisationProof.objects.filter(
        reorganisation__in={row.supplements_id or row.pk for row in rows}, clause__order__in=public
    )
    of_event: dict[int, list[ClauseRef]] = defaultdict(list)
    for row in proofs.order_by("pk").values("reorganisation", *database_columns(ClauseRef)):
        of_event[row["reorganisation"]].append(ClauseRef(**stored(ClauseRef, row)))
    return of_event
