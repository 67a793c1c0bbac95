"""Two officials who are one person: acts move, addresses redirect, forever."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Act, Identification, Order, Tenure
from orders.steps.reorganisations import confirm
from orders.tenures.projection import drift
from people.models import Body, Effect, HolderEffect, Official, Reorganisation, ReorganisationKind
from people.refusal import Refused
from tests import two_people
from tests.factories import make_draft, make_official, prepare_event, publish, publish_clauses, say, treat
from tests.orders.identity.cast import BUREAU, OFFICE, Kind, kinds, printed


def test_merging_moves_the_acts_and_leaves_a_redirect(twins: tuple[Official, Official], bob: User) -> None:
    one, other = twins
    said = [printed(act) for act in Act.objects.order_by("pk")]
    two_people.merge(survivor=one, other=other, by=bob, note="单位核实")
    assert identity.standing(other.code) == one
    assert not other.acts.exists()
    assert [printed(act) for act in Act.objects.order_by("pk")] == said
    assert set(Tenure.objects.values_list("official", flat=True)) == {one.pk}
    assert Tenure.objects.count() == 2
    assert not list(drift())
    assert kinds(one)[-1] == Kind.MERGED


def test_tenures_of_one_post_are_folded_together_by_a_merge(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "王涛", BUREAU, "副局长")]], alice, bob)
    later = make_draft(
        [[say("remove", "王涛", BUREAU, "副局长")]],
        alice,
        number="东政任〔2022〕1号",
        session=140,
        decided_on=date(2022, 1, 1),
        signed_on=date(2022, 1, 2),
    )
    [first] = Official.everything.filter(name="王涛")
    second = identity_of_another(later, alice, bob)
    publish(later, alice, bob)
    assert Tenure.objects.count() == 2
    two_people.withdraw_not_same(one=first, other=second, by=bob, note="同一人")
    two_people.merge(survivor=second, other=first, by=bob, note="同一人")
    [tenure] = Tenure.objects.known()
    assert (tenure.official, tenure.began_on, tenure.ended_on) == (second, date(2021, 5, 10), date(2022, 1, 1))


def identity_of_another(order: Order, by: User, reviewer: User) -> Official:
    """Force the draft's one act onto a new person, though evidence had matched it."""
    act = Act.objects.get(clause__order=order)
    other = make_official(act.printed_official, public_since=None)
    identity.pick(act=act, official=other, by=by)
    namesake = Official.everything.exclude(pk=other.pk).get(name=other.name)
    two_people.declare_not_same(one=other, other=namesake, by=reviewer, note="两人")
    return other


def test_redirects_lead_straight_to_whoever_stands(twins: tuple[Official, Official], alice: User, bob: User) -> None:
    one, other = twins
    third = make_official("王涛")
    two_people.merge(survivor=other, other=one, by=bob, note="同一人")
    two_people.merge(survivor=third, other=other, by=bob, note="同一人")
    one.refresh_from_db()
    assert one.merged_into == third
    assert identity.standing(one.code) == identity.standing(other.code) == identity.standing(third.code) == third


def test_a_chain_or_ring_of_redirects_from_elsewhere_is_followed_without_hanging(db: None) -> None:
    first, second, third = (make_official("王涛") for _ in range(3))
    Official.everything.filter(pk=first.pk).update(merged_into=second)
    Official.everything.filter(pk=second.pk).update(merged_into=third)
    assert identity.standing(first.code) == third
    Official.everything.filter(pk=third.pk).update(merged_into=first)
    assert identity.standing(first.code) in (first, second, third)


def test_a_code_never_given_means_nobody(db: None) -> None:
    with pytest.raises(Official.DoesNotExist):
        identity.standing("nobody")


def test_a_merge_cannot_go_round_in_a_circle(twins: tuple[Official, Official], bob: User) -> None:
    one, other = twins
    two_people.merge(survivor=one, other=other, by=bob, note="同一人")
    with pytest.raises(Refused, match="王涛已经并入另一人员，不能再次合并。"):
        two_people.merge(survivor=one, other=other, by=bob, note="同一人")
    with pytest.raises(Refused, match="王涛已经并入另一人员，请选择并入后的人员。"):
        two_people.merge(survivor=other, other=one, by=bob, note="同一人")
    with pytest.raises(Refused, match="不能把人员并入自己。"):
        two_people.merge(survivor=one, other=one, by=bob, note="同一人")


def test_two_people_on_record_as_two_are_merged_only_after_that_is_taken_back(
    twins: tuple[Official, Official], bob: User
) -> None:
    one, other = twins
    two_people.declare_not_same(one=one, other=other, by=bob, note="两人同时在场")
    with pytest.raises(Refused, match="这两人已认定为非同一人；确为同一人的，请先撤销该认定。"):
        two_people.merge(survivor=one, other=other, by=bob, note="同一人")
    two_people.withdraw_not_same(one=other, other=one, by=bob, note="认定有误")
    two_people.merge(survivor=one, other=other, by=bob, note="同一人")
    recorded = Identification.objects.filter(kind__in=[Kind.NOT_SAME, Kind.SAME_AGAIN]).order_by("pk")
    assert [row.kind for row in recorded][-2:] == [Kind.NOT_SAME, Kind.SAME_AGAIN]


