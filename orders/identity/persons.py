"""One person or two: officials settled, merged and split, whomever their acts have made them out to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from orders.identity.namesakes import (
    all_compared,
    are_not_same,
    carry_not_same,
    remember_not_same,
    settled_namesakes,
)
from orders.identity.record import (
    Kind,
    note_down,
    propose_anew,
    refuse_merged,
    refuse_unless_allowed,
    refuse_without_note,
)
from orders.models import Act, ChangeKind, PublicChange
from orders.models.acts import ActQuerySet
from orders.office.turns import take_turn_for, take_turn_of_people
from orders.tenures.fold import Pair
from orders.tenures.projection import sync
from people.models import HolderEffect, Official
from people.pinyin import romanised
from people.refusal import Refused


@transaction.atomic
def settle(*, official: Official, by: User, note: str, change: PublicChange | None = None) -> None:
    """Declare a provisional official to be a person of their own: none of the settled namesakes on record."""
    take_turn_for(official)
    take_turn_of_people(all_compared(official))
    official.refresh_from_db()
    refuse_unless_allowed([official], by, change, ChangeKind.SETTLE)
    refuse_merged(official)
    if not official.provisional:
        raise Refused(_("%(name)s的身份已经认定，无需再次认定。") % {"name": official.name})
    refuse_without_note(note)
    official.provisional = False
    official.save(update_fields=["provisional"])
    note_down(Kind.SETTLED, official, by=by, note=note)
    for namesake in settled_namesakes(official):
        remember_not_same(official, namesake, by=by, note=note)


@transaction.atomic
def merge(*, survivor: Official, other: Official, by: User, note: str, change: PublicChange | None = None) -> None:
    """Settle that two officials are one person: acts move to `survivor`, and `other` redirects there for good.

    Whoever was known not to be `other` is known not to be `survivor` from now on. Whom only drafts know never takes in
    whom the public knows: the public would read that name and address.
    """
    take_turn_for(survivor, other)
    take_turn_of_people(all_compared(survivor, other))
    survivor.refresh_from_db()
    other.refresh_from_db()
    refuse_unless_allowed([survivor, other], by, change, ChangeKind.MERGE)
    _refuse_merge(survivor, other)
    refuse_without_note(note)
    touched = _pairs([survivor, other])
    other.acts.update(official=survivor)
    _move_holder_effects(other, survivor)
    carry_not_same(other, survivor, by=by)
    # Every redirect leads straight to someone standing, so that an old address is one step from its person.
    Official.everything.filter(merged_into=other).update(merged_into=survivor)
    other.merged_into = survivor
    other.save(update_fields=["merged_into"])
    survivor.provisional = survivor.provisional and other.provisional
    survivor.save(update_fields=["provisional"])
    if other.public_since:
        survivor.become_public(other.public_since)
    note_down(Kind.MERGED, survivor, by=by, note=note, other=other)
    sync(touched | {(survivor.pk, position) for _official, position in touched})
    propose_anew(Act.objects.read().filter(official=survivor))


@transaction.atomic
def split(
    *, official: Official, acts: Iterable[Act], by: User, note: str, change: PublicChange | None = None
) -> Official:
    """Settle that these acts concern someone else of the same name; returns that new official.

    Whoever is public keeps something public, and each of the two is public since the first day of what is theirs now.
    """
    take_turn_for(official)
    take_turn_of_people(all_compared(official))
    official.refresh_from_db()
    chosen = list(Act.objects.filter(pk__in=[act.pk for act in acts]).select_related("clause__order", "erratum"))
    refuse_unless_allowed([official], by, change, ChangeKind.SPLIT)
    refuse_merged(official)
    refuse_without_note(note)
    if not chosen:
        raise Refused(_("请选择属于另一人的任免事项。"))
    if any(act.official_id != official.pk for act in chosen):
        raise Refused(_("所选任免事项中有不属于%(name)s的。") % {"name": official.name})
    if official.acts.count() == len(chosen):
        raise Refused(_("不能把全部任免事项拆出；%(name)s至少要留下一项。") % {"name": official.name})
    moved = Act.objects.filter(pk__in=[act.pk for act in chosen])
    public_since, left_since = _public_since(moved), _public_since(official.acts.exclude(pk__in=moved))
    if public_since and left_since is None:
        raise Refused(
            _("%(name)s已经公开，至少要留下一项已公开的任免；请改为拆出草稿中的任免。") % {"name": official.name}
        )
    touched = _pairs([official])
    # A name that only a draft prints stays out of sight, also where the draft's act goes with public ones.
    printed = next((act.printed_official for act in chosen if act.is_public), chosen[0].printed_official)
    twin = Official.everything.create(name=printed, pinyin=romanised(printed), public_since=public_since)
    moved.update(official=twin)
    if public_since:
        official.public_since = left_since
        official.save(update_fields=["public_since"])
    left = set(official.acts.values_list("position", flat=True))
    effects = HolderEffect.objects.filter(official=official, position__in=[act.position_id for act in chosen])
    effects.exclude(position__in=[position for position in left if position]).update(official=twin)
    note_down(Kind.SPLIT, twin, by=by, note=note, other=official)
    for act in chosen:
        note_down(Kind.SPLIT, twin, by=by, note=note, other=official, act=act)
    remember_not_same(official, twin, by=by, note=note)
    sync(touched | {(twin.pk, position) for _official, position in touched})
    propose_anew(Act.objects.read().filter(official__in=[official, twin]))
    return twin


def standing(code: str) -> Official:
    """The official an address means today, redirects followed; raises Official.DoesNotExist for a code never given."""
    return Official.everything.select_related("merged_into").get(code=code).survivor()


def _move_holder_effects(before: Official, after: Official) -> None:
    """What an event does to the one by name; refused where it was to treat the two differently."""
    own = {
        (each.reorganisation_id, each.position_id): each.effect for each in HolderEffect.objects.filter(official=after)
    }
    for effect in HolderEffect.objects.filter(official=before).select_related("reorganisation"):
        key = effect.reorganisation_id, effect.position_id
        if own.get(key, effect.effect) != effect.effect:
            raise Refused(
                _("机构变更“%(event)s”对这两人的影响登记得不一样；请先改成一致，再合并。")
                % {"event": effect.reorganisation}
            )
        if key not in own:
            effect.official = after
            effect.save(update_fields=["official"])


def _pairs(officials: Sequence[Official]) -> set[Pair]:
    acts = Act.objects.filter(official__in=officials, position__isnull=False)
    return set(acts.values_list("official", "position").distinct().order_by())


def _public_since(acts: ActQuerySet) -> date | None:
    """The first day on which one of these acts was public; None while only drafts say them."""
    public = Act.objects.published().filter(pk__in=acts).with_known_from()
    day: date | None = public.aggregate(day=Min("known_from"))["day"]
    return day


def _refuse_merge(survivor: Official, other: Official) -> None:
    if survivor == other:
        raise Refused(_("不能把人员并入自己。"))
    if other.merged_into_id:
        raise Refused(_("%(name)s已经并入另一人员，不能再次合并。") % {"name": other.name})
    if survivor.merged_into_id:
        raise Refused(_("%(name)s已经并入另一人员，请选择并入后的人员。") % {"name": survivor.name})
    if are_not_same(survivor, other):
        raise Refused(_("这两人已认定为非同一人；确为同一人的，请先撤销该认定。"))
    if other.public_since and survivor.public_since is None:
        raise Refused(
            _("%(survivor)s只出现在草稿中，%(other)s已经公开；请反过来，把%(survivor)s并入%(other)s。")
            % {"survivor": survivor.name, "other": other.name}
        )
