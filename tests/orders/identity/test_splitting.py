"""One official who is two people."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Identification, Order, Tenure
from orders.projection import drift
from people.models import Official
from people.refusal import Refused
from tests.factories import publish, publish_clauses, say
from tests.orders.identity.cast import BUREAU, CENTRE, OFFICE, Kind, act_of, kinds, printed


@pytest.fixture
def mixed(order: Order, draft: Order, alice: User, bob: User) -> Official:
    """One 王涛 with two posts that in truth are held by two people."""
    [official] = Official.everything.filter(name="王涛")
    identity.pick(act=act_of(draft, "王涛"), official=official, by=alice)
    publish(draft, alice, bob)
    return official


def test_splitting_gives_the_chosen_acts_to_somebody_new(mixed: Official, draft: Order, bob: User) -> None:
    act = act_of(draft, "王涛")
    said = printed(act)
    twin = identity.split(official=mixed, acts=[act], by=bob, note="本人来函")
    assert printed(act) == said
    assert [each.position.body.name_on(None) for each in Tenure.objects.filter(official=twin)] == [OFFICE]
    assert [each.position.body.name_on(None) for each in Tenure.objects.filter(official=mixed)] == [BUREAU]
    assert identity.are_not_same(mixed, twin)
    assert twin.public_since == draft.signed_on
    assert not list(drift())
    assert Kind.SPLIT in kinds(twin)
    assert Identification.objects.filter(act=act, kind=Kind.SPLIT, other=mixed).exists()


def test_a_split_is_refused_that_leaves_nothing_or_takes_nothing(mixed: Official, bob: User) -> None:
    with pytest.raises(Refused, match="不能把全部任免事项拆出；王涛至少要留下一项。"):
        identity.split(official=mixed, acts=mixed.acts.all(), by=bob, note="两人")
    with pytest.raises(Refused, match="请选择属于另一人的任免事项。"):
        identity.split(official=mixed, acts=[], by=bob, note="两人")
    assert Official.everything.filter(name="王涛").count() == 1


def test_only_acts_of_the_person_are_split_off(mixed: Official, alice: User, bob: User) -> None:
    other = publish_clauses(
        [[say("appoint", "李哲", CENTRE, "主任")]], alice, bob, number="东政任〔2021〕18号", session=131
    )
    with pytest.raises(Refused, match="所选任免事项中有不属于王涛的。"):
        identity.split(official=mixed, acts=[act_of(other, "李哲")], by=bob, note="两人")


def test_a_merge_is_undone_by_a_split(twins: tuple[Official, Official], draft: Order, bob: User) -> None:
    one, other = twins
    before = set(Tenure.objects.values_list("position", "lower", "upper", "began_by"))
    identity.merge(survivor=one, other=other, by=bob, note="同一人")
    identity.split(official=one, acts=[act_of(draft, "王涛")], by=bob, note="并错了")
    assert set(Tenure.objects.values_list("position", "lower", "upper", "began_by")) == before
    assert identity.standing(other.code) == one, "an address once given to the merged one stays a redirect"
