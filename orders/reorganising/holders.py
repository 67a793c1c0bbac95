"""What an event does to single holders by name, and what is added to an event after it was confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from orders.models import Act, LogStep
from orders.office import log
from orders.office.content import content_hash
from orders.reorganising.lineage import posts_without_successor, unnamed_posts
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
from orders.reorganising.rules import Plan, Succession, refuse_wrong_successions
from people.models import HolderEffect, Official, Position, PositionSuccession, Reorganisation
from people.refusal import Refused

Treated = tuple[Official, Position, str]  # a holder of a post by name, and the effect the event has on them


@transaction.atomic
def set_holder_effect(
    *, reorganisation: Reorganisation, treated: Treated, by: User, note: str = "", seen: str | None = None
) -> HolderEffect:
    """Say what the event does to one holder of an old post, where it differs from the others. Only before confirmation;
    whoever says so prepares the event. For a confirmed event use `supplement`.
    """
    official, position, effect = treated
    event = fresh(reorganisation)
    refuse_outsider(by)
    refuse_closed(event)
    log.refuse_unseen(event, seen=seen, now=content_hash(event))
    _refuse_stranger(_posts_named(event), official, position)
    before, state = in_plain_words(event), event.state
    event.state = State.PREPARED
    event.prepared_by = by
    event.save(update_fields=["state", "prepared_by"])
    row, _made = HolderEffect.objects.update_or_create(
        reorganisation=event, official=official, position=position, defaults={"effect": effect, "note": note}
    )
    changes = log.differences(before, in_plain_words(event))
    log.note_down(event, LogStep.REVISE, by=by, note=note, states=(state, event.state), changes=changes)
    return row


@transaction.atomic
def supplement(
    *,
    reorganisation: Reorganisation,
    by: User,
    note: str,
    successions: Iterable[Succession] = (),
    holder_effects: Iterable[Treated] = (),
) -> Reorganisation:
    """Add to a confirmed event what was not on record then: posts it ends, the successor of a post that was named
    without one, or holders to be treated by name.

    The supplement is prepared here and confirmed by another person, like any event. Once confirmed it is one with the
    event: known since the same day, and what it says of a holder replaces what was said before.
    """
    added, effects = tuple(successions), list(holder_effects)
    main = fresh(reorganisation, *(post for pair in added for post in pair if post is not None))
    refuse_outsider(by)
    if main.state != State.CONFIRMED or main.supplements:
        raise Refused(_("只有已确认的机构变更可以补充。"))
    _refuse_empty(added, effects)
    if not note.strip():
        raise Refused(_("请写明补充的依据。"))
    # Its proofs are those of the event: copied, they would no longer grow with it.
    event = Reorganisation.objects.create(
        kind=main.kind,
        effective_on=main.effective_on,
        document=main.document,
        document_public_on=main.document_public_on,
        effect=main.effect,
        state=State.PREPARED,
        prepared_by=by,
        supplements=main,
        note=note.strip(),
    )
    plan = replace(plan_of(main), successions=added, event=event)
    refuse_unsound_supplement(event, main, plan, effects)
    write_parties(event, plan)
    write_successions(event, added)
    for official, position, effect in effects:
        HolderEffect.objects.create(reorganisation=event, official=official, position=position, effect=effect)
    log.note_down(event, LogStep.PREPARE, by=by, states=("", event.state))
    return event


def refuse_unsound_supplement(
    event: Reorganisation, main: Reorganisation, plan: Plan, treated: Collection[Treated]
) -> None:
    """Refuses a supplement that says more of the event it adds to than is missing there now.

    `event` is the supplement, `plan` what it is to say of bodies and posts, `treated` what of single holders.
    """
    stands = plan_of(main)
    if (
        _frame(plan) != _frame(stands)
        or event.effect != main.effect
        or event.document_public_on != main.document_public_on
    ):
        raise Refused(_("补充只增列职务和任职者；类型、生效之日、机构、影响和公开日期与所补充的变更相同。"))
    _refuse_empty(plan.successions, treated)
    refuse_wrong_successions(plan)
    unnamed, without_successor = unnamed_posts(main), posts_without_successor(main)
    for old, new in plan.successions:
        if old not in unnamed and (new is None or old not in without_successor):
            raise Refused(_("“%(post)s”不是这次变更中尚未列出的原职务。") % {"post": old})
    named = _posts_named(main) | {old.pk for old, _new in plan.successions}
    # Of several supplements about one holder the one recorded last holds: an earlier one would come to nothing.
    later = HolderEffect.objects.filter(
        reorganisation__supplements=main, reorganisation__state=State.CONFIRMED, reorganisation__gt=event.pk
    )
    for official, position, _effect in treated:
        _refuse_stranger(named, official, position)
        if later.filter(official=official, position=position).exists():
            raise Refused(
                _("后来的一项补充已经指定%(name)s任%(position)s的影响。") % {"name": official, "position": position}
            )


def treated_by_name(event: Reorganisation) -> list[Treated]:
    """What an event itself says of single holders."""
    effects = event.holder_effects.select_related("official", "position__body")
    return [(effect.official, effect.position, effect.effect) for effect in effects]


def _refuse_empty(successions: Collection[Succession], treated: Collection[Treated]) -> None:
    if not successions and not treated:
        raise Refused(_("请写明要补充的职务或者任职者。"))


def _frame(plan: Plan) -> tuple[object, ...]:
    """What an event and its supplements have in common."""
    return plan.kind, plan.effective_on, plan.new_name, set(plan.old), set(plan.new)


def _posts_named(event: Reorganisation) -> set[int]:
    """Keys of the posts an event names; for a supplement those named by what it adds to as well."""
    said = PositionSuccession.objects.belonging_to([event.supplements or event]) | event.successions.all()
    return set(said.values_list("old", flat=True))


def _refuse_stranger(named: Collection[int], official: Official, position: Position) -> None:
    """Refuses a holder in no post of `named`, the keys of posts, or of whom the record does not know in that post."""
    if position.pk not in named:
        raise Refused(_("原职务“%(post)s”不在这次变更所列职务之中。") % {"post": position})
    if not Act.objects.published().filter(official=official, position=position).exists():
        raise Refused(_("登记中没有%(name)s任%(position)s的记录。") % {"name": official, "position": position})
