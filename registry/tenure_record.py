"""One tenure as a flat record: what the export writes and the API answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from orders.models import TenureRenewal
from orders.models.acts import Basis
from orders.models.qualifiers import in_force
from orders.models.tenures import TenureQuerySet
from people.periods import LATEST
from registry.events import Names

CHUNK = 2_000  # tenures read and written at a time: bounds the memory of an export


class _ProofRow(NamedTuple):
    """One end of a tenure as the database gives it; every field None where no clause proves it."""

    order_code: str | None
    order: str | None
    clause: int | None
    text: str | None
    effective_on: date | None
    session: int | None

    def basis(self) -> Basis:
        return Basis.of(stated=self.effective_on is not None, decided=self.session is not None)


OF_AN_ACT = (
    "clause__order__code",
    "clause__order__printed_number",
    "clause__sequence",
    "clause__text",
    "effective_on",
    "clause__order__session",
)


class TenureRow(NamedTuple):
    """The columns of one tenure that its record is made of, in the order of COLUMNS."""

    pk: int
    lower: date
    body_id: int
    official: str
    official_name: str
    provisional: bool
    body: str
    position: str
    title: str
    began_on: date | None
    began_precision: str
    ended_on: date | None
    ended_precision: str
    qualifiers: Mapping[str, Any]
    known_from: date
    known_until: date
    confirmation_decided_on: date | None
    confirmation_signed_on: date | None
    event: str | None
    event_kind: str | None
    event_on: date | None
    event_document: str | None
    proofs: tuple[Any, ...]


COLUMNS = (
    "pk",
    "lower",
    "body_id",
    "official__code",
    "official__name",
    "official__provisional",
    "body__code",
    "position__code",
    "position__title",
    "began_on",
    "began_precision",
    "ended_on",
    "ended_precision",
    "qualifiers",
    "known_from",
    "known_until",
    "confirmed_by__clause__order__session__decided_on",
    "confirmed_by__clause__order__signed_on",
    "ended_by_reorganisation__code",
    "ended_by_reorganisation__kind",
    "ended_by_reorganisation__effective_on",
    "ended_by_reorganisation__document",
)
PROOF_COLUMNS = tuple(f"{end}__{column}" for end in ("began_by", "ended_by") for column in OF_AN_ACT)


@dataclass(frozen=True, slots=True)
class EventRecord:
    """The reorganisation that ended a tenure where no clause did."""

    code: str
    kind: str
    effective_on: date
    document: str


@dataclass(frozen=True, slots=True)
class ProofRecord:
    """What proves one end of a tenure: a clause of an order, or a reorganisation."""

    order: str | None  # as printed; None where the notice prints no number, or a reorganisation is the proof
    order_code: str | None
    clause: int | None
    text: str | None
    basis: str | None  # why the day is the day: see Basis; None for a reorganisation
    precision: str  # 'month' or 'year': the day given is the first of it
    reorganisation: EventRecord | None

    def as_json(self) -> dict[str, Any]:
        event = self.reorganisation
        return {
            "order": self.order,
            "order_code": self.order_code,
            "clause": self.clause,
            "text": self.text,
            "basis": self.basis,
            "precision": self.precision,
            "reorganisation": {
                "code": event.code,
                "kind": event.kind,
                "effective_on": event.effective_on.isoformat(),
                "document": event.document,
            }
            if event
            else None,
        }


@dataclass(frozen=True, slots=True)
class TenureRecord:
    """One tenure, flat. The body bears the name of the day asked; without one, that of the tenure's own time."""

    official: str  # the opaque code
    official_name: str
    provisional: bool
    body_code: str
    body: str
    position_code: str
    position: str
    began_on: date | None
    ended_on: date | None
    qualifiers: Mapping[str, Any]
    began_by: ProofRecord | None
    ended_by: ProofRecord | None
    known_from: date
    known_until: date | None

    def as_json(self) -> dict[str, Any]:
        """The keys of docs/export.md, in its order; days in ISO form, null for what is not on record."""
        return {
            "official": self.official,
            "official_name": self.official_name,
            "post": f"{self.body}{self.position}",
            "body": self.body,
            "position": self.position,
            "from": _iso(self.began_on),
            "until": _iso(self.ended_on),
            "start_on_record": self.began_on is not None,
            "qualifiers": dict(self.qualifiers),
            "began_by": self.began_by.as_json() if self.began_by else None,
            "ended_by": self.ended_by.as_json() if self.ended_by else None,
            "known_from": self.known_from.isoformat(),
            "known_until": _iso(self.known_until),
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def records(tenures: TenureQuerySet, *, on: date | None, known_on: date | None, today: date) -> Iterator[TenureRecord]:
    """The records of the given tenures, in their order, read in chunks.

    `on` names the bodies as on that day and applies the renewals effective by then; None: as of the tenure's own time
    and of today. `known_on` only names bodies: the caller chooses the tenures.
    """
    rows = iter_rows(tenures)
    while chunk := list(islice(rows, CHUNK)):
        yield from records_of(chunk, on=on, known_on=known_on, today=today)


def iter_rows(tenures: TenureQuerySet) -> Iterator[TenureRow]:
    for row in tenures.values_list(*COLUMNS, *PROOF_COLUMNS).iterator(chunk_size=CHUNK):
        yield TenureRow._make((*row[: len(COLUMNS)], row[len(COLUMNS) :]))


def records_of(rows: Sequence[TenureRow], *, on: date | None, known_on: date | None, today: date) -> list[TenureRecord]:
    """The records of some rows; at most three queries."""
    names = Names.of({row.body_id for row in rows}, known_on)
    renewals = renewals_of([row.pk for row in rows])
    return [
        TenureRecord(
            official=row.official,
            official_name=row.official_name,
            provisional=row.provisional,
            body_code=row.body,
            body=_body_name(row, names, on),
            position_code=row.position,
            position=row.title,
            began_on=row.began_on,
            ended_on=row.ended_on,
            qualifiers=in_force(
                row.qualifiers,
                renewals.get(row.pk, ()),
                confirmed_on=row.confirmation_decided_on or row.confirmation_signed_on,
                day=on or today,
            ),
            began_by=_proof(row.proofs[: len(OF_AN_ACT)], row.began_precision),
            ended_by=_event(row) or _proof(row.proofs[len(OF_AN_ACT) :], row.ended_precision),
            known_from=row.known_from,
            known_until=None if row.known_until == LATEST else row.known_until,
        )
        for row in rows
    ]


def _body_name(row: TenureRow, names: Names, on: date | None) -> str:
    """The name on the day asked; else on the tenure's first day; else, no start being on record, before its end."""
    if on or row.began_on:
        return names.on(row.body_id, on or row.began_on)
    return names.before(row.body_id, row.ended_on)


def _proof(columns: tuple[Any, ...], precision: str) -> ProofRecord | None:
    row = _ProofRow(*columns)
    if row.order_code is None:
        return None
    return ProofRecord(row.order or None, row.order_code, row.clause, row.text, row.basis().value, precision, None)


def _event(row: TenureRow) -> ProofRecord | None:
    if row.event is None or row.event_on is None:
        return None
    event = EventRecord(row.event, row.event_kind or "", row.event_on, row.event_document or "")
    return ProofRecord(None, None, None, None, None, "day", event)


def renewals_of(tenures: Sequence[int] | TenureQuerySet) -> dict[int, list[tuple[date | None, Mapping[str, Any]]]]:
    """For each tenure its renewals in the order of the fold: the day each takes effect, the qualifiers it prints."""
    renewals: dict[int, list[tuple[date | None, Mapping[str, Any]]]] = defaultdict(list)
    in_order = TenureRenewal.objects.filter(tenure__in=tenures).order_by("pk")  # as the projection wrote them
    rows = in_order.values_list(
        "tenure",
        "act__qualifiers",
        "act__effective_on",
        "act__clause__order__session__decided_on",
        "act__clause__order__signed_on",
    )
    for tenure, qualifiers, stated, decided_on, signed_on in rows:
        renewals[tenure].append((stated or decided_on or signed_on, qualifiers))
    return renewals
