"""Errata: our own mistakes in reading, corrected from the day of the correction on.

The notice is right and stays as it is; what was wrong is what we read in it. Before the erratum's day the old reading
answers, from it the corrected one, for every day asked about; the old reading stays to be seen as superseded. One
person prepares, another publishes. A mistake of the issuer's own is a new notice, not an erratum.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders import reorganising
from orders.checks.unread import posts_not_known
from orders.entering import matching, taking_in
from orders.models import Act, Clause, Erratum, Identification, OrderState
from orders.notices import notice as reading
from orders.office import content
from orders.office.access import may_enter, may_review
from orders.office.turns import take_turn
from orders.tenures.fold import Pair
from orders.tenures.projection import sync
from people import periods
from people.models import Body
from people.refusal import Refused

Kind = Identification.Kind


@transaction.atomic
def prepare_erratum(*, clause: Clause, acts: Sequence[reading.Act], reason: str, by: Any) -> Erratum:
    """Write down the right reading of a clause of a published order, for another person to publish.

    `acts` is everything the clause says, rightly read; none = it appoints and removes nobody. Whoever the old reading
    meant by the same printed name is meant again; other names are matched, or wait to be picked. Until publication the
    erratum changes nothing and nobody outside sees it.
    """
    take_turn()
    clause.refresh_from_db()
    order = clause.order
    if not may_enter(by):
        raise Refused(_("只有“经办”组的成员可以拟更正。"))
    if order.state != OrderState.PUBLISHED:
        raise Refused(_("只有已公开的通知需要更正；草稿可以直接修改。"))
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
    return erratum


@transaction.atomic
def publish_erratum(*, erratum: Erratum, by: Any, today: date | None = None, seen: str | None = None) -> Erratum:
    """Let the corrected reading answer from today on. By a reviewer who neither prepared it nor settled a name in it.

    No other day is offered: an earlier one would change what the public knew. `today` None = the calendar's. What
    blocks an order for its posts blocks the corrected reading too.
    `seen` is the hash of the content the person had before them; None = the step is not asked from a page.
    """
    take_turn()
    erratum.refresh_from_db()
    today = today or periods.today()
    if not may_review(by):
        raise Refused(_("只有“审核”组的成员可以公开更正。"))
    _refuse_closed(erratum)
    if erratum.prepared_by == by:
        raise Refused(_("经办人不能确认自己经办的更正。"))
    if Identification.objects.filter(act__erratum=erratum, by=by).exists():
        raise Refused(_("更正中的姓名或者职务是您认定的，不能由您公开；请由另一人办理。"))
    content.refuse_unseen(seen=seen, now=content_hash(erratum))
    _refuse_unless_public(erratum, today)
    corrected = list(erratum.corrected_acts.select_related("official", "position__body"))
    names = list(dict.fromkeys(act.printed_official for act in corrected if act.official is None))
    if names:
        raise Refused(_("姓名“%(names)s”还没有认定是哪一位，不能公开。") % {"names": _("、").join(names)})
    for check in posts_not_known(corrected):
        raise Refused(check.sentence)
    erratum.published_on = today
    erratum.confirmed_by = by
    erratum.save(update_fields=["published_on", "confirmed_by"])
    _reveal(corrected, today)
    sync(_pairs(erratum))
    reorganising.propose(order=erratum.order)
    return erratum


@transaction.atomic
def withdraw_erratum(*, erratum: Erratum, by: Any, seen: str | None = None) -> Erratum:
    """Take back an erratum that is not public: the reading it was to correct stands; what was prepared is kept.

    `seen` as in `publish_erratum`.
    """
    take_turn()
    erratum.refresh_from_db()
    if not may_enter(by) and not may_review(by):
        raise Refused(_("只有“经办”组或者“审核”组的成员可以撤销更正。"))
    _refuse_closed(erratum)
    content.refuse_unseen(seen=seen, now=content_hash(erratum))
    erratum.withdrawn_by = by
    erratum.save(update_fields=["withdrawn_by"])
    erratum.superseded_acts.update(superseded_by=None)
    # Its acts mean nobody any more, so that whoever was made for them is not taken for a namesake; the log keeps whom.
    erratum.corrected_acts.update(official=None)
    return erratum


def content_hash(erratum: Erratum) -> str:
    """SHA-256 over all that whoever publishes the erratum answers for: why, the old reading, the new one, by name."""
    old, new = erratum.superseded_acts.all(), erratum.corrected_acts.all()
    bodies = [*old.values_list("position__body", flat=True), *new.values_list("position__body", flat=True)]
    return content.digest(
        {"reason": erratum.reason, "old": content.said(old), "new": content.said(new), "bodies": content.names(bodies)}
    )


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


def _identify_as_before(act: Act, before: Sequence[Act], *, by: Any) -> None:
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


# Publication


def _pairs(erratum: Erratum) -> set[Pair]:
    """The pairs of the old reading and of the new one."""
    acts = Act.objects.filter(Q(erratum=erratum) | Q(superseded_by=erratum))
    acts = acts.filter(official__isnull=False, position__isnull=False)
    return {(act.official_id, act.position_id) for act in acts if act.official_id and act.position_id}


def _reveal(acts: Sequence[Act], day: date) -> None:
    for act in acts:
        if act.official:
            act.official.become_public(day)
        if act.position:
            act.position.become_public(day)
    Body.everything.above({act.position.body_id for act in acts if act.position}).become_public(day)


# When the answer is no


def _refuse_closed(erratum: Erratum) -> None:
    if erratum.withdrawn_by_id:
        raise Refused(_("这一更正已经撤销。"))
    if erratum.published_on:
        raise Refused(_("这一更正已经公开，不能再改动；仍有错误的，请另拟更正。"))


def _refuse_unless_public(erratum: Erratum, today: date) -> None:
    """Only a reading that the public knows is corrected for the public."""
    if erratum.order.state != OrderState.PUBLISHED:
        raise Refused(_("通知已经撤回，不需要更正。"))
    earlier = [act.erratum.published_on for act in erratum.superseded_acts.select_related("erratum") if act.erratum]
    known_from = max(day for day in [erratum.order.published_on, *earlier] if day)
    if today < known_from:
        raise Refused(_("更正的公开日期不能早于被更正内容的公开日期%(day)s。") % {"day": date_format(known_from)})
