"""What publishing an order does, and taking it back."""

from __future__ import annotations

from datetime import date

from orders import reorganising
from orders.changing import withdrawal
from orders.models import Act, Order, Session
from orders.steps.case import Case
from orders.steps.revealing import reveal
from orders.tenures import projection


def make_public(case: Case) -> None:
    """Visible, projected into tenures, proposals of reorganisations raised.

    The order is public from its published day on; where that is not known, from the day of signing, marked as assumed.
    """
    order = case.order
    if order.published_on is None:
        order.published_on, order.published_assumed = order.signed_on, True
    order.save(update_fields=["state", "published_on", "published_assumed"])
    if order.published_on is not None:  # conditions.dated has seen to it
        _reveal(order, order.published_on)
    projection.sync(projection.pairs_of(order))
    reorganising.propose(order=order)


def take_back(case: Case) -> None:
    """Before today it answers as before, from today on it does not."""
    withdrawal.take_back(case.order, reason=case.note, day=case.today)


def _reveal(order: Order, day: date) -> None:
    """Everything the order speaks of is public from its day on, if it was not before."""
    bodies = [order.issuer_id]
    if order.session:
        bodies.append(order.session.body_id)
        Session.everything.filter(pk=order.session.pk).become_public(day)
    reveal(Act.objects.filter(clause__order=order).read(), day=day, bodies=bodies)
