"""Whom a name may mean, as staff need to see it: the posts and dates of each official, drafts included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from orders.models import Act, OrderState, Tenure
from orders.models.orders import PUBLIC_STATES
from orders.tenures.periods import period
from people.models import Official


@dataclass(frozen=True)
class CareerLine:
    """One line of a career: a post and its period, or what a notice not yet public says of it."""

    post: str
    period: str
    draft: bool = False

    def __str__(self) -> str:
        return f"{self.post}（{self.period}）"


def careers(officials: Iterable[Official]) -> dict[int, list[CareerLine]]:
    """For each official, by key, the posts on record in the order of time and then those that only drafts know.

    Four queries however many officials.
    """
    keys = [official.pk for official in officials]
    lines: dict[int, list[CareerLine]] = defaultdict(list)
    tenures = Tenure.objects.known().filter(official__in=keys).select_related("position__body")
    for tenure in tenures.prefetch_related("position__body__names").in_time_order():
        lines[tenure.official_id].append(CareerLine(str(tenure.position), period(tenure)))
    acts = (
        Act.objects.filter(official__in=keys)
        .exclude(clause__order__state__in=[*PUBLIC_STATES, OrderState.DISCARDED])
        .select_related("clause__order")
        .order_by("clause__order__signed_on", "clause__order", "clause", "sequence")
    )
    for act in acts:
        of_draft = _("未公开：%(order)s %(verb)s") % {"order": act.clause.order, "verb": act.get_verb_display()}
        assert act.official_id is not None  # filtered by it
        lines[act.official_id].append(CareerLine(act.printed_body + act.printed_title, of_draft, draft=True))
    return dict(lines)
