"""What each kind of event does to names, lives and tenures."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from orders import reorganising
from orders.models import Tenure
from orders.steps import reorganisations as steps
from orders.tenures.projection import drift
from people.models import Body, Effect, Reorganisation
from people.refusal import Refused
from tests.factories import make_body, make_position, prepare_event, publish_clauses, say
from tests.orders.reorganising.cast import DAY, NEW, OLD, ON, OTHER, Kind, body, event, held, post


def test_renaming_ends_nothing_and_the_body_bears_the_new_name_from_the_day(
    holders: None, alice: User, bob: User
) -> None:
    centre = body(OLD)
    prepared = prepare_event(kind=Kind.RENAMED, old=[centre], new=[], effective_on=DAY, new_name=NEW, by=alice)
    assert prepared.effect == Effect.CARRIES_ON
    steps.confirm(reorganisation=prepared, by=bob, on=ON)
    assert centre.name_on(date(2021, 5, 9)) == OLD
    assert centre.name_on(DAY) == centre.name_on(None) == NEW
    assert [name.ended_on for name in centre.names.order_by("pk")] == [DAY, None]
    assert held(NEW) == [("张伟", None), ("许晶", None)]
    assert centre.abolished_on is None


def test_a_rename_between_two_names_on_record_lasts_until_the_next(holders: None, alice: User, bob: User) -> None:
    centre = body(OLD)
    for day, name in ((date(2022, 1, 1), OTHER), (DAY, NEW)):
        prepared = prepare_event(kind=Kind.RENAMED, old=[centre], new=[], effective_on=day, new_name=name, by=alice)
        steps.confirm(reorganisation=prepared, by=bob, on=ON)
    days = [(name.name, name.began_on, name.ended_on) for name in centre.names.order_by("began_on", "pk")]
    assert (NEW, DAY, date(2022, 1, 1)) in days
    assert [centre.name_on(day) for day in (date(2020, 1, 1), DAY, date(2022, 1, 1))] == [OLD, NEW, OTHER]


def test_a_rename_does_not_end_anybody_whatever_is_asked(holders: None, alice: User) -> None:
    with pytest.raises(Refused, match="更名同时免去原任职务的，请按“更名重组”登记。"):
        prepare_event(
            kind=Kind.RENAMED,
            old=[body(OLD)],
            new=[],
            effective_on=DAY,
            new_name=NEW,
            effect=Effect.NATURAL_REMOVAL,
            by=alice,
        )


def test_bodies_merged_into_one_that_was_there_do_not_begin_it(new: Body, alice: User, bob: User) -> None:
    publish_clauses(
        [[say("appoint", "李军耀", NEW, "主任")]],
        alice,
        bob,
        number="东政任〔2018〕1号",
        session=20,
        decided_on=date(2018, 1, 1),
        signed_on=date(2018, 1, 8),
    )
    steps.confirm(reorganisation=event(alice, kind=Kind.MERGED), by=bob, on=ON)
    assert body(NEW).established_on is None
    assert body(OLD).abolished_on == DAY


def merger(by: User) -> Reorganisation:
    """The old centre and another merged into the new one, as prepared."""
    make_position(OTHER, "主任")
    return event(
        by,
        kind=Kind.MERGED,
        old=[body(OLD), body(OTHER)],
        successions=[(post(OLD, "主任"), post(NEW, "主任")), (post(OTHER, "主任"), post(NEW, "主任"))],
    )


def test_a_merger_does_not_say_when_the_body_began_into_which_others_are_merged(
    new: Body, alice: User, bob: User
) -> None:
    steps.confirm(reorganisation=merger(alice), by=bob, on=ON)
    assert (body(NEW).established_on, body(OTHER).abolished_on) == (None, DAY)


@pytest.mark.parametrize("day", [date(2009, 3, 2), DAY])
def test_a_first_day_on_record_stays_whatever_is_merged_into_the_body(
    new: Body, alice: User, bob: User, day: date
) -> None:
    Body.everything.filter(pk=new.pk).update(established_on=day)
    steps.confirm(reorganisation=merger(alice), by=bob, on=ON)
    assert body(NEW).established_on == day


def test_a_body_made_for_the_merger_begins_with_its_own_establishment(new: Body, alice: User, bob: User) -> None:
    founding = prepare_event(kind=Kind.ESTABLISHED, old=[], new=[new], effective_on=DAY, by=alice)
    for prepared in (merger(alice), founding):
        steps.confirm(reorganisation=prepared, by=bob, on=ON)
    assert body(NEW).established_on == body(OTHER).abolished_on == DAY
    assert not list(drift())


def test_the_notices_and_the_merger_give_the_same_tenures_and_lives_in_either_order_of_entering(
    new: Body, alice: User, bob: User
) -> None:
    """A notice of 2018 shows that the body into which the others were merged had long been there."""

    def notice() -> None:
        clauses = [[say("remove", "王涛", NEW, "主任")], [say("appoint", "李哲", NEW, "副主任")]]
        when = {"decided_on": date(2018, 1, 1), "signed_on": date(2018, 1, 8)}
        publish_clauses(clauses, alice, bob, number="东政任〔2018〕1号", session=20, **when)

    def outcome() -> list[object]:
        rows = Tenure.objects.order_by("official__name", "lower", "known_from")
        return [body(NEW).established_on, *rows.values_list("official__name", "lower", "upper", "known_from")]

    found = []
    for way in permutations([notice, lambda: steps.confirm(reorganisation=merger(alice), by=bob, on=ON)]):
        with transaction.atomic():
            for step in way:
                step()
            found.append(outcome())
            assert not list(drift())
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert found[0][0] is None


def test_abolishing_ends_the_posts_it_names(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice, kind=Kind.ABOLISHED, new=[], successions=[(post(OLD, "主任"), None)])
    steps.confirm(reorganisation=prepared, by=bob, on=ON)
    assert held(OLD) == [("张伟", DAY), ("许晶", None)]
    assert [each.title for each in reorganising.unnamed_posts(prepared)] == ["副主任"]


def test_the_day_a_body_was_established_bounds_its_unknown_starts(new: Body, alice: User, bob: User) -> None:
    publish_clauses(
        [[say("remove", "侯亮", NEW, "副主任")]],
        alice,
        bob,
        number="东政任〔2021〕30号",
        session=140,
        decided_on=date(2021, 12, 1),
        signed_on=date(2021, 12, 8),
    )
    assert Tenure.objects.get(official__name="侯亮").lower == date(1, 1, 1)
    steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    assert Tenure.objects.known().get(official__name="侯亮").lower == DAY
    assert not list(drift())


def test_what_stands_above_a_body_is_public_with_it(new: Body, alice: User, bob: User) -> None:
    above = make_body("某委员会", public_since=None)
    Body.everything.filter(pk=new.pk).update(parent=above)
    steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    above.refresh_from_db()
    assert above.public_since == ON
