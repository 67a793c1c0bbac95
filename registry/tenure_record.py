"""A tenure as it is told to the world: one declaration for the export, the API and its document.

A new field that a column holds is one edit: its line in `TenureRecord`. One that is worked out is two: its line, and
how it follows from the row in `_record`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Annotated, Any

from orders.models import TenureRenewal
from orders.models.acts import PRECISION_CHOICES, Basis
from orders.models.qualifiers import in_force
from orders.models.tenures import TenureQuerySet
from orders.tenures.heard import Names
from people.models import ReorganisationKind
from people.periods import LATEST
from registry.shapes import Choices, Column, database_columns, stored

CHUNK = 2_000  # tenures read and written at a time: bounds the memory of an export

Row = Mapping[str, Any]  # of one tenure, by the names of COLUMNS
Renewals = Sequence[tuple[date | None, Mapping[str, object]]]  # the day each takes effect, the qualifiers it prints


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRef:
    """The clause of an order that proves something."""

    order_code: Annotated[str, Column("clause__order__code"), "Code of the order."]
    document_number: Annotated[
        str | None, Column("clause__order__printed_number"), "文号 as printed; null where none is printed."
    ]
    clause_number: Annotated[int, Column("clause__sequence"), "Number of the clause in the order, from 1."]
    clause_text: Annotated[
        str, Column("clause__public_text"), "The clause, verbatim without white space, personal data masked."
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof(ClauseRef):
    """What proves one end of a tenure, and how its day is known."""

    basis: Annotated[str, Choices.of(Basis.choices), "Where the day comes from."]
    precision: Annotated[
        str, Choices.of(PRECISION_CHOICES), "month, year: only that is known, and the day given is its first."
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRef:
    """The reorganisation that ended a tenure where no clause did."""

    code: Annotated[str, Column("code"), "Code of the reorganisation."]
    kind: Annotated[str, Column("kind"), Choices.of(ReorganisationKind.choices)]
    effective_on: Annotated[date, Column("effective_on"), "The day from which the old bodies are no more."]
    document: Annotated[str | None, Column("document"), "Number and title of the document; null where there is none."]

    @property
    def kind_label(self) -> str:
        return str(ReorganisationKind(self.kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureRecord:
    """One official in one position, from ≤ day < until, as publicly known known_from ≤ day < known_until."""

    official_code: Annotated[str, Column("official__code"), "The opaque code of the official."]
    official_name: Annotated[str, Column("official__name"), "As registered; two people may bear one name."]
    identity_settled: Annotated[bool, "false: which person the name means is not settled."]
    post: Annotated[str, "Body and position as one, the way a notice prints a post."]
    body_code: Annotated[str, Column("body__code"), "Code of the body."]
    body_name: Annotated[str, "Name on the day asked; without `on`, that of the tenure's own time."]
    position_code: Annotated[str, Column("position__code"), "Code of the position."]
    position_title: Annotated[str, Column("position__title"), "Title without the body."]
    from_: Annotated[date | None, Column("began_on"), "First day held. null: the start is not on record."]
    until: Annotated[
        date | None,
        Column("ended_on"),
        "First day no longer held. null: no end on record, which is not to say current.",
    ]
    start_on_record: Annotated[bool, "false: `from` is null and unknown."]
    qualifiers: Annotated[Mapping[str, object], "In force on the day asked; without `on`, today."]
    began_by: Annotated[Proof | None, "null: the start is not on record."]
    ended_by: Annotated[Proof | None, "null: no clause ended it."]
    ended_by_reorganisation: Annotated[EventRef | None, "What ended it where no clause did; else null."]
    known_from: Annotated[date, Column("known_from"), "The day from which this was the public answer."]
    known_until: Annotated[date | None, "The day from which it no longer was. null: today's knowledge."]


# What is read besides, to work out the other fields.
WORKED_OUT_FROM = (
    "pk",
    "body_id",
    "official__provisional",
    "began_precision",
    "ended_precision",
    "qualifiers",
    "known_until",
    "confirmed_by__clause__order__session__decided_on",
    "confirmed_by__clause__order__signed_on",
    *(f"{end}__{column}" for end in ("began_by", "ended_by") for column in ("effective_on", "clause__order__session")),
)
COLUMNS = (
    *database_columns(TenureRecord),
    *database_columns(Proof, "began_by__"),
    *database_columns(Proof, "ended_by__"),
    *database_columns(EventRef, "ended_by_reorganisation__"),
    *WORKED_OUT_FROM,
)


def records(tenures: TenureQuerySet, *, on: date | None, known_on: date | None, today: date) -> Iterator[TenureRecord]:
    """The records of the given tenures, in their order, read in chunks.

    `on` names the bodies as on that day and applies the renewals effective by then; None: as of the tenure's own time
    and of today. `known_on` only names bodies: the caller chooses the tenures.
    """
    rows = tenures.values(*COLUMNS).iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        names = Names.of({row["body_id"] for row in chunk}, known_on)
        renewals = renewals_of([row["pk"] for row in chunk])
        yield from (_record(row, names, renewals.get(row["pk"], ()), on=on, today=today) for row in chunk)


def _record(row: Row, names: Names, renewals: Renewals, *, on: date | None, today: date) -> TenureRecord:
    body_name = _body_name(row, names, on)
    return TenureRecord(
        **stored(TenureRecord, row),
        identity_settled=not row["official__provisional"],
        post=f"{body_name}{row['position__title']}",
        body_name=body_name,
        start_on_record=row["began_on"] is not None,
        qualifiers=qualifiers_of(row, renewals, on or today),
        began_by=_proof(row, "began_by", row["began_precision"]),
        ended_by=_proof(row, "ended_by", row["ended_precision"]),
        ended_by_reorganisation=_event(row),
        known_until=None if row["known_until"] == LATEST else row["known_until"],
    )


def _body_name(row: Row, names: Names, on: date | None) -> str:
    """The name on the day asked; else on the tenure's first day; else, no start being on record, before its end."""
    if on or row["began_on"]:
        return names.on(row["body_id"], on or row["began_on"])
    return names.before(row["body_id"], row["ended_on"])


