"""What was read of the body of a notice, by positions, before it becomes a notice."""

from __future__ import annotations

from dataclasses import dataclass, field

from orders.notices.drafts import Draft, acts_of
from orders.notices.notice import Act, PartKind
from orders.notices.qualifying import Tail
from orders.notices.riders import ridden


@dataclass(slots=True)
class ClauseRead:
    """A clause; its drafts become acts as soon as no sentence can continue it and the issuer is known."""

    start: int
    end: int
    drafts: list[Draft]
    acts: tuple[Act, ...] = ()

    def persons(self) -> set[str]:
        return {draft.person.name for draft in self.drafts} or {act.official for act in self.acts}

    def ride(self, tail: Tail) -> bool:
        """Take what a rider says; whether it says anything of this clause."""
        drafts, acts = ridden(self.drafts, tail), tuple(ridden(self.acts, tail))
        changed = drafts != self.drafts or acts != self.acts
        self.drafts, self.acts = drafts, acts
        return changed

    def settle(self, issuer: str | None) -> tuple[Act, ...]:
        if self.drafts:
            self.acts = acts_of(self.drafts, issuer)
            self.drafts = []
        return self.acts


@dataclass(slots=True)
class BodyRead:
    """What was read, by positions; `parts` without separators and in order."""

    parts: list[tuple[PartKind, int, int]] = field(default_factory=list)
    clauses: list[ClauseRead] = field(default_factory=list)
    remainder: list[tuple[int, int, str]] = field(default_factory=list)
    riders: list[tuple[int, int, int]] = field(default_factory=list)  # with the number of clauses above
    decision: str = ""
    others: int = 0  # decisions printed behind the first clause
    addressees: tuple[int, int] | None = None
    signed: tuple[int, int] | None = None
    day: tuple[int, int] | None = None
    end: int = 0