def test_whoever_was_not_the_one_is_not_the_survivor_either(twins: tuple[Official, Official], bob: User) -> None:
    one, other = twins
    third = make_official("王涛")
    two_people.declare_not_same(one=third, other=other, by=bob, note="两人")
    two_people.merge(survivor=one, other=other, by=bob, note="同一人")
    with pytest.raises(Refused, match="这两人已认定为非同一人"):
        two_people.merge(survivor=one, other=third, by=bob, note="同一人")


def test_a_public_merge_needs_a_reason_and_two_people(twins: tuple[Official, Official], alice: User, bob: User) -> None:
    one, other = twins
    with pytest.raises(Refused, match="请写明认定的依据。"):
        two_people.merge(survivor=one, other=other, by=bob, note=" ")
    for user in (alice, bob):
        with pytest.raises(Refused, match=two_people.ALONE):
            identity.merge(survivor=one, other=other, by=user, note="同一人")
    other.refresh_from_db()
    assert other.merged_into is None


def test_a_clerk_merges_officials_that_only_drafts_know_and_a_stranger_nobody(alice: User, charlie: User) -> None:
    one, other = make_official("王涛", public_since=None), make_official("王涛", public_since=None)
    with pytest.raises(Refused, match="只有“经办”组或者“审核”组的成员可以认定身份。"):
        identity.merge(survivor=one, other=other, by=charlie, note="同一人")
    identity.merge(survivor=one, other=other, by=alice, note="同一人")
    assert identity.standing(other.code) == one


def test_the_survivor_is_public_since_the_earlier_of_the_two_days(bob: User) -> None:
    one, other = (
        make_official("王涛", public_since=date(2022, 1, 1)),
        make_official("王涛", public_since=date(2021, 1, 1)),
    )
    two_people.merge(survivor=one, other=other, by=bob, note="同一人")
    one.refresh_from_db()
    assert one.public_since == date(2021, 1, 1)


def test_whom_only_a_draft_knows_never_takes_in_whom_the_public_knows(order: Order, alice: User, bob: User) -> None:
    make_draft([[say("appoint", "王秘密", OFFICE, "副局长")]], alice, number="东政任〔2021〕17号", session=129)
    [public], [drafted] = (Official.everything.filter(name=name) for name in ("王涛", "王秘密"))
    with pytest.raises(Refused, match="王秘密只出现在草稿中，王涛已经公开；请反过来，把王秘密并入王涛。"):
        two_people.merge(survivor=drafted, other=public, by=bob, note="同一人")
    assert [official.name for official in Official.public.all()] == ["王涛"]
    two_people.merge(survivor=public, other=drafted, by=bob, note="同一人")
    assert identity.standing(drafted.code) == public
    assert [official.name for official in Official.public.standing()] == ["王涛"]


# What a merge gives reason for


def test_a_merge_raises_the_proposal_it_gives_reason_for(order: Order, alice: User, bob: User) -> None:
    """In bulk a name is nobody yet; settled, it is the holder of the post of equal title in the old body."""
    bulk = make_draft(
        [[say("appoint", "王涛", OFFICE, "副局长")]],
        alice,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
        bulk=True,
    )
    publish(bulk, alice, bob)
    assert not Reorganisation.objects.exists()
    known, provisional = Official.everything.filter(name="王涛").order_by("provisional")
    two_people.merge(survivor=known, other=provisional, by=bob, note="同一人")
    [event] = Reorganisation.objects.all()
    assert (event.state, event.effective_on) == ("proposed", date(2021, 9, 13))


# What an event does to holders by name


def replaced(alice: User) -> Any:
    old, new = Body.everything.named(BUREAU).get(), Body.everything.named(OFFICE).get()
    posts = [(post, None) for post in old.positions.all()]
    return prepare_event(
        kind=ReorganisationKind.REPLACED,
        old=[old],
        new=[new],
        effective_on=date(2021, 9, 1),
        successions=posts,
        effect=Effect.NATURAL_REMOVAL,
        by=alice,
    )


def test_what_an_event_does_to_a_holder_by_name_follows_the_person(
    twins: tuple[Official, Official], alice: User, bob: User
) -> None:
    one, other = twins
    event = replaced(alice)
    [post] = [succession.old for succession in event.successions.all()]
    treat(reorganisation=event, official=one, position=post, effect=Effect.CARRIES_ON, by=alice)
    confirm(reorganisation=event, by=bob)
    assert Tenure.objects.known().get(position=post).ended_on is None
    two_people.merge(survivor=other, other=one, by=bob, note="同一人")
    assert HolderEffect.objects.get().official == other
    assert Tenure.objects.known().get(position=post).ended_on is None


def test_two_whom_an_event_treats_differently_are_not_merged(
    twins: tuple[Official, Official], alice: User, bob: User
) -> None:
    one, other = twins
    event = replaced(alice)
    [post] = [succession.old for succession in event.successions.all()]
    HolderEffect.objects.create(reorganisation=event, official=one, position=post, effect=Effect.CARRIES_ON)
    HolderEffect.objects.create(reorganisation=event, official=other, position=post, effect=Effect.NATURAL_REMOVAL)
    with pytest.raises(Refused, match="对这两人的影响登记得不一样；请先改成一致，再合并。"):
        two_people.merge(survivor=other, other=one, by=bob, note="同一人")
