"""What a reorganisation must be to make sense, and what the rule of the place does to holders."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders import reorganising
from orders.reorganising.rules import PARTIES_IN_WORDS
from orders.steps import reorganisations as steps
from people.models import Body, Effect, Reorganisation, ReorganisationKind, ReorganisationPolicy
from people.models.reorganisations import PARTIES
from people.refusal import Refused
from tests.factories import make_body, make_position, prepare_event

DAY = date(2021, 5, 10)
Kind = ReorganisationKind


@pytest.fixture
def bodies(db: None) -> list[Body]:
    return [make_body(name) for name in ("甲中心", "乙中心", "丙中心", "丁中心")]


def prepare(by: User, **about: Any) -> Reorganisation:
    return prepare_event(**{"effective_on": DAY, "by": by} | about)


WRONG_NUMBERS = [
    (Kind.ESTABLISHED, 0, 0),
    (Kind.ESTABLISHED, 1, 1),
    (Kind.ESTABLISHED, 0, 2),
    (Kind.RENAMED, 0, 0),
    (Kind.RENAMED, 1, 1),
    (Kind.RENAMED, 2, 0),
    (Kind.REPLACED, 1, 0),
    (Kind.REPLACED, 0, 1),
    (Kind.REPLACED, 2, 1),
    (Kind.REPLACED, 1, 2),
    (Kind.MERGED, 0, 1),
    (Kind.MERGED, 2, 0),
    (Kind.MERGED, 2, 2),
    (Kind.SPLIT, 1, 1),
    (Kind.SPLIT, 2, 2),
    (Kind.SPLIT, 0, 2),
    (Kind.ABOLISHED, 0, 0),
    (Kind.ABOLISHED, 1, 1),
]


@pytest.mark.parametrize(("kind", "olds", "news"), WRONG_NUMBERS)
def test_each_kind_has_its_number_of_predecessors_and_successors(
    kind: Kind, olds: int, news: int, bodies: list[Body], alice: User
) -> None:
    with pytest.raises(Refused) as refused:
        prepare(
            alice, kind=kind, old=bodies[:olds], new=bodies[2 : 2 + news], new_name="新名" if kind == "renamed" else ""
        )
    assert refused.value.sentence == str(PARTIES_IN_WORDS[kind])
    assert not Reorganisation.objects.exists()


RIGHT_NUMBERS = [
    (Kind.ESTABLISHED, 0, 1),
    (Kind.RENAMED, 1, 0),
    (Kind.REPLACED, 1, 1),
    (Kind.MERGED, 1, 1),
    (Kind.MERGED, 2, 1),
    (Kind.SPLIT, 1, 2),
    (Kind.ABOLISHED, 1, 0),
    (Kind.ABOLISHED, 2, 0),
]


@pytest.mark.parametrize(("kind", "olds", "news"), RIGHT_NUMBERS)
def test_the_right_number_is_accepted(kind: Kind, olds: int, news: int, bodies: list[Body], alice: User) -> None:
    new_name = "新名" if kind == Kind.RENAMED else ""
    prepared = prepare(alice, kind=kind, old=bodies[:olds], new=bodies[2 : 2 + news], new_name=new_name)
    plan = reorganising.plan_of(prepared)
    assert (plan.old, plan.new) == (tuple(bodies[:olds]), tuple(bodies[2 : 2 + news]))


def test_every_kind_has_a_sentence_for_a_wrong_number() -> None:
    assert set(PARTIES) == set(PARTIES_IN_WORDS) == set(Kind)


def test_a_body_takes_part_once(bodies: list[Body], alice: User) -> None:
    with pytest.raises(Refused, match="同一机构在一次变更中只能列一次。"):
        prepare(alice, kind=Kind.REPLACED, old=[bodies[0]], new=[bodies[0]])


def test_only_a_rename_brings_a_new_name_and_it_must_be_one(bodies: list[Body], alice: User) -> None:
    with pytest.raises(Refused, match="“更名”应当写明新名称。"):
        prepare(alice, kind=Kind.RENAMED, old=bodies[:1], new=[])
    with pytest.raises(Refused, match="新名称与原名称相同。"):
        prepare(alice, kind=Kind.RENAMED, old=bodies[:1], new=[], new_name="甲中心")
    with pytest.raises(Refused, match="“乙中心”在登记中是另一机构，不能作为更名后的名称；请按“更名重组”登记。"):
        prepare(alice, kind=Kind.RENAMED, old=bodies[:1], new=[], new_name="乙中心")
    with pytest.raises(Refused, match="只有“更名”填写新名称；其他变更请登记新机构。"):
        prepare(alice, kind=Kind.ABOLISHED, old=bodies[:1], new=[], new_name="新名")


def test_posts_are_those_of_the_bodies(bodies: list[Body], alice: User) -> None:
    here, there = make_position(bodies[0], "主任"), make_position(bodies[3], "主任")
    about: dict[str, Any] = {"kind": Kind.REPLACED, "old": bodies[:1], "new": bodies[1:2]}
    with pytest.raises(Refused, match="原职务“丁中心主任”不属于这次变更中终止的机构。"):
        prepare(alice, **about, successions=[(there, None)])
    with pytest.raises(Refused, match="新职务“丁中心主任”不属于这次变更的新机构。"):
        prepare(alice, **about, successions=[(here, there)])
    with pytest.raises(Refused, match="原职务“甲中心主任”不属于这次变更中终止的机构。"):
        prepare(alice, kind=Kind.RENAMED, old=bodies[:1], new=[], new_name="新名", successions=[(here, None)])


def test_a_post_is_continued_twice_only_by_a_split(bodies: list[Body], alice: User) -> None:
    old, one, other = (make_position(body, "主任") for body in bodies[:3])
    with pytest.raises(Refused, match="只有分设时一个职务可以由几个职务承继。"):
        prepare(alice, kind=Kind.REPLACED, old=bodies[:1], new=bodies[1:2], successions=[(old, one), (old, None)])
    split = prepare(alice, kind=Kind.SPLIT, old=bodies[:1], new=bodies[1:3], successions=[(old, one), (old, other)])
    assert split.successions.count() == 2


def test_a_body_ends_once(bodies: list[Body], alice: User, bob: User) -> None:
    first = prepare(alice, kind=Kind.REPLACED, old=bodies[:1], new=bodies[1:2])
    with pytest.raises(Refused, match="甲中心的变更已经登记（2021-05-10 更名重组），不能登记两次。"):
        prepare(alice, kind=Kind.ABOLISHED, old=bodies[:1], new=[])
    steps.confirm(reorganisation=first, by=bob)
    with pytest.raises(Refused, match="原机构甲中心在登记中已于.*终止。"):
        prepare(alice, kind=Kind.ABOLISHED, old=bodies[:1], new=[], effective_on=date(2023, 1, 1))
    with pytest.raises(Refused, match="新机构甲中心在登记中已经终止。"):
        prepare(alice, kind=Kind.MERGED, old=bodies[3:], new=bodies[:1], effective_on=date(2023, 1, 1))


def test_a_declined_event_stands_in_nobodys_way(bodies: list[Body], alice: User) -> None:
    first = prepare(alice, kind=Kind.REPLACED, old=bodies[:1], new=bodies[1:2])
    steps.decline(reorganisation=first, by=alice, note="有误")
    assert prepare(alice, kind=Kind.ABOLISHED, old=bodies[:1], new=[]) != first


def test_lives_on_record_are_not_contradicted(bodies: list[Body], alice: User) -> None:
    Body.everything.filter(pk__in=[bodies[0].pk, bodies[1].pk]).update(established_on=date(2022, 1, 1))
    for body in bodies:
        body.refresh_from_db()
    with pytest.raises(Refused, match="原机构甲中心在登记中的设立之日是.*，晚于生效之日。"):
        prepare(alice, kind=Kind.ABOLISHED, old=bodies[:1], new=[])
    with pytest.raises(Refused, match="新机构乙中心在登记中的设立之日是.*，与生效之日不同。"):
        prepare(alice, kind=Kind.REPLACED, old=bodies[2:3], new=bodies[1:2])


def test_the_record_is_looked_at_again_before_confirming(bodies: list[Body], alice: User, bob: User) -> None:
    prepared = prepare(alice, kind=Kind.REPLACED, old=bodies[:1], new=bodies[1:2])
    Body.everything.filter(pk=bodies[0].pk).update(abolished_on=date(2020, 1, 1))
    with pytest.raises(Refused, match="原机构甲中心在登记中已于.*终止。"):
        steps.confirm(reorganisation=prepared, by=bob)


# The rule of the place


def rule(issuer: Body | None, kind: str, effect: str) -> None:
    ReorganisationPolicy.objects.create(issuer=issuer, kind=kind, effect=effect, basis="试验")


def test_without_a_rule_holders_wait_for_an_order(bodies: list[Body]) -> None:
    assert reorganising.effect_under_policy(Kind.REPLACED, bodies[:1]) == Effect.NEEDS_ORDER


def test_renaming_and_establishing_end_nothing_by_definition(bodies: list[Body]) -> None:
    rule(None, Kind.RENAMED, Effect.NATURAL_REMOVAL)
    assert reorganising.effect_under_policy(Kind.RENAMED, bodies[:1]) == Effect.CARRIES_ON
    assert reorganising.effect_under_policy(Kind.ESTABLISHED, []) == Effect.CARRIES_ON


def test_the_nearest_body_above_with_a_rule_decides(bodies: list[Body]) -> None:
    city, district, centre, _other = bodies
    Body.everything.filter(pk=district.pk).update(parent=city)
    Body.everything.filter(pk=centre.pk).update(parent=district)
    centre.refresh_from_db()
    rule(None, Kind.ABOLISHED, Effect.CARRIES_ON)
    assert reorganising.effect_under_policy(Kind.ABOLISHED, [centre]) == Effect.CARRIES_ON
    rule(city, Kind.ABOLISHED, Effect.NEEDS_ORDER)
    assert reorganising.effect_under_policy(Kind.ABOLISHED, [centre]) == Effect.NEEDS_ORDER
    rule(district, Kind.ABOLISHED, Effect.NATURAL_REMOVAL)
    assert reorganising.effect_under_policy(Kind.ABOLISHED, [centre]) == Effect.NATURAL_REMOVAL


def test_the_issuers_rule_comes_before_the_general_one_and_none_removes_nobody(bodies: list[Body]) -> None:
    rule(None, Kind.ABOLISHED, Effect.CARRIES_ON)
    rule(bodies[0], Kind.ABOLISHED, Effect.NATURAL_REMOVAL)
    assert reorganising.effect_under_policy(Kind.ABOLISHED, bodies[:1]) == Effect.NATURAL_REMOVAL
    assert reorganising.effect_under_policy(Kind.ABOLISHED, bodies[1:2]) == Effect.CARRIES_ON
    assert reorganising.effect_under_policy(Kind.MERGED, bodies[:1]) == Effect.NEEDS_ORDER


def test_bodies_under_different_rules_wait_for_an_order(bodies: list[Body]) -> None:
    rule(bodies[0], Kind.MERGED, Effect.NATURAL_REMOVAL)
    rule(bodies[1], Kind.MERGED, Effect.CARRIES_ON)
    assert reorganising.effect_under_policy(Kind.MERGED, bodies[:2]) == Effect.NEEDS_ORDER


def test_an_event_without_a_stated_effect_follows_the_rule(bodies: list[Body], alice: User) -> None:
    rule(bodies[0], Kind.REPLACED, Effect.NATURAL_REMOVAL)
    assert prepare(alice, kind=Kind.REPLACED, old=bodies[:1], new=bodies[1:2]).effect == Effect.NATURAL_REMOVAL


# Which post continues which


def test_posts_are_paired_by_equal_title_in_display_order(bodies: list[Body]) -> None:
    for body, titles in ((bodies[0], ["副主任", "主任", "总工程师"]), (bodies[1], ["主任", "副主任"])):
        for title in titles:
            make_position(body, title)
    pairs = reorganising.by_equal_title(bodies[:1], bodies[1:2])
    assert [(str(old), str(new)) for old, new in pairs] == [
        ("甲中心主任", "乙中心主任"),
        ("甲中心副主任", "乙中心副主任"),
        ("甲中心总工程师", "None"),
    ]


def test_a_post_only_drafts_know_is_paired_with_nothing(bodies: list[Body]) -> None:
    make_position(bodies[0], "主任", public_since=None)
    assert reorganising.by_equal_title(bodies[:1], bodies[1:2]) == []
