"""What an event does to single holders, and what later orders and supplements add."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders import identity, reorganising
from orders.models import Act
from orders.steps import reorganisations as steps
from orders.tenures.projection import drift
from people.models import Body, Effect, Official
from people.refusal import Refused
from registry.days import Days
from registry.timeline import position_timeline
from tests.factories import make_draft, make_official, publish, publish_clauses, say, treat
from tests.orders.reorganising.cast import DAY, NEW, OLD, ON, event, held, post


def test_the_page_before_confirming_lists_each_holder_of_each_old_post(new: Body, alice: User) -> None:
    prepared = event(alice)
    rows = reorganising.affected_holders(prepared)
    assert [(row.official.name, row.position.title, row.effect, row.named) for row in rows] == [
        ("张伟", "主任", Effect.NATURAL_REMOVAL, False),
        ("许晶", "副主任", Effect.NATURAL_REMOVAL, False),
    ]
    assert [[str(after) for after in row.successors] for row in rows] == [[f"{NEW}主任"], [f"{NEW}副主任"]]
    assert all(row.ended_by is None and row.tenure.ended_on is None for row in rows)


def test_a_holder_is_exempted_by_name(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice)
    [deputy] = Official.everything.filter(name="许晶")
    treat(
        reorganisation=prepared,
        official=deputy,
        position=post(OLD, "副主任"),
        effect=Effect.NEEDS_ORDER,
        by=alice,
        note="待发文",
    )
    [_head, row] = reorganising.affected_holders(prepared)
    assert (row.effect, row.named, row.note) == (Effect.NEEDS_ORDER, True, "待发文")
    steps.confirm(reorganisation=prepared, by=bob, on=ON)
    assert held(OLD) == [("张伟", DAY), ("许晶", None)]


def test_where_an_event_ends_nothing_one_holder_may_be_ended_by_name(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice, effect=Effect.NEEDS_ORDER)
    [deputy] = Official.everything.filter(name="许晶")
    treat(
        reorganisation=prepared,
        official=deputy,
        position=post(OLD, "副主任"),
        effect=Effect.NATURAL_REMOVAL,
        by=alice,
    )
    steps.confirm(reorganisation=prepared, by=bob, on=ON)
    assert held(OLD) == [("张伟", None), ("许晶", DAY)]


def test_only_holders_on_record_are_treated_by_name(new: Body, alice: User) -> None:
    prepared = event(alice, successions=[(post(OLD, "主任"), None)])
    stranger = make_official("李哲")
    with pytest.raises(Refused, match=f"登记中没有李哲任{OLD}主任的记录。"):
        treat(
            reorganisation=prepared,
            official=stranger,
            position=post(OLD, "主任"),
            effect=Effect.CARRIES_ON,
            by=alice,
        )
    with pytest.raises(Refused, match=f"原职务“{OLD}副主任”不在这次变更所列职务之中。"):
        treat(
            reorganisation=prepared,
            official=stranger,
            position=post(OLD, "副主任"),
            effect=Effect.CARRIES_ON,
            by=alice,
        )


# Later orders


def test_an_order_entered_after_the_event_is_ended_by_it_too(new: Body, alice: User, bob: User) -> None:
    steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    publish_clauses(
        [[say("appoint", "彭恩强", OLD, "副主任")]],
        alice,
        bob,
        number="东政任〔2020〕5号",
        session=90,
        decided_on=date(2020, 6, 1),
        signed_on=date(2020, 6, 8),
    )
    assert held(OLD) == [("张伟", DAY), ("彭恩强", DAY), ("许晶", DAY)]
    assert not list(drift())


def test_a_post_brought_by_a_later_order_waits_for_a_person(new: Body, alice: User, bob: User) -> None:
    confirmed = steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    assert reorganising.unnamed_posts(confirmed) == []
    publish_clauses(
        [[say("appoint", "侯亮", OLD, "总工程师")]],
        alice,
        bob,
        number="东政任〔2020〕5号",
        session=90,
        decided_on=date(2020, 6, 1),
        signed_on=date(2020, 6, 8),
    )
    assert [each.title for each in reorganising.unnamed_posts(confirmed)] == ["总工程师"]
    added = reorganising.supplement(
        reorganisation=confirmed, by=alice, note="漏列", successions=[(post(OLD, "总工程师"), None)]
    )
    assert ("侯亮", None) in held(OLD)
    with pytest.raises(Refused, match="只有“审核”组的成员可以确认。"):
        steps.confirm(reorganisation=added, by=alice, on=ON)
    steps.confirm(reorganisation=added, by=bob, on=date(2022, 4, 1))
    assert ("侯亮", DAY) in held(OLD)
    assert reorganising.unnamed_posts(confirmed) == []
    assert not list(drift())


def test_a_holder_brought_by_a_later_order_is_exempted_by_a_supplement(new: Body, alice: User, bob: User) -> None:
    confirmed = steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    [deputy] = Official.everything.filter(name="许晶")
    added = reorganising.supplement(
        reorganisation=confirmed,
        by=alice,
        note="另有安排",
        holder_effects=[(deputy, post(OLD, "副主任"), Effect.CARRIES_ON)],
    )
    assert held(OLD) == [("张伟", DAY), ("许晶", DAY)]
    steps.confirm(reorganisation=added, by=bob, on=ON)
    assert held(OLD) == [("张伟", DAY), ("许晶", None)]
    named = [(row.official, row.effect) for row in reorganising.affected_holders(confirmed) if row.named]
    assert named == [(deputy, Effect.CARRIES_ON)]
    assert not list(drift())


def test_a_supplement_says_what_continues_a_post_named_without_a_successor(new: Body, alice: User, bob: User) -> None:
    chief = post(OLD, "主任")
    prepared = event(alice, successions=[(chief, None), (post(OLD, "副主任"), None)])
    [head] = Official.everything.filter(name="张伟")
    treat(reorganisation=prepared, official=head, position=chief, effect=Effect.CARRIES_ON, by=alice)
    confirmed = steps.confirm(reorganisation=prepared, by=bob, on=ON)
    deputy, after = post(OLD, "副主任"), post(NEW, "副主任")
    draft = make_draft([[say("appoint", "许晶", NEW, "副主任")]], alice, decided_on=DAY)
    same = Official.everything.get(name="许晶")
    identity.pick(act=Act.objects.get(clause__order=draft), official=same, by=alice)
    publish(draft, alice, bob)
    assert reorganising.posts_without_successor(confirmed) == [chief, deputy]
    added = reorganising.supplement(
        reorganisation=confirmed,
        by=alice,
        note="职务后来登记",
        successions=[(deputy, after), (chief, post(NEW, "主任"))],
    )
    steps.confirm(reorganisation=added, by=bob, on=date(2022, 4, 1))
    assert held(OLD) == [("张伟", None), ("许晶", DAY)], "whom the event spares, its supplement spares"
    assert reorganising.lineage(after).posts == (deputy, after)
    assert reorganising.posts_without_successor(confirmed) == []
    shown = position_timeline(after, Days(date(2024, 3, 1), None, date(2024, 3, 1)))
    assert [len(spell.tenures) for spell in shown.spells] == [2]
    assert not list(drift())


def test_a_supplement_adds_something_that_is_missing_to_an_event_that_stands(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice)
    with pytest.raises(Refused, match="只有已确认的机构变更可以补充。"):
        reorganising.supplement(reorganisation=prepared, by=alice, note="漏列", successions=[(post(OLD, "主任"), None)])
    confirmed = steps.confirm(reorganisation=prepared, by=bob, on=ON)
    with pytest.raises(Refused, match=f"“{OLD}主任”不是这次变更中尚未列出的原职务。"):
        reorganising.supplement(
            reorganisation=confirmed, by=alice, note="漏列", successions=[(post(OLD, "主任"), None)]
        )
    with pytest.raises(Refused, match="请写明要补充的职务或者任职者。"):
        reorganising.supplement(reorganisation=confirmed, by=alice, note="漏列")
