"""Recording an event: prepared by one person, confirmed by another."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from orders import reorganising
from orders.models import Tenure
from orders.office.content import content_hash
from orders.steps import reorganisations as steps
from orders.tenures.projection import drift
from people.models import Body, Effect, Official, Reorganisation
from people.models.reorganisations import ReorganisationState
from people.refusal import Refused
from tests.factories import make_draft, revise_event, say, treat
from tests.orders.reorganising.cast import DAY, NEW, OLD, ON, body, event, held, post


def test_a_prepared_event_has_no_effect_yet(new: Body, alice: User) -> None:
    prepared = event(alice)
    assert prepared.state == ReorganisationState.PREPARED
    assert held(OLD) == [("张伟", None), ("许晶", None)]
    assert body(OLD).abolished_on is None
    assert new.public_since is None
    assert not list(drift())


def test_a_confirmed_event_ends_the_old_posts_on_its_day_with_the_event_as_proof(
    new: Body, alice: User, bob: User
) -> None:
    confirmed = steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    assert held(OLD) == [("张伟", DAY), ("许晶", DAY)]
    assert {tenure.ended_by_reorganisation for tenure in Tenure.objects.known()} == {confirmed}
    assert (body(OLD).abolished_on, body(NEW).established_on) == (DAY, DAY)
    assert not list(drift())


def test_an_event_without_document_or_proof_is_known_from_its_confirmation(new: Body, alice: User, bob: User) -> None:
    steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    assert held(OLD, date(2022, 2, 28)) == [("张伟", None), ("许晶", None)]
    assert held(OLD, ON) == [("张伟", DAY), ("许晶", DAY)]
    assert body(NEW).public_since == post(NEW, "主任").public_since == ON


def test_an_event_is_known_from_the_day_its_document_was_public(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice, document="东编发〔2021〕8号", document_public_on=date(2021, 6, 1))
    confirmed = steps.confirm(reorganisation=prepared, by=bob, on=ON)
    assert reorganising.known_day(confirmed) == date(2021, 6, 1)
    assert held(OLD, date(2021, 5, 31)) == [("张伟", None), ("许晶", None)]
    assert held(OLD, date(2021, 6, 1)) == [("张伟", DAY), ("许晶", DAY)]


def test_nobody_confirms_what_they_prepared(new: Body, alice: User, bob: User) -> None:
    by_bob = event(bob)
    with pytest.raises(Refused, match="这一机构变更是您拟办的，不能由您确认；请由另一人办理。"):
        steps.confirm(reorganisation=by_bob, by=bob, on=ON)
    with pytest.raises(Refused, match="只有“审核”组的成员可以确认。"):
        steps.confirm(reorganisation=by_bob, by=alice, on=ON)
    by_bob.refresh_from_db()
    assert by_bob.state == ReorganisationState.PREPARED


STALE = "这一页打开以后内容有改动，请核对现在的内容后再办理。"


def test_an_event_other_than_was_seen_is_not_confirmed(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice)
    seen = content_hash(prepared)
    revise_event(reorganisation=prepared, by=alice, effective_on=date(2021, 6, 1))
    for other in (seen, ""):
        with pytest.raises(Refused, match=STALE):
            steps.confirm(reorganisation=prepared, by=bob, on=ON, seen=other)
    prepared.refresh_from_db()
    assert prepared.state == ReorganisationState.PREPARED
    assert held(OLD) == [("张伟", None), ("许晶", None)]
    now = content_hash(prepared)
    assert steps.confirm(reorganisation=prepared, by=bob, on=ON, seen=now).state == "confirmed"


def test_a_holder_treated_otherwise_than_was_seen_is_not_confirmed(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice)
    seen = content_hash(prepared)
    treat(
        reorganisation=prepared,
        official=Official.everything.get(name="张伟"),
        position=post(OLD, "主任"),
        effect=Effect.CARRIES_ON,
        by=alice,
    )
    with pytest.raises(Refused, match=STALE):
        steps.confirm(reorganisation=prepared, by=bob, on=ON, seen=seen)


@pytest.mark.parametrize("step", ["take_up", "decline"])
def test_a_proposal_other_than_was_seen_stays_a_proposal(new: Body, alice: User, bob: User, step: str) -> None:
    proposed = event(alice)
    Reorganisation.objects.update(state=ReorganisationState.PROPOSED, prepared_by=None)
    seen = content_hash(proposed)
    Reorganisation.objects.update(document="东编发〔2021〕8号")
    words = {"reorganisation": proposed, "by": bob, **({"note": "并存"} if step == "decline" else {})}
    with pytest.raises(Refused, match=STALE):
        getattr(steps, step)(**words, seen=seen)
    proposed.refresh_from_db()
    assert proposed.state == ReorganisationState.PROPOSED
    now = content_hash(proposed)
    assert getattr(steps, step)(**words, seen=now).state != ReorganisationState.PROPOSED


def test_a_stranger_prepares_nothing(new: Body, charlie: User) -> None:
    with pytest.raises(Refused, match="只有“经办”组或者“审核”组的成员可以登记机构变更。"):
        event(charlie)


def test_what_is_confirmed_is_not_confirmed_or_changed_again(new: Body, alice: User, bob: User) -> None:
    confirmed = steps.confirm(reorganisation=event(alice), by=bob, on=ON)
    with pytest.raises(Refused, match="这一机构变更目前是“已确认”，不能确认。"):
        steps.confirm(reorganisation=confirmed, by=bob, on=ON)
    with pytest.raises(Refused, match="这一机构变更是“已确认”，不能再改动。"):
        revise_event(reorganisation=confirmed, by=alice, effective_on=date(2021, 6, 1))
    with pytest.raises(Refused, match="这一机构变更目前是“已确认”，不能不采纳。"):
        steps.decline(reorganisation=confirmed, by=alice, note="有误")


def test_whoever_revises_an_event_does_not_confirm_it(new: Body, alice: User, bob: User) -> None:
    prepared = revise_event(reorganisation=event(alice), by=bob, effective_on=date(2021, 6, 1))
    assert prepared.effective_on == date(2021, 6, 1)
    with pytest.raises(Refused, match="您办理过这一机构变更的“修改”，不能由您确认；请由另一人办理。"):
        steps.confirm(reorganisation=prepared, by=bob, on=ON)


def test_revising_a_little_leaves_the_rest(new: Body, alice: User) -> None:
    prepared = event(alice, document="东编发〔2021〕8号")
    before = reorganising.plan_of(prepared)
    revised = revise_event(reorganisation=prepared, by=alice, note="核对过")
    after = reorganising.plan_of(revised)
    assert (before.old, before.new, before.successions) == (after.old, after.new, after.successions)
    assert (revised.document, revised.effect, revised.note) == ("东编发〔2021〕8号", Effect.NATURAL_REMOVAL, "核对过")


def test_the_public_day_of_a_document_can_be_taken_away_again(new: Body, alice: User) -> None:
    prepared = event(alice, document_public_on=date(2022, 4, 1))
    assert revise_event(reorganisation=prepared, by=alice, note="核对过").document_public_on == date(2022, 4, 1)
    assert revise_event(reorganisation=prepared, by=alice, document_public_on=None).document_public_on is None


def test_a_post_that_only_a_draft_knows_is_not_named_and_not_revealed(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice)
    make_draft([[say("appoint", "侯亮", NEW, "主任")]], alice)
    with pytest.raises(Refused, match=f"“{NEW}主任”只见于尚未公开的通知；通知公开以后才能列入机构变更。"):
        steps.confirm(reorganisation=prepared, by=bob, on=ON)
    with pytest.raises(Refused, match="只见于尚未公开的通知"):
        event(alice)
    assert post(NEW, "主任").public_since is None


def test_a_document_of_a_later_day_waits_for_that_day(new: Body, alice: User, bob: User) -> None:
    prepared = event(alice, document_public_on=date(2022, 4, 1))
    with pytest.raises(Refused, match="才公开，公开之前不能确认。"):
        steps.confirm(reorganisation=prepared, by=bob, on=ON)
    prepared.refresh_from_db()
    assert prepared.state == ReorganisationState.PREPARED


def test_declining_needs_a_reason_and_keeps_it(new: Body, alice: User) -> None:
    prepared = event(alice, note="初步登记")
    with pytest.raises(Refused, match="不采纳应当说明原因。"):
        steps.decline(reorganisation=prepared, by=alice, note="")
    declined = steps.decline(reorganisation=prepared, by=alice, note="两机构并存")
    assert (declined.state, declined.note) == (ReorganisationState.DECLINED, "初步登记\n两机构并存")
    assert held(OLD) == [("张伟", None), ("许晶", None)]
