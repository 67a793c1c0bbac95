"""Changes of what is public, done by two people as the desk does them: `by` confirms what another prepared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from orders import changing
from orders.models import Act, ChangeKind, Order, PublicChange
from orders.office.access import CLERK_GROUP, ensure_groups
from orders.steps import changes
from people.models import Body, Official, Position, Reorganisation

ALONE = "这里涉及已经公开的内容，一个人不能改动：请先拟好变更，再由另一位同事确认。"


def carla() -> User:
    """Carla prepares: a clerk who has entered nothing."""
    user, _made = User.objects.get_or_create(username="carla", defaults={"is_staff": True})
    user.groups.set([ensure_groups()[CLERK_GROUP]])
    return User.objects.get(pk=user.pk)


def change(
    kind: ChangeKind,
    *,
    by: User,
    note: str,
    today: date | None = None,
    new: dict[str, Any] | None = None,
    **about: models.Model,
) -> PublicChange:
    """One change, prepared by Carla and confirmed by `by`."""
    prepared = changing.prepare(kind, about=about, by=carla(), reason=note, new=new)
    return changes.confirm(change=prepared, by=by, today=today)


def withdraw(*, order: Order, by: User, note: str, today: date | None = None) -> Order:
    change(ChangeKind.WITHDRAWAL, by=by, note=note, today=today, order=order)
    return Order.everything.get(pk=order.pk)


def withdraw_event(*, event: Reorganisation, by: User, note: str, today: date | None = None) -> Reorganisation:
    change(ChangeKind.EVENT, by=by, note=note, today=today, reorganisation=event)
    return Reorganisation.objects.get(pk=event.pk)


def merge(*, survivor: Official, other: Official, by: User, note: str) -> None:
    change(ChangeKind.MERGE, by=by, note=note, official=survivor, other=other)


def split(*, official: Official, acts: Iterable[Act], by: User, note: str) -> Official:
    """Gives the new official."""
    change(ChangeKind.SPLIT, by=by, note=note, official=official, new={"acts": [act.pk for act in acts]})
    twin: Official = Official.everything.order_by("-pk")[0]
    return twin


def settle(*, official: Official, by: User, note: str) -> None:
    change(ChangeKind.SETTLE, by=by, note=note, official=official)


def declare_not_same(*, one: Official, other: Official, by: User, note: str) -> None:
    change(ChangeKind.NOT_SAME, by=by, note=note, official=one, other=other)


def withdraw_not_same(*, one: Official, other: Official, by: User, note: str) -> None:
    change(ChangeKind.SAME_AGAIN, by=by, note=note, official=one, other=other)


def choose_post(*, act: Act, position: Position, by: User) -> None:
    change(ChangeKind.POST, by=by, note="核对档案", act=act, new={"position": position.pk})


def place_body(*, body: Body, parent: Body | None, by: User) -> None:
    new = {"parent": parent.pk if parent else None}
    change(ChangeKind.PLACE, by=by, note="机构编制文件", body=body, new=new)
