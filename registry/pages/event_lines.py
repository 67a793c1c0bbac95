"""Reorganisations as one line each: when, what kind, from which bodies to which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from orders.tenures.heard import Names
from people.models import Reorganisation, ReorganisationBody
from people.periods import shifted
from registry.days import Days
from registry.holdings import BodyRef, body_ref


@dataclass(frozen=True, slots=True)
class EventLine:
    """One reorganisation the public was told of. A renamed body stands in `old`, its new name in `new_name`."""

    code: str
    kind_label: str
    effective_on: date
    old: tuple[BodyRef, ...]
    new: tuple[BodyRef, ...]
    new_name: str
    document: str
    supplement: bool  # adds posts or holders to an event confirmed before
    withdrawn: bool  # by the day whose knowledge is asked for


def event_lines(reorganisations: Iterable[Reorganisation], days: Days) -> list[EventLine]:
    """The given events, which the caller has chosen among the public ones; a constant number of queries."""
    events = list(reorganisations)
    parties: dict[int, list[ReorganisationBody]] = defaultdict(list)
    rows = ReorganisationBody.objects.filter(reorganisation__in=[event.pk for event in events])
    for party in rows.select_related("body").order_by("body__display_order", "pk"):
        parties[party.reorganisation_id].append(party)
    names = Names.of({party.body_id for of_one in parties.values() for party in of_one}, days.known_on)

    def in_role(event: Reorganisation, role: str) -> tuple[BodyRef, ...]:
        """Each under the name it had when it took part; a renamed body under the name it then gave up."""
        return tuple(
            body_ref(party.body, names, shifted(event.effective_on, -ONE_DAY) if role == OLD else event.effective_on)
            for party in parties[event.pk]
            if party.role == role
        )

    return [
        EventLine(
            code=event.code,
            kind_label=event.get_kind_display(),
            effective_on=event.effective_on,
            old=in_role(event, OLD),
            new=in_role(event, NEW),
            new_name=event.new_name,
            document=event.document,
            supplement=event.supplements_id is not None,
            withdrawn=event.withdrawn_by(days.known_on),
        )
        for event in events
    ]


ONE_DAY = timedelta(days=1)
OLD, NEW = ReorganisationBody.Role.OLD, ReorganisationBody.Role.NEW


def parties(line: EventLine) -> str:
    """From what to what, in the words of the record: 网格化服务管理中心 → 城市管理指挥中心."""
    old = "、".join(ref.name for ref in line.old)
    new = line.new_name or "、".join(ref.name for ref in line.new)
    return " → ".join(side for side in (old, new) if side)
