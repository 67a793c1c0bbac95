"""Errata: our own mistakes in reading, corrected from the day of the correction on.

The notice is right and stays as it is; what was wrong is what we read in it. Before the erratum's day the old reading
answers, from it the corrected one, for every day asked about; the old reading stays to be seen as superseded. One
person prepares, another publishes. A mistake of the issuer's own is a new notice, not an erratum.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from orders.entering import matching, taking_in
from orders.models import Act, Clause, Erratum, Identification, LogStep, OrderState
from orders.notices import notice as reading
from orders.office import log
from orders.office.access import may_enter
from orders.office.content import content_hash
from orders.office.turns import take_turn_for
from orders.steps.taking import Asked, take
from people.refusal import Refused

Kind = Identification.Kind


@transaction.atomic
def prepare_erratum(
    *, clause: Clause, acts: Sequence[reading.Act], reason: str, by: User, seen: str | None = None
) -> Erratum:
    """Write down the right reading of a clause of a published order, for another person to publish.

    `acts` is everything the clause says, rightly read; none = it appoints and removes nobody. Whoever the old reading
    meant by the same printed name is meant again; other names are matched, or wait to be picked. Until publication the
    erratum changes nothing and nobody outside sees it. `seen` is the hash of the order the person had before them;
    None = not asked from a page.
    """
    take_turn_for(clause.order)
    clause.refresh_from_db()
    order = clause.order
    if not may_enter(by):
        raise Refused(_("只有“经办”组的成员可以拟更正。"))
    if order.state != OrderState.PUBLISHED:
        raise Refused(_("只有已公开的通知需要更正；草稿可以直接修改。"))
    log.refuse_unseen(order, seen=seen, now=content_hash(order))
    if not reason.strip():
        raise Refused(_("请写明更正的理由。"))
    stored = list(clause.acts.read().select_related("official", "position").order_by("sequence"))
    if (
        any(act.superseded_by_id for act in stored)
        or Erratum.objects.waiting().filter(corrected_acts__clause=clause).exists()
    ):
        raise Refused(_("这一任免事项已有尚未公开的更正，请先公开或者撤销。"))
    if _said(stored) == [_as_said(act) for act in acts]:
        raise Refused(_("与现有的读法相同，没有需要更正的内容。"))
    erratum = Erratum.objects.create(order=order, reason=reason.strip(), prepared_by=by)
    last = clause.acts.aggregate(last=Max("sequence"))["last"] or 0
    corrected = taking_in.create_acts(
        order, [(clause, last + place, act) for place, act in enumerate(acts, start=1)], erratum=erratum
    )
    Act.objects.filter(pk__in=[act.pk for act in stored]).update(superseded_by=erratum)
    for act in corrected:
        _identify_as_before(act, stored, by=by)
    matching.match_erratum(erratum=erratum, by=by)
    log.note_down(erratum, LogStep.PREPARE, by=by, states=("", erratum.state))
    return erratum


def publish_erratum(*, erratum: Erratum, by: User, today: date | None = None, seen: str | None = None) -> Erratum:
    """Let the corrected reading answer from today on. By a reviewer who neither prepared it nor settled a name in it.

    No other day is offered: an earlier one would change what the public knew. `today` None = the calendar's.
    """
    return take(LogStep.PUBLISH, erratum, by=by, asked=Asked(today=today, seen=seen))


def withdraw_erratum(*, erratum: Erratum, by: User, seen: str | None = None) -> Erratum:
    """Take back an erratum that is not public: the reading it was to correct stands; what was prepared is kept."""
    return take(LogStep.WITHDRAW, erratum, by=by, asked=Asked(seen=seen))


# What a reading says, for comparing two


def _as_said(act: reading.Act) -> tuple[Any, ...]:
    effective_on = act.effective_on.first if act.effective_on else None
    precision = act.effective_on.precision.value if act.effective_on else reading.Precision.DAY.value
    post = (act.post or "", act.body or "", act.position or "")
    return (act.verb.value, act.official, *post, act.qualifiers.as_json(), effective_on, precision)


def _said(acts: Sequence[Act]) -> list[tuple[Any, ...]]:
    return [
        (
            act.verb,
            act.printed_official,
            act.printed_post,
            act.printed_body,
            act.printed_title,
            act.qualifiers,
            act.effective_on,
            act.effective_precision,
        )
        for act in acts
    ]


# Whom the corrected reading means


def _identify_as_before(act: Act, before: Sequence[Act], *, by: User) -> None:
    """Whom, and where the notice names no post which post, the old reading meant by this name; if it had the name."""
    same = next((old for old in before if old.printed_official == act.printed_official), None)
    if same is None or same.official is None:
        return
    unnamed = not act.printed_post and not same.printed_post
    act.official = same.official
    act.position = same.position if unnamed else act.position
    act.post_not_on_record = unnamed and same.post_not_on_record
    act.save(update_fields=["official", "position", "post_not_on_record"])
    note = _("与更正前的读法同名。")
    Identification.objects.create(kind=Kind.EVIDENCE, act=act, official=same.official, by=by, note=note)
