"""An order on its way: as a draft, and approved by another person."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User

from orders.models import Order
from orders.steps import review
from tests.built_once import built_once
from tests.factories import make_draft, say


@pytest.fixture
@built_once
def draft(alice: User) -> Order:
    return make_draft([[say("appoint", "李娜新", "北京市东城区民政局", "副局长")]], alice)


@pytest.fixture
@built_once
def approved(draft: Order, alice: User, bob: User) -> Order:
    review.submit(order=draft, by=alice)
    return review.approve(order=draft, by=bob)


@pytest.fixture
def dora(alice: User) -> User:
    """Dora is a clerk who will be moved to the reviewers: see `promoted`."""
    dora = User.objects.create_user("dora", is_staff=True)
    dora.groups.set([Group.objects.get_or_create(name="经办")[0]])
    return dora


def promoted(clerk: User) -> User:
    """Somebody who was a clerk and is a reviewer from now on, as the next request reads them."""
    clerk.groups.set([Group.objects.get_or_create(name="审核")[0]])
    return User.objects.get(pk=clerk.pk)
