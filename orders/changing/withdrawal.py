"""A published notice taken back: before the day it answers as before, from the day on it does not."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from orders.changing.kind import Values
from orders.models import Act, Order, OrderState, PublicChange, Tenure
from orders.office.content import content_hash
from orders.tenures import projection
from orders.tenures.periods import period
from people.models import Position
from people.refusal import Refused


def take_back(order: Order, *, reason: str, day: date) -> None:
    """What withdrawing an order does; its state is written by whoever takes the step."""
    order.withdrawn_on = day
    order.withdrawal_reason = reason
    order.state = OrderState.WITHDRAWN
    order.save(update_fields=["state", "withdrawn_on", "withdrawal_reason"])
    projection.sync(projection.pairs_of(order))


def title(change: PublicChange) -> str:
    return _("撤回%(order)s") % {"order": order_of(change)}


def is_public(change: PublicChange) -> bool:
    return order_of(change).is_public


def live(change: PublicChange) -> Values:
    order = order_of(change)
    return {"state": order.state, "content": content_hash(order)}


def picture(change: PublicChange) -> dict[str, str]:
    """The state of the notice, and for each post it speaks of all who are on record there."""
    order = order_of(change)
    lines = {_("通知状态"): str(order.get_state_display())}
    posts = Act.objects.filter(clause__order=order, position__isnull=False).values("position")
    said: dict[int, list[str]] = defaultdict(list)
    for tenure in Tenure.objects.known().filter(position__in=posts).select_related("official").in_time_order():
        said[tenure.position_id].append(_("%(who)s（%(when)s）") % {"who": tenure.official, "when": period(tenure)})
    positions = Position.everything.filter(pk__in=posts).select_related("body").prefetch_related("body__names")
    for post in positions.order_by("pk"):
        lines[_("%(post)s的任职") % {"post": post}] = _("；").join(said[post.pk]) or _("无任职记录")
    return lines


def apply(change: PublicChange, by: User, day: date) -> None:
    """Only to foresee it: a confirmed withdrawal takes the order's own step, which has the same effect."""
    order = order_of(change)
    if order.state != OrderState.PUBLISHED:
        words = {"order": order, "state": order.get_state_display()}
        raise Refused(_("%(order)s目前是“%(state)s”，不能撤回。") % words)
    take_back(order, reason=change.reason, day=day)


def order_of(change: PublicChange) -> Order:
    assert change.order is not None  # a withdrawal is of an order
    return change.order
