"""What publishing an order would change: who holds each of its posts, before and after. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from orders.models import Act, Order, Tenure
from orders.office.content import OrderContent, read_content
from orders.tenures import projection
from people import periods
from people.models import Official, Position
from people.periods import shifted


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a post on a day; `start_on_record` False = since when is not on record."""

    official: Official
    start_on_record: bool

    def __str__(self) -> str:
        return str(self.official)


@dataclass(frozen=True, slots=True)
class Change:
    """The holders of one post before and from the day the order takes effect there, and those of today.

    `before`: whoever is now on record as holding it on that day, and whoever the order says held it until then.
    `after`: whoever holds it from that day on once the order is public. `today_before`, `today_after`: the answers to
    "who holds it today" now and then.
    """

    position: Position
    day: date
    before: tuple[Holder, ...]
    after: tuple[Holder, ...]
    today_before: tuple[Holder, ...]
    today_after: tuple[Holder, ...]

    @property
    def changed(self) -> bool:
        """Whether anybody begins or ceases to hold the post; learning since when somebody held it does not count."""
        return _who(self.before) != _who(self.after) or _who(self.today_before) != _who(self.today_after)


@dataclass(frozen=True, slots=True)
class _Held:
    """A tenure as both the stored rows and the preview give it: held in [lower, upper)."""

    official: int
    lower: date
    upper: date
    start_on_record: bool


def forecast(order: Order, *, today: date | None = None, content: OrderContent | None = None) -> list[Change]:
    """For every post the order speaks of, in the order of its clauses, its holders before and after.

    A constant number of queries, however many clauses. `content` = that of the order, where it has been read.
    """
    today = today or periods.today()
    acts = (content or read_content(order)).acts
    days = _days(acts, today)
    pairs = projection.pairs_of(order)
    stored: dict[int, list[_Held]] = defaultdict(list)
    untouched: dict[int, list[_Held]] = defaultdict(list)
    for tenure in Tenure.objects.known().filter(position__in=days).in_time_order():
        holding = _Held(tenure.official_id, tenure.lower, tenure.upper, tenure.start_on_record)
        stored[tenure.position_id].append(holding)
        if (tenure.official_id, tenure.position_id) not in pairs:
            untouched[tenure.position_id].append(holding)
    folded: dict[int, list[_Held]] = defaultdict(list)
    for row in projection.preview(order, today=today, pairs=pairs):
        folded[row.position].append(_Held(row.official, row.lower, row.upper, row.began is not None))
    positions = {act.position.pk: act.position for act in reversed(acts) if act.position}
    return _changes(days, positions, stored, {key: untouched[key] + folded[key] for key in days}, today)


def _changes(
    days: dict[int, date],
    positions: dict[int, Position],
    before: dict[int, list[_Held]],
    after: dict[int, list[_Held]],
    today: date,
) -> list[Change]:
    held = [holding for holdings in (*before.values(), *after.values()) for holding in holdings]
    officials = Official.everything.in_bulk({holding.official for holding in held})

    def holders(holdings: Iterable[_Held], day: date) -> tuple[Holder, ...]:
        on_the_day = {holding.official: holding for holding in holdings if holding.lower <= day < holding.upper}
        return tuple(Holder(officials[key], holding.start_on_record) for key, holding in on_the_day.items())

    return [
        Change(
            position=positions[key],
            day=day,
            before=holders([*before.get(key, ()), *_until(day, after[key])], day),
            after=holders(after[key], day),
            today_before=holders(before.get(key, ()), today),
            today_after=holders(after[key], today),
        )
        for key, day in days.items()
    ]


def _days(acts: Iterable[Act], today: date) -> dict[int, date]:
    """For each position, in the order of the clauses, the first day on which the order takes effect there."""
    days: dict[int, date] = {}
    for act in acts:
        if act.position_id:
            day = act.takes_effect_on or today
            days[act.position_id] = min(day, days.get(act.position_id, day))
    return days


def _until(day: date, holdings: Iterable[_Held]) -> list[_Held]:
    """Those who held the post until the day, as if they still held it on the day."""
    return [replace(holding, upper=shifted(day, timedelta(days=1))) for holding in holdings if holding.upper == day]


def _who(holders: Iterable[Holder]) -> set[int]:
    return {holder.official.pk for holder in holders}
