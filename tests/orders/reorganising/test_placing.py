"""Where a body stands in the tree: who may change it, what is refused, and that the tenures follow."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from orders.models import Tenure
from orders.reorganising.placing import place_body
from orders.tenures.projection import drift
from people.models import Body
from people.refusal import Refused
from tests import two_people
from tests.built_once import built_once
from tests.factories import ISSUER, make_body, publish_clauses, say

BUREAU = "北京市东城区民政局"


@pytest.fixture
@built_once
def bureau(alice: User, bob: User) -> Body:
    """A public body with a holder, under the government of its district."""
    publish_clauses([[say("appoint", "李娜新", BUREAU, "副局长")]], alice, bob)
    return Body.everything.named(BUREAU).get()


def district() -> Body:
    return Body.everything.named(ISSUER).get()


def test_the_tenures_of_all_that_stands_under_a_moved_body_follow(bureau: Body, bob: User) -> None:
    city = make_body("北京市人民政府")
    two_people.place_body(body=district(), parent=city, by=bob)
    assert Tenure.objects.get().jurisdiction == city
    assert not list(drift())
    two_people.place_body(body=bureau, parent=None, by=bob)
    assert Tenure.objects.get().jurisdiction == bureau
    assert not list(drift())


def test_a_public_body_is_moved_by_nobody_alone(bureau: Body, alice: User, bob: User, charlie: User) -> None:
    for user in (alice, bob, charlie):
        with pytest.raises(Refused, match=two_people.ALONE):
            place_body(body=bureau, parent=None, by=user)
    assert Body.everything.named(BUREAU).get().parent == district()


def test_a_body_that_only_drafts_know_is_moved_by_a_clerk(bureau: Body, alice: User, bob: User) -> None:
    unseen = make_body("草稿的机构", public_since=None)
    place_body(body=unseen, parent=bureau, by=alice)
    assert Body.everything.get(pk=unseen.pk).parent == bureau
    with pytest.raises(Refused, match="只有“经办”组的成员可以录入和修改任免通知。"):
        place_body(body=unseen, parent=None, by=bob)


def test_no_body_comes_to_stand_under_itself(bureau: Body, bob: User) -> None:
    for parent in (district(), bureau):
        with pytest.raises(Refused, match="不能放在它自己或者它的下级机构之下。"):
            two_people.place_body(body=district(), parent=parent, by=bob)
    assert district().parent is None


def test_a_public_body_is_not_hidden_under_one_that_only_drafts_know(bureau: Body, bob: User) -> None:
    unseen = make_body("草稿的机构", public_since=None)
    with pytest.raises(Refused, match="已公开的机构不能放在尚未公开的草稿的机构之下。"):
        two_people.place_body(body=bureau, parent=unseen, by=bob)
    assert Body.everything.named(BUREAU).get().parent == district()
