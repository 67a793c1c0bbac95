"""What the public had heard of by a day: which events between bodies, and with them which names and lives of bodies.

`known_on` is that day, inclusive; None asks for today's knowledge. Each rule stands once, as a condition on rows;
`Unheard` answers the same about bodies that are in memory already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, DateField, Exists, F, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from orders.models.orders import PUBLIC_STATES
from people.models import BodyName, Reorganisation, ReorganisationBody
from people.models.bodies import BodyQuerySet, DatedName, borne_on
from people.models.reorganisations import ReorganisationKind, ReorganisationState
from people.periods import covers_nullable_q, holds

Bodies = QuerySet[Any] | Collection[int]  # keys of bodies, or a query for them


# Events


def events(known_on: date | None = None, *, until: date | None = None) -> QuerySet[Any]:
    """Confirmed reorganisations the public had heard of, each with its `public_on`.

    With `until` only those in effect by that day, inclusive.

    An event is known from its document's public day, else from its first proving order's, else from its confirmation.
    A supplement is part of the event it adds to and known with it, whenever it was recorded.
    """
    of_main = When(supplements__isnull=False, then=_public_on("supplements__"))
    dated = _confirmed().annotate(public_on=Case(of_main, default=_public_on()))
    if until is not None:
        dated = dated.filter(effective_on__lte=until)
    return dated if known_on is None else dated.filter(public_on__lte=known_on)


def _confirmed() -> QuerySet[Reorganisation]:
    return Reorganisation.objects.filter(state=ReorganisationState.CONFIRMED)


def _public_on(of: str = "") -> Coalesce:
    published = Q(**{f"{of}proofs__clause__order__state__in": PUBLIC_STATES})
    first_proof = Min(f"{of}proofs__clause__order__published_on", filter=published)
    return Coalesce(f"{of}document_public_on", first_proof, f"{of}confirmed_on")


def public_days(reorganisations: Collection[int]) -> dict[int, date]:
    """For each of these events that is confirmed, by its key, the day the public knows it from."""
    return dict(events().filter(pk__in=reorganisations).values_list("pk", "public_on"))


def unheard_events(known_on: date) -> QuerySet[Reorganisation]:
    """Events the public had not heard of yet on `known_on`. Without supplements: these begin and end no body.

    Each of the others has a public day of its own. That of another event, which `events` has to ask for, is left out:
    this question stands inside those about every name and every life of a body.
    """
    return _confirmed().filter(supplements=None).annotate(public_on=_public_on()).filter(public_on__gt=known_on)


class Change(StrEnum):
    """What an event does to a body that takes part in it, on its day."""

    RENAMED = "renamed"
    BEGAN = "began"
    ENDED = "ended"


# The first that fits: a body that is renamed takes part as an old one, and goes on.
CHANGES = {
    Change.RENAMED: Q(reorganisation__kind=ReorganisationKind.RENAMED),
    Change.BEGAN: Q(role=ReorganisationBody.Role.NEW),
    Change.ENDED: Q(role=ReorganisationBody.Role.OLD),
}


def _unheard_changes(known_on: date) -> QuerySet[Any]:
    """The parts bodies take in unheard events, each with its `change`."""
    change = Case(*(When(fits, then=Value(change.value)) for change, fits in CHANGES.items()), output_field=CharField())
    parts = ReorganisationBody.objects.filter(reorganisation__in=unheard_events(known_on).values("pk"))
    return parts.annotate(change=change)


def _unheard(change: Change, day: str, known_on: date, *, body: str = "pk") -> Exists:
    """Whether that change of the row's body, on the day in its column `day`, is one the public had not heard of."""
    changes = _unheard_changes(known_on).filter(change=change.value)
    return Exists(changes.filter(body=OuterRef(body), reorganisation__effective_on=OuterRef(day)))


def _heard(day: str, change: Change, known_on: date, *, body: str = "pk") -> Case:
    """The day in the column, or none where that change on it is one the public had not heard of."""
    unheard = When(_unheard(change, day, known_on, body=body), then=None)
    return Case(unheard, default=F(day), output_field=DateField())


# Lives of bodies. Whether the public had heard of a body at all is another question: see `known` of the bodies.


