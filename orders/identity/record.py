"""What every decision on identity shares: the record it leaves, and who may take it when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from orders import reorganising
from orders.models import Act, Identification, Order, OrderState
from orders.models.orders import PUBLIC_STATES
from orders.office.access import may_enter, may_review
from people.models import Official
from people.refusal import Refused

Kind = Identification.Kind


def note_down(
    kind: Identification.Kind,
    official: Official,
    *,
    by: Any,
    note: str,
    act: Act | None = None,
    other: Official | None = None,
) -> None:
    """Leave the record of a decision."""
    Identification.objects.create(kind=kind, act=act, official=official, other=other, by=by, note=note)


def propose_anew(acts: QuerySet[Any]) -> None:
    """Raise the proposals of reorganisations to which the orders of these acts, seen anew, give reason."""
    orders = Order.published.filter(state=OrderState.PUBLISHED, clauses__acts__in=acts.values("pk")).distinct()
    for order in orders.with_effective_day().order_by("decided", "pk"):
        reorganising.propose(order=order)


# When the answer is no


def refuse_unless_open(act: Act, by: Any) -> None:
    """A draft's reading, or an erratum's not yet public, is open; the rest changes by merging and splitting only."""
    if not may_enter(by):
        raise Refused(_("只有“经办”组的成员可以认定草稿中的姓名。"))
    erratum = act.erratum
    if erratum is not None and erratum.is_waiting:
        return
    if act.is_public:
        raise Refused(_("通知已经公开；所指何人只能通过身份认定、合并或者拆分来改变。"))
    if erratum is not None or act.clause.order.state != OrderState.DRAFT:
        raise Refused(_("只有草稿中的姓名可以选定；已经提交的通知请先退回。"))


def refuse_unless_allowed(officials: Sequence[Official], by: Any) -> None:
    """What changes the public register takes a reviewer; what only drafts know, a clerk may do."""
    if may_review(by):
        return
    public = Act.objects.filter(official__in=officials, clause__order__state__in=PUBLIC_STATES).exists()
    if public:
        raise Refused(_("涉及已公开任免的身份认定，只能由“审核”组的成员作出。"))
    if not may_enter(by):
        raise Refused(_("只有“经办”组或者“审核”组的成员可以认定身份。"))


def refuse_merged(official: Official) -> None:
    """Nothing is decided about whoever was merged into another."""
    if official.merged_into:
        raise Refused(_("%(name)s已经并入另一人员，请选择并入后的人员。") % {"name": official.name})


def refuse_without_note(note: str) -> None:
    """Every decision that the public sees says why."""
    if not note.strip():
        raise Refused(_("请写明认定的依据。"))
