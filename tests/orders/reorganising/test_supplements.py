"""An event and its supplements are one event: one day, one public day, one effect on each holder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders import identity, reorganising
from orders.models import Act, Tenure
from orders.office.content import content_hash
from orders.steps import reorganisations as steps
from orders.tenures.projection import drift
from people.models import Body, Effect, Official, Position, Reorganisation
from people.models.reorganisations import ReorganisationState
from people.refusal import Refused
from tests import two_people
from tests.built_once import built_once
from tests.factories import make_draft, make_position, publish, revise_event, say, treat
from tests.orders.reorganising.cast import DAY, NEW, OLD, ON, OTHER, body, event, held, post

LATER = date(2023, 1, 10)
TAKEN = f"“{OLD}副主任”不是这次变更中尚未列出的原职务。"
SAME = "补充只增列职务和任职者；类型、生效之日、机构、影响和公开日期与所补充的变更相同。"


@pytest.fixture
@built_once
def main(new: Body, alice: User, bob: User) -> Reorganisation:
    """Confirmed on ON without document or proof; it names the head's post alone, and nothing that continues it."""
    prepared = event(alice, successions=[(post(OLD, "主任"), None)])
    return steps.confirm(reorganisation=prepared, by=bob, on=ON)


def added(
    main: Reorganisation,
    by: User,
    *posts: tuple[Position, Position | None],
    treat: Iterable[tuple[Official, Position, str]] = (),
) -> Reorganisation:
    return reorganising.supplement(reorganisation=main, by=by, note="当时漏列", successions=posts, holder_effects=treat)


def deputy() -> Official:
    return Official.everything.get(name="许晶")


# What a supplement may say


def test_a_supplement_is_not_revised_into_another_event(main: Reorganisation, alice: User) -> None:
    prepared = added(main, alice, (post(OLD, "副主任"), None))
    make_position(OTHER, "主任")
    changes: list[dict[str, Any]] = [
        {"effective_on": date(2020, 2, 2)},
        {"kind": "abolished", "new": []},
        {"old": [body(OTHER)], "successions": [(post(OTHER, "主任"), None)]},
        {"new": [body(OTHER)]},
        {"effect": Effect.CARRIES_ON},
        {"document_public_on": date(2021, 6, 1)},
    ]
    for change in changes:
        with pytest.raises(Refused, match=SAME):
            revise_event(reorganisation=prepared, by=alice, **change)
    with pytest.raises(Refused, match=f"原职务“{OTHER}主任”不属于这次变更中终止的机构。"):
        revise_event(reorganisation=prepared, by=alice, successions=[(post(OTHER, "主任"), None)])
    with pytest.raises(Refused, match="请写明要补充的职务或者任职者。"):
        revise_event(reorganisation=prepared, by=alice, successions=[])


def test_a_supplement_is_revised_in_what_it_adds(main: Reorganisation, alice: User, bob: User) -> None:
    prepared = added(main, alice, (post(OLD, "副主任"), None))
    successions = [(post(OLD, "副主任"), post(NEW, "副主任")), (post(OLD, "主任"), post(NEW, "主任"))]
    revise_event(reorganisation=prepared, by=alice, successions=successions, note="核对过")
    steps.confirm(reorganisation=prepared, by=bob, on=ON)
    assert prepared.note == "核对过"
    assert held(OLD) == [("张伟", DAY), ("许晶", DAY)]
    assert reorganising.posts_without_successor(main) == reorganising.unnamed_posts(main) == []
    assert not list(drift())


def test_a_post_is_added_once_though_two_supplements_were_prepared(
    main: Reorganisation, alice: User, bob: User
) -> None:
    position = post(OLD, "副主任")
    first = added(main, alice, (position, None), treat=[(deputy(), position, Effect.CARRIES_ON)])
    second = added(main, alice, (position, None))
    steps.confirm(reorganisation=first, by=bob, on=ON)
    for step in (
        lambda: revise_event(reorganisation=second, by=alice, note="核对过"),
        lambda: steps.confirm(reorganisation=second, by=bob, on=ON),
    ):
        with pytest.raises(Refused, match=TAKEN):
            step()
    assert held(OLD) == [("张伟", DAY), ("许晶", None)]
    assert not list(drift())


def test_a_post_is_named_once_in_a_supplement(main: Reorganisation, alice: User) -> None:
    position = post(OLD, "副主任")
    with pytest.raises(Refused, match=f"原职务“{OLD}副主任”列了两次"):
        added(main, alice, (position, None), (position, post(NEW, "副主任")))


def test_a_confirmed_event_changed_in_the_record_is_looked_at_again(
    main: Reorganisation, alice: User, bob: User
) -> None:
    """What was prepared against the event as it stood is checked against it as it stands."""
    prepared = added(main, alice, (post(OLD, "副主任"), None))
    Reorganisation.objects.filter(pk=prepared.pk).update(effective_on=date(2020, 2, 2))
    with pytest.raises(Refused, match=SAME):
        steps.confirm(reorganisation=prepared, by=bob, on=ON)
    prepared.refresh_from_db()
    assert prepared.state == ReorganisationState.PREPARED


# What it does to holders


def test_whom_one_supplement_spares_another_about_the_same_post_spares_too(
    main: Reorganisation, alice: User, bob: User
) -> None:
    position = post(OLD, "副主任")
    first = added(main, alice, (position, None), treat=[(deputy(), position, Effect.CARRIES_ON)])
    steps.confirm(reorganisation=first, by=bob, on=ON)
    second = added(main, alice, (position, post(NEW, "副主任")))
    [row] = reorganising.affected_holders(second)
    assert (row.effect, row.named) == (Effect.CARRIES_ON, True), "whoever confirms it sees so"
    steps.confirm(reorganisation=second, by=bob, on=ON)
    assert held(OLD) == [("张伟", DAY), ("许晶", None)]
    assert not list(drift())


