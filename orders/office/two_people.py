"""What the public already sees is changed by two people: nobody writes it alone, through whatever door."""

from __future__ import annotations

from django.utils.translation import gettext as _

from orders.models.changes import ChangeState, PublicChange
from people.refusal import Refused


def alone(change: PublicChange | None, *kinds: str) -> str | None:
    """Why one person may not write what is public: one sentence; None within a confirmed change of such a kind."""
    if change is not None and change.state == ChangeState.CONFIRMED and change.kind in kinds:
        return None
    return _("这里涉及已经公开的内容，一个人不能改动：请先拟好变更，再由另一位同事确认。")


def refuse_alone(change: PublicChange | None, *kinds: str) -> None:
    """Refuses to write what is public outside a confirmed change of one of these kinds."""
    if reason := alone(change, *kinds):
        raise Refused(reason, code="alone")
