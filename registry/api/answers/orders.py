"""Orders with their clauses, and sessions, as the API tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.db.models import Prefetch

from orders.models import Act, Clause, Erratum, Order, Session
from orders.models.acts import PRECISION_CHOICES, VERB_CHOICES
from orders.tenures.heard import Names
from registry.days import Days
from registry.holdings import BodyRef, body_ref
from registry.shapes import Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRef:
    """An order by its code, number and title."""

    code: Annotated[str, "Code of the order."]
    document_number: Annotated[str | None, "文号 as printed; null where none is printed."]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRef:
    """The session that decided an order."""

    code: Annotated[str, "Code of the session."]
    kind: Annotated[str | None, "常务会议 …; null where none is printed."]
    number: Annotated[int | None, "第几次会议."]
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActAnswer:
    """What a clause is read to say: a verb, an official, a post."""

    verb: Annotated[str, Choices.of(VERB_CHOICES)]
    official_code: Annotated[str | None, "Code of the official it concerns."]
    official_name: Annotated[str, "As printed."]
    post: Annotated[str | None, "As printed."]
    body_code: Annotated[str | None, "Code of the body of the position."]
    body_name: Annotated[str | None, "As printed."]
    position_code: Annotated[str | None, "Code of the position; null where none is on record."]
    position_title: Annotated[str | None, "As printed."]
    qualifiers: Annotated[Mapping[str, object], "As printed."]
    effective_on: Annotated[date | None, "Where the clause states a day of its own."]
    precision: Annotated[str, Choices.of(PRECISION_CHOICES), "Of that day."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseAnswer:
    """One sentence of a notice, with what it is read to mean."""

    number: Annotated[int, "Number of the clause in the order, from 1."]
    text: Annotated[str, "Verbatim, without white space, personal data masked."]
    acts: Annotated[tuple[ActAnswer, ...], "What it is read to say."]
    superseded: Annotated[tuple[ActAnswer, ...], "An earlier reading of ours, corrected by an erratum."]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErratumAnswer:
    """A correction of how this register had read a clause."""

    published_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderAnswer:
    """One notice of appointments and removals."""

    code: Annotated[str, "Code of the order."]
    document_number: Annotated[str | None, "文号 as printed: 东政任〔2021〕16号; null where none is printed."]
    prefix: Annotated[str | None, "Of the document number: 东政任."]
    year: Annotated[int | None, "Of the document number: 2021."]
    number: Annotated[int | None, "Within series and year: 16."]
    title: str
    issuer: BodyRef | None
    session: SessionRef | None
    headcount: Annotated[int | None, "How many people the title speaks of."]
    effective_on: Annotated[date | None, "The session's day, else the day of signing; a clause may state another."]
    decision_day_stated: Annotated[bool, "false: the day of signing stands in."]
    signed_on: date | None
    published_on: date
    published_assumed: Annotated[bool, "true: the day of signing stands in."]
    withdrawn_on: date | None
    withdrawal_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDetailAnswer(OrderAnswer):
    """One notice, clause by clause, with our own corrections."""

    clauses: tuple[ClauseAnswer, ...]
    errata: Annotated[tuple[ErratumAnswer, ...], "Our own corrections of how a clause was read."]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAnswer:
    """One sitting with its orders."""

    code: Annotated[str, "Code of the session."]
    body: Annotated[BodyRef, "The body that met."]
    kind: Annotated[str | None, "常务会议 …; null where none is printed."]
    number: Annotated[int | None, "第几次会议."]
    term: Annotated[int | None, "第几届."]
    decided_on: date
    orders: tuple[OrderRef, ...]


def orders(rows: Sequence[Order], days: Days) -> list[OrderAnswer]:
    """Each without its clauses. Needs `session`, `series` and `issuer` selected."""
    names = Names.of({row.issuer_id for row in rows if row.issuer_id}, days.known_on)
    return [OrderAnswer(**_facts(row, names, days)) for row in rows]


def order_with_clauses(row: Order, days: Days) -> OrderDetailAnswer:
    """One order with every clause and what it was read to mean on known_on, superseded readings apart."""
    names = Names.of({row.issuer_id} if row.issuer_id else set(), days.known_on)
    acts = Act.objects.published().select_related("official", "position__body", "erratum", "superseded_by")
    clauses = Clause.objects.filter(order=row).prefetch_related(Prefetch("acts", queryset=acts.order_by("sequence")))
    public = Erratum.objects.filter(order=row, published_on__lte=days.known_on or days.today)
    return OrderDetailAnswer(
        **_facts(row, names, days),
        clauses=tuple(_clause(clause, days) for clause in clauses.order_by("sequence")),
        errata=tuple(
            ErratumAnswer(published_on=each.published_on, reason=each.reason)
            for each in public.order_by("published_on", "pk")
            if each.published_on is not None
        ),
    )


def _facts(row: Order, names: Names, days: Days) -> dict[str, Any]:
    """What is told of an order with and without its clauses."""
    withdrawn = row.withdrawn_by(days.known_on)
    return {
        "code": row.code,
        "document_number": row.printed_number,
        "prefix": row.series.prefix if row.series else None,
        "year": row.year,
        "number": row.number,
        "title": row.title,
        "issuer": body_ref(row.issuer, names, days.on) if row.issuer else None,
        "session": _session_ref(row.session) if row.session else None,
        "headcount": row.headcount,
        "effective_on": row.decided_on,
        "decision_day_stated": row.decision_day_stated,
        "signed_on": row.signed_on,
        "published_on": row.published_on,
        "published_assumed": row.published_assumed,
        "withdrawn_on": row.withdrawn_on if withdrawn else None,
        "withdrawal_reason": row.withdrawal_reason if withdrawn else None,
    }


def _session_ref(session: Session) -> SessionRef:
    return SessionRef(code=session.code, kind=session.kind, number=session.number, decided_on=session.decided_on)


def _clause(clause: Clause, days: Days) -> ClauseAnswer:
    known = days.known_on or days.today

    def public(erratum: Erratum) -> bool:
        return erratum.published_on is not None and erratum.published_on <= known

    acts = [act for act in clause.acts.all() if act.erratum is None or public(act.erratum)]
    replaced = [act for act in acts if act.superseded_by and public(act.superseded_by)]
    return ClauseAnswer(
        number=clause.sequence,
        text=clause.public_text,
        acts=tuple(_act(act) for act in acts if act not in replaced),
        superseded=tuple(_act(act) for act in replaced),
    )


def _act(act: Act) -> ActAnswer:
    return ActAnswer(
        verb=act.verb,
        official_code=act.official.code if act.official else None,
        official_name=act.printed_official,
        post=act.printed_post,
        body_code=act.position.body.code if act.position else None,
        body_name=act.printed_body,
        position_code=act.position.code if act.position else None,
        position_title=act.printed_title,
        qualifiers=act.qualifiers,
        effective_on=act.effective_on,
        precision=act.effective_precision,
    )


def sessions(rows: Sequence[Session], days: Days) -> list[SessionAnswer]:
    """Each with its orders public by known_on. Needs `body` selected."""
    names = Names.of({row.body_id for row in rows}, days.known_on)
    of_session: dict[int, list[OrderRef]] = defaultdict(list)
    for order in Order.published.known(days.known_on).filter(session__in=rows).in_number_order():
        ref = OrderRef(code=order.code, document_number=order.printed_number, title=order.title)
        of_session[order.session_id or 0].append(ref)
    return [
        SessionAnswer(
            code=row.code,
            body=body_ref(row.body, names, days.on),
            kind=row.kind,
            number=row.number,
            term=row.term,
            decided_on=row.decided_on,
            orders=tuple(of_session[row.pk]),
        )
        for row in rows
    ]
