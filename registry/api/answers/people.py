"""Officials, bodies, positions and reorganisations as the API tells them, and the tenures they are told with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from orders.models import Order, ReorganisationProof, Tenure
from orders.models.tenures import TenureQuerySet
from orders.tenures.heard import Names, Unheard, events
from people.models import Body, BodyName, Official, Position, PositionSuccession, Reorganisation, ReorganisationBody
from registry.days import Days
from registry.holdings import BodyRef, PositionRef, body_ref, position_ref
from registry.tenure_record import TenureRecord, iter_rows, records_of


@dataclass(frozen=True, slots=True)
class OfficialAnswer:
    code: str
    name: str
    pinyin: str
    provisional: bool
    held: Sequence[TenureRecord]
    held_start_not_on_record: Sequence[TenureRecord]


@dataclass(frozen=True, slots=True)
class NameAnswer:
    name: str
    began_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class BodyAnswer:
    code: str
    name: str
    name_now: str
    names: Sequence[NameAnswer]
    parent: BodyRef | None
    established_on: date | None
    abolished_on: date | None
    in_being: bool


@dataclass(frozen=True, slots=True)
class PositionAnswer:
    code: str
    title: str
    post: str
    body: BodyRef
    position_class: str
    continues: Sequence[PositionRef]
    continued_by: Sequence[PositionRef]
    holders: Sequence[TenureRecord]
    holders_start_not_on_record: Sequence[TenureRecord]


@dataclass(frozen=True, slots=True)
class SuccessionAnswer:
    old: PositionRef
    new: PositionRef | None


@dataclass(frozen=True, slots=True)
class ProvingClause:
    order: str | None
    order_code: str
    clause: int
    text: str


@dataclass(frozen=True, slots=True)
class ReorganisationAnswer:
    code: str
    kind: str
    effective_on: date
    effect: str
    new_name: str
    document: str
    public_on: date
    supplements: str | None
    old: Sequence[BodyRef]
    new: Sequence[BodyRef]
    successions: Sequence[SuccessionAnswer]
    proofs: Sequence[ProvingClause]


def tenure_records(tenures: TenureQuerySet, days: Days, *, on: date | None) -> list[TenureRecord]:
    """The records of the given tenures, which the caller has chosen and put in order."""
    return records_of(list(iter_rows(tenures)), on=on, known_on=days.known_on, today=days.today)


def _apart(rows: Iterable[TenureRecord]) -> tuple[list[TenureRecord], list[TenureRecord]]:
    """Those whose start is on record, and those whose start is not."""
    certain: list[TenureRecord] = []
    uncertain: list[TenureRecord] = []
    for row in rows:
        (certain if row.began_on else uncertain).append(row)
    return certain, uncertain


def officials(rows: Sequence[Official], days: Days) -> list[OfficialAnswer]:
    """Each with the posts held on the day."""
    tenures = Tenure.objects.at(days.on, days.known_on).filter(official__in=rows).in_time_order()
    held: dict[str, list[TenureRecord]] = defaultdict(list)
    for record in tenure_records(tenures, days, on=days.on):
        held[record.official].append(record)
    return [
        OfficialAnswer(row.code, row.name, row.pinyin, row.provisional, *_apart(held.get(row.code, ()))) for row in rows
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
    dated: dict[int, list[NameAnswer]] = defaultdict(list)
    for name in BodyName.objects.filter(body__in=keys).order_by("body", "began_on", "pk"):
        if not unheard.new_name(name.body_id, name.began_on):
            ended_on = None if unheard.new_name(name.body_id, name.ended_on) else name.ended_on
            dated[name.body_id].append(NameAnswer(name.name, name.began_on, ended_on))
    return [
        BodyAnswer(
            code=row.code,
            name=names.on(row.pk, days.on),
            name_now=names.now(row.pk),
            names=dated[row.pk],
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
    return [
        PositionAnswer(
            code=row.code,
            title=row.title,
            post=position_ref(row, names, days.on).post,
            body=body_ref(row.body, names, days.on),
            position_class=row.position_class,
            continues=[refs[old] for old, new in pairs if new == row.pk and old in refs],
            continued_by=[refs[new] for old, new in pairs if old == row.pk and new in refs],
            **dict(zip(("holders", "holders_start_not_on_record"), _apart(holders.get(row.code, ())), strict=True)),
        )
        for row in rows
    ]


def reorganisations(rows: Sequence[Any], days: Days) -> list[ReorganisationAnswer]:
    """Each with its bodies, the posts that continue which, and the clauses that prove it. Rows come from events().

    An event is told with the posts its supplements name, as far as these were public on known_on; a supplement with its
    own, and with the clauses that prove its event. An old post that any of them continues is nowhere told as continued
    by nothing.
    """
    mains = {row.supplements_id or row.pk for row in rows}
    together = events(days.known_on).filter(Q(pk__in=mains) | Q(supplements__in=mains)).values("pk")
    parties = ReorganisationBody.objects.filter(reorganisation__in=rows).select_related("body").order_by("pk")
    said: Any = PositionSuccession.objects.said_by(together)
    successions = list(said.select_related("old__body", "new__body").order_by("event", "pk"))
    proofs = ReorganisationProof.objects.filter(
        reorganisation__in=mains, clause__order__in=Order.published.known(days.known_on).values("pk")
    ).select_related("clause__order")
    keys = {party.body_id for party in parties}
    keys |= {post.body_id for each in successions for post in (each.old, each.new) if post}
    names = Names.of(keys, days.known_on)
    supplemented: dict[int, str] = dict(
        Reorganisation.objects.filter(supplements_made__in=rows).values_list("pk", "code")
    )

    def of(parts: Iterable[Any], row: Reorganisation) -> list[Any]:
        return [part for part in parts if part.reorganisation_id == row.pk]

    return [
        ReorganisationAnswer(
            code=row.code,
            kind=row.kind,
            effective_on=row.effective_on,
            effect=row.effect,
            new_name=row.new_name,
            document=row.document,
            public_on=row.public_on,
            supplements=supplemented.get(row.supplements_id),
            old=[body_ref(each.body, names, days.on) for each in of(parties, row) if each.role == "old"],
            new=[body_ref(each.body, names, days.on) for each in of(parties, row) if each.role == "new"],
            successions=[
                SuccessionAnswer(
                    position_ref(each.old, names, days.on),
                    position_ref(each.new, names, days.on) if each.new else None,
                )
                for each in successions
                if row.pk in (each.event, each.reorganisation_id)
            ],
            proofs=[
                ProvingClause(
                    each.clause.order.printed_number or None,
                    each.clause.order.code,
                    each.clause.sequence,
                    each.clause.text,
                )
                for each in proofs
                if each.reorganisation_id == (row.supplements_id or row.pk)
            ],
        )
        for row in rows
    ]
