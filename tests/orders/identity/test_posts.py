"""Posts that a notice does not name (原任职务自然免除)."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Act, Identification, Order, Tenure
from orders.projection import drift
from people.models import Official
from people.refusal import Refused
from tests.factories import make_draft, publish, say
from tests.orders.identity.cast import BUREAU, OFFICE, Kind, act_of, printed


@pytest.fixture
def removal(order: Order, alice: User) -> Order:
    """任命王涛为商务局副局长，其原任职务自然免除: which post ends, the notice does not say."""
    draft = make_draft(
        [[say("appoint", "王涛", OFFICE, "副局长"), say("natural_removal", "王涛")]],
        alice,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
        signed_on=date(2021, 11, 17),
    )
    [official] = Official.everything.filter(name="王涛")
    for act in Act.objects.filter(clause__order=draft, official=None):
        identity.pick(act=act, official=official, by=alice)
    return draft


def test_the_posts_on_record_are_offered_without_the_one_just_given(removal: Order) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    assert [str(post) for post in identity.posts_on_record(act)] == [f"{BUREAU}副局长"]


def test_the_chosen_post_ends(removal: Order, alice: User, bob: User) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    [post] = identity.posts_on_record(act)
    identity.choose_post(act=act, position=post, by=alice)
    publish(removal, alice, bob)
    tenure = Tenure.objects.known().get(position=post)
    assert (tenure.began_on, tenure.ended_on, tenure.ended_by) == (date(2021, 5, 10), date(2021, 9, 13), act)
    assert printed(act)[2] == "", "the notice still names no post"
    assert Identification.objects.get(act=act, kind=Kind.POST).note == f"{BUREAU}副局长"


def test_a_post_is_chosen_after_publication_too_by_a_reviewer_and_once(removal: Order, alice: User, bob: User) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    identity.declare_post_not_on_record(act=act, by=alice)
    publish(removal, alice, bob)
    [post] = identity.posts_on_record(act)
    assert Tenure.objects.known().get(position=post).ended_on is None
    with pytest.raises(Refused, match="通知已经公开，只能由“审核”组的成员选定职务。"):
        identity.choose_post(act=act, position=post, by=alice)
    identity.choose_post(act=act, position=post, by=bob)
    assert Tenure.objects.known().get(position=post).ended_on == date(2021, 9, 13)
    assert not act.post_not_on_record
    assert not list(drift())
    with pytest.raises(Refused, match="职务已经选定并公开；选错的，请用更正改正。"):
        identity.choose_post(act=act, position=post, by=bob)


def test_a_post_never_held_is_not_chosen(removal: Order, alice: User) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    given = act_of(removal, "王涛", "appoint").position
    assert given
    with pytest.raises(Refused, match=f"登记中没有王涛任{OFFICE}副局长的记录。"):
        identity.choose_post(act=act, position=given, by=alice)


def test_a_post_not_on_record_closes_nothing_and_says_so(removal: Order, alice: User, bob: User) -> None:
    act = act_of(removal, "王涛", "natural_removal")
    identity.declare_post_not_on_record(act=act, by=alice)
    with pytest.raises(Refused, match="已经标明职务无记录。"):
        identity.declare_post_not_on_record(act=act, by=alice)
    publish(removal, alice, bob)
    act.refresh_from_db()
    assert act.post_not_on_record
    assert act.position is None
    assert not Tenure.objects.filter(ended_by=act).exists()


def test_a_printed_post_is_not_chosen(removal: Order, alice: User) -> None:
    act = act_of(removal, "王涛", "appoint")
    with pytest.raises(Refused, match="通知写明了职务，不需要选定。"):
        identity.choose_post(act=act, position=act.position, by=alice)


def test_the_name_is_settled_before_the_post(order: Order, alice: User) -> None:
    draft = make_draft([[say("natural_removal", "王涛")]], alice, number="东政任〔2021〕17号", session=129)
    act = act_of(draft, "王涛", "natural_removal")
    assert identity.posts_on_record(act) == []
    with pytest.raises(Refused, match="请先认定王涛是哪一位，再选定职务。"):
        identity.declare_post_not_on_record(act=act, by=alice)
