"""Recording an event between bodies: one person prepares it, another confirms it, and only then has it any effect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.models import Clause, OrderState, ReorganisationProof
from orders.office.access import may_review
from orders.office.content import refuse_unseen
from orders.office.turns import take_turn
from orders.reorganising.holders import refuse_unsound_supplement, treated_by_name
from orders.reorganising.lineage import known_day
from orders.reorganising.record import (
    State,
    content_hash,
    fresh,
    plan_of,
    refuse_closed,
    refuse_outsider,
    write_parties,
    write_successions,
)
from orders.reorganising.rules import (
    BEGINNING,
    ENDING,
    Kind,
    Plan,
    Succession,
    effect_under_policy,
    other_events,
    refuse_unsound,
)
from orders.tenures.projection import pairs_in, sync
from people import periods
from people.models import (
    Body,
    BodyName,
    Effect,
    Position,
    Reorganisation,
)
from people.refusal import Refused


class Kept(Enum):
    """Stands for what is left as it was, where None says that there is none."""

    AS_IT_WAS = "as it was"


@transaction.atomic
def prepare(
    *,
    kind: str,
    old: Sequence[Body],
    new: Sequence[Body],
    effective_on: date,
    successions: Iterable[Succession] = (),
    effect: str | None = None,
    document: str = "",
    document_public_on: date | None = None,
    new_name: str = "",
    by: Any,
    note: str = "",
) -> Reorganisation:
    """Record an event for another person to confirm; until then it has no effect and nobody outside sees it.

    From `effective_on` the old bodies are no more and the new ones are there. `effect` is what it does to holders of
    the old posts named in `successions`; None = by the rule of the place (`effect_under_policy`). What the system
    proposed about the same bodies is taken up by it, with its proofs. Refused when it contradicts itself or the record.
    """
    take_turn()
    refuse_outsider(by)
    for body in [*old, *new]:
        body.refresh_from_db()
    plan = Plan(kind, tuple(old), tuple(new), effective_on, tuple(successions), new_name.strip())
    refuse_unsound(plan)
    proposed = _proposals_within(plan)
    event = proposed[0] if proposed else Reorganisation()
    event.kind = kind
    event.effective_on = effective_on
    event.new_name = plan.new_name
    event.document = document.strip()
    event.document_public_on = document_public_on
    event.effect = _sound_effect(plan, effect)
    event.note = note or event.note
    event.state = State.PREPARED
    event.prepared_by = by
    event.save()
    write_parties(event, plan)
    write_successions(event, plan.successions)
    for superfluous in proposed[1:]:
        _hand_over_proofs(superfluous, to=event)
    return event


@transaction.atomic
def take_up(*, reorganisation: Reorganisation, by: Any, seen: str | None = None) -> Reorganisation:
    """Make a proposal of the system one's own, as it stands: prepared, for another person to confirm.

    `seen` as in `confirm`.
    """
    event = fresh(reorganisation)
    refuse_outsider(by)
    if event.state != State.PROPOSED:
        raise Refused(
            _("只有系统提出的建议可以采用；这一机构变更是“%(state)s”。") % {"state": event.get_state_display()}
        )
    refuse_unseen(seen=seen, now=content_hash(event))
    refuse_unsound(plan_of(event))
    event.state = State.PREPARED
    event.prepared_by = by
    event.save(update_fields=["state", "prepared_by"])
    return event


@transaction.atomic
def revise(
    *,
    reorganisation: Reorganisation,
    by: Any,
    kind: str | None = None,
    old: Sequence[Body] | None = None,
    new: Sequence[Body] | None = None,
    effective_on: date | None = None,
    successions: Iterable[Succession] | None = None,
    effect: str | None = None,
    document: str | None = None,
    document_public_on: date | Kept | None = Kept.AS_IT_WAS,
    new_name: str | None = None,
    note: str | None = None,
) -> Reorganisation:
    """Change a proposal or prepared event before it is confirmed; None = as it was. Whoever revises it prepares it.

    `document_public_on` None = the document has no public day.
    """
    event = fresh(reorganisation)
    refuse_outsider(by)
    refuse_closed(event)
    before = plan_of(event)
    plan = Plan(
        kind=kind or before.kind,
        old=before.old if old is None else tuple(old),
        new=before.new if new is None else tuple(new),
        effective_on=effective_on or before.effective_on,
        successions=before.successions if successions is None else tuple(successions),
        new_name=before.new_name if new_name is None else new_name.strip(),
        event=event,
    )
    for body in [*plan.old, *plan.new]:
        body.refresh_from_db()
    if event.supplements is None:
        refuse_unsound(plan)
    event.kind = plan.kind
    event.effective_on = plan.effective_on
    event.new_name = plan.new_name
    event.effect = _sound_effect(plan, effect or (event.effect if plan.kind == before.kind else None))
    event.document = event.document if document is None else document.strip()
    if not isinstance(document_public_on, Kept):
        event.document_public_on = document_public_on
    event.note = event.note if note is None else note
    if event.supplements:
        refuse_unsound_supplement(event, event.supplements, plan, treated_by_name(event))
    event.state = State.PREPARED
    event.prepared_by = by
    event.save()
    write_parties(event, plan)
    write_successions(event, plan.successions)
    return event


@transaction.atomic
def confirm(
    *, reorganisation: Reorganisation, by: Any, on: date | None = None, seen: str | None = None
) -> Reorganisation:
    """Give a prepared event its effect: lives and names of bodies, tenures ended, all public from the day it is known.

    By a reviewer other than whoever prepared it; `on` is the day of confirming, None = today. Everything is checked
    again, since the record may have changed in between. `seen` is the hash of the content the person had before them;
    None = the step is not asked from a page.
    """
    event = fresh(reorganisation)
    on = on or periods.today()
    if not may_review(by):
        raise Refused(_("只有“审核”组的成员可以确认机构变更。"))
    if event.state != State.PREPARED:
        raise Refused(_("这一机构变更是“%(state)s”，不能确认。") % {"state": event.get_state_display()})
    if event.prepared_by == by:
        raise Refused(_("经办人不能确认自己经办的机构变更。"))
    refuse_unseen(seen=seen, now=content_hash(event))
    _refuse_without_basis(event)
    plan = plan_of(event)
    if event.supplements:
        refuse_unsound_supplement(event, event.supplements, plan, treated_by_name(event))
    else:
        refuse_unsound(plan)
    event.state = State.CONFIRMED
    event.confirmed_by = by
    event.confirmed_on = on
    event.save(update_fields=["state", "confirmed_by", "confirmed_on"])
    known_from = known_day(event) or on
    if known_from > on:
        raise Refused(_("依据文件%(day)s才公开，公开之前不能确认。") % {"day": date_format(known_from)})
    if event.supplements is None:
        _change_bodies(plan)
    _reveal(plan, known_from)
    # The day a body was established bounds tenures without a recorded start, so its own posts are folded anew as well.
    sync(pairs_in(Position.everything.filter(body__in=[*plan.old, *plan.new])))
    return event


@transaction.atomic
def decline(*, reorganisation: Reorganisation, by: Any, note: str, seen: str | None = None) -> Reorganisation:
    """Turn down a proposal or a prepared event, with the reason; the same is not proposed again. `seen`: as above."""
    event = fresh(reorganisation)
    refuse_outsider(by)
    refuse_closed(event)
    refuse_unseen(seen=seen, now=content_hash(event))
    if not note.strip():
        raise Refused(_("请写明不采纳的理由。"))
    event.state = State.DECLINED
    event.note = "\n".join(filter(None, [event.note, note.strip()]))
    event.save(update_fields=["state", "note"])
    return event


def _refuse_without_basis(event: Reorganisation) -> None:
    """Refuses what rests on notices alone when all of them have been taken back. A supplement rests on those of its
    event.
    """
    proofs = Clause.objects.filter(reorganisation_proofs__reorganisation=event.supplements or event)
    if not event.document and proofs.exists() and not proofs.filter(order__state=OrderState.PUBLISHED).exists():
        raise Refused(_("据以提出的通知已经撤回；请写明其他依据文件，或者不采纳。"))


# What confirmation changes


def _change_bodies(plan: Plan) -> None:
    if plan.kind == Kind.RENAMED:
        _rename(plan.old[0], plan.new_name, plan.effective_on)
    if plan.kind in ENDING:
        for body in plan.old:
            body.abolished_on = plan.effective_on
            body.save(update_fields=["abolished_on"])
    if plan.kind in BEGINNING:
        for body in plan.new:
            body.established_on = plan.effective_on
            body.save(update_fields=["established_on"])


def _rename(body: Body, new_name: str, day: date) -> None:
    """The name borne on the day ends; the new one is borne from then until the next name on record begins."""
    names = sorted(body.names.all(), key=lambda name: (name.began_on or periods.EARLIEST, name.pk))
    borne = [name for name in names if periods.holds(name.began_on, name.ended_on, day)]
    until = borne[-1].ended_on if borne else None
    for name in borne:
        if name.began_on == day:
            raise Refused(_("%(body)s在这一天已有另一次更名。") % {"body": body})
        name.ended_on = day
        name.save(update_fields=["ended_on"])
    BodyName.objects.create(body=body, name=new_name, began_on=day, ended_on=until)


def _reveal(plan: Plan, known_from: date) -> None:
    Body.everything.above(body.pk for body in [*plan.old, *plan.new]).become_public(known_from)
    for old, new in plan.successions:
        old.become_public(known_from)
        if new is not None:
            new.become_public(known_from)


def _proposals_within(plan: Plan) -> list[Reorganisation]:
    """What the system proposed about bodies of this plan alone."""
    parties = {*plan.old, *plan.new}
    proposed = [event for event in other_events(plan) if event.state == State.PROPOSED]
    return [event for event in proposed if {party.body for party in event.parties.select_related("body")} <= parties]


def _hand_over_proofs(event: Reorganisation, *, to: Reorganisation) -> None:
    for proof in event.proofs.all():
        ReorganisationProof.objects.get_or_create(reorganisation=to, clause=proof.clause)
    event.state = State.DECLINED
    event.note = "\n".join(filter(None, [event.note, _("已并入另一项机构变更。")]))
    event.save(update_fields=["state", "note"])


def _sound_effect(plan: Plan, effect: str | None) -> str:
    if plan.kind not in ENDING and effect not in (None, Effect.CARRIES_ON):
        raise Refused(_("设立和更名不结束任何任职；更名同时免去原任职务的，请按“更名重组”登记。"))
    return effect or effect_under_policy(plan.kind, plan.old)
