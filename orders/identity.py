"""Who is who: whom a printed name means, and which post an act without one means.

A notice prints a name, nothing else. What is settled here is whom and which post an act concerns; what the notice says
(printed name and post, verb, qualifiers, day, span) is never touched. Each decision leaves an Identification, and an
official merged into another leaves a redirect, forever.

In a draft a clerk decides; what touches the public register takes a reviewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _

from orders.access import may_enter, may_review
from orders.fold import Pair
from orders.models import Act, Identification, OrderState
from orders.models.orders import PUBLIC_STATES, VOID_STATES
from orders.notices.notice import Verb
from orders.projection import sync
from orders.turns import take_turn
from people.models import HolderEffect, NotSame, Official, Position
from people.pinyin import romanised
from people.refusal import Refused

Kind = Identification.Kind


# Which official


@transaction.atomic
def pick(*, act: Act, official: Official, by: Any, note: str = "") -> None:
    """Settle that an act of a draft concerns this official. A name other than the printed one needs a note why."""
    take_turn()
    act.refresh_from_db()
    _refuse_unless_open(act, by)
    _refuse_merged(official)
    if official.name != act.printed_official and not note.strip():
        raise Refused(
            _("通知印出的姓名是%(printed)s，不是%(name)s；确为同一人的，请写明依据。")
            % {"printed": act.printed_official, "name": official.name}
        )
    _give(act, official)
    _note(Kind.PICKED, official, by=by, note=note, act=act)


@transaction.atomic
def pick_new(*, act: Act, by: Any, note: str = "") -> Official:
    """Settle that an act of a draft concerns someone new; that it is none of the settled namesakes is remembered."""
    take_turn()
    act.refresh_from_db()
    _refuse_unless_open(act, by)
    official = act.official
    if official is None or official.public_since or official.acts.count() > 1:
        official = Official.everything.create(name=act.printed_official, pinyin=romanised(act.printed_official))
        _give(act, official)
    _note(Kind.NEW, official, by=by, note=note, act=act)
    for namesake in _settled_namesakes(official):
        _remember_not_same(official, namesake, by=by, note=note)
    return official


@transaction.atomic
def settle(*, official: Official, by: Any, note: str) -> None:
    """Declare a provisional official to be a person of their own: none of the settled namesakes on record."""
    take_turn()
    official.refresh_from_db()
    _refuse_unless_allowed([official], by)
    _refuse_merged(official)
    if not official.provisional:
        raise Refused(_("%(name)s的身份已经认定，无需再次认定。") % {"name": official.name})
    _refuse_without_note(note)
    official.provisional = False
    official.save(update_fields=["provisional"])
    _note(Kind.SETTLED, official, by=by, note=note)
    for namesake in _settled_namesakes(official):
        _remember_not_same(official, namesake, by=by, note=note)


@transaction.atomic
def merge(*, survivor: Official, other: Official, by: Any, note: str) -> None:
    """Settle that two officials are one person: acts move to `survivor`, and `other` redirects there for good.

    Whoever was known not to be `other` is known not to be `survivor` from now on.
    """
    take_turn()
    survivor.refresh_from_db()
    other.refresh_from_db()
    _refuse_unless_allowed([survivor, other], by)
    _refuse_merge(survivor, other)
    _refuse_without_note(note)
    touched = _pairs([survivor, other])
    other.acts.update(official=survivor)
    _move_holder_effects(other, survivor)
    _carry_not_same(other, survivor, by=by)
    # Every redirect leads straight to someone standing, so that an old address is one step from its person.
    Official.everything.filter(merged_into=other).update(merged_into=survivor)
    other.merged_into = survivor
    other.save(update_fields=["merged_into"])
    survivor.provisional = survivor.provisional and other.provisional
    survivor.save(update_fields=["provisional"])
    if other.public_since:
        survivor.become_public(other.public_since)
    _note(Kind.MERGED, survivor, by=by, note=note, other=other)
    sync(touched | {(survivor.pk, position) for _official, position in touched})


@transaction.atomic
def split(*, official: Official, acts: Iterable[Act], by: Any, note: str) -> Official:
    """Settle that these acts concern someone else of the same name; returns that new official."""
    take_turn()
    official.refresh_from_db()
    chosen = list(Act.objects.filter(pk__in=[act.pk for act in acts]).select_related("clause__order"))
    _refuse_unless_allowed([official], by)
    _refuse_merged(official)
    _refuse_without_note(note)
    if not chosen:
        raise Refused(_("请选择属于另一人的任免事项。"))
    if any(act.official_id != official.pk for act in chosen):
        raise Refused(_("所选任免事项中有不属于%(name)s的。") % {"name": official.name})
    if official.acts.count() == len(chosen):
        raise Refused(_("不能把全部任免事项拆出；%(name)s至少要留下一项。") % {"name": official.name})
    touched = _pairs([official])
    twin = Official.everything.create(
        name=chosen[0].printed_official,
        pinyin=romanised(chosen[0].printed_official),
        public_since=_public_since(chosen),
    )
    Act.objects.filter(pk__in=[act.pk for act in chosen]).update(official=twin)
    left = set(official.acts.values_list("position", flat=True))
    effects = HolderEffect.objects.filter(official=official, position__in=[act.position_id for act in chosen])
    effects.exclude(position__in=[position for position in left if position]).update(official=twin)
    _note(Kind.SPLIT, twin, by=by, note=note, other=official)
    for act in chosen:
        _note(Kind.SPLIT, twin, by=by, note=note, other=official, act=act)
    _remember_not_same(official, twin, by=by, note=note)
    sync(touched | {(twin.pk, position) for _official, position in touched})
    return twin


# Two namesakes who are two people


@transaction.atomic
def declare_not_same(*, one: Official, other: Official, by: Any, note: str) -> None:
    """Remember that two officials are two people, so that nobody is asked again and no merge joins them."""
    take_turn()
    one.refresh_from_db()
    other.refresh_from_db()
    _refuse_unless_allowed([], by)
    _refuse_merged(one)
    _refuse_merged(other)
    if one == other:
        raise Refused(_("请选择两位不同的人员。"))
    if are_not_same(one, other):
        raise Refused(_("这两人已认定为非同一人。"))
    _refuse_without_note(note)
    _remember_not_same(one, other, by=by, note=note)


@transaction.atomic
def withdraw_not_same(*, one: Official, other: Official, by: Any, note: str) -> None:
    """Take back that two officials are two people; the decision and its withdrawal stay in the identifications."""
    take_turn()
    _refuse_unless_allowed([one, other], by)
    _refuse_without_note(note)
    removed, _rows = _not_same(one, other).delete()  # the log is Identification; NotSame is what stands today
    if not removed:
        raise Refused(_("没有认定过这两人为非同一人。"))
    _note(Kind.SAME_AGAIN, one, by=by, note=note, other=other)


def are_not_same(one: Official, other: Official) -> bool:
    """Whether the two are on record as two people."""
    return _not_same(one, other).exists()


# Which post, where the notice names none


def posts_on_record(act: Act) -> list[Position]:
    """The posts an act that names none may mean: those its official has on record, save what its own clause gives.

    Posts held on the act's day come first.
    """
    if not act.official_id:
        return []
    given = Act.objects.filter(clause=act.clause, official=act.official, position__isnull=False).values("position")
    read = Act.objects.read().exclude(clause__order__state__in=VOID_STATES)
    of_official = read.filter(official=act.official, position__isnull=False).exclude(position__in=given)
    positions = Position.everything.filter(pk__in=of_official.values("position"))
    day = act.takes_effect_on
    held = set()
    if day and act.official:
        # Until its day is over a removal finds its post still held, so the day itself counts.
        held = set(
            act.official.tenures.known().filter(lower__lte=day, upper__gte=day).values_list("position", flat=True)
        )
    return sorted(positions.select_related("body"), key=lambda position: (position.pk not in held, position.pk))


@transaction.atomic
def choose_post(*, act: Act, position: Position, by: Any) -> None:
    """Settle which post an act means that names none (原任职务自然免除); one of `posts_on_record`."""
    take_turn()
    act.refresh_from_db()
    official = _official_without_post(act, by)
    if position not in posts_on_record(act):
        raise Refused(_("登记中没有%(name)s任%(position)s的记录。") % {"name": act.official, "position": position})
    act.position = position
    act.post_not_on_record = False
    act.save(update_fields=["position", "post_not_on_record"])
    _note(Kind.POST, official, by=by, note=str(position), act=act)
    if act.is_public:
        sync({(official.pk, position.pk)})


@transaction.atomic
def declare_post_not_on_record(*, act: Act, by: Any) -> None:
    """Settle that an act names no post and none is on record: it closes nothing and stands on the page.

    When an older notice later brings the post, `choose_post` may still choose it.
    """
    take_turn()
    act.refresh_from_db()
    official = _official_without_post(act, by)
    if act.post_not_on_record:
        raise Refused(_("已经标明职务无记录。"))
    act.post_not_on_record = True
    act.save(update_fields=["post_not_on_record"])
    _note(Kind.POST, official, by=by, note=_("职务无记录"), act=act)


# Reading


def standing(code: str) -> Official:
    """The official an address means today, redirects followed; raises Official.DoesNotExist for a code never given."""
    return Official.everything.select_related("merged_into").get(code=code).survivor()


# What the functions above share


def _note(
    kind: Identification.Kind,
    official: Official,
    *,
    by: Any,
    note: str,
    act: Act | None = None,
    other: Official | None = None,
) -> None:
    Identification.objects.create(kind=kind, act=act, official=official, other=other, by=by, note=note)


def _not_same(one: Official, other: Official) -> QuerySet[NotSame]:
    first, second = sorted([one.pk, other.pk])
    return NotSame.objects.filter(one=first, other=second)


def _remember_not_same(one: Official, other: Official, *, by: Any, note: str) -> None:
    if are_not_same(one, other):
        return
    first, second = sorted([one, other], key=lambda official: official.pk)
    NotSame.objects.create(one=first, other=second, by=by, note=note)
    _note(Kind.NOT_SAME, one, by=by, note=note, other=other)


def _carry_not_same(before: Official, after: Official, *, by: Any) -> None:
    """Whoever is known to be another person than `before` is another person than `after` too."""
    for known in NotSame.objects.filter(Q(one=before) | Q(other=before)).select_related("one", "other"):
        third = known.other if known.one_id == before.pk else known.one
        if third != after and third.merged_into_id is None:
            _remember_not_same(after, third, by=by, note=known.note)


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


def _give(act: Act, official: Official) -> None:
    """Let the act concern this official; what was remembered of one whom no act concerns any more is about nobody."""
    before = act.official
    act.official = official
    act.save(update_fields=["official"])
    if before and before != official and not before.public_since and not before.acts.exists():
        NotSame.objects.filter(Q(one=before) | Q(other=before)).delete()


def _settled_namesakes(official: Official) -> QuerySet[Official]:
    """Other people of this name whose identity is settled; not those made for drafts and since left without any act."""
    others = Official.everything.namesakes(official.name).filter(provisional=False).exclude(pk=official.pk)
    return others.filter(Q(acts__isnull=False) | Q(identifications__isnull=True)).distinct().order_by("pk")


def _pairs(officials: Sequence[Official]) -> set[Pair]:
    acts = Act.objects.filter(official__in=officials, position__isnull=False)
    return set(acts.values_list("official", "position").distinct().order_by())


def _public_since(acts: Sequence[Act]) -> Any:
    """The first day on which one of these acts was public; None while they stand in drafts only."""
    orders = {act.clause.order_id for act in acts if act.is_public}
    return Act.objects.filter(clause__order__in=orders).aggregate(day=Min("clause__order__published_on"))["day"]


# When the answer is no


def _refuse_unless_open(act: Act, by: Any) -> None:
    """A draft's reading, or an erratum's not yet public, is open; the rest changes by merging and splitting only."""
    if not may_enter(by):
        raise Refused(_("只有“经办”组的成员可以认定草稿中的姓名。"))
    erratum = act.erratum
    if erratum is not None and erratum.published_on is None and erratum.withdrawn_by_id is None:
        return
    if act.is_public:
        raise Refused(_("通知已经公开；所指何人只能通过身份认定、合并或者拆分来改变。"))
    if erratum is not None or act.clause.order.state != OrderState.DRAFT:
        raise Refused(_("只有草稿中的姓名可以选定；已经提交的通知请先退回。"))


def _refuse_unless_allowed(officials: Sequence[Official], by: Any) -> None:
    """What changes the public register takes a reviewer; what only drafts know, a clerk may do."""
    if may_review(by):
        return
    public = Act.objects.filter(official__in=officials, clause__order__state__in=PUBLIC_STATES).exists()
    if public:
        raise Refused(_("涉及已公开任免的身份认定，只能由“审核”组的成员作出。"))
    if not may_enter(by):
        raise Refused(_("只有“经办”组或者“审核”组的成员可以认定身份。"))


def _refuse_merged(official: Official) -> None:
    if official.merged_into:
        raise Refused(_("%(name)s已经并入另一人员，请选择并入后的人员。") % {"name": official.name})


def _refuse_merge(survivor: Official, other: Official) -> None:
    if survivor == other:
        raise Refused(_("不能把人员并入自己。"))
    if other.merged_into_id:
        raise Refused(_("%(name)s已经并入另一人员，不能再次合并。") % {"name": other.name})
    if survivor.merged_into_id:
        raise Refused(_("%(name)s已经并入另一人员，请选择并入后的人员。") % {"name": survivor.name})
    if are_not_same(survivor, other):
        raise Refused(_("这两人已认定为非同一人；确为同一人的，请先撤销该认定。"))


def _refuse_without_note(note: str) -> None:
    if not note.strip():
        raise Refused(_("请写明认定的依据。"))


def _official_without_post(act: Act, by: Any) -> Official:
    """The official of an act whose post may be chosen; refused where there is nothing to choose or it is too late."""
    if not act.is_public:
        _refuse_unless_open(act, by)
    elif not may_review(by):
        raise Refused(_("通知已经公开，只能由“审核”组的成员选定职务。"))
    if act.printed_post:
        raise Refused(_("通知写明了职务，不需要选定。"))
    if act.verb == Verb.GRADE:
        raise Refused(_("职级不对应职务，不需要选定。"))
    if act.position_id and act.is_public:
        raise Refused(_("职务已经选定并公开；选错的，请用更正改正。"))
    if act.official is None:
        raise Refused(_("请先认定%(name)s是哪一位，再选定职务。") % {"name": act.printed_official})
    return act.official