def qualifiers_of(row: Row, renewals: Renewals, day: date) -> dict[str, object]:
    """The qualifiers in force on `day`."""
    decided_on = row["confirmed_by__clause__order__session__decided_on"]
    confirmed_on = decided_on or row["confirmed_by__clause__order__signed_on"]
    return in_force(row["qualifiers"], renewals, confirmed_on=confirmed_on, day=day)


def clause_of(row: Row, end: str) -> ClauseRef | None:
    """The clause that proves the end (`began_by`, `ended_by`) of a tenure."""
    clause = stored(ClauseRef, row, f"{end}__")
    return ClauseRef(**clause) if clause["order_code"] is not None else None


def _proof(row: Row, end: str, precision: str) -> Proof | None:
    proof = stored(Proof, row, f"{end}__")
    if proof["order_code"] is None:
        return None
    stated = row[f"{end}__effective_on"] is not None
    decided = row[f"{end}__clause__order__session"] is not None
    return Proof(**proof, basis=Basis.of(stated=stated, decided=decided).value, precision=precision)


def _event(row: Row) -> EventRef | None:
    event = stored(EventRef, row, "ended_by_reorganisation__")
    return EventRef(**event) if event["code"] is not None else None


def renewals_of(tenures: Sequence[int] | TenureQuerySet) -> dict[int, list[tuple[date | None, Mapping[str, object]]]]:
    """For each tenure its renewals in the order of the fold: the day each takes effect, the qualifiers it prints."""
    renewals: dict[int, list[tuple[date | None, Mapping[str, object]]]] = defaultdict(list)
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
