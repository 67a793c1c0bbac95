"""Two namesakes who are two people: settled by a person, and remembered until it is taken back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from orders.entering import matching
from orders.identity.record import Kind, note_down, refuse_merged, refuse_unless_allowed, refuse_without_note
from orders.models import ChangeKind, PublicChange
from orders.office.turns import take_turn_for, take_turn_of_people
from people.models import NotSame, Official
from people.refusal import Refused


@transaction.atomic
def declare_not_same(
    *, one: Official, other: Official, by: User, note: str, change: PublicChange | None = None
) -> None:
    """Remember that two officials are two people, so that nobody is asked again and no merge joins them."""
    take_turn_for(one, other)
    take_turn_of_people(all_compared(one, other))
    one.refresh_from_db()
    other.refresh_from_db()
    refuse_unless_allowed([one, other], by, change, ChangeKind.NOT_SAME)
    refuse_merged(one)
    refuse_merged(other)
    if one == other:
        raise Refused(_("请选择两位不同的人员。"))
    if are_not_same(one, other):
        raise Refused(_("这两人已认定为非同一人。"))
    refuse_without_note(note)
    remember_not_same(one, other, by=by, note=note)


@transaction.atomic
def withdraw_not_same(
    *, one: Official, other: Official, by: User, note: str, change: PublicChange | None = None
) -> None:
    """Take back that two officials are two people; the decision and its withdrawal stay in the identifications."""
    take_turn_for(one, other)
    take_turn_of_people(all_compared(one, other))
    refuse_unless_allowed([one, other], by, change, ChangeKind.SAME_AGAIN)
    refuse_without_note(note)
    removed, _rows = _not_same(one, other).delete()  # the log is Identification; NotSame is what stands today
    if not removed:
        raise Refused(_("没有认定过这两人为非同一人。"))
    note_down(Kind.SAME_AGAIN, one, by=by, note=note, other=other)


def are_not_same(one: Official, other: Official) -> bool:
    """Whether the two are on record as two people."""
    return _not_same(one, other).exists()


def remember_not_same(one: Official, other: Official, *, by: User, note: str) -> None:
    """Put on record that the two are two people, unless it stands there."""
    if are_not_same(one, other):
        return
    first, second = sorted([one, other], key=lambda official: official.pk)
    NotSame.objects.create(one=first, other=second, by=by, note=note)
    note_down(Kind.NOT_SAME, one, by=by, note=note, other=other)


def carry_not_same(before: Official, after: Official, *, by: User) -> None:
    """Whoever is known to be another person than `before` is another person than `after` too."""
    for known in NotSame.objects.filter(Q(one=before) | Q(other=before)).select_related("one", "other"):
        third = known.other if known.one_id == before.pk else known.one
        if third != after and third.merged_into_id is None:
            remember_not_same(after, third, by=by, note=known.note)


def all_compared(*officials: Official) -> QuerySet[Official]:
    """These, their namesakes, and whoever is known to be another person: all that a decision about them looks at."""
    names, keys = {official.name for official in officials}, {official.pk for official in officials}
    known = NotSame.objects.filter(Q(one__in=keys) | Q(other__in=keys)).values_list("one", "other")
    return Official.everything.filter(Q(name__in=names) | Q(pk__in=keys.union(*known)))


def settled_namesakes(official: Official) -> list[Official]:
    """Other people who bear this name and whose identity is settled."""
    borne = matching.bearers([official.name])[official.name]
    return [other for other in borne if other != official and not other.provisional]


def _not_same(one: Official, other: Official) -> QuerySet[NotSame]:
    first, second = sorted([one.pk, other.pk])
    return NotSame.objects.filter(one=first, other=second)
