"""A confirmed event taken back by two people: before the day all answers stay, from it as if it had never been."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from orders import changing, reorganising
from orders.models import ChangeKind, LogStep, Review, Tenure
from orders.office import log
from orders.steps import changes
from orders.steps import reorganisations as steps
from orders.steps.taking import Asked, take
from orders.tenures.heard import Names
from orders.tenures.projection import drift
from people.models import Body, BodyName, Effect, Official, Reorganisation
from people.models.reorganisations import ReorganisationState as State
from people.refusal import Refused
from tests import two_people
from tests.factories import make_body, make_position, prepare_event, publish_clauses, say
from tests.orders.reorganising.answers import answers
from tests.orders.reorganising.cast import DAY, NEW, OLD, ON, OTHER, Kind, body, event, held, post

PUBLIC, GONE = date(2021, 6, 1), date(2022, 6, 1)
BEFORE = [date(2021, 5, 31), PUBLIC, date(2022, 5, 31)]  # days of knowledge before it is gone
AFTER = [GONE, None]
DOCUMENT = {"document": "京编〔2021〕1号", "document_public_on": PUBLIC}


def withdraw(event: Reorganisation, by: User) -> Reorganisation:
    return two_people.withdraw_event(event=event, by=by, note="文件读错", today=GONE)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# Of every kind, in every order of entering


def made(kind: str, by: User) -> Reorganisation:
    """The event of each kind, as prepared: between the old centre, the new one, and another."""
    another = Body.everything.named(OTHER).first() or make_body(OTHER, public_since=None)
    of_kind: Mapping[str, dict[str, Any]] = {
        Kind.REPLACED: {},
        Kind.MERGED: {},
        Kind.SPLIT: {"new": [body(NEW), another]},
        Kind.ABOLISHED: {"new": [], "successions": [(post(OLD, "主任"), None), (post(OLD, "副主任"), None)]},
        Kind.ESTABLISHED: {"old": [], "successions": [], "effect": Effect.CARRIES_ON},
        Kind.RENAMED: {"new": [], "successions": [], "effect": Effect.CARRIES_ON, "new_name": "城市运行中心"},
    }
    return event(by, kind=kind, **DOCUMENT, **of_kind[kind])


def notices(alice: User, bob: User) -> list[Callable[[], object]]:
    """A removal after the event from a post it ends, and one from a post of the new body without recorded start."""

    def notice(number: str, session: int, day: date, *acts: Any) -> Callable[[], object]:
        frame = {"decided_on": day, "signed_on": day, "published_on": day, "session": session}
        return lambda: publish_clauses([[act] for act in acts], alice, bob, number=number, **frame)

    return [
        notice("东政任〔2021〕30号", 150, date(2021, 7, 1), say("remove", "许晶", OLD, "副主任")),
        notice("东政任〔2021〕31号", 151, date(2021, 9, 1), say("remove", "李哲", NEW, "主任")),
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_before_the_day_all_is_as_before_and_from_the_day_as_if_it_had_never_been_in_every_order(
    new: Body, alice: User, bob: User, kind: str
) -> None:
    entered = notices(alice, bob)

    def confirm() -> None:
        steps.confirm(reorganisation=made(kind, alice), by=bob, on=ON)

    def take_back() -> None:
        withdraw(Reorganisation.objects.get(kind=kind, state=State.CONFIRMED, document=DOCUMENT["document"]), bob)

    with undone():
        for step in (lambda: make_body(OTHER, public_since=None), *entered):
            step()
        never = {day: answers(day) for day in AFTER}
    with undone():
        for step in (confirm, *entered):
            step()
        always = {day: answers(day) for day in BEFORE}
    assert always[PUBLIC] != {**never, PUBLIC: never[None]}[PUBLIC], "the event makes a difference"
    # Of every kind the notices before, between and after; of one all orders.
    orders = [
        order for order in permutations((confirm, take_back, *entered)) if _confirmed_first(order, confirm, take_back)
    ]
    for order in orders[:: len(orders) // 3] if kind == Kind.REPLACED else orders[:: len(orders) // 2]:
        with undone():
            for step in order:
                step()
                assert not list(drift())
            assert {day: answers(day) for day in BEFORE} == always
            assert {day: answers(day) for day in AFTER} == never


def _confirmed_first(order: Sequence[object], confirm: object, take_back: object) -> bool:
    return order.index(confirm) < order.index(take_back)


# What was there before it is there again


def test_a_day_that_stood_there_before_the_event_stays(new: Body, alice: User, bob: User) -> None:
    Body.everything.filter(pk=new.pk).update(established_on=DAY)
    withdraw(steps.confirm(reorganisation=event(alice), by=bob, on=ON), bob)
    assert (body(NEW).established_on, body(OLD).abolished_on) == (DAY, None)


def test_a_day_that_another_confirmed_event_says_stays_whichever_is_withdrawn(
    new: Body, alice: User, bob: User
) -> None:
    founding = prepare_event(kind=Kind.ESTABLISHED, old=[], new=[new], effective_on=DAY, by=alice)
    for first, second in permutations((founding, event(alice))):
        with undone():
            for prepared in (first, second):
                steps.confirm(reorganisation=Reorganisation.objects.get(pk=prepared.pk), by=bob, on=ON)
            withdraw(Reorganisation.objects.get(pk=first.pk), bob)
            assert body(NEW).established_on == DAY
            withdraw(Reorganisation.objects.get(pk=second.pk), bob)
            assert body(NEW).established_on is None
            assert not list(drift())


def test_of_an_event_confirmed_before_the_register_noted_it_the_days_equal_to_its_own_go(
    new: Body, alice: User, bob: User
) -> None:
    confirmed = steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    Reorganisation.objects.filter(pk=confirmed.pk).update(overwrote=None)
    withdraw(confirmed, bob)
    assert (body(NEW).established_on, body(OLD).abolished_on) == (None, None)


def rename(to: str, day: date, alice: User, bob: User) -> Reorganisation:
    about = {"kind": Kind.RENAMED, "old": [body(OLD)], "new": [], "effective_on": day, "new_name": to}
    return steps.confirm(reorganisation=prepare_event(by=alice, **about), by=bob, on=ON)


def dated(known_on: date | None = None) -> list[tuple[str, date | None, date | None]]:
    key = body(OLD).pk
    return [tuple(name) for name in Names.of([key], known_on).dated(key)]


@pytest.mark.parametrize("noted", [True, False])
def test_of_several_renamings_each_is_withdrawn_as_if_it_had_never_been_in_either_order(
    holders: None, alice: User, bob: User, noted: bool
) -> None:
    second = date(2022, 1, 1)
    pair = [rename("甲中心", DAY, alice, bob), rename("乙中心", second, alice, bob)]
    if not noted:
        Reorganisation.objects.update(overwrote=None)
    with_both = [(OLD, None, DAY), ("甲中心", DAY, second), ("乙中心", second, None)]
    left = {0: [(OLD, None, second), ("乙中心", second, None)], 1: [(OLD, None, DAY), ("甲中心", DAY, None)]}
    for first, last in ((0, 1), (1, 0)):
        with undone():
            withdraw(Reorganisation.objects.get(pk=pair[first].pk), bob)
            assert dated() == left[first]
            assert dated(date(2022, 5, 31)) == with_both
            withdraw(Reorganisation.objects.get(pk=pair[last].pk), bob)
            assert dated() == [(OLD, None, None)]
            assert dated(date(2022, 5, 31)) == with_both


def test_a_renaming_from_which_a_later_one_leads_back_is_withdrawn_after_that_one(
    holders: None, alice: User, bob: User
) -> None:
    first = rename("甲中心", DAY, alice, bob)
    back = rename(OLD, date(2022, 1, 1), alice, bob)
    with pytest.raises(Refused) as refused:
        withdraw(first, bob)
    assert str(refused.value) == (
        f"其后2022年1月1日又更名为“{OLD}”；撤回以后前后名称相同，这次更名就没有意义。请先撤回后一次更名。"
    )
    withdraw(back, bob)
    withdraw(first, bob)
    assert dated() == [(OLD, None, None)]


def test_after_a_renaming_was_withdrawn_the_name_may_be_another_body_s(holders: None, alice: User, bob: User) -> None:
    withdraw(rename(OTHER, DAY, alice, bob), bob)
    other = make_body(OTHER)
    assert list(Body.everything.named(OTHER)) == [other]
    publish_clauses([[say("appoint", "王涛", OTHER, "主任")]], alice, bob)
    assert Tenure.objects.known().get(official__name="王涛").body == other


# Supplements


def supplemented(new: Body, alice: User, bob: User) -> tuple[Reorganisation, Reorganisation]:
    """An event that names the head's post, and a supplement that adds the deputy's and spares the head by name."""
    main = steps.confirm(reorganisation=event(alice, successions=[(post(OLD, "主任"), None)]), by=bob, on=ON)
    added = reorganising.supplement(
        reorganisation=main,
        by=alice,
        note="当时漏列",
        successions=[(post(OLD, "副主任"), post(NEW, "副主任"))],
        holder_effects=[(Official.everything.get(name="张伟"), post(OLD, "主任"), Effect.CARRIES_ON)],
    )
    return main, steps.confirm(reorganisation=added, by=bob, on=date(2022, 4, 1))


def test_a_supplement_is_withdrawn_alone_and_its_event_stands(new: Body, alice: User, bob: User) -> None:
    main, added = supplemented(new, alice, bob)
    before = {day: answers(day) for day in BEFORE}
    assert held(OLD) == [("张伟", None), ("许晶", DAY)]
    withdraw(added, bob)
    assert held(OLD) == [("张伟", DAY), ("许晶", None)]
    assert {day: answers(day) for day in BEFORE} == before
    main.refresh_from_db()
    assert (main.state, body(OLD).abolished_on) == (State.CONFIRMED, DAY)
    assert not list(drift())


def test_with_an_event_its_supplements_are_withdrawn_in_one_version(new: Body, alice: User, bob: User) -> None:
    main, added = supplemented(new, alice, bob)
    before = {day: answers(day) for day in BEFORE}
    version = log.version()
    withdraw(main, bob)
    added.refresh_from_db()
    assert (added.state, added.withdrawn_on, added.withdrawal_reason) == (State.WITHDRAWN, GONE, "文件读错")
    assert log.version() == version + 1
    assert [entry.step for entry in Review.objects.of(added)][-1] == LogStep.WITHDRAW
    assert held(OLD) == [("张伟", None), ("许晶", None)]
    assert {day: answers(day) for day in BEFORE} == before
    assert not list(drift())


def test_a_supplement_on_whose_posts_another_leans_is_withdrawn_after_that_one(
    new: Body, alice: User, bob: User
) -> None:
    main = steps.confirm(reorganisation=event(alice, successions=[(post(OLD, "主任"), None)]), by=bob, on=ON)
    first = reorganising.supplement(
        reorganisation=main, by=alice, note="漏列", successions=[(post(OLD, "副主任"), None)]
    )
    first = steps.confirm(reorganisation=first, by=bob, on=ON)
    treated = (Official.everything.get(name="许晶"), post(OLD, "副主任"), Effect.CARRIES_ON)
    second = reorganising.supplement(reorganisation=main, by=alice, note="留任", holder_effects=[treated])
    second = steps.confirm(reorganisation=second, by=bob, on=ON)
    with pytest.raises(Refused) as refused:
        withdraw(first, bob)
    assert str(refused.value) == f"另一项补充指定了许晶任{OLD}副主任的影响，有赖于这一补充；请先撤回那一项。"
    withdraw(second, bob)
    withdraw(first, bob)
    assert held(OLD) == [("张伟", DAY), ("许晶", None)]


def test_nothing_is_added_to_a_withdrawn_event(new: Body, alice: User, bob: User) -> None:
    main = steps.confirm(reorganisation=event(alice, successions=[(post(OLD, "主任"), None)]), by=bob, on=ON)
    prepared = reorganising.supplement(
        reorganisation=main, by=alice, note="漏列", successions=[(post(OLD, "副主任"), None)]
    )
    withdraw(main, bob)
    with pytest.raises(Refused, match="^只有已确认的机构变更可以补充。$"):
        steps.confirm(reorganisation=prepared, by=bob, on=GONE)


# By two people


def test_one_person_alone_withdraws_no_event(new: Body, alice: User, bob: User) -> None:
    confirmed = steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    with pytest.raises(Refused) as refused:
        take(LogStep.WITHDRAW, confirmed, by=bob, asked=Asked(note="误"))
    assert str(refused.value) == two_people.ALONE


def test_it_is_prepared_with_a_forecast_in_words_and_confirmed_by_another_in_one_version(
    new: Body, alice: User, bob: User
) -> None:
    confirmed = steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    carla = two_people.carla()
    about = {"reorganisation": confirmed}
    change = changing.prepare(ChangeKind.EVENT, about=about, by=carla, reason="文件读错")
    assert change.title == f"撤回机构变更：2021-05-10 更名重组，{OLD}、{NEW}"
    assert [list(each) for each in change.forecast] == [
        ["机构变更（2021-05-10 更名重组）", "已确认", "已撤回"],
        [f"{OLD}的终止之日", "2021年5月10日", "未登记"],
        [f"{NEW}的设立之日", "2021年5月10日", "未登记"],
        [f"{OLD}主任的任职", "张伟（2019-04-01，至 2021-05-10）", "张伟（2019-04-01，未见免职记录）"],
        [f"{OLD}副主任的任职", "许晶（2019-04-01，至 2021-05-10）", "许晶（2019-04-01，未见免职记录）"],
    ]
    assert held(OLD) == [("张伟", DAY), ("许晶", DAY)], "what is foreseen is undone"
    with pytest.raises(Refused, match="已于.*拟办同一事项，还没有确认；请先确认，或者不采纳。$"):
        changing.prepare(ChangeKind.EVENT, about=about, by=alice, reason="再撤")
    version = log.version()
    changes.confirm(change=change, by=bob, today=GONE)
    assert log.version() == version + 1
    entry = Review.objects.of(change).get(step=LogStep.CONFIRM)
    assert entry.changes == [list(each) for each in change.forecast]
    assert [(entry.step, entry.note, entry.moved) for entry in Review.objects.of(confirmed)][-1] == (
        "withdraw",
        "文件读错",
        "已确认 → 已撤回",
    )
    with pytest.raises(Refused, match="^这一机构变更目前是“已撤回”，不能撤回。$"):
        changing.prepare(ChangeKind.EVENT, about=about, by=carla, reason="再撤")


def test_a_withdrawal_is_not_confirmed_when_the_event_was_supplemented_meanwhile(
    new: Body, alice: User, bob: User
) -> None:
    main = steps.confirm(reorganisation=event(alice, successions=[(post(OLD, "主任"), None)]), by=bob, on=ON)
    about = {"reorganisation": main}
    change = changing.prepare(ChangeKind.EVENT, about=about, by=two_people.carla(), reason="误")
    reorganising.supplement(reorganisation=main, by=alice, note="漏列", successions=[(post(OLD, "副主任"), None)])
    with pytest.raises(Refused, match="^拟办以后，所涉的登记已有改动"):
        changes.confirm(change=change, by=bob, today=GONE)


def test_the_names_of_a_withdrawn_renaming_are_kept_and_nobody_meets_them_by_habit(
    holders: None, alice: User, bob: User
) -> None:
    withdraw(rename("甲中心", DAY, alice, bob), bob)
    assert [name.name for name in body(OLD).names.all()] == [OLD]
    assert BodyName.everything.get(name="甲中心").withdrawn_on == GONE


def test_after_it_a_new_event_between_the_same_bodies_is_recorded(new: Body, alice: User, bob: User) -> None:
    withdraw(steps.confirm(reorganisation=event(alice), by=bob, on=ON), bob)
    make_position(OTHER, "主任")
    again = event(alice, new=[body(OTHER)], successions=[(post(OLD, "主任"), post(OTHER, "主任"))])
    steps.confirm(reorganisation=again, by=bob, on=GONE)
    assert held(OLD) == [("张伟", DAY), ("许晶", None)]
    assert not list(drift())
