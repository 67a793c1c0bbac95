"""What the checks look at: an order with everything they ask of it, read once, and the form of a remark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from orders.entering.masking import Finding, findings
from orders.models import Act, Clause, Order, Tenure
from orders.office.content import OrderContent, read_content

Level = Literal["blocking", "warning", "note"]
BLOCKING: Level = "blocking"
WARNING: Level = "warning"
NOTE: Level = "note"


@dataclass(frozen=True, slots=True)
class Check:
    """One remark on a draft. `code` is for programs, `sentence` for people; `clause` None = the whole order."""

    level: Level
    code: str
    sentence: str
    clause: Clause | None = None


@dataclass(frozen=True)
class DraftReading:
    """The content of an order with all that the checks look at beside it."""

    content: OrderContent
    today: date

    @property
    def order(self) -> Order:
        return self.content.order

    @property
    def acts(self) -> list[Act]:
        return self.content.acts

    @property
    def day(self) -> date | None:
        """On which its acts take effect where a clause states no other."""
        return self.order.decided_on

    @cached_property
    def personal(self) -> list[Finding]:
        """Its personal data, each with the last decision."""
        return findings(self.order)

    @cached_property
    def tenures(self) -> list[Tenure]:
        """What is publicly known today of the posts of this order, without what the order itself begins or ends."""
        return list(
            Tenure.objects.known()
            .filter(position__in={act.position_id for act in self.acts if act.position_id})
            .exclude(began_by__clause__order=self.order)
            .exclude(ended_by__clause__order=self.order)
            .select_related("official")
            .in_time_order()
        )

    def day_of(self, act: Act) -> date | None:
        return act.effective_on or self.day

    def holders(self, act: Act) -> list[Tenure]:
        """Tenures in the act's post that are held until the act takes effect."""
        day = self.day_of(act)
        if day is None or act.position_id is None:
            return []
        return [
            tenure
            for tenure in self.tenures
            if tenure.position_id == act.position_id
            # An event of the same day has ended it; the clause that says so is not about nobody.
            and (tenure.lower <= day < tenure.upper or (tenure.ended_by_reorganisation_id and tenure.upper == day))
        ]


def read_draft(order: Order, today: date) -> DraftReading:
    """The order and its acts, in a constant number of queries."""
    return DraftReading(read_content(order), today)
