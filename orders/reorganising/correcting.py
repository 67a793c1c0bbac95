"""One event put in the place of another that is confirmed: from its own confirmation on, and not before.

Prepared and confirmed as any event; until then, and where it is declined, the one it corrects stands.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from orders.models import ChangeKind, PublicChange
from orders.models.changes import LONGEST_REASON
from orders.office import log
from orders.reorganising.in_force import put_into_force
from orders.reorganising.picture import picture
from orders.reorganising.record import OPEN, State, plan_of
from orders.reorganising.rules import Plan
from people import periods
from people.models import HolderEffect, PositionSuccession, Reorganisation
from people.refusal import Refused


def starting_plan(event: Reorganisation) -> Plan:
    """What a correction of a confirmed event starts from: what it says now, together with its supplements."""
    together = Reorganisation.objects.with_supplements([event])
    said = PositionSuccession.objects.said_by(together).select_related("old__body", "new__body").order_by("pk")
    successions = tuple((each.old, each.new) for each in said)
    return replace(plan_of(event), successions=successions, note="", corrects=event, event=None)


def refuse_not_to_be_corrected(plan: Plan) -> None:
    """Refuses to correct what is not confirmed, is part of another, or is being withdrawn or corrected already."""
    old = plan.corrects
    assert old is not None  # asked only of corrections
    old.refresh_from_db()
    if old.state != State.CONFIRMED or old.supplements_id:
        raise Refused(_("只有已确认的机构变更可以更正；补充随原变更一并更正。"))
    refuse_being_taken_back(old, beside=plan.event)
    if not plan.note.strip():
        raise Refused(_("请在“说明”中写明更正的理由；它会对外公开。"))
    # The note is the public reason why the other one is withdrawn.
    if len(plan.note) > LONGEST_REASON:
        raise Refused(_("更正的理由不能超过%(length)d个字。") % {"length": LONGEST_REASON})


def refuse_being_taken_back(event: Reorganisation, *, beside: Reorganisation | None = None) -> None:
    """Refuses while another correction, or a withdrawal, of the event waits for a second person."""
    waiting = event.corrections.filter(state__in=OPEN)
    if (waiting.exclude(pk=beside.pk) if beside else waiting).exists():
        raise Refused(_("这一机构变更已有待确认的更正；请先确认，或者不采纳。"))
    if PublicChange.objects.waiting().filter(kind=ChangeKind.EVENT, reorganisation=event).exists():
        raise Refused(_("这一机构变更已有待确认的撤回；请先确认，或者不采纳。"))


def carry_over_holders(old: Reorganisation, event: Reorganisation) -> None:
    """What was said of single holders is said again, where the correction names their post."""
    named = set(event.successions.values_list("old", flat=True))
    already = {effect.holder for effect in event.holder_effects.all()}
    HolderEffect.objects.bulk_create(
        HolderEffect(
            reorganisation=event,
            official_id=said.official_id,
            position_id=said.position_id,
            effect=said.effect,
            note=said.note,
        )
        for said in HolderEffect.objects.by_holder([old]).values()
        if said.position_id in named and said.holder not in already
    )


def forecast(event: Reorganisation, *, by: User) -> list[log.Change]:
    """What the public would see changed, in words: the correction is confirmed as on its first day, and undone."""
    day = max(periods.today(), event.document_public_on or date.min)
    old = event.corrects
    assert old is not None  # asked only of corrections
    with transaction.atomic():
        # Who confirms it is not known yet: the trial stands for anybody but whoever prepared it.
        trial = Reorganisation.objects.get(pk=event.pk)
        trial.prepared_by = None
        trial.save(update_fields=["prepared_by"])
        before = picture([old, trial])
        put_into_force(trial, by=by, day=day)
        after = picture([old, trial])
        transaction.set_rollback(True)
    return log.differences(before, after)
