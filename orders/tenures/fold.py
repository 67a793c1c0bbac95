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

from orders.notices.notice import PartialDay
from orders.notices.vocabulary import CONFIRMATIONS, OPENINGS, REMOVALS, Verb
from people.periods import EARLIEST, LATEST

Pair = tuple[int, int]  # (official, position)

FOLDED = OPENINGS | REMOVALS  # a grade is a ladder of its own and makes no tenure
# What a removal prints of the post it ends describes the tenure, not the removal: 其原任…副主任（试用期一年）职务.
OF_THE_TENURE = ("probation_months", "concurrent", "level", "secondment_months", "presiding", "acting")
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
    # For notices that neither session nor number puts in an order: the days on which each was signed and made public
    # (ISO, empty if none), the document number with its letters, the title.
    notice: tuple[str, ...] = ()
    clause: int = 0
    sequence: int = 0
    words: str = ""  # of the clause
    qualifiers: str = "{}"  # canonical JSON, so that acts and tenures compare by value
    known_from: date = EARLIEST
    known_until: date = LATEST

    @property
    def day(self) -> PartialDay:
        """The day it takes effect: as stated in the line, else the day of decision (任职时间自决定之日起计算)."""
        return self.stated or PartialDay(self.decided_on)

    @property
    def sort_key(self) -> tuple[date, int, bool, int, int, tuple[str, ...], int, int, str, int]:
        """Document numbers are identity, not time: the day counts, then the session, and removals before appointments.

        A confirmation points back to a first day ("任职时间从2014年8月起算") but acts when it is decided, or on a stated
        day still to come. No two acts have the same key, and none owes its place to when it was entered: what still
        ties is told apart by what its notice says of itself and by its words. Two acts equal in all of that say the
        same; only then does the key in the database decide which of them is named first.
        """
        day = self.day.first
        return (
            max(day, self.decided_on) if self.verb in CONFIRMATIONS else day,
            _or_last(self.session_number),
            self.verb not in REMOVALS,
            _or_last(self.year),
            _or_last(self.number),
            self.notice,
            self.clause,
            self.sequence,
            self.words,
            self.act,
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
    """The day the body of a post was established, as the public knew it in [known_from, known_until)."""

    day: date
    known_from: date = EARLIEST
    known_until: date = LATEST


@dataclass(frozen=True, slots=True)
class FoldedTenure:
    """One tenure as it is to be stored: held in [lower, upper), the public answer in [known_from, known_until)."""

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
    renewals: tuple[int, ...]  # in the order of the fold, in which their qualifiers apply
    qualifiers: str
    known_from: date = EARLIEST
    known_until: date = LATEST

    @property
    def pair(self) -> Pair:
        return self.official, self.position


@dataclass(slots=True)
class _TenureSoFar:
    """A tenure of a pair while the fold goes on: a later act may still end it, confirm it or renew it."""

    lower: date
    began: PartialDay | None
    began_by: int | None
    qualifiers: str
    confirmed_by: int | None = None
    renewals: list[int] = field(default_factory=list)
    ended: PartialDay | None = None
    ended_by: int | None = None
    # An event has ended it; a clause that ends the same tenure may still take the event's place.
    ending: Ending | None = None

    @property
    def upper(self) -> date:
        return self.ended.first if self.ended else LATEST

    def end(self, act: FoldedAct) -> None:
        self.ended, self.ended_by, self.ending = act.day, act.act, None

    def end_by_event(self, ending: Ending) -> None:
        if self.upper == LATEST and self.lower <= ending.effective_on:
            self.ended, self.ending = PartialDay(ending.effective_on), ending

    def confirm(self, act: FoldedAct) -> None:
        """The confirmation ends its trial; where no start is on record, the day it states is the start."""
        if self.began is None:
            self.lower, self.began, self.began_by = act.day.first, act.day, act.act
        if self.confirmed_by is None:
            self.confirmed_by = act.act
        else:
            self.renewals.append(act.act)  # a second confirmation is kept too: the fold never drops an act


def _or_last(number: int | None) -> int:
    return LAST if number is None else number


def _of_the_tenure(qualifiers: str) -> str:
    printed = json.loads(qualifiers)
    return canonical({name: printed[name] for name in OF_THE_TENURE if name in printed})


def canonical(qualifiers: Mapping[str, object]) -> str:
    """Qualifiers as JSON that is equal when they are."""
    return json.dumps(dict(qualifiers), ensure_ascii=False, sort_keys=True)


def project(
    acts: Iterable[FoldedAct],
    endings: Iterable[Ending] = (),
    *,
    beginnings: Mapping[int, Sequence[Beginning]] | None = None,
) -> set[FoldedTenure]:
    """Every tenure that follows from the acts and events, under every knowledge the public ever had.

    `beginnings` gives for a position the day its body was established, where that is on record: the earliest possible
    start of a tenure whose start is not. Of the days known at different times no two were known at once. No act is
    dropped, and the order of the arguments does not matter.
    """
    by_pair: dict[Pair, list[FoldedAct]] = defaultdict(list)
    for act in acts:
        if act.verb in FOLDED:
            by_pair[act.official, act.position].append(act)
    by_position: dict[int, list[Ending]] = defaultdict(list)
    for ending in endings:
        by_position[ending.position].append(ending)
    rows: set[FoldedTenure] = set()
    for (official, position), of_pair in by_pair.items():
        touching = [ending for ending in by_position.get(position, ()) if ending.touches(official)]
        rows.update(project_pair(of_pair, touching, beginnings=(beginnings or {}).get(position, ())))
    return rows


def project_pair(
    acts: Sequence[FoldedAct], endings: Sequence[Ending], *, beginnings: Sequence[Beginning] = ()
) -> Iterator[FoldedTenure]:
    """The rows of one pair: the fold of each stretch of knowledge, equal rows of adjoining stretches joined."""
    stretches: dict[FoldedTenure, list[tuple[date, date]]] = defaultdict(list)
    for known_from, known_until in _stretches_of_knowledge([*acts, *endings, *beginnings]):
        known_acts = [act for act in acts if act.known_from <= known_from < act.known_until]
        known_endings = [ending for ending in endings if ending.known_from <= known_from < ending.known_until]
        known_beginning = next(
            (begun.day for begun in beginnings if begun.known_from <= known_from < begun.known_until), None
        )
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
) -> list[FoldedTenure]:
    """The tenures of one pair that follow from acts and events all known at once, earliest first."""
    return _PairFold(beginning).run(acts, endings)


