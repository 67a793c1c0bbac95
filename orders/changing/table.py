"""The one table of what is changed in public by two people: a row says all that differs from kind to kind.

A further kind is a row here, with its effect in the package it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from orders.changing import events, persons, records, tree, withdrawal
from orders.changing.kind import Kind
from orders.models import ChangeKind, LogStep

K = ChangeKind

# Who is who: what is decided about one or two people rests on the same, and is seen in the same.
OfPeople = partial(Kind, is_public=persons.is_public, live=persons.live, picture=persons.picture)

KINDS: Mapping[str, Kind] = {
    K.WITHDRAWAL: Kind(
        about=("order",),
        title=withdrawal.title,
        is_public=withdrawal.is_public,
        live=withdrawal.live,
        picture=withdrawal.picture,
        apply=withdrawal.apply,
        step=LogStep.WITHDRAW,
    ),
    K.EVENT: Kind(
        about=("reorganisation",),
        title=events.title,
        is_public=events.is_public,
        live=events.live,
        picture=events.picture,
        apply=events.apply,
        step=LogStep.WITHDRAW,
    ),
    K.MERGE: OfPeople(
        about=("official", "other"),
        one_of=("official",),
        title=persons.title_of_merge,
        apply=persons.merge,
    ),
    K.SPLIT: OfPeople(
        about=("official",),
        title=persons.title_of_split,
        apply=persons.split,
    ),
    K.SETTLE: OfPeople(
        about=("official",),
        title=persons.title_of_one,
        apply=persons.settle,
    ),
    K.NOT_SAME: OfPeople(
        about=("official", "other"),
        title=persons.title_of_pair,
        apply=persons.declare_not_same,
    ),
    K.SAME_AGAIN: OfPeople(
        about=("official", "other"),
        title=persons.title_of_pair,
        apply=persons.withdraw_not_same,
    ),
    K.POST: Kind(
        about=("act",),
        title=persons.title_of_post,
        is_public=persons.act_is_public,
        live=persons.live_of_act,
        picture=persons.picture_of_act,
        apply=persons.choose_post,
    ),
    K.PLACE: Kind(
        about=("body",),
        title=tree.title,
        is_public=tree.is_public,
        live=tree.live,
        picture=tree.picture,
        apply=tree.place,
    ),
    K.EDIT: Kind(
        about=records.COLUMNS,
        title=records.title,
        is_public=records.is_public,
        live=records.live,
        picture=records.picture,
        apply=records.write,
    ),
    K.POLICY: Kind(
        about=("body",),
        title=records.title_of_policy,
        is_public=records.always,
        live=records.live_of_policy,
        picture=records.picture_of_policy,
        apply=records.add_policy,
    ),
}
