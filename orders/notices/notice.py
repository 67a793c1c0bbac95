"""What a notice says, as plain values: no Django, no database.

Spans are pairs (start, end) of Unicode code points in the decoded text, line ends untranslated, start ≤ i < end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from orders.notices.vocabulary import Verb as Verb
from orders.notices.wording import FOUNDING, FOUNDING_FRAME, FrameWording, Wording

Span = tuple[int, int]


class PartKind(StrEnum):
    """The parts that tile a notice without gap or overlap."""

    TITLE = "title"
    NUMBER = "number"
    ADDRESSEES = "addressees"
    DECISION = "decision"
    CLAUSE = "clause"
    SEPARATOR = "separator"
    SIGNATURE = "signature"
    DATE = "date"
    RIDER = "rider"  # qualifies the clauses above it
    REMAINDER = "remainder"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day, or a month or year of which only the first day is known to be meant; folds at `first`."""

    first: date
    precision: Precision = Precision.DAY

    def __str__(self) -> str:
        iso = self.first.isoformat()
        return {Precision.DAY: iso, Precision.MONTH: iso[:7], Precision.YEAR: iso[:4]}[self.precision]


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What the brackets and tails of one act add. None or False = not printed."""

    probation_months: int | None = None
    concurrent: bool = False
    level: str | None = None
    follow_up: str | None = None
    secondment_months: int | None = None
    presiding: bool = False
    acting: bool = False  # 代理县长: of the post of the 县长
    elected: bool = False  # by a people's congress
    approval: bool = False  # of what another organ has done: 批准任命
    trial_ended: bool = False
    tail: str | None = None

    def as_json(self) -> dict[str, int | bool | str]:
        """Only the keys that are printed in the notice."""
        return {
            name: value for name in self.__slots__ if (value := getattr(self, name)) is not None and value is not False
        }


@dataclass(frozen=True, slots=True)
class Act:
    """One verb, one official, one position. `post`, `body`, `position` are None when no post is named.

    body + position == post, except where the body is not printed with this title (`body_implied`): there `post` is as
    printed and `body` is filled from the issuer or the title before.
    """

    verb: Verb
    official: str
    post: str | None
    body: str | None
    position: str | None
    qualifiers: Qualifiers = Qualifiers()
    effective_on: PartialDay | None = None
    body_implied: bool = False
    wording: Wording = FOUNDING


@dataclass(frozen=True, slots=True)
class Part:
    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of an order; `text` is its words without white space."""

    sequence: int
    text: str
    span: Span
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Remainder:
    """Words that are in no known form, kept for a person, with the reason why."""

    text: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Rider:
    """Words of their own that qualify clauses above them, which are given by their sequence."""

    text: str
    span: Span
    clauses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a careful reader would remark: `code` for programs, `message` a Chinese sentence for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """The session a notice names; any of the four may be missing in print."""

    body: str | None
    kind: str | None
    number: int | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Notice:
    number: str | None  # normalised: 东政任〔2021〕16号
    title: str | None
    issuer: str | None
    headcount: int | None
    span: Span
    session: DecidedBy | None
    signed_on: date | None
    parts: tuple[Part, ...]
    clauses: tuple[Clause, ...]
    remainder: tuple[Remainder, ...] = ()
    findings: tuple[Finding, ...] = ()
    riders: tuple[Rider, ...] = ()
    addressees: str | None = None
    signatories: tuple[str, ...] = ()
    wording: FrameWording = FOUNDING_FRAME


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file: its notices, what is left to a person outside them, and the spans of other text; they tile it."""

    notices: tuple[Notice, ...] = ()
    other: tuple[Span, ...] = ()
    remainder: tuple[Remainder, ...] = ()  # sentences in no notice that make one think of acts
    findings: tuple[
        Finding, ...
    ] = ()  # about the file as a whole: its encoding, what of it was not read, why it holds no notice