class _PairFold:
    """Goes through the acts and events of one pair in time; its tenures never overlap and stand earliest first."""

    def __init__(self, beginning: date | None) -> None:
        self.beginning = beginning or EARLIEST  # a tenure without recorded start cannot have begun before this day
        self.tenures: list[_TenureSoFar] = []
        self.passed: list[Ending] = []  # the events whose day is over, in order
        # The tenure that a removal would end: the last one, unless a clause has ended it. An event may have.
        self.open: _TenureSoFar | None = None

    def run(self, acts: Sequence[FoldedAct], endings: Sequence[Ending]) -> list[FoldedTenure]:
        if not acts:
            return []
        waiting = sorted(endings, key=lambda ending: (ending.effective_on, ending.reorganisation), reverse=True)
        for act in sorted(acts, key=lambda act: act.sort_key):
            # The acts of an event's own day come before it: what a clause ends, the event need not.
            while waiting and waiting[-1].effective_on < act.sort_key[0]:
                self._event(waiting.pop())
            if act.verb in REMOVALS:
                self._remove(act)
            elif act.verb in CONFIRMATIONS:
                self._confirm(act)
            else:
                self._appoint(act)
        while waiting:
            self._event(waiting.pop())
        pair = acts[0].official, acts[0].position
        return [_row(pair, tenure) for tenure in self.tenures]

    def _appoint(self, act: FoldedAct) -> None:
        """An appointment after an event begins a new tenure; the event's ending stands."""
        if self.open and not self.open.ending:
            self.open.renewals.append(act.act)
        else:
            self._begin(act)

    def _confirm(self, act: FoldedAct) -> None:
        """Confirms the open tenure; with none open, the one held on the stated day; else opens one from that day.

        A stated day between two tenures, or before the first, confirms the next: as with the open one, whoever counts
        from before the appointment on record means that appointment. To open one there would hold the post twice.
        """
        if tenure := next((each for each in self._confirmable() if act.day.first < each.upper), None):
            tenure.confirm(act)
        else:
            self._begin(act)
            self.tenures[-1].confirmed_by = act.act

    def _confirmable(self) -> list[_TenureSoFar]:
        return [self.open] if self.open and not self.open.ending else self.tenures

    def _remove(self, act: FoldedAct) -> None:
        if self.open:
            # Reached also when an event has ended the tenure: the clause's day and words replace the event's.
            self.open.end(act)
            self.open = None
        else:
            free_from = max(self.beginning, self.tenures[-1].upper if self.tenures else EARLIEST)
            unknown = _TenureSoFar(min(free_from, act.day.first), None, None, _of_the_tenure(act.qualifiers))
            unknown.end(act)
            self.tenures.append(unknown)

    def _event(self, ending: Ending) -> None:
        self.passed.append(ending)
        if self.open:
            self.open.end_by_event(ending)

    def _begin(self, act: FoldedAct) -> None:
        self.open = _TenureSoFar(act.day.first, act.day, act.act, act.qualifiers)
        self.tenures.append(self.open)
        # A confirmation opens from a day gone by: an event since then has ended what it opens.
        for ending in self.passed:
            self.open.end_by_event(ending)


def _row(pair: Pair, tenure: _TenureSoFar) -> FoldedTenure:
    official, position = pair
    return FoldedTenure(
        official=official,
        position=position,
        lower=tenure.lower,
        upper=tenure.upper,
        began=tenure.began,
        ended=tenure.ended,
        began_by=tenure.began_by,
        ended_by=tenure.ended_by,
        ended_by_reorganisation=tenure.ending.reorganisation if tenure.ending else None,
        confirmed_by=tenure.confirmed_by,
        renewals=tuple(tenure.renewals),
        qualifiers=tenure.qualifiers,
    )
