"""Trials (试用期): due on two days, overdue, confirmed, or left."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from orders import identity
from orders.models import Act, Tenure
from orders.tenures.trials import Trial, TrialState, trial
from people.models import Official
from tests.factories import TODAY, make_draft, publish, publish_clauses, say

BUREAU = "北京市东城区民政局"
GOLD = Path(settings.BASE_DIR) / "fixtures" / "founding" / "gold_register.json"


def trials(name: str, on: date = TODAY) -> list[Trial | None]:
    """The trials of somebody's tenures, in time order."""
    return [trial(tenure, on) for tenure in Tenure.objects.known().filter(official__name=name).in_time_order()]


def the_trial(name: str, on: date = TODAY) -> Trial:
    (only,) = trials(name, on)
    assert only is not None
    return only


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2021, 10, 21), TrialState.NOT_BEGUN),
        (date(2022, 10, 21), TrialState.RUNNING),
        (date(2022, 10, 22), TrialState.OVERDUE),
        (date(2024, 3, 1), TrialState.OVERDUE),
    ],
)
def test_a_trial_is_overdue_and_never_confirmed_by_itself(founding: None, on: date, state: TrialState) -> None:
    told = the_trial("冯磊", on)
    assert (told.months, told.state, told.confirmed_by) == (12, state, None)
    assert (told.due_by_decision, told.due_by_notice) == (date(2022, 10, 22), date(2022, 11, 18))


def test_every_trial_on_record_is_due_on_the_days_careful_readers_found(founding: None) -> None:
    for expected in json.loads(GOLD.read_text(encoding="utf-8"))["trials"]:
        tenures = Tenure.objects.known().filter(official__name=expected["person"])
        (told,) = [
            found for each in tenures if str(each.position) == expected["post"] and (found := trial(each, TODAY))
        ]
        assert str(told.due_by_decision) == expected["due_by_decision"]
        assert str(told.due_by_notice) == expected["due_by_notice"]


def test_a_trial_printed_only_by_a_removal_has_no_due_day(founding: None) -> None:
    old, new = trials("许晶")
    assert old == Trial(12, TrialState.START_NOT_ON_RECORD)
    assert new is not None
    assert (new.due_by_decision, new.due_by_notice) == (date(2022, 5, 10), date(2022, 10, 24))


def test_where_no_trial_was_printed_there_is_none(founding: None) -> None:
    assert trials("周金星") == [None]


def test_a_confirmation_ends_the_trial_from_its_own_day(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "冯磊", BUREAU, "副局长", qualifiers={"probation_months": 12})]], alice, bob)
    draft = make_draft(
        [[say("confirm", "冯磊", BUREAU, "副局长")]],
        alice,
        number="东政任〔2022〕9号",
        session=150,
        decided_on=date(2022, 7, 1),
        signed_on=date(2022, 7, 4),
    )
    confirmation = Act.objects.get(clause__order=draft)
    identity.pick(act=confirmation, official=Official.everything.get(name="冯磊"), by=alice)
    publish(draft, alice, bob)
    states = {}
    for on in (date(2022, 5, 9), date(2022, 6, 30), date(2022, 7, 1)):
        told = the_trial("冯磊", on)
        assert told.confirmed_by == confirmation
        states[on] = told.state
    assert states == {
        date(2022, 5, 9): TrialState.RUNNING,
        date(2022, 6, 30): TrialState.OVERDUE,
        date(2022, 7, 1): TrialState.CONFIRMED,
    }


def test_whoever_leaves_during_the_trial_is_not_overdue(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "冯磊", BUREAU, "副局长", qualifiers={"probation_months": 12})]], alice, bob)
    publish_clauses(
        [[say("remove", "冯磊", BUREAU, "副局长")]],
        alice,
        bob,
        number="东政任〔2021〕17号",
        session=129,
        decided_on=date(2021, 9, 13),
        signed_on=date(2021, 11, 17),
    )
    assert the_trial("冯磊").state == TrialState.LEFT
