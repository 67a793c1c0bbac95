"""王涛 and his namesake, published and in drafts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Order
from people.models import Official
from tests import two_people
from tests.built_once import built_once
from tests.factories import make_draft, publish, publish_clauses, say
from tests.orders.identity.cast import BUREAU, OFFICE, act_of


@pytest.fixture
@built_once
def order(alice: User, bob: User) -> Order:
    """王涛 becomes deputy of 民政局, in public."""
    return publish_clauses([[say("appoint", "王涛", BUREAU, "副局长")]], alice, bob)


@pytest.fixture
@built_once
def draft(order: Order, alice: User) -> Order:
    """A draft that names a 王涛 again, in another post: nobody knows whether it is the same."""
    return make_draft([[say("appoint", "王涛", OFFICE, "副局长")]], alice, number="东政任〔2021〕17号", session=129)


@pytest.fixture
@built_once
def twins(order: Order, draft: Order, alice: User, bob: User) -> tuple[Official, Official]:
    """Two officials named 王涛, both public."""
    identity.pick_new(act=act_of(draft, "王涛"), by=alice)
    publish(draft, alice, bob)
    one, other = Official.everything.filter(name="王涛").order_by("pk")
    two_people.withdraw_not_same(one=one, other=other, by=bob, note="未经核实")
    return one, other
