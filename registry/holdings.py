"""One tenure as pages tell it: who, what, from when, until when, and the sentence that proves each end."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, TextChoices
from django.utils.translation import gettext_lazy as _

from orders.models import Act, Order, Tenure, TenureRenewal
from orders.models.tenures import TenureQuerySet
from orders.tenures.heard import Names
from people.models import Body, Official, Position, Reorganisation
from people.periods import LATEST, holds
from registry.days import Days


class EndState(TextChoices):
    """How an end of a tenure stands on record."""

    ON_RECORD = "on_record", _("有记录")
    NOT_ON_RECORD = "not_on_record", _("无记录")
    BY_REORGANISATION = "by_reorganisation", _("因机构变更自然免去")


class Basis(TextChoices):
    """Why a day is the day."""

    DECIDED = "decided", _("决定之日")
    STATED = "stated_in_clause", _("通知写明的日期")
    SIGNED = "decision_day_not_stated", _("通知未载明决定日期，按成文日期计算")


class TrialState(TextChoices):
    """Where a trial stands on the day asked; being overdue never confirms anybody by itself."""

    START_NOT_ON_RECORD = "start_not_on_record", _("试用起始无记录")
    NOT_BEGUN = "not_begun", _("尚未开始")
    RUNNING = "running", _("试用中")
    OVERDUE = "overdue", _("到期未见转正文件")
    CONFIRMED = "confirmed", _("已转正")
    LEFT = "left", _("未转正，任职已终止")


@dataclass(frozen=True, slots=True)
class OfficialRef:
    code: str
    name: str
    pinyin: str
    provisional: bool  # identity not settled


@dataclass(frozen=True, slots=True)
class BodyRef:
    """A body under the name it had on the day asked for, with its present name."""

    code: str
    name: str
    name_now: str

    @property
    def renamed_since(self) -> bool:
        return self.name != self.name_now


@dataclass(frozen=True, slots=True)
class PositionRef:
    code: str
    title: str
    body: BodyRef

    @property
    def post(self) -> str:
        """Body and title as one, the way a notice prints a post."""
        return f"{self.body.name}{self.title}"


@dataclass(frozen=True, slots=True)
class Proof:
    """The clause that proves something, and the order it stands in."""

    order_code: str
    order_number: str  # as printed; the title where no number is printed
    clause: int
    text: str
    verb: str
    day: date | None  # on which it takes effect, at its lower bound
    basis: Basis
    decided_on: date | None  # the session's day; None = not stated
    signed_on: date | None
    published_on: date | None
    published_assumed: bool
    qualifiers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EventRef:
    """A reorganisation as the end of a tenure shows it."""

    code: str
    kind: str
    kind_label: str
    effective_on: date
    document: str


@dataclass(frozen=True, slots=True)
class End:
    """The start or the end of a tenure. NOT_ON_RECORD: no day, no proof – which is not to say that it never came."""

    state: EndState
    day: date | None = None
    precision: str = "day"  # 'month' and 'year' are shown as such; `day` is then the first day
    proof: Proof | None = None
    event: EventRef | None = None

    @property
    def on_record(self) -> bool:
        return self.state != EndState.NOT_ON_RECORD


@dataclass(frozen=True, slots=True)
class Trial:
    """试用期: months, and the days on which it is due counted from the decision and from the notice (成文日期)."""

    months: int
    state: TrialState
    due_by_decision: date | None = None
    due_by_notice: date | None = None
    confirmed_by: Proof | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """One tenure, as known on the day whose knowledge is asked for."""

    official: OfficialRef
    position: PositionRef
    start: End
    end: End
    lower: date  # the bounds compared: EARLIEST and LATEST where open
    upper: date
    known_from: date
    known_until: date | None
    qualifiers: Mapping[str, Any]
    trial: Trial | None
    renewals: tuple[Proof, ...]
    held: bool  # on the day asked: lower ≤ day < upper
    position_id: int  # keys, for stitching only
    official_id: int

    @property
    def open(self) -> bool:
        """No end on record; that is not to say "current"."""
        return self.upper == LATEST

    @property
    def held_on_no_day(self) -> bool:
        return self.lower == self.upper

    @property
    def concurrent(self) -> bool:
        """兼: not the main post."""
        return bool(self.qualifiers.get("concurrent"))

    @property
    def secondment(self) -> bool:
        return "secondment_months" in self.qualifiers


def holdings(tenures: TenureQuerySet, days: Days) -> list[Holding]:
    """The given tenures as known on days.known_on, in time order; a constant number of queries."""
    renewals = TenureRenewal.objects.select_related("act__clause__order__session")
    rows = list(
        tenures.known(days.known_on)
        .select_related(
            "official",
            "position__body",
            "began_by__clause__order__session",
            "ended_by__clause__order__session",
            "confirmed_by__clause__order__session",
            "ended_by_reorganisation",
        )
        .prefetch_related(Prefetch("renewals", queryset=renewals))
        .in_time_order()
    )
    names = Names.of({row.position.body_id for row in rows}, days.known_on)
    return [_holding(row, names, days) for row in rows]


def _holding(tenure: Tenure, names: Names, days: Days) -> Holding:
    return Holding(
        official=official_ref(tenure.official),
        position=position_ref(tenure.position, names, days.on),
        start=_start(tenure),
        end=_end(tenure),
        lower=tenure.lower,
        upper=tenure.upper,
        known_from=tenure.known_from,
        known_until=None if tenure.known_until == LATEST else tenure.known_until,
        qualifiers=tenure.qualifiers_on(days.on),
        trial=trial(tenure, days.on),
        renewals=tuple(sorted((proof(each.act) for each in tenure.renewals.all()), key=_by_day)),
        held=holds(tenure.lower, tenure.upper, days.on),
        position_id=tenure.position_id,
        official_id=tenure.official_id,
    )


def official_ref(official: Official) -> OfficialRef:
    return OfficialRef(official.code, official.name, official.pinyin, official.provisional)


def body_ref(body: Body, names: Names, on: date) -> BodyRef:
    return BodyRef(body.code, names.on(body.pk, on), names.now(body.pk))


def position_ref(position: Position, names: Names, on: date) -> PositionRef:
    return PositionRef(position.code, position.title, body_ref(position.body, names, on))


def event_ref(event: Reorganisation) -> EventRef:
    return EventRef(event.code, event.kind, event.get_kind_display(), event.effective_on, event.document)


def proof(act: Act) -> Proof:
    """What an act proves. Needs act.clause.order.session, better selected together with the act."""
    order = act.clause.order
    return Proof(
        order_code=order.code,
        order_number=str(order),
        clause=act.clause.sequence,
        text=act.clause.text,
        verb=act.verb,
        day=act.takes_effect_on,
        basis=basis(act, order),
        decided_on=order.session.decided_on if order.session else None,
        signed_on=order.signed_on,
        published_on=order.published_on,
        published_assumed=order.published_assumed,
        qualifiers=act.qualifiers,
    )


def basis(act: Act, order: Order) -> Basis:
    """Where the day of an act comes from."""
    if act.effective_on:
        return Basis.STATED
    return Basis.DECIDED if order.decision_day_stated else Basis.SIGNED


def _by_day(each: Proof) -> tuple[date, str, int]:
    return each.day or date.min, each.order_number, each.clause


def _start(tenure: Tenure) -> End:
    if tenure.began_on is None or tenure.began_by is None:
        return End(EndState.NOT_ON_RECORD)
    return End(EndState.ON_RECORD, tenure.began_on, tenure.began_precision, proof(tenure.began_by))


def _end(tenure: Tenure) -> End:
    if tenure.ended_on is None:
        return End(EndState.NOT_ON_RECORD)
    if tenure.ended_by_reorganisation:
        return End(EndState.BY_REORGANISATION, tenure.ended_on, event=event_ref(tenure.ended_by_reorganisation))
    ended_by = proof(tenure.ended_by) if tenure.ended_by else None
    return End(EndState.ON_RECORD, tenure.ended_on, tenure.ended_precision, ended_by)


def trial(tenure: Tenure, on: date) -> Trial | None:
    """The trial of a tenure and where it stands on `on`; None where no trial was printed.

    Counted from the decision; the 2001 rules (试用期暂行规定 art. 3) count from the notice, so both days are given.
    """
    printed_by = _trial_printed_by(tenure, on)
    if printed_by is None and "probation_months" not in tenure.qualifiers:
        return None
    begins = printed_by.takes_effect_on if printed_by else None
    months = int((printed_by.qualifiers if printed_by else tenure.qualifiers)["probation_months"])
    if printed_by is None or begins is None:
        return Trial(months, TrialState.START_NOT_ON_RECORD)
    signed_on = printed_by.clause.order.signed_on
    due = months_later(begins, months)
    return Trial(
        months=months,
        state=_trial_state(tenure, due, on),
        due_by_decision=due,
        due_by_notice=months_later(signed_on, months) if signed_on else None,
        confirmed_by=proof(tenure.confirmed_by) if tenure.confirmed_by else None,
    )


def _trial_printed_by(tenure: Tenure, on: date) -> Act | None:
    """The latest appointment by `on` that prints the trial; None where only a removal prints it."""
    renewing = [each.act for each in tenure.renewals_in_order()]
    appointing = [tenure.began_by] if tenure.began_by else []
    printing = [
        act
        for act in [*appointing, *(act for act in renewing if (act.takes_effect_on or date.max) <= on)]
        if "probation_months" in act.qualifiers
    ]
    # The last in the order of the fold of those of the latest day, as for the qualifiers in force.
    return max(reversed(printing), key=lambda act: act.takes_effect_on or date.min, default=None)


def _trial_state(tenure: Tenure, due: date, on: date) -> TrialState:
    if on < tenure.lower:
        return TrialState.NOT_BEGUN
    decided_on = tenure.confirmed_by.clause.order.decided_on if tenure.confirmed_by else None
    if decided_on and decided_on <= on:
        return TrialState.CONFIRMED
    if tenure.upper <= on:
        return TrialState.LEFT
    return TrialState.OVERDUE if due <= on else TrialState.RUNNING


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, LATEST.year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def certain(rows: Iterable[Holding]) -> tuple[Holding, ...]:
    """Those whose start is on record."""
    return tuple(row for row in rows if row.start.on_record)


def uncertain(rows: Iterable[Holding]) -> tuple[Holding, ...]:
    """Those whose start is not on record: never merged with certain ones."""
    return tuple(row for row in rows if not row.start.on_record)
