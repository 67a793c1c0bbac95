"""Whom a printed name in a draft means: picked by a person, and never in silence."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Act, Identification, Order
from people.models import NotSame, Official
from people.refusal import Refused
from tests import two_people
from tests.factories import make_draft, make_official, publish_clauses, say
from tests.orders.identity.cast import BUREAU, CENTRE, OFFICE, Kind, act_of, printed


def test_a_picked_official_is_whom_the_act_concerns_and_the_log_says_who_picked(draft: Order, alice: User) -> None:
    [official] = Official.everything.filter(name="王涛")
    act = act_of(draft, "王涛")
    said = printed(act)
    identity.pick(act=act, official=official, by=alice, note="本人核实")
    assert Act.objects.get(pk=act.pk).official == official
    assert printed(act) == said
    [row] = Identification.objects.filter(act=act)
    assert (row.kind, row.official, row.by, row.note) == (Kind.PICKED, official, alice, "本人核实")


def test_picking_someone_of_another_name_needs_a_reason(draft: Order, alice: User) -> None:
    act = act_of(draft, "王涛")
    other = make_official("汪涛")
    with pytest.raises(Refused, match="通知印出的姓名是王涛，不是汪涛；确为同一人的，请写明依据。"):
        identity.pick(act=act, official=other, by=alice)
    identity.pick(act=act, official=other, by=alice, note="通知误印")
    assert act.official == other


def test_picking_anew_replaces_the_choice_and_keeps_both_in_the_log(draft: Order, alice: User) -> None:
    [official] = Official.everything.filter(name="王涛")
    act = act_of(draft, "王涛")
    new = identity.pick_new(act=act, by=alice)
    identity.pick(act=act, official=official, by=alice)
    assert act.official == official
    assert [row.kind for row in Identification.objects.filter(act=act).order_by("pk")] == [Kind.NEW, Kind.PICKED]
    assert not NotSame.objects.exists(), "what was remembered of somebody no act concerns is about nobody"
    assert not new.acts.exists()


def test_a_new_person_is_remembered_not_to_be_the_namesakes(draft: Order, alice: User) -> None:
    [namesake] = Official.everything.filter(name="王涛")
    new = identity.pick_new(act=act_of(draft, "王涛"), by=alice, note="年龄不同")
    assert new.pinyin == "Wang Tao"
    assert new.public_since is None
    assert identity.are_not_same(new, namesake)
    assert identity.are_not_same(namesake, new)


def test_saying_twice_that_a_person_is_new_makes_one_person(draft: Order, alice: User) -> None:
    act = act_of(draft, "王涛")
    assert identity.pick_new(act=act, by=alice) == identity.pick_new(act=act, by=alice)
    assert Official.everything.filter(name="王涛").count() == 2


def test_somebody_new_is_settled_even_where_the_bulk_import_left_the_name_open(order: Order, alice: User) -> None:
    bulk = make_draft(
        [[say("appoint", "王涛", OFFICE, "副局长")]], alice, number="东政任〔2021〕17号", session=129, bulk=True
    )
    act = act_of(bulk, "王涛")
    assert act.official
    assert act.official.provisional
    new = identity.pick_new(act=act, by=alice)
    assert new == act.official, "whoever was made for this act alone is that somebody"
    new.refresh_from_db()
    assert not new.provisional


def test_somebody_new_is_nobody_of_another_name_picked_before(draft: Order, alice: User) -> None:
    act = act_of(draft, "王涛")
    other = make_official("汪涛", public_since=None)
    identity.pick(act=act, official=other, by=alice, note="通知误印")
    new = identity.pick_new(act=act, by=alice)
    assert (new.name, new == other) == ("王涛", False)


def test_somebody_new_is_remembered_not_to_be_whoever_once_bore_the_name(alice: User, bob: User) -> None:
    first = [say("appoint", "王刘", BUREAU, "副局长")]
    publish_clauses([first, [say("appoint", "王刘稳", OFFICE, "副局长")]], alice, bob)
    short, full = Official.everything.get(name="王刘"), Official.everything.get(name="王刘稳")
    two_people.merge(survivor=full, other=short, by=bob, note="同一人")
    later = make_draft([[say("appoint", "王刘", CENTRE, "主任")]], alice, number="东政任〔2021〕17号", session=129)
    new = identity.pick_new(act=act_of(later, "王刘"), by=alice, note="另一人")
    assert identity.are_not_same(new, full)


def test_a_submitted_draft_is_sent_back_before_names_are_picked(draft: Order, alice: User) -> None:
    [official] = Official.everything.filter(name="王涛")
    act = act_of(draft, "王涛")
    Order.everything.filter(pk=draft.pk).update(state="submitted")
    with pytest.raises(Refused, match="只有草稿中的姓名可以选定；已经提交的通知请先退回。"):
        identity.pick(act=act, official=official, by=alice)


def test_a_published_act_is_not_picked_again(order: Order, alice: User) -> None:
    with pytest.raises(Refused, match="通知已经公开；所指何人只能通过身份认定、合并或者拆分来改变。"):
        identity.pick(act=act_of(order, "王涛"), official=make_official("王涛"), by=alice)


def test_nobody_is_taken_for_an_official_who_was_merged_away(
    twins: tuple[Official, Official], alice: User, bob: User
) -> None:
    one, other = twins
    two_people.merge(survivor=one, other=other, by=bob, note="同一人")
    third = make_draft([[say("appoint", "王涛", CENTRE, "主任")]], alice, number="东政任〔2021〕18号", session=131)
    other.refresh_from_db()
    with pytest.raises(Refused, match="王涛已经并入另一人员，请选择并入后的人员。"):
        identity.pick(act=act_of(third, "王涛"), official=other, by=alice)


def test_only_a_clerk_picks_in_a_draft(draft: Order, bob: User, charlie: User) -> None:
    [official] = Official.everything.filter(name="王涛")
    for stranger in (bob, charlie):
        with pytest.raises(Refused, match="只有“经办”组的成员可以认定草稿中的姓名。"):
            identity.pick(act=act_of(draft, "王涛"), official=official, by=stranger)
