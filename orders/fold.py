"""The fold: what the acts and events on record mean as tenures. Pure: no database, no clock.

A pair is one official in one position; pairs never influence one another. For each pair the acts are folded once for
every stretch of days on which the public knew the same acts, and equal answers on adjoining stretches become one row.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from orders.notices.notice import PartialDay, Verb
from people.periods import EARLIEST, LATEST

Pair = tuple[int, int]  # (official, position)

REMOVALS = frozenset({Verb.REMOVE, Verb.NATURAL_REMOVAL, Verb.RESIGN, Verb.DISMISS})
FOLDED = REMOVALS | {Verb.APPOINT, Verb.CONFIRM}  # a grade is a ladder of its own and makes no tenure
# What a removal prints of the post it ends describes the tenure, not the removal: 其原任…副主任（试用期一年）职务.
OF_THE_TENURE = ("probation_months", "concurrent", "level", "secondment_months", "presiding")
LAST = 2**62  # where a number is missing, it sorts after every number


@dataclass(frozen=True, slots=True)
class FoldedAct:
    """One act as the fold sees it; known to the public in [known_from, known_until)."""

    act: int
    official: int
    position: int
    verb: Verb
    decided_on: date
    stated: PartialDay | None = None  # a day the line itself gives, with its precision
    session_number: int | None = None
    year: int | None = None
    number: int | None = None
    clause: int = 0
    sequence: int = 0
    qualifiers: str = "{}"  # canonical JSON, so that acts and tenures compare by value
    known_from: date = EARLIEST
    known_until: date = LATEST

    @property
    def day(self) -> PartialDay:
        """The day it takes effect: as stated in the line, else the day of decision (任职时间自决定之日起计算)."""
        return self.stated or PartialDay(self.decided_on)

    @property
    def sort_key(self) -> tuple[date, int, bool, int, int, int, int]:
        """Document numbers are identity, not time: the day counts, then the session, and removals before appointments.

        A confirmation points back to a first day ("任职时间从2014年8月起算") but acts when it is decided.
        """
        day = self.decided_on if self.verb is Verb.CONFIRM else self.day.first
        return (
            day,
            _or_last(self.session_number),
            self.verb not in REMOVALS,
            _or_last(self.year),
            _or_last(self.number),
            self.clause,
            self.sequence,
        )


@dataclass(frozen=True, slots=True)
class Ending:
    """A confirmed reorganisation as it touches one old post: it ends whoever still holds it on its day.

    `spares` are the holders exempted by name; where `only` is given, nobody else is touched.
    """

    reorganisation: int
    position: int
    effective_on: date
    known_from: date = EARLIEST
    known_until: date = LATEST
    spares: frozenset[int] = frozenset()
    only: frozenset[int] | None = None

    def touches(self, official: int) -> bool:
        return official not in self.spares and (self.only is None or official in self.only)


@dataclass(frozen=True, slots=True)
class Beginning:
    """The day the body of a post was established, and since when the public knows it."""

    day: date
    known_from: date = EARLIEST
    known_until: date = LATEST


@dataclass(frozen=True, slots=True)
class TenureRow:
    """One stored tenure: held in [lower, upper), the public answer in [known_from, known_until)."""

    official: int
    position: int
    lower: date
    upper: date
    began: PartialDay | None
    ended: PartialDay | None
    began_by: int | None
    ended_by: int | None
    ended_by_reorganisation: int | None
    confirmed_by: int | None
    renewals: frozenset[int]
    qualifiers: str
    known_from: date = EARLIEST
    known_until: date = LATEST

    @property
    def pair(self) -> Pair:
        return self.official, self.position


@dataclass(slots=True)
class _Open:
    """The tenure of a pair that the fold is in the middle of."""

    began: PartialDay
    began_by: int
    qualifiers: str
    confirmed_by: int | None = None
    renewals: set[int] = field(default_factory=set)
    # An event has ended it; a clause that ends the same tenure may still take the event's place.
    ending: Ending | None = None


def _or_last(number: int | None) -> int:
    return LAST if number is None else number


def _of_the_tenure(qualifiers: str) -> str:
    printed = json.loads(qualifiers)
    return canonical({name: printed[name] for name in OF_THE_TENURE if name in printed})


def canonical(qualifiers: Mapping[str, Any]) -> str:
    """Qualifiers as JSON that is equal when they are."""
    return json.dumps(dict(qualifiers), ensure_ascii=False, sort_keys=True)


def project(
    acts: Iterable[FoldedAct], endings: Iterable[Ending] = (), *, beginnings: Mapping[int, Beginning] | None = None
) -> set[TenureRow]:
    """Every tenure that follows from the acts and events, under every knowledge the public ever had.

    `beginnings` gives for a position the day its body was established, where that is on record: the earliest possible
    start of a tenure whose start is not. No act is dropped, and the order of the arguments does not matter.
    """
    by_pair: dict[Pair, list[FoldedAct]] = defaultdict(list)
    for act in acts:
        if act.verb in FOLDED:
            by_pair[act.official, act.position].append(act)
    by_position: dict[int, list[Ending]] = defaultdict(list)
    for ending in endings:
        by_position[ending.position].append(ending)
    rows: set[TenureRow] = set()
    for (official, position), of_pair in by_pair.items():
        touching = [ending for ending in by_position.get(position, ()) if ending.touches(official)]
        rows.update(project_pair(of_pair, touching, beginning=(beginnings or {}).get(position)))
    return rows


def project_pair(
    acts: Sequence[FoldedAct], endings: Sequence[Ending], *, beginning: Beginning | None = None
) -> Iterator[TenureRow]:
    """The rows of one pair: the fold of each stretch of knowledge, equal rows of adjoining stretches joined."""
    stretches: dict[TenureRow, list[tuple[date, date]]] = defaultdict(list)
    begun = [beginning] if beginning else []
    for known_from, known_until in _stretches_of_knowledge([*acts, *endings, *begun]):
        known_acts = [act for act in acts if act.known_from <= known_from < act.known_until]
        known_endings = [ending for ending in endings if ending.known_from <= known_from < ending.known_until]
        known_beginning = next((begin.day for begin in begun if begin.known_from <= known_from), None)
        for row in fold(known_acts, known_endings, beginning=known_beginning):
            stretches[row].append((known_from, known_until))
    for row, known in stretches.items():
        for known_from, known_until in _joined(known):
            yield replace(row, known_from=known_from, known_until=known_until)


def _stretches_of_knowledge(known: Iterable[FoldedAct | Ending | Beginning]) -> list[tuple[date, date]]:
    """The stretches of days, in order, during which the public knew one and the same set of acts and events."""
    days = sorted({day for fact in known for day in (fact.known_from, fact.known_until)})
    return list(zip(days, days[1:], strict=False))


def _joined(stretches: Sequence[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """The same days in the fewest stretches; `stretches` come in order and do not overlap."""
    start, end = stretches[0]
    for known_from, known_until in stretches[1:]:
        if known_from > end:
            yield start, end
            start = known_from
        end = known_until
    yield start, end


def fold(
    acts: Sequence[FoldedAct], endings: Sequence[Ending] = (), *, beginning: date | None = None
) -> list[TenureRow]:
    """The tenures of one pair that follow from acts and events all known at once, earliest first."""
    return _PairFold(beginning).run(acts, endings)


class _PairFold:
    """Goes through the acts and events of one pair in time and notes a tenure each time one is over."""

    def __init__(self, beginning: date | None) -> None:
        self.free_from = beginning or EARLIEST  # a tenure without recorded start cannot have begun before this day
        self.open: _Open | None = None
        self.rows: list[TenureRow] = []

    def run(self, acts: Sequence[FoldedAct], endings: Sequence[Ending]) -> list[TenureRow]:
        if not acts:
            return []
        self.pair: Pair = acts[0].official, acts[0].position
        waiting = sorted(endings, key=lambda ending: (ending.effective_on, ending.reorganisation), reverse=True)
        for act in sorted(acts, key=lambda act: act.sort_key):
            # The acts of an event's own day come before it: what a clause ends, the event need not.
            while waiting and waiting[-1].effective_on < act.sort_key[0]:
                self._event(waiting.pop())
            if act.verb in REMOVALS:
                self._remove(act)
            elif act.verb is Verb.CONFIRM:
                self._confirm(act)
            else:
                self._appoint(act)
        while waiting:
            self._event(waiting.pop())
        if self.open:
            self._note(self.open, ended=None, ended_by=None)
        return self.rows

    def _appoint(self, act: FoldedAct) -> None:
        self._finish_if_ended_by_event()
        if self.open:
            self.open.renewals.add(act.act)
        else:
            self._begin(act, act.day)

    def _confirm(self, act: FoldedAct) -> None:
        self._finish_if_ended_by_event()
        if not self.open:
            self._begin(act, act.day if act.day.first >= self.free_from else PartialDay(self.free_from))
        if self.open and self.open.confirmed_by is None:
            self.open.confirmed_by = act.act
        elif self.open:
            self.open.renewals.add(act.act)  # a second confirmation is kept too: the fold never drops an act

    def _remove(self, act: FoldedAct) -> None:
        if self.open:
            # Reached also when an event has ended the tenure: the clause's day and words replace the event's.
            began, day = self.open.began, act.day
            self._note(self.open, ended=day if day.first >= began.first else began, ended_by=act.act)
        else:
            self._note(None, ended=act.day, ended_by=act.act, qualifiers=_of_the_tenure(act.qualifiers))
        self.open = None

    def _event(self, ending: Ending) -> None:
        if self.open and self.open.ending is None and self.open.began.first <= ending.effective_on:
            self.open.ending = ending

    def _begin(self, act: FoldedAct, day: PartialDay) -> None:
        self.open = _Open(began=day, began_by=act.act, qualifiers=act.qualifiers)

    def _finish_if_ended_by_event(self) -> None:
        """An appointment after the event begins a new tenure; the event's ending stands."""
        if self.open and self.open.ending:
            self._note(self.open, ended=None, ended_by=None)
            self.open = None

    def _note(
        self, tenure: _Open | None, *, ended: PartialDay | None, ended_by: int | None, qualifiers: str = "{}"
    ) -> None:
        event = tenure.ending if tenure and ended is None else None
        if event:
            ended = PartialDay(event.effective_on)
        upper = ended.first if ended else LATEST
        lower = tenure.began.first if tenure else min(self.free_from, upper)
        official, position = self.pair
        self.rows.append(
            TenureRow(
                official=official,
                position=position,
                lower=lower,
                upper=upper,
                began=tenure.began if tenure else None,
                ended=ended,
                began_by=tenure.began_by if tenure else None,
                ended_by=ended_by,
                ended_by_reorganisation=event.reorganisation if event else None,
                confirmed_by=tenure.confirmed_by if tenure else None,
                renewals=frozenset(tenure.renewals) if tenure else frozenset(),
                qualifiers=tenure.qualifiers if tenure else qualifiers,
            )
        )
        self.free_from = max(self.free_from, upper) if ended else self.free_from
