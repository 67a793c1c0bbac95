"""Riders: words of their own that qualify the acts above them (以上同志试用期一年 · 任职时间均自2021年5月起算).

A rider is said of all appointments above it in the notice, or of all acts where it speaks of no appointment; what a
clause prints for itself stays. Where it cannot be told whom it means, it is none, and is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from orders.notices.notice import PartialDay, Qualifiers, Verb
from orders.notices.qualifying import NOTHING, Tail, merged, tail_of
from orders.notices.text import NUMERAL, Words, number_in
from orders.notices.vocabulary import ANY_WORD, OPENINGS

_LIMIT = 120  # characters
RIDERS_LIMIT = 8  # in one notice; each looks at all clauses above it
_ABOVE = re.compile(
    f"(?:以上|上述|前述|上列)(?:所?[任列述])?(?:(?P<number>{NUMERAL}{{1,4}})[名位个])?(?:{ANY_WORD}|新任命|新任|任职|提任)?(?:的)?"
    "(?:各位)?(?:同志|人员|干部|领导干部|任职|职务|人|各项任职)(?:的)?(?:，)?"
)
# What a rider may say; of other words kept as printed it cannot be told that they are said of all.
_TERM = re.compile("任期|聘期|聘任期|聘用期|挂职期")


class Spoken(Protocol):
    """An act, or the draft of one."""

    @property
    def verb(self) -> Verb: ...
    @property
    def qualifiers(self) -> Qualifiers: ...
    @property
    def effective_on(self) -> PartialDay | None: ...


Said = TypeVar("Said", bound=Spoken)


def rider_of(words: Words) -> tuple[Tail, int | None] | None:
    """What a sentence adds to all acts above it, and how many persons it says are named there; None: it is no rider."""
    if len(words.folded) > _LIMIT:
        return None
    above = _ABOVE.match(words.folded)
    number = number_in(above["number"]) if above and above["number"] else None
    if above is not None:
        words = words.cut(above.end())
    tail = tail_of(words.folded.removeprefix("均"), words.printed.removeprefix("均"))
    if tail is None or (above is None and not tail.of_all):
        return None
    said = tail.qualifiers
    plain = tail.effective_on is not None or said.probation_months or said.secondment_months
    return (tail, number) if plain or (said.tail and _TERM.match(said.tail)) else None


def ridden(acts: Sequence[Said], tail: Tail) -> list[Said]:
    """The acts with what a rider says of them; what they say for themselves stays."""
    return [_with(act, tail) if not tail.of_appointment or act.verb in OPENINGS else act for act in acts]


def _with(act: Said, tail: Tail) -> Said:
    own = act.qualifiers
    added = NOTHING if own.probation_months and tail.qualifiers.probation_months else tail.qualifiers
    return replace(  # type: ignore[type-var]  # both kinds are dataclasses
        act, qualifiers=merged(own, added), effective_on=act.effective_on or tail.effective_on
    )
