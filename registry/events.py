"""Names and lives of bodies as they follow from the reorganisations that the public knew of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from orders.tenures.known_events import unheard_on
from people.models import BodyName, ReorganisationBody
from people.models.bodies import BodyQuerySet
from people.models.reorganisations import ReorganisationKind
from people.periods import holds

Bodies = QuerySet[Any] | RawSQL | Collection[int]  # keys of bodies, or a query for them


@dataclass(frozen=True, slots=True)
class Unheard:
    """What had happened to some bodies by now but was not public on the day whose knowledge is asked for."""

    began: frozenset[tuple[int, date]]  # (body, day) on which it was established
    ended: frozenset[tuple[int, date]]  # … on which it came to an end
    renamed: frozenset[tuple[int, date]]  # … on which its name changed

    @classmethod
    def of(cls, known_on: date | None, bodies: Bodies) -> Unheard:
        """One query; none when today's knowledge is asked for."""
        if known_on is None:
            return NOTHING_UNHEARD
        later = unheard_on(known_on).values("pk")
        parts = ReorganisationBody.objects.filter(body__in=bodies, reorganisation__in=later).values_list(
            "body_id", "role", "reorganisation__kind", "reorganisation__effective_on"
        )
        began, ended, renamed = set(), set(), set()
        for body, role, kind, day in parts:
            if kind == ReorganisationKind.RENAMED:
                renamed.add((body, day))
            elif role == ReorganisationBody.Role.NEW:
                began.add((body, day))
            else:
                ended.add((body, day))
        return cls(frozenset(began), frozenset(ended), frozenset(renamed))

    def in_being(self, body: int, established_on: date | None, abolished_on: date | None, on: date) -> bool:
        """Whether, for all the public knew, the body existed on `on`.

        One the public had heard of before its founding event has a beginning that was not on record then. Whether it
        had heard of the body at all is another question: see `known` of the bodies.
        """
        return holds(self.established_on(body, established_on), self.abolished_on(body, abolished_on), on)

    def established_on(self, body: int, established_on: date | None) -> date | None:
        """The day the body began, as far as the public knew."""
        return None if established_on and (body, established_on) in self.began else established_on

    def abolished_on(self, body: int, abolished_on: date | None) -> date | None:
        """The day the body came to an end, as far as the public knew."""
        return None if abolished_on and (body, abolished_on) in self.ended else abolished_on

    def new_name(self, body: int, day: date | None) -> bool:
        """Whether the name that changes on `day` is one the public did not know of."""
        return day is not None and (body, day) in self.renamed


NOTHING_UNHEARD = Unheard(frozenset(), frozenset(), frozenset())


def bodies_in_being(bodies: BodyQuerySet, on: date, known_on: date | None) -> BodyQuerySet:
    """Those of the bodies that, for all the public knew on known_on, existed on `on`: Unheard.in_being as a query.

    `bodies` are those the public had heard of on known_on.
    """
    if known_on is None:
        return bodies.in_being(on)
    later = unheard_on(known_on).exclude(kind=ReorganisationKind.RENAMED).values("pk")
    parts = ReorganisationBody.objects.filter(reorganisation__in=later, body=OuterRef("pk"))
    began = parts.filter(role=ReorganisationBody.Role.NEW, reorganisation__effective_on=OuterRef("established_on"))
    ended = parts.filter(role=ReorganisationBody.Role.OLD, reorganisation__effective_on=OuterRef("abolished_on"))
    standing = Q(abolished_on__isnull=True) | Q(abolished_on__gt=on) | Exists(ended)
    begun = Q(established_on__isnull=True) | Q(established_on__lte=on) | Exists(began)
    return bodies.filter(begun & standing)


class Names:
    """The names of some bodies, each with the day it was first borne; names not yet public are left out."""

    def __init__(self, rows: Iterable[tuple[int, str, date | None]], unheard: Unheard = NOTHING_UNHEARD) -> None:
        names: dict[int, list[tuple[date, str]]] = defaultdict(list)
        for body, name, began_on in rows:
            if not unheard.new_name(body, began_on):
                names[body].append((began_on or date.min, name))
        for of_body in names.values():
            of_body.sort(key=lambda dated: dated[0])
        self._names = dict(names)

    @classmethod
    def of(cls, bodies: Bodies, known_on: date | None = None) -> Names:
        """Two queries at most, however many bodies."""
        rows = BodyName.objects.filter(body__in=bodies).order_by("body", "pk")
        return cls(rows.values_list("body_id", "name", "began_on"), Unheard.of(known_on, bodies))

    def on(self, body: int, day: date | None) -> str:
        """The name borne on `day`, else the first; None = the latest; '' for a body without any name."""
        names = self._names.get(body, [])
        borne = [name for began, name in names if day is None or began <= day]
        return borne[-1] if borne else (names[0][1] if names else "")

    def before(self, body: int, day: date | None) -> str:
        """The name last borne before `day` (None = the latest): that of something which ended on `day`."""
        return self.on(body, day - timedelta(days=1) if day and day > date.min else day)

    def ever(self, body: int) -> list[str]:
        """Every name on record, oldest first."""
        return [name for _, name in self._names.get(body, [])]

    def now(self, body: int) -> str:
        return self.on(body, None)