def test_a_holder_in_a_post_added_before_is_treated_by_a_later_supplement(
    main: Reorganisation, alice: User, bob: User
) -> None:
    position = post(OLD, "副主任")
    steps.confirm(reorganisation=added(main, alice, (position, None)), by=bob, on=ON)
    assert held(OLD) == [("张伟", DAY), ("许晶", DAY)]
    second = added(main, alice, treat=[(deputy(), position, Effect.CARRIES_ON)])
    steps.confirm(reorganisation=second, by=bob, on=ON)
    assert held(OLD) == [("张伟", DAY), ("许晶", None)]
    third = added(main, alice, treat=[(deputy(), position, Effect.NATURAL_REMOVAL)])
    steps.confirm(reorganisation=third, by=bob, on=ON)
    assert held(OLD) == [("张伟", DAY), ("许晶", DAY)], "what was said last holds"
    assert not list(drift())


def test_what_is_confirmed_out_of_turn_does_not_undo_what_was_said_later(
    main: Reorganisation, alice: User, bob: User
) -> None:
    head, position = Official.everything.get(name="张伟"), post(OLD, "主任")
    earlier = added(main, alice, treat=[(head, position, Effect.NEEDS_ORDER)])
    later = added(main, alice, treat=[(head, position, Effect.CARRIES_ON)])
    steps.confirm(reorganisation=later, by=bob, on=ON)
    with pytest.raises(Refused, match=f"后来的一项补充已经指定张伟任{OLD}主任的影响。"):
        steps.confirm(reorganisation=earlier, by=bob, on=ON)
    assert held(OLD) == [("张伟", None), ("许晶", None)]


def test_the_event_that_ends_a_post_added_later_is_the_event_itself(
    main: Reorganisation, alice: User, bob: User
) -> None:
    steps.confirm(reorganisation=added(main, alice, (post(OLD, "副主任"), None)), by=bob, on=LATER)
    assert {tenure.ended_by_reorganisation for tenure in Tenure.objects.known()} == {main}
    assert [row.official.name for row in reorganising.affected_holders(main)] == ["张伟", "许晶"]


def test_what_a_confirmed_event_said_of_a_holder_stays_as_it_was(new: Body, alice: User, bob: User) -> None:
    prepared, position = event(alice), post(OLD, "副主任")
    treat(reorganisation=prepared, official=deputy(), position=position, effect=Effect.NEEDS_ORDER, by=alice)
    steps.confirm(reorganisation=prepared, by=bob, on=ON)
    changed = added(prepared, alice, treat=[(deputy(), position, Effect.NATURAL_REMOVAL)])
    steps.confirm(reorganisation=changed, by=bob, on=ON)
    assert held(OLD) == [("张伟", DAY), ("许晶", DAY)]
    assert [effect.effect for effect in prepared.holder_effects.all()] == [Effect.NEEDS_ORDER]


# Since when it is known


def test_a_supplement_is_known_with_its_event_also_by_a_proof_published_later(
    main: Reorganisation, alice: User, bob: User
) -> None:
    prepared = added(main, alice, (post(OLD, "副主任"), None))
    steps.confirm(reorganisation=prepared, by=bob, on=LATER)
    assert reorganising.known_day(prepared) == reorganising.known_day(main) == ON
    assert held(OLD, ON) == [("张伟", DAY), ("许晶", DAY)]
    proof, public = _move_in_words(alice, bob)
    assert reorganising.known_day(prepared) == reorganising.known_day(main) == public
    assert held(OLD, public) == [("张伟", DAY), ("许晶", DAY)]
    assert [row.clause.order for row in main.proofs.all()] == [proof]
    assert not prepared.proofs.exists(), "an event is proved once"
    assert not list(drift())


def test_a_proof_nobody_had_seen_makes_a_supplement_another_one(main: Reorganisation, alice: User, bob: User) -> None:
    prepared = added(main, alice, (post(OLD, "副主任"), None))
    seen = content_hash(prepared)
    _move_in_words(alice, bob)
    with pytest.raises(Refused, match="这一页打开以后内容有改动"):
        steps.confirm(reorganisation=prepared, by=bob, on=LATER, seen=seen)


def test_a_supplement_to_what_only_a_withdrawn_notice_says_takes_a_document(
    main: Reorganisation, alice: User, bob: User
) -> None:
    proof, _public = _move_in_words(alice, bob)
    prepared = added(main, alice, (post(OLD, "副主任"), None))
    two_people.withdraw(order=proof, by=bob, note="误发")
    with pytest.raises(Refused, match="据以提出的通知已经撤回；请写明其他依据文件，或者不采纳。"):
        steps.confirm(reorganisation=prepared, by=bob, on=LATER)
    revise_event(reorganisation=prepared, by=alice, document="东编发〔2021〕8号")
    steps.confirm(reorganisation=prepared, by=bob, on=LATER)
    assert held(OLD)[-1] == ("许晶", DAY)


def _move_in_words(alice: User, bob: User) -> tuple[Any, date]:
    """张伟 moves to the new centre and his old post ends by itself, in a notice public on 24 October 2021."""
    moves = [[say("appoint", "张伟", NEW, "主任"), say("natural_removal", "张伟", OLD, "主任")]]
    draft = make_draft(moves, alice, decided_on=DAY)
    head = Official.everything.get(name="张伟")
    for act in Act.objects.filter(clause__order=draft, official=None):
        identity.pick(act=act, official=head, by=alice)
    return publish(draft, alice, bob), date(2021, 10, 24)
