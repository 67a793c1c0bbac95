"""Orders with their clauses, and sessions, as the API tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from orders.models import Act, Clause, Erratum, Order, Session
from orders.tenures.heard import Names
from registry.days import Days
from registry.holdings import BodyRef, body_ref


@dataclass(frozen=True, slots=True)
class OrderRef:
    code: str
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class SessionRef:
    code: str
    kind: str
    number: int | None
    decided_on: date


@dataclass(frozen=True, slots=True)
class ActAnswer:
    verb: str
    official: str | None
    official_name: str
    post: str | None
    body: str | None
    position: str | None
    position_code: str | None
    qualifiers: Mapping[str, Any]
    effective_on: date | None
    effective_precision: str


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    sequence: int
    text: str
    acts: Sequence[ActAnswer]
    superseded: Sequence[ActAnswer]


@dataclass(frozen=True, slots=True)
class ErratumAnswer:
    published_on: date | None  # None is only for those not public, which never come here
    reason: str


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    code: str
    number: str | None
    prefix: str | None
    year: int | None
    sequence: int | None
    title: str
    issuer: BodyRef | None
    session: SessionRef | None
    headcount: int | None
    takes_effect_on: date | None
    decision_day_stated: bool
    signed_on: date | None
    published_on: date | None  # None is only for drafts, which never come here
    published_assumed: bool
    withdrawn_on: date | None
    withdrawal_reason: str
    clauses: Sequence[ClauseAnswer] = ()
    errata: Sequence[ErratumAnswer] = ()


@dataclass(frozen=True, slots=True)
class SessionAnswer:
    code: str
    body: BodyRef
    kind: str
    number: int | None
    term: int | None
    decided_on: date
    orders: Sequence[OrderRef]


def orders(rows: Sequence[Order], days: Days) -> list[OrderAnswer]:
    """Each without its clauses. Needs `session`, `series` and `issuer` selected."""
    names = Names.of({row.issuer_id for row in rows if row.issuer_id}, days.known_on)
    return [_order(row, names, days) for row in rows]


def order_with_clauses(row: Order, days: Days) -> OrderAnswer:
    """One order with every clause and what it was read to mean on known_on, superseded readings apart."""
    names = Names.of({row.issuer_id} if row.issuer_id else set(), days.known_on)
    acts = Act.objects.published().select_related("official", "position", "erratum", "superseded_by")
    clauses = Clause.objects.filter(order=row).prefetch_related(Prefetch("acts", queryset=acts.order_by("sequence")))
    public = Erratum.objects.filter(order=row, published_on__lte=days.known_on or days.today)
    errata = [ErratumAnswer(each.published_on, each.reason) for each in public.order_by("published_on", "pk")]
    return _order(
        row, names, days, clauses=[_clause(clause, days) for clause in clauses.order_by("sequence")], errata=errata
    )


def _order(row: Order, names: Names, days: Days, **more: Any) -> OrderAnswer:
    withdrawn = row.withdrawn_by(days.known_on)
    return OrderAnswer(
        code=row.code,
        number=row.printed_number or None,
        prefix=row.series.prefix if row.series else None,
        year=row.year,
        sequence=row.number,
        title=row.title,
        issuer=body_ref(row.issuer, names, days.on) if row.issuer else None,
        session=_session_ref(row.session) if row.session else None,
        headcount=row.headcount,
        takes_effect_on=row.decided_on,
        decision_day_stated=row.decision_day_stated,
        signed_on=row.signed_on,
        published_on=row.published_on,
        published_assumed=row.published_assumed,
        withdrawn_on=row.withdrawn_on if withdrawn else None,
        withdrawal_reason=row.withdrawal_reason if withdrawn else "",
        **more,
    )


def _session_ref(session: Session) -> SessionRef:
    return SessionRef(session.code, session.kind, session.number, session.decided_on)


def _clause(clause: Clause, days: Days) -> ClauseAnswer:
    known = days.known_on or days.today

    def public(erratum: Erratum) -> bool:
        return erratum.published_on is not None and erratum.published_on <= known

    acts = [act for act in clause.acts.all() if act.erratum is None or public(act.erratum)]
    replaced = [act for act in acts if act.superseded_by and public(act.superseded_by)]
    return ClauseAnswer(
        sequence=clause.sequence,
        text=clause.text,
        acts=[_act(act) for act in acts if act not in replaced],
        superseded=[_act(act) for act in replaced],
    )


def _act(act: Act) -> ActAnswer:
    return ActAnswer(
        verb=act.verb,
        official=act.official.code if act.official else None,
        official_name=act.printed_official,
        post=act.printed_post or None,
        body=act.printed_body or None,
        position=act.printed_title or None,
        position_code=act.position.code if act.position else None,
        qualifiers=act.qualifiers,
        effective_on=act.effective_on,
        effective_precision=act.effective_precision,
    )


def sessions(rows: Sequence[Session], days: Days) -> list[SessionAnswer]:
    """Each with its orders public by known_on. Needs `body` selected."""
    names = Names.of({row.body_id for row in rows}, days.known_on)
    of_session: dict[int, list[OrderRef]] = defaultdict(list)
    for order in Order.published.known(days.known_on).filter(session__in=rows).in_number_order():
        of_session[order.session_id].append(OrderRef(order.code, order.printed_number or None, order.title))
    return [
        SessionAnswer(
            code=row.code,
            body=body_ref(row.body, names, days.on),
            kind=row.kind,
            number=row.number,
            term=row.term,
            decided_on=row.decided_on,
            orders=of_session[row.pk],
        )
        for row in rows
    ]
