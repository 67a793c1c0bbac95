"""Who is who in public: merged, split, settled, not the same, and which post a public act means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from orders import identity
from orders.changing.kind import Json, Values
from orders.identity.record import concerns_public
from orders.models import Act, PublicChange, Tenure
from orders.tenures.periods import period
from people.models import Official, Position
from people.refusal import Refused


def is_public(change: PublicChange) -> bool:
    return concerns_public(_people(change))


def title_of_merge(change: PublicChange) -> str:
    one, other = _pair(change)
    return _("%(other)s并入%(one)s，合并为同一人") % {"other": other.name_and_code, "one": one.name_and_code}


def title_of_split(change: PublicChange) -> str:
    total = len(change.new.get("acts", []))
    return _("从%(one)s拆出%(total)d项任免，归到另一人") % {"one": _one(change).name_and_code, "total": total}


def title_of_one(change: PublicChange) -> str:
    return _("%(kind)s：%(one)s") % {"kind": change.get_kind_display(), "one": _one(change).name_and_code}


def title_of_pair(change: PublicChange) -> str:
    one, other = _pair(change)
    words = {"kind": change.get_kind_display(), "one": one.name_and_code, "other": other.name_and_code}
    return _("%(kind)s：%(one)s与%(other)s") % words


def live(change: PublicChange) -> Values:
    """Of each person: who they are, and every act that is theirs with its post; of two also whether they are two."""
    people = _people(change)
    acts: dict[int | None, list[list[int | None]]] = defaultdict(list)
    rows = Act.objects.filter(official__in=people).order_by("pk")
    for official, act, position in rows.values_list("official", "pk", "position"):
        acts[official].append([act, position])
    values: dict[str, Json] = {
        person.code: {
            "name": person.name,
            "provisional": person.provisional,
            "merged_into": person.merged_into.code if person.merged_into else None,
            "acts": acts[person.pk],
        }
        for person in people
    }
    return values | ({"not_same": identity.are_not_same(*people)} if len(people) == 2 else {})


def picture(change: PublicChange) -> dict[str, str]:
    """For each person the posts on record and whether the identity is settled; of a split also the new person's."""
    people = _people(change)
    lines = _careers(people)
    for person in people:
        who = _("%(name)s的身份") % {"name": person.name_and_code}
        lines[who] = _("身份未定") if person.provisional else _("身份已定")
        if person.merged_into:
            lines[who] = _("并入%(name)s") % {"name": person.merged_into.name_and_code}
    if len(people) == 2:
        both = _("%(one)s与%(other)s") % {"one": people[0].name_and_code, "other": people[1].name_and_code}
        lines[both] = _("非同一人") if identity.are_not_same(*people) else _("没有认定为两人")
    moved = Act.objects.filter(pk__in=change.new.get("acts", [])).exclude(official__in=people)
    for twin in Official.everything.filter(pk__in=moved.values("official")):
        lines[_("拆出的另一位%(name)s的任职") % {"name": twin.name}] = _careers([twin])[_career(twin)]
    return lines


def merge(change: PublicChange, by: User, day: date) -> None:
    one, other = _pair(change)
    identity.merge(survivor=one, other=other, by=by, note=change.reason, change=change)


def split(change: PublicChange, by: User, day: date) -> Official:
    acts = Act.objects.filter(pk__in=change.new["acts"])
    return identity.split(official=_one(change), acts=acts, by=by, note=change.reason, change=change)


def settle(change: PublicChange, by: User, day: date) -> None:
    identity.settle(official=_one(change), by=by, note=change.reason, change=change)


def declare_not_same(change: PublicChange, by: User, day: date) -> None:
    one, other = _pair(change)
    identity.declare_not_same(one=one, other=other, by=by, note=change.reason, change=change)


def withdraw_not_same(change: PublicChange, by: User, day: date) -> None:
    one, other = _pair(change)
    identity.withdraw_not_same(one=one, other=other, by=by, note=change.reason, change=change)


# Which post an act means


def act_is_public(change: PublicChange) -> bool:
    return _act(change).is_public


def title_of_post(change: PublicChange) -> str:
    act = _act(change)
    words = {"order": act.clause.order, "number": act.clause.sequence, "name": act.printed_official}
    return _("%(order)s第%(number)d项“%(name)s”：选定职务") % words


def live_of_act(change: PublicChange) -> Values:
    act = _act(change)
    return {
        "official": act.official.code if act.official else None,
        "position": act.position_id,
        "post_not_on_record": act.post_not_on_record,
        "superseded": act.superseded_by_id,
    }


def picture_of_act(change: PublicChange) -> dict[str, str]:
    act = _act(change)
    meant = _("职务无记录") if act.post_not_on_record else _("没有写明职务")
    lines = {_("“%(name)s”的职务") % {"name": act.printed_official}: str(act.position or meant)}
    return lines | (_careers([act.official]) if act.official else {})


def choose_post(change: PublicChange, by: User, day: date) -> None:
    """The post `position` of the new values; None there = none is on record."""
    act, key = _act(change), change.new["position"]
    if key is None:
        identity.declare_post_not_on_record(act=act, by=by, change=change)
        return
    position = Position.everything.filter(pk=key).first()
    if position is None:
        raise Refused(_("登记中没有这一职务。"))
    identity.choose_post(act=act, position=position, by=by, change=change)


# In words


def _careers(people: Iterable[Official]) -> dict[str, str]:
    """For each person a line with all posts that today's public knowledge has."""
    said: dict[int, list[str]] = defaultdict(list)
    tenures = Tenure.objects.known().filter(official__in=people).select_related("position__body")
    for tenure in tenures.prefetch_related("position__body__names").in_time_order():
        words = {"post": tenure.position, "when": period(tenure)}
        said[tenure.official_id].append(_("%(post)s（%(when)s）") % words)
    return {_career(person): _("；").join(said[person.pk]) or _("登记中没有任职。") for person in people}


def _career(person: Official) -> str:
    return _("%(name)s的任职") % {"name": person.name_and_code}


def _people(change: PublicChange) -> list[Official]:
    return [person for person in (change.official, change.other) if person is not None]


def _one(change: PublicChange) -> Official:
    assert change.official is not None  # every kind here is about somebody
    return change.official


def _pair(change: PublicChange) -> tuple[Official, Official]:
    assert change.other is not None  # these kinds are about two
    return _one(change), change.other


def _act(change: PublicChange) -> Act:
    assert change.act is not None  # the kind is about an act
    return change.act
