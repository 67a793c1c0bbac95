"""Recording an event between bodies: one person prepares it, another confirms it, and only then has it any effect."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from orders.models import LogStep, ReorganisationProof
from orders.office import log
from orders.office.content import content_hash
from orders.office.turns import take_turn_for
from orders.reorganising.holders import refuse_unsound_supplement, treated_by_name
from orders.reorganising.record import (
    State,
    fresh,
    in_plain_words,
    plan_of,
    refuse_closed,
    refuse_outsider,
    write_parties,
    write_successions,
)
from orders.reorganising.rules import ENDING, Plan, effect_under_policy, other_events, refuse_unsound
from people.models import Body, Effect, Position, Reorganisation
from people.refusal import Refused


@transaction.atomic
def prepare(*, plan: Plan, by: User) -> Reorganisation:
    """Record an event for another person to confirm; until then it has no effect and nobody outside sees it.

    From its day the old bodies are no more and the new ones are there. What the system proposed about the same bodies
    is taken up by it, with its proofs. Refused when it contradicts itself or the record.
    """
    take_turn_for(*_named(plan))
    refuse_outsider(by)
    for body in [*plan.old, *plan.new]:
        body.refresh_from_db()
    plan = _tidy(plan)
    refuse_unsound(plan)
    proposed = _proposals_within(plan)
    event = proposed[0] if proposed else Reorganisation()
    _write(event, replace(plan, note=plan.note or event.note), effect=plan.effect, by=by)
    for superfluous in proposed[1:]:
        _hand_over_proofs(superfluous, to=event, by=by)
    log.note_down(event, LogStep.PREPARE, by=by, states=("", event.state))
    return event


@transaction.atomic
def revise(*, reorganisation: Reorganisation, plan: Plan, by: User, seen: str | None = None) -> Reorganisation:
    """Make a proposal or prepared event what `plan` says, before it is confirmed. Whoever revises it prepares it.

    Where only the kind is another, the effect on holders is again by the rule of the place. `seen` is the hash of the
    content the person had before them; None = not asked from a page.
    """
    event = fresh(reorganisation, *_named(plan))
    refuse_outsider(by)
    refuse_closed(event)
    log.refuse_unseen(event, seen=seen, now=content_hash(event))
    before, words = plan_of(event), in_plain_words(event)
    plan = replace(_tidy(plan), event=event)
    for body in [*plan.old, *plan.new]:
        body.refresh_from_db()
    if event.supplements is None:
        refuse_unsound(plan)
    anew = plan.kind != before.kind and plan.effect == before.effect
    state = event.state
    _write(event, plan, effect=None if anew else plan.effect, by=by)
    log.note_down(
        event, LogStep.REVISE, by=by, states=(state, event.state), changes=log.differences(words, in_plain_words(event))
    )
    return event


def _named(plan: Plan) -> list[Body | Position]:
    posts = [post for pair in plan.successions for post in pair if post is not None]
    return [*plan.old, *plan.new, *posts]


def _tidy(plan: Plan) -> Plan:
    return replace(plan, new_name=plan.new_name.strip(), document=plan.document.strip())


def _write(event: Reorganisation, plan: Plan, *, effect: str | None, by: User) -> None:
    """`effect` None = by the rule of the place (`effect_under_policy`)."""
    event.kind = plan.kind
    event.effective_on = plan.effective_on
    event.new_name = plan.new_name
    event.document = plan.document
    event.document_public_on = plan.document_public_on
    event.effect = _sound_effect(plan, effect)
    event.note = plan.note
    event.corrects = plan.corrects
    if event.supplements:
        refuse_unsound_supplement(event, event.supplements, plan, treated_by_name(event))
    event.state = State.PREPARED
    event.prepared_by = by
    event.save()
    write_parties(event, plan)
    write_successions(event, plan.successions)


def _proposals_within(plan: Plan) -> list[Reorganisation]:
    """What the system proposed about bodies of this plan alone."""
    parties = {*plan.old, *plan.new}
    proposed = [event for event in other_events(plan) if event.state == State.PROPOSED]
    return [event for event in proposed if {party.body for party in event.parties.select_related("body")} <= parties]


def _hand_over_proofs(event: Reorganisation, *, to: Reorganisation, by: User) -> None:
    for proof in event.proofs.all():
        ReorganisationProof.objects.get_or_create(reorganisation=to, clause=proof.clause)
    state, event.state = event.state, State.DECLINED
    event.note = "\n".join(filter(None, [event.note, _("已并入另一项机构变更。")]))
    event.save(update_fields=["state", "note"])
    log.note_down(event, LogStep.DECLINE, by=by, note=_("已并入另一项机构变更。"), states=(state, event.state))


def _sound_effect(plan: Plan, effect: str | None) -> str:
    if plan.kind not in ENDING and effect not in (None, Effect.CARRIES_ON):
        raise Refused(_("设立和更名不结束任何任职；更名同时免去原任职务的，请按“更名重组”登记。"))
    return effect or effect_under_policy(plan.kind, plan.old)
