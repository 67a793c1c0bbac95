"""What an event does to single holders by name, and what is added to an event after it was confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orders.models import Act, ReorganisationProof
from orders.reorganising.lineage import posts_without_successor, unnamed_posts
from orders.reorganising.record import (
    State,
    fresh,
    plan_of,
    refuse_closed,
    refuse_outsider,
    write_parties,
    write_successions,
)
from orders.reorganising.rules import Succession, refuse_drafted_posts
from people.models import HolderEffect, Official, Position, Reorganisation
from people.refusal import Refused


@transaction.atomic
def set_holder_effect(
    *, reorganisation: Reorganisation, official: Official, position: Position, effect: str, by: Any, note: str = ""
) -> HolderEffect:
    """Say what the event does to one holder of an old post, where it differs from the others. Only before confirmation;
    whoever says so prepares the event. For a confirmed event use `supplement`.
    """
    event = fresh(reorganisation)
    refuse_outsider(by)
    refuse_closed(event)
    _refuse_stranger(event, official, position)
    event.state = State.PREPARED
    event.prepared_by = by
    event.save(update_fields=["state", "prepared_by"])
    row, _made = HolderEffect.objects.update_or_create(
        reorganisation=event, official=official, position=position, defaults={"effect": effect, "note": note}
    )
    return row


@transaction.atomic
def supplement(
    *,
    reorganisation: Reorganisation,
    by: Any,
    note: str,
    successions: Iterable[Succession] = (),
    holder_effects: Iterable[tuple[Official, Position, str]] = (),
) -> Reorganisation:
    """Add to a confirmed event what was not on record then: posts it ends, the successor of a post that was named
    without one, or holders to be treated by name.

    The supplement is prepared here and confirmed by another person, like any event.
    """
    main = fresh(reorganisation)
    refuse_outsider(by)
    if main.state != State.CONFIRMED or main.supplements:
        raise Refused(_("只有已确认的机构变更可以补充。"))
    added, effects = list(successions), list(holder_effects)
    if not added and not effects:
        raise Refused(_("请写明要补充的职务或者任职者。"))
    if not note.strip():
        raise Refused(_("请写明补充的依据。"))
    before = plan_of(main)
    unnamed = unnamed_posts(main)
    without_successor = set(posts_without_successor(main))
    for old, new in added:
        named = old in unnamed or (new is not None and old in without_successor)
        if not named or (new is not None and new.body not in before.new):
            raise Refused(_("“%(post)s”不是这次变更中尚未列出的原职务。") % {"post": old})
    refuse_drafted_posts(added)
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
    write_parties(event, before)
    write_successions(event, added)
    for proof in main.proofs.all():
        ReorganisationProof.objects.create(reorganisation=event, clause=proof.clause)
    for official, position, effect in effects:
        if not main.successions.filter(old=position).exists():
            _refuse_stranger(event, official, position)
        HolderEffect.objects.create(reorganisation=event, official=official, position=position, effect=effect)
    return event


def apply_to_main(event: Reorganisation, main: Reorganisation) -> None:
    """What a confirmed supplement says of holders in posts that the main event names, the main event does to them."""
    named = set(main.successions.values_list("old", flat=True))
    for effect in event.holder_effects.filter(position__in=named):
        HolderEffect.objects.update_or_create(
            reorganisation=main,
            official=effect.official,
            position=effect.position,
            defaults={"effect": effect.effect, "note": event.note[:400]},
        )


def _refuse_stranger(event: Reorganisation, official: Official, position: Position) -> None:
    if not event.successions.filter(old=position).exists():
        raise Refused(_("原职务“%(post)s”不在这次变更所列职务之中。") % {"post": position})
    if not Act.objects.published().filter(official=official, position=position).exists():
        raise Refused(_("登记中没有%(name)s任%(position)s的记录。") % {"name": official, "position": position})