def bodies_in_being(bodies: BodyQuerySet, on: date, known_on: date | None) -> BodyQuerySet:
    """Those of the bodies that, for all the public knew, existed on `on`.

    One the public had heard of before its founding event has a beginning that was not on record then.
    """
    if known_on is None:
        return bodies.in_being(on)
    heard = bodies.alias(
        heard_from=_heard("established_on", Change.BEGAN, known_on),
        heard_until=_heard("abolished_on", Change.ENDED, known_on),
    )
    return heard.filter(covers_nullable_q(on, "heard_from", "heard_until"))


@dataclass(frozen=True, slots=True)
class Unheard:
    """What had happened to some bodies by now but was not public on the day whose knowledge is asked for."""

    changes: frozenset[tuple[Change, int, date]]  # what happened, to which body, on which day

    @classmethod
    def of(cls, known_on: date | None, bodies: Bodies) -> Unheard:
        """One query; none when today's knowledge is asked for."""
        if known_on is None:
            return cls(frozenset())
        rows = _unheard_changes(known_on).filter(body__in=bodies)
        changes = rows.values_list("change", "body_id", "reorganisation__effective_on")
        return cls(frozenset((Change(change), body, day) for change, body, day in changes))

    def in_being(self, body: int, established_on: date | None, abolished_on: date | None, on: date) -> bool:
        """`bodies_in_being` of one body."""
        return holds(self.established_on(body, established_on), self.abolished_on(body, abolished_on), on)

    def established_on(self, body: int, established_on: date | None) -> date | None:
        """The day the body began, as far as the public knew."""
        return self._heard(Change.BEGAN, body, established_on)

    def abolished_on(self, body: int, abolished_on: date | None) -> date | None:
        """The day the body came to an end, as far as the public knew."""
        return self._heard(Change.ENDED, body, abolished_on)

    def new_name(self, body: int, day: date | None) -> bool:
        """Whether the name that changes on `day` is one the public did not know of."""
        return day is not None and self._heard(Change.RENAMED, body, day) is None

    def _heard(self, change: Change, body: int, day: date | None) -> date | None:
        return day if day and (change, body, day) not in self.changes else None


# Names of bodies


def names_heard(known_on: date | None) -> QuerySet[BodyName]:
    """Every name borne now or ever, without those of a renaming the public had not heard of."""
    names = BodyName.objects.all()
    return names if known_on is None else names.exclude(_unheard(Change.RENAMED, "began_on", known_on, body="body"))


class Names:
    """The names of some bodies that the public had heard of, each with the days it was borne, as far as it knew."""

    def __init__(self, rows: Iterable[tuple[int, str, date | None, date | None]]) -> None:
        names: dict[int, list[DatedName]] = defaultdict(list)
        for body, name, began_on, ended_on in rows:
            names[body].append(DatedName(name, began_on, ended_on))
        for of_body in names.values():
            of_body.sort(key=lambda name: name.began_on or date.min)
        self._names = dict(names)

    @classmethod
    def of(cls, bodies: Bodies, known_on: date | None = None) -> Names:
        """One query, however many bodies."""
        ended_on = F("ended_on") if known_on is None else _heard("ended_on", Change.RENAMED, known_on, body="body")
        rows = names_heard(known_on).filter(body__in=bodies).order_by("body", "pk")
        return cls(rows.values_list("body_id", "name", "began_on", ended_on))

    def on(self, body: int, day: date | None) -> str:
        """The name borne on `day`, else the first; None = the latest; '' for a body without any name."""
        return borne_on(self.dated(body), day)

    def before(self, body: int, day: date | None) -> str:
        """The name last borne before `day` (None = the latest): that of something which ended on `day`."""
        return self.on(body, day - timedelta(days=1) if day and day > date.min else day)

    def dated(self, body: int) -> list[DatedName]:
        """Every name, oldest first; the last one has no end where the public had not heard of what ended it."""
        return self._names.get(body, [])

    def ever(self, body: int) -> list[str]:
        """Every name, oldest first."""
        return [name.name for name in self.dated(body)]

    def now(self, body: int) -> str:
        return self.on(body, None)
