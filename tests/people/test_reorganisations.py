"""Events between bodies: what the tables themselves guarantee."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from people.models import (
    Effect,
    HolderEffect,
    PositionSuccession,
    Reorganisation,
    ReorganisationBody,
    ReorganisationKind,
    ReorganisationPolicy,
)
from people.models.reorganisations import PARTIES, ReorganisationState
from tests.factories import make_body, make_official, make_position

DAY, CONFIRMED = date(2021, 5, 10), date(2022, 3, 1)
Kind = ReorganisationKind
# A withdrawn one has its day besides, and comes from one that was confirmed.
NOT_WITHDRAWN = [state for state in ReorganisationState if state != ReorganisationState.WITHDRAWN]


def test_the_kind_fixes_the_number_of_bodies() -> None:
    assert PARTIES == {
        Kind.ESTABLISHED: ((0, 0), (1, 1)),
        Kind.RENAMED: ((1, 1), (0, 0)),
        Kind.REPLACED: ((1, 1), (1, 1)),
        Kind.MERGED: ((1, None), (1, 1)),
        Kind.SPLIT: ((1, 1), (2, None)),
        Kind.ABOLISHED: ((1, None), (0, 0)),
    }


def test_nobody_confirms_what_they_prepared_even_past_the_functions(alice: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reorganisation.objects.create(
            kind=Kind.ABOLISHED,
            effective_on=DAY,
            state="confirmed",
            prepared_by=alice,
            confirmed_by=alice,
            confirmed_on=CONFIRMED,
        )


def test_a_confirmed_event_says_by_whom_and_when(alice: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reorganisation.objects.create(kind=Kind.ABOLISHED, effective_on=DAY, state="confirmed", prepared_by=alice)


def test_a_body_takes_part_once(db: None) -> None:
    body, event = make_body("甲中心"), Reorganisation.objects.create(kind=Kind.ABOLISHED, effective_on=DAY)
    ReorganisationBody.objects.create(reorganisation=event, body=body, role="old")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReorganisationBody.objects.create(reorganisation=event, body=body, role="new")


def test_an_issuer_has_one_rule_for_a_kind(db: None) -> None:
    body = make_body("某区人民政府")
    ReorganisationPolicy.objects.create(issuer=body, kind=Kind.MERGED, effect=Effect.CARRIES_ON, basis="试验")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReorganisationPolicy.objects.create(issuer=body, kind=Kind.MERGED, effect=Effect.NEEDS_ORDER, basis="试验")


def test_an_event_is_told_with_its_supplements_and_apart_from_other_events(db: None) -> None:
    old, new = make_position("甲中心", "主任"), make_position("乙中心", "主任")
    main, other = (Reorganisation.objects.create(kind=Kind.ABOLISHED, effective_on=DAY) for _ in range(2))
    added = Reorganisation.objects.create(kind=Kind.ABOLISHED, effective_on=DAY, supplements=main)
    ending, continuing, elsewhere = (
        PositionSuccession.objects.create(reorganisation=event, old=old, new=successor)
        for event, successor in ((main, None), (added, new), (other, None))
    )

    def said_by(*events: Reorganisation) -> dict[PositionSuccession, int]:
        return {each: each.event for each in PositionSuccession.objects.said_by(events)}

    assert said_by(main) == {ending: main.pk}
    assert said_by(main, added) == {continuing: main.pk}
    assert said_by(main, added, other) == {continuing: main.pk, elsewhere: other.pk}


@pytest.fixture
def main(db: None) -> Reorganisation:
    return Reorganisation.objects.create(kind=Kind.ABOLISHED, effective_on=DAY)


def supplement(main: Reorganisation, bob: User, state: str = "confirmed") -> Reorganisation:
    about = {"kind": main.kind, "effective_on": DAY, "supplements": main}
    return Reorganisation.objects.create(**about, state=state, confirmed_by=bob, confirmed_on=CONFIRMED)


def test_of_the_supplements_to_an_event_only_confirmed_ones_are_said_by_it(main: Reorganisation, bob: User) -> None:
    confirmed, *_open = (supplement(main, bob, state) for state in sorted(NOT_WITHDRAWN))
    assert confirmed.state == "confirmed"
    for events in ([main], [main.pk], (event for event in [main])):
        assert set(Reorganisation.objects.with_supplements(events)) == {main, confirmed}
    assert list(Reorganisation.objects.with_supplements([confirmed])) == [confirmed]
    assert not Reorganisation.objects.with_supplements([]).exists()


def test_what_confirmed_supplements_say_of_posts_belongs_to_their_event(main: Reorganisation, bob: User) -> None:
    said = {
        state: PositionSuccession.objects.create(reorganisation=event, old=make_position("甲中心", state))
        for state, event in [("main", main), *((state, supplement(main, bob, state)) for state in NOT_WITHDRAWN)]
    }
    belonging = PositionSuccession.objects.belonging_to([main])
    assert set(belonging) == {said["main"], said["confirmed"]}


def test_of_several_effects_on_one_holder_the_one_recorded_last_holds(main: Reorganisation, bob: User) -> None:
    holder, post = make_official("张伟"), make_position("甲中心", "主任")
    events = [main, supplement(main, bob), supplement(main, bob), supplement(main, bob, "prepared")]
    rows = [
        HolderEffect.objects.create(reorganisation=event, official=holder, position=post, effect=Effect.CARRIES_ON)
        for event in reversed(events)
    ][::-1]
    assert HolderEffect.objects.by_holder([main]) == {(main.pk, holder.pk, post.pk): rows[2]}
    assert {row.holder for row in rows} == {(holder.pk, post.pk)}


def test_a_supplement_is_part_of_the_event_it_adds_to(main: Reorganisation, bob: User) -> None:
    assert main.main == supplement(main, bob).main == main
