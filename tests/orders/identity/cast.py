"""What the tests of identity share: three bodies, and how to look at acts and people."""

from __future__ import annotations

from typing import Any

from orders.models import Act, Identification, Order
from people.models import Official

BUREAU, OFFICE, CENTRE = "北京市东城区民政局", "北京市东城区商务局", "北京市东城区医疗保险事务管理中心"
Kind = Identification.Kind


def act_of(order: Order, name: str, verb: str = "appoint") -> Act:
    return Act.objects.get(clause__order=order, printed_official=name, verb=verb)


def printed(act: Act) -> list[Any]:
    """Everything an act says as printed."""
    names = ("verb", "printed_official", "printed_post", "printed_body", "printed_title", "qualifiers", "effective_on")
    act = Act.objects.get(pk=act.pk)
    return [getattr(act, name) for name in names] + [act.clause.start, act.clause.end, act.clause.text]


def kinds(official: Official) -> list[str]:
    return list(official.identifications.order_by("pk").values_list("kind", flat=True))
