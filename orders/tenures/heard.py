"""What the public had heard of by a day: which events between bodies, and with them which names and lives of bodies.

`known_on` is that day, inclusive; None asks for today's knowledge. Each rule stands once, as a condition on rows;
`Unheard` answers the same about bodies that are in memory already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from orders.models.orders import PUBLIC_STATES
from orders.models.proofs import ReorganisationProof
from people.models import BodyName, Reorganisation, ReorganisationBody
from people.models.bodies import BodyQuerySet, DatedName, borne_on, renamed
from people.models.reorganisations import BEGINNING, ENDING, ReorganisationKind, ReorganisationState
from people.periods import covers_nullable_q, holds

Bodies = QuerySet[Any] | Collection[int]  # keys of bodies, or a query for them


# Events


def told(known_on: date | None = None, *, until: date | None = None) -> QuerySet[Any]:
    """Reorganisations the public had been told of, each with its `public_on`; also those withdrawn by then.

    With `until` only those in effect by that day, inclusive.

    An event is known from its document's public day, else from its first proving order's, else from its confirmation;
    one that corrects another from its confirmation, however old its document: before, the other one answered. A
    supplement is part of the event it adds to and known with it, whenever it was recorded.
    """
    of_main = When(supplements__isnull=False, then=_public_on("supplements__"))
    dated = Reorganisation.objects.once_confirmed().annotate(public_on=Case(of_main, default=_public_on()))
    if until is not None:
        dated = dated.filter(effective_on__lte=until)
    return dated if known_on is None else dated.filter(public_on__lte=known_on)


def events(known_on: date | None = None, *, until: date | None = None) -> QuerySet[Any]:
    """Those that counted for all the public knew: told by then, and not withdrawn by then."""
    if known_on is None:
        return told(until=until).filter(state=ReorganisationState.CONFIRMED)
    return told(known_on, until=until).filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=known_on))


def _public_on(of: str = "") -> Case:
    """By a subquery, not by joins and grouping: it stands within other subqueries, asked for every row of a list."""
    proofs = ReorganisationProof.objects.filter(
        reorganisation=OuterRef("supplements" if of else "pk"), clause__order__state__in=PUBLIC_STATES
    )
    days = proofs.filter(clause__order__published_on__isnull=False).order_by("clause__order__published_on")
    first_proof = Subquery(days.values("clause__order__published_on")[:1])
    corrected = When(**{f"{of}corrects__isnull": False}, then=F(f"{of}confirmed_on"))
    return Case(corrected, default=Coalesce(f"{of}document_public_on", first_proof, f"{of}confirmed_on"))


def said_with(mains: Collection[int], known_on: date | None = None) -> QuerySet[Reorganisation]:
    """These events, as told by then, and the supplements that count as said by them.

    Of an event that is withdrawn those that were withdrawn with it: what it said stays to be read.
    """
    together = told(known_on).filter(Q(pk__in=mains) | Q(supplements__in=mains))
    alone = Q(supplements__withdrawn_on=None) | Q(supplements__withdrawn_on__gt=F("withdrawn_on"))
    by_then = Q(withdrawn_on__isnull=False) if known_on is None else Q(withdrawn_on__lte=known_on)
    return together.exclude(by_then & alone & Q(supplements__isnull=False))


def public_days(reorganisations: Collection[int]) -> dict[int, date]:
    """For each of these events that is, or was, confirmed, by its key, the day the public knows it from."""
    return dict(told().filter(pk__in=reorganisations).values_list("pk", "public_on"))


def unheard_events(known_on: date) -> QuerySet[Reorganisation]:
    """Events the public had not heard of yet on `known_on`. Without supplements: these begin and end no body.

    Each of the others has a public day of its own. That of another event, which `events` has to ask for, is left out:
    this question stands inside those about every name and every life of a body.
    """
    mains = Reorganisation.objects.once_confirmed().filter(supplements=None)
    return mains.annotate(public_on=_public_on()).filter(public_on__gt=known_on)


def withdrawn_since(known_on: date) -> QuerySet[Reorganisation]:
    """Events that counted on `known_on` and were withdrawn later: what they set is no longer in the tables."""
    return events(known_on).filter(withdrawn_on__gt=known_on, supplements=None)


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


# Which change each kind of event writes down as a day of the body; a merger leaves the life of its successor alone.
SETTING = {Change.BEGAN: BEGINNING, Change.ENDED: ENDING}


def _changes_by(events: QuerySet[Reorganisation]) -> QuerySet[Any]:
    """The parts bodies take in these events, each with its `change`."""
    change = Case(*(When(fits, then=Value(change.value)) for change, fits in CHANGES.items()), output_field=CharField())
    return ReorganisationBody.objects.filter(reorganisation__in=events.values("pk")).annotate(change=change)


def _unheard(change: Change, day: str, known_on: date, *, body: str = "pk") -> Exists:
    """Whether that change of the row's body, on the day in its column `day`, is one the public had not heard of."""
    changes = _changes_by(unheard_events(known_on)).filter(change=change.value)
    return Exists(changes.filter(body=OuterRef(body), reorganisation__effective_on=OuterRef(day)))


def _heard(day: str, change: Change, known_on: date, *, body: str = "pk") -> Case:
    """The day in the column, or none where that change on it is one the public had not heard of."""
    unheard = When(_unheard(change, day, known_on, body=body), then=None)
    return Case(unheard, default=F(day), output_field=DateField())


