"""A confirmed event corrected by two people: the other one answers from the day of confirming, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders import changing, reorganising
from orders.models import ChangeKind, LogStep, Review
from orders.office import log
from orders.steps import reorganisations as steps
from orders.tenures.projection import drift
from people.models import Body, Effect, Official, Reorganisation
from people.models.reorganisations import ReorganisationState as State
from people.refusal import Refused
from tests import two_people
from tests.factories import treat
from tests.orders.reorganising.answers import answers
from tests.orders.reorganising.cast import DAY, NEW, OLD, ON, body, event, held, post

CORRECTED = date(2022, 6, 1)
BEFORE = [date(2021, 5, 31), ON, date(2022, 5, 31)]
LATER = date(2021, 9, 1)
REASON = "生效之日有误"


@pytest.fixture
def old(new: Body, alice: User, bob: User) -> Reorganisation:
    return steps.confirm(reorganisation=event(alice), by=bob, on=ON)


def correct(old: Reorganisation, by: User, **changes: Any) -> Reorganisation:
    about = {"effective_on": LATER, "note": REASON} | changes
    return reorganising.prepare(plan=replace(reorganising.starting_plan(old), **about), by=by)


def test_from_its_confirmation_the_correction_answers_and_before_the_old_one(
    old: Reorganisation, alice: User, bob: User
) -> None:
    before = {day: answers(day) for day in BEFORE}
    version = log.version()
    # Its document was public long before: it is known no earlier for that.
    new = correct(old, alice, document="京编〔2021〕1号", document_public_on=date(2021, 6, 1))
    assert {day: answers(day) for day in [*BEFORE, None]} == before | {None: answers(BEFORE[-1])}, "nothing yet"
    steps.confirm(reorganisation=new, by=bob, on=CORRECTED)
    old.refresh_from_db()
    assert (old.state, old.withdrawn_on, old.withdrawal_reason) == (State.WITHDRAWN, CORRECTED, REASON)
    assert reorganising.known_day(new) == CORRECTED
    assert log.version() == version + 1
    assert held(OLD) == [("张伟", LATER), ("许晶", LATER)]
    assert (body(OLD).abolished_on, body(NEW).established_on) == (LATER, LATER)
    assert {day: answers(day) for day in BEFORE} == before
    assert not list(drift())
    entry = Review.objects.of(old).get(step=LogStep.WITHDRAW)
    assert [f"{OLD}的终止之日", "2021年5月10日", "未登记"] in entry.changes


def test_whoever_prepares_it_reads_in_its_log_what_would_change(old: Reorganisation, alice: User) -> None:
    new = correct(old, alice)
    [entry] = Review.objects.of(new)
    assert ["机构变更（2021-05-10 更名重组）", "已确认", "已撤回"] in entry.changes
    assert [
        f"{OLD}主任的任职",
        "张伟（2019-04-01，至 2021-05-10）",
        "张伟（2019-04-01，至 2021-09-01）",
    ] in entry.changes
    old.refresh_from_db()
    assert (old.state, new.state, new.prepared_by) == (State.CONFIRMED, State.PREPARED, alice)


def test_declined_it_leaves_the_old_one_standing(old: Reorganisation, alice: User, bob: User) -> None:
    now = answers(None)
    steps.decline(reorganisation=correct(old, alice), by=bob, note="原来无误")
    assert answers(None) == now
    assert reorganising.prepare(plan=replace(reorganising.starting_plan(old), note=REASON), by=alice).corrects == old


def test_it_is_confirmed_by_another_person(old: Reorganisation, bob: User) -> None:
    with pytest.raises(Refused, match="是您拟办的，不能由您确认；请由另一人办理。$"):
        steps.confirm(reorganisation=correct(old, bob), by=bob, on=CORRECTED)


def test_supplements_and_holders_by_name_are_carried_over(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice, successions=[(post(OLD, "主任"), None)])
    zhang = Official.everything.get(name="张伟")
    treat(reorganisation=prepared, official=zhang, position=post(OLD, "主任"), effect=Effect.NEEDS_ORDER, by=alice)
    main = steps.confirm(reorganisation=prepared, by=bob, on=ON)
    said = [(post(OLD, "副主任"), post(NEW, "副主任"))]
    added = reorganising.supplement(reorganisation=main, by=alice, note="漏列", successions=said)
    steps.confirm(reorganisation=added, by=bob, on=ON)
    correction = correct(main, alice)
    steps.confirm(reorganisation=correction, by=bob, on=CORRECTED)
    assert held(OLD) == [("张伟", None), ("许晶", LATER)]
    added.refresh_from_db()
    assert (added.state, added.withdrawn_on) == (State.WITHDRAWN, CORRECTED)
    assert not list(drift())


def test_a_correction_without_a_reason_is_refused(old: Reorganisation, alice: User) -> None:
    with pytest.raises(Refused) as refused:
        correct(old, alice, note=" ")
    assert str(refused.value) == "请在“说明”中写明更正的理由；它会对外公开。"


def test_what_makes_no_sense_is_refused_as_for_any_event_and_nothing_is_kept(old: Reorganisation, alice: User) -> None:
    with pytest.raises(Refused, match="应当写明一个原机构和一个新机构。$"):
        correct(old, alice, new=(), successions=())
    assert not Reorganisation.objects.filter(corrects=old).exists()


def test_one_correction_or_withdrawal_waits_at_a_time(old: Reorganisation, alice: User, bob: User) -> None:
    prepared = correct(old, alice)
    waits = "^这一机构变更已有待确认的更正；请先确认，或者不采纳。$"
    with pytest.raises(Refused, match=waits):
        correct(old, bob)
    about = {"reorganisation": old}
    with pytest.raises(Refused, match=waits):
        changing.prepare(ChangeKind.EVENT, about=about, by=alice, reason="误")
    steps.decline(reorganisation=prepared, by=bob, note="原来无误")
    changing.prepare(ChangeKind.EVENT, about=about, by=alice, reason="误")
    with pytest.raises(Refused, match="^这一机构变更已有待确认的撤回；请先确认，或者不采纳。$"):
        correct(old, bob)


def test_only_what_stands_is_corrected(old: Reorganisation, alice: User, bob: User) -> None:
    start = reorganising.starting_plan(old)
    two_people.withdraw_event(event=old, by=bob, note="误", today=CORRECTED)
    with pytest.raises(Refused, match="^只有已确认的机构变更可以更正；补充随原变更一并更正。$"):
        reorganising.prepare(plan=replace(start, note=REASON), by=alice)


def test_a_correction_is_corrected_and_then_withdrawn(old: Reorganisation, alice: User, bob: User) -> None:
    first = steps.confirm(reorganisation=correct(old, alice), by=bob, on=CORRECTED)
    again = date(2022, 8, 1)
    second = correct(first, alice, effective_on=date(2021, 12, 1))
    second = steps.confirm(reorganisation=second, by=bob, on=again)
    gone = date(2022, 9, 1)
    two_people.withdraw_event(event=second, by=bob, note="误", today=gone)
    ended = [held(OLD, day)[0][1] for day in (ON, CORRECTED, again, gone)]
    assert ended == [DAY, LATER, date(2021, 12, 1), None]
    assert not list(drift())
