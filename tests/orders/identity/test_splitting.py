"""One official who is two people."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Identification, Order, Tenure
from orders.steps import errata
from orders.tenures.projection import drift
from people.models import Official, Reorganisation
from people.refusal import Refused
from tests import two_people
from tests.built_once import built_once
from tests.factories import make_draft, publish, publish_clauses, say
from tests.orders.identity.cast import BUREAU, CENTRE, OFFICE, Kind, act_of, kinds, printed


@pytest.fixture
@built_once
def mixed(order: Order, draft: Order, alice: User, bob: User) -> Official:
    """One 王涛 with two posts that in truth are held by two people."""
    [official] = Official.everything.filter(name="王涛")
    identity.pick(act=act_of(draft, "王涛"), official=official, by=alice)
    publish(draft, alice, bob)
    return official


def test_splitting_gives_the_chosen_acts_to_somebody_new(mixed: Official, draft: Order, bob: User) -> None:
    act = act_of(draft, "王涛")
    said = printed(act)
    twin = two_people.split(official=mixed, acts=[act], by=bob, note="本人来函")
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
        two_people.split(official=mixed, acts=mixed.acts.all(), by=bob, note="两人")
    with pytest.raises(Refused, match="请选择属于另一人的任免事项。"):
        two_people.split(official=mixed, acts=[], by=bob, note="两人")
    assert Official.everything.filter(name="王涛").count() == 1


def test_only_acts_of_the_person_are_split_off(mixed: Official, alice: User, bob: User) -> None:
    other = publish_clauses(
        [[say("appoint", "李哲", CENTRE, "主任")]], alice, bob, number="东政任〔2021〕18号", session=131
    )
    with pytest.raises(Refused, match="所选任免事项中有不属于王涛的。"):
        two_people.split(official=mixed, acts=[act_of(other, "李哲")], by=bob, note="两人")


def test_a_merge_is_undone_by_a_split(twins: tuple[Official, Official], draft: Order, bob: User) -> None:
    one, other = twins
    before = set(Tenure.objects.values_list("position", "lower", "upper", "began_by"))
    two_people.merge(survivor=one, other=other, by=bob, note="同一人")
    two_people.split(official=one, acts=[act_of(draft, "王涛")], by=bob, note="并错了")
    assert set(Tenure.objects.values_list("position", "lower", "upper", "began_by")) == before
    assert identity.standing(other.code) == one, "an address once given to the merged one stays a redirect"


# What the public learns by it


def test_whoever_is_public_keeps_something_public(order: Order, draft: Order, alice: User, bob: User) -> None:
    """Otherwise the register would tell of somebody whom only a draft knows."""
    [official] = Official.everything.filter(name="王涛")
    identity.pick(act=act_of(draft, "王涛"), official=official, by=alice)
    with pytest.raises(Refused, match="王涛已经公开，至少要留下一项已公开的任免；请改为拆出草稿中的任免。"):
        two_people.split(official=official, acts=[act_of(order, "王涛")], by=bob, note="两人")
    twin = two_people.split(official=official, acts=[act_of(draft, "王涛")], by=bob, note="两人")
    assert twin.public_since is None
    assert list(Official.public.filter(name="王涛")) == [official]


def test_both_are_public_since_the_first_day_that_is_left_to_them(mixed: Official, order: Order, bob: User) -> None:
    later = act_of(Order.published.get(number=17), "王涛")
    Order.everything.filter(pk=later.clause.order_id).update(published_on=date(2022, 2, 1))
    twin = two_people.split(official=mixed, acts=[act_of(order, "王涛")], by=bob, note="两人")
    mixed.refresh_from_db()
    assert (twin.public_since, mixed.public_since) == (order.signed_on, date(2022, 2, 1))


def test_whoever_comes_of_a_correction_is_public_since_the_correction(order: Order, alice: User, bob: User) -> None:
    other = publish_clauses(
        [[say("appoint", "李哲", OFFICE, "副局长")]], alice, bob, number="东政任〔2021〕18号", session=131
    )
    [official] = Official.everything.filter(name="王涛")
    corrected = [say("appoint", "王涛", OFFICE, "副局长")]
    erratum = errata.prepare_erratum(clause=other.clauses.get(), acts=corrected, reason="姓名读错", by=alice)
    identity.pick(act=erratum.corrected_acts.get(), official=official, by=alice)
    errata.publish_erratum(erratum=erratum, by=bob, today=date(2023, 3, 1))
    twin = two_people.split(official=official, acts=erratum.corrected_acts.all(), by=bob, note="两人")
    assert twin.public_since == date(2023, 3, 1)


def test_the_new_official_bears_a_name_that_is_public_if_anything_of_it_is(
    order: Order, alice: User, bob: User
) -> None:
    other = publish_clauses(
        [[say("appoint", "李哲", CENTRE, "主任")]], alice, bob, number="东政任〔2021〕18号", session=131
    )
    later = make_draft(
        [[say("appoint", "王秘密", OFFICE, "副局长")]],
        alice,
        number="东政任〔2021〕19号",
        session=132,
        signed_on=date(2021, 12, 1),
    )
    [official] = Official.everything.filter(name="王涛")
    identity.pick(act=act_of(later, "王秘密"), official=official, by=alice, note="通知误印")
    two_people.merge(survivor=official, other=act_of(other, "李哲").official, by=bob, note="同一人")
    chosen = [act_of(later, "王秘密"), act_of(order, "王涛")]
    assert two_people.split(official=official, acts=chosen, by=bob, note="两人").name == "王涛"


def test_a_split_raises_the_proposal_it_gives_reason_for(order: Order, alice: User, bob: User) -> None:
    """The 王涛 removed was another: the one who stayed was moved to the new body, and nobody was left behind."""
    [official] = Official.everything.filter(name="王涛")
    removed = publish_clauses(
        [[say("remove", "王涛", BUREAU, "副局长")]],
        alice,
        bob,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 6, 1),
    )
    moved = make_draft(
        [[say("appoint", "王涛", CENTRE, "副局长")]],
        alice,
        number="东政任〔2021〕18号",
        session=131,
        decided_on=date(2021, 9, 13),
    )
    identity.pick(act=act_of(moved, "王涛"), official=official, by=alice)
    publish(moved, alice, bob)
    assert not Reorganisation.objects.exists()
    two_people.split(official=official, acts=[act_of(removed, "王涛", "remove")], by=bob, note="两人")
    [event] = Reorganisation.objects.all()
    assert (event.state, event.effective_on) == ("proposed", date(2021, 9, 13))
