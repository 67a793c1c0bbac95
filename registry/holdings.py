"""One tenure as pages look at it on a day: who, what, from when until when, and the sentence that proves each end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.db.models import Prefetch, TextChoices
from django.utils.translation import gettext_lazy as _

from orders.models import Act, Tenure, TenureRenewal
from orders.models.acts import Basis
from orders.models.tenures import TenureQuerySet
from orders.tenures.heard import Names
from orders.tenures.trials import Trial, trial
from people.models import Body, Official, Position, Reorganisation
from people.periods import LATEST, holds
from registry.days import Days
from registry.tenure_record import ClauseRef, EventRef


class EndState(TextChoices):
    """How an end of a tenure stands on record."""

    ON_RECORD = "on_record", _("有记录")
    NOT_ON_RECORD = "not_on_record", _("无记录")
    BY_REORGANISATION = "by_reorganisation", _("因机构变更自然免去")


@dataclass(frozen=True, slots=True)
class OfficialRef:
    code: str
    name: str
    pinyin: str
    provisional: bool  # identity not settled


@dataclass(frozen=True, slots=True)
class BodyRef:
    """A body under the name it had on the day asked for, with its present name."""

    code: Annotated[str, "Code of the body."]
    name: Annotated[str, "Name on the day asked."]
    name_now: Annotated[str, "Latest name on record."]

    @property
    def renamed_since(self) -> bool:
        return self.name != self.name_now


@dataclass(frozen=True, slots=True)
class PositionRef:
    """A post by its title and its body."""

    code: Annotated[str, "Code of the position."]
    title: Annotated[str, "Title without the body."]
    body: BodyRef

    @property
    def post(self) -> str:
        """Body and title as one, the way a notice prints a post."""
        return f"{self.body.name}{self.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvingAct(ClauseRef):
    """The act that proves something, with its clause and order."""

    order_label: str  # its number as printed; its title where no number is printed
    verb: str
    day: date | None  # on which it takes effect, at its lower bound
    basis: Basis
    decided_on: date | None  # the session's day; None = not stated
    signed_on: date | None
    published_on: date | None
    published_assumed: bool
    qualifiers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class End:
    """The start or the end of a tenure. NOT_ON_RECORD: no day, no proof – which is not to say that it never came."""

    state: EndState
    day: date | None = None
    precision: str = "day"  # 'month' and 'year' are shown as such; `day` is then the first day
    proof: ProvingAct | None = None
    event: EventRef | None = None

    @property
    def on_record(self) -> bool:
        return self.state != EndState.NOT_ON_RECORD


@dataclass(frozen=True, slots=True)
class Holding:
    """One tenure looked at on the day asked, as known on the day whose knowledge is asked for."""

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
    confirmed_by: ProvingAct | None  # what ended the trial
    renewals: tuple[ProvingAct, ...]
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
    on_trial = trial(tenure, days.on)
    confirmed_by = on_trial.confirmed_by if on_trial else None
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
        trial=on_trial,
        confirmed_by=proving(confirmed_by) if confirmed_by else None,
        renewals=tuple(sorted((proving(each.act) for each in tenure.renewals.all()), key=_by_day)),
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
    return EventRef(code=event.code, kind=event.kind, effective_on=event.effective_on, document=event.document or None)


def proving(act: Act) -> ProvingAct:
    """What an act proves. Needs act.clause.order.session, better selected together with the act."""
    order = act.clause.order
    return ProvingAct(
        order_code=order.code,
        document_number=order.printed_number or None,
        order_label=str(order),
        clause_number=act.clause.sequence,
        clause_text=act.clause.public_text,
        verb=act.verb,
        day=act.takes_effect_on,
        basis=act.basis,
        decided_on=order.session.decided_on if order.session else None,
        signed_on=order.signed_on,
        published_on=order.published_on,
        published_assumed=order.published_assumed,
        qualifiers=act.qualifiers,
    )


def _by_day(each: ProvingAct) -> tuple[date, str, int]:
    return each.day or date.min, each.order_label, each.clause_number


def _start(tenure: Tenure) -> End:
    if tenure.began_on is None or tenure.began_by is None:
        return End(EndState.NOT_ON_RECORD)
    return End(EndState.ON_RECORD, tenure.began_on, tenure.began_precision, proving(tenure.began_by))


def _end(tenure: Tenure) -> End:
    if tenure.ended_on is None:
        return End(EndState.NOT_ON_RECORD)
    if tenure.ended_by_reorganisation:
        return End(EndState.BY_REORGANISATION, tenure.ended_on, event=event_ref(tenure.ended_by_reorganisation))
    ended_by = proving(tenure.ended_by) if tenure.ended_by else None
    return End(EndState.ON_RECORD, tenure.ended_on, tenure.ended_precision, ended_by)


def certain(rows: Iterable[Holding]) -> tuple[Holding, ...]:
    """Those whose start is on record."""
    return tuple(row for row in rows if row.start.on_record)


def uncertain(rows: Iterable[Holding]) -> tuple[Holding, ...]:
    """Those whose start is not on record: never merged with certain ones."""
    return tuple(row for row in rows if not row.start.on_record)