def _known(day: str, change: Change, known_on: date) -> Coalesce:
    """The day of that change of a body as the public knew it: by an event withdrawn since, else that in the column."""
    parts = _changes_by(withdrawn_since(known_on)).filter(change=change.value, body=OuterRef("pk"))
    since = parts.filter(reorganisation__kind__in=SETTING[change]).order_by("reorganisation__effective_on")
    return Coalesce(Subquery(since.values("reorganisation__effective_on")[:1]), _heard(day, change, known_on))


# Lives of bodies. Whether the public had heard of a body at all is another question: see `known` of the bodies.


def bodies_in_being(bodies: BodyQuerySet, on: date, known_on: date | None) -> BodyQuerySet:
    """Those of the bodies that, for all the public knew, existed on `on`.

    One the public had heard of before its founding event has a beginning that was not on record then.
    """
    if known_on is None:
        return bodies.in_being(on)
    heard = bodies.alias(
        heard_from=_known("established_on", Change.BEGAN, known_on),
        heard_until=_known("abolished_on", Change.ENDED, known_on),
    )
    return heard.filter(covers_nullable_q(on, "heard_from", "heard_until"))


@dataclass(frozen=True, slots=True)
class Unheard:
    """In what today's record of some bodies differs from what was public on the day whose knowledge is asked for."""

    # What had happened by now but was not public: what, to which body, on which day.
    changes: frozenset[tuple[Change, int, date]]
    # What was public and was withdrawn since: on which day a body began or ended by it.
    withdrawn: Mapping[tuple[Change, int], date]

    @classmethod
    def of(cls, known_on: date | None, bodies: Bodies) -> Unheard:
        """One query; none when today's knowledge is asked for."""
        if known_on is None:
            return cls(frozenset(), {})
        unheard, withdrawn = unheard_events(known_on), withdrawn_since(known_on)
        rows = _changes_by(told().filter(Q(pk__in=unheard.values("pk")) | Q(pk__in=withdrawn.values("pk"))))
        rows = rows.filter(body__in=bodies).annotate(since=Q(reorganisation__in=withdrawn.values("pk")))
        columns = ("change", "body_id", "reorganisation__effective_on", "reorganisation__kind", "since")
        changes: set[tuple[Change, int, date]] = set()
        since: dict[tuple[Change, int], date] = {}
        for name, body, day, kind, withdrawn_since_then in rows.values_list(*columns):
            change = Change(name)
            if not withdrawn_since_then:
                changes.add((change, body, day))
            elif kind in SETTING.get(change, ()):
                since[change, body] = min(day, since.get((change, body), day))
        return cls(frozenset(changes), since)

    def in_being(self, body: int, established_on: date | None, abolished_on: date | None, on: date) -> bool:
        """`bodies_in_being` of one body."""
        return holds(self.established_on(body, established_on), self.abolished_on(body, abolished_on), on)

    def established_on(self, body: int, established_on: date | None) -> date | None:
        """The day the body began, as far as the public knew."""
        return self.withdrawn.get((Change.BEGAN, body)) or self._heard(Change.BEGAN, body, established_on)

    def abolished_on(self, body: int, abolished_on: date | None) -> date | None:
        """The day the body came to an end, as far as the public knew."""
        return self.withdrawn.get((Change.ENDED, body)) or self._heard(Change.ENDED, body, abolished_on)

    def _heard(self, change: Change, body: int, day: date | None) -> date | None:
        return day if day and (change, body, day) not in self.changes else None


# Names of bodies


def names_heard(known_on: date | None) -> QuerySet[BodyName]:
    """Every name borne now or ever, for all the public knew.

    Without those of a renaming it had not heard of, and with those of a renaming that was withdrawn only since then.
    """
    if known_on is None:
        return BodyName.objects.all()
    parts = _changes_by(withdrawn_since(known_on)).filter(change=Change.RENAMED.value, body=OuterRef("body"))
    borne_then = parts.filter(
        reorganisation__effective_on=OuterRef("began_on"), reorganisation__new_name=OuterRef("name")
    )
    standing = Q(withdrawn_on=None) & ~Q(_unheard(Change.RENAMED, "began_on", known_on, body="body"))
    return BodyName.everything.filter(standing | Q(Exists(borne_then), withdrawn_on__gt=known_on))


class Names:
    """The names of some bodies that the public had heard of, each with the days it was borne, as far as it knew."""

    def __init__(self, rows: Iterable[tuple[int, str, date | None, date | None, bool]]) -> None:
        """Body, name, since and until when; and whether it is the name of a renaming that was withdrawn only later."""
        names: dict[int, list[DatedName]] = defaultdict(list)
        since: list[tuple[int, str, date]] = []
        for body, name, began_on, ended_on, withdrawn in rows:
            if withdrawn and began_on:
                since.append((body, name, began_on))
            else:
                names[body].append(DatedName(name, began_on, ended_on))
        for of_body in names.values():
            of_body.sort(key=lambda name: name.began_on or date.min)
        for body, name, day in sorted(since, key=lambda row: row[2]):
            names[body] = renamed(names[body], name, day)
        self._names = dict(names)

    @classmethod
    def of(cls, bodies: Bodies, known_on: date | None = None) -> Names:
        """One query, however many bodies."""
        ended_on = F("ended_on") if known_on is None else _heard("ended_on", Change.RENAMED, known_on, body="body")
        rows = names_heard(known_on).filter(body__in=bodies).order_by("body", "pk")
        withdrawn = Case(When(withdrawn_on__isnull=False, then=True), default=False, output_field=BooleanField())
        return cls(rows.values_list("body_id", "name", "began_on", ended_on, withdrawn))

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
