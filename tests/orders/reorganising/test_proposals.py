"""What the words of a notice suggest about bodies: one proposal for each pair, in every order of entering."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from orders import identity, reorganising
from orders.models import Act as StoredAct
from orders.models import Order, Tenure
from orders.notices.notice import Act
from orders.steps import reorganisations as steps
from orders.tenures.projection import drift
from people.models import Body, Effect, Official, Position, Reorganisation, ReorganisationKind, ReorganisationPolicy
from people.models.reorganisations import ReorganisationState
from people.refusal import Refused
from tests import two_people
from tests.factories import make_body, make_draft, make_position, prepare_event, revise_event, say
from tests.factories import publish as review_and_publish

OLD, NEW, OTHER = "网格化服务管理中心", "城市管理指挥中心", "民政局"
DAY, LATER = date(2021, 5, 10), date(2021, 6, 1)


def publish(clauses: list[list[Act]], alice: User, bob: User, *, day: date = DAY, number: int = 16) -> Order:
    """A published order in which a name already on record is picked to be the one who bears it."""
    frame = {"number": f"东政任〔{day.year}〕{number}号", "session": 100 + number, "decided_on": day, "signed_on": day}
    draft = make_draft(clauses, alice, **frame)
    for act in StoredAct.objects.filter(clause__order=draft, official=None):
        identity.pick(act=act, official=Official.everything.get(name=act.printed_official), by=alice)
    return review_and_publish(draft, alice, bob)


def with_words(*moves: tuple[str, str], old: str = OLD, new: str = NEW) -> list[list[Act]]:
    """任命某为新机构某职务，其原任旧机构某职务自然免去."""
    return [[say("appoint", name, new, title), say("natural_removal", name, old, title)] for name, title in moves]


def without_words(*moves: tuple[str, str], new: str = NEW) -> list[list[Act]]:
    return [[say("appoint", name, new, title)] for name, title in moves]


def earlier_posts(alice: User, bob: User, *moves: tuple[str, str]) -> Order:
    return publish(without_words(*moves, new=OLD), alice, bob, day=date(2019, 4, 1), number=3)


def parties(event: Reorganisation) -> tuple[str, str]:
    plan = reorganising.plan_of(event)
    return str(plan.old[0]), str(plan.new[0])


def successions(event: Reorganisation) -> list[tuple[str, str | None]]:
    return [(old.title, new.title if new else None) for old, new in reorganising.plan_of(event).successions]


def ends(name: str = OLD) -> list[tuple[str, date | None, str]]:
    """(official, ended on, by a clause or by the event) of every tenure in a body, by today's knowledge."""
    body = Body.everything.named(name).get()
    return sorted(
        (
            tenure.official.name,
            tenure.ended_on,
            "clause" if tenure.ended_by else "event" if tenure.ended_by_reorganisation else "",
        )
        for tenure in Tenure.objects.known().of(body).with_proof()
    )


# In words


def test_four_people_moving_by_words_make_one_proposal(alice: User, bob: User) -> None:
    staff = [("张伟", "主任"), ("张庭进", "副主任"), ("彭恩强", "副主任"), ("许晶", "副主任")]
    publish(with_words(*staff), alice, bob)
    [event] = Reorganisation.objects.all()
    assert (event.kind, event.state, event.effective_on) == (
        ReorganisationKind.REPLACED,
        ReorganisationState.PROPOSED,
        DAY,
    )
    assert parties(event) == (OLD, NEW)
    assert successions(event) == [("主任", "主任"), ("副主任", "副主任")]
    assert event.effect == Effect.NATURAL_REMOVAL
    assert event.prepared_by is None
    assert event.proofs.count() == 4


def test_a_draft_proposes_nothing(alice: User, bob: User) -> None:
    order = publish(with_words(("张伟", "主任")), alice, bob)
    Reorganisation.objects.all()
    Order.everything.filter(pk=order.pk).update(state="draft")
    assert reorganising.propose(order=order) == []


def test_proposing_twice_changes_nothing(alice: User, bob: User) -> None:
    order = publish(with_words(("张伟", "主任")), alice, bob)
    [event] = Reorganisation.objects.all()
    assert reorganising.propose(order=order) == [event]
    assert Reorganisation.objects.count() == 1
    assert event.proofs.count() == 1


def test_a_removal_in_plain_words_proposes_nothing(alice: User, bob: User) -> None:
    publish([[say("appoint", "武鸿", NEW, "主任"), say("remove", "武鸿", OLD, "主任")]], alice, bob)
    assert not Reorganisation.objects.exists()


def test_a_natural_removal_without_another_post_proposes_nothing(alice: User, bob: User) -> None:
    publish([[say("natural_removal", "张伟", OLD, "主任")]], alice, bob)
    assert not Reorganisation.objects.exists()


def test_a_natural_removal_within_one_body_proposes_nothing(alice: User, bob: User) -> None:
    publish([[say("appoint", "张伟", OLD, "主任"), say("natural_removal", "张伟", OLD, "副主任")]], alice, bob)
    assert not Reorganisation.objects.exists()


def test_the_post_of_equal_title_tells_which_body_follows(alice: User, bob: User) -> None:
    acts = [
        say("appoint", "张伟", OTHER, "党组成员"),
        say("appoint", "张伟", NEW, "主任"),
        say("natural_removal", "张伟", OLD, "主任"),
    ]
    publish([acts], alice, bob)
    assert [parties(event) for event in Reorganisation.objects.all()] == [(OLD, NEW)]


def test_where_the_words_leave_open_which_body_follows_nothing_is_guessed(alice: User, bob: User) -> None:
    acts = [
        say("appoint", "张伟", OTHER, "副局长"),
        say("appoint", "张伟", NEW, "副主任"),
        say("natural_removal", "张伟", OLD, "主任"),
    ]
    publish([acts], alice, bob)
    assert not Reorganisation.objects.exists()


def test_the_appointment_may_stand_in_another_clause(alice: User, bob: User) -> None:
    publish([[say("appoint", "张伟", NEW, "主任")], [say("natural_removal", "张伟", OLD, "主任")]], alice, bob)
    [event] = Reorganisation.objects.all()
    assert [proof.clause.sequence for proof in event.proofs.all()] == [2]


@pytest.mark.parametrize("numbers", [(16, 17), (17, 16)])
def test_another_order_extends_the_proposal_and_the_earliest_day_counts(
    numbers: tuple[int, int], alice: User, bob: User
) -> None:
    about = {16: (("许晶", "副主任"), DAY), 17: (("张伟", "主任"), LATER)}
    for number in numbers:
        move, day = about[number]
        publish(with_words(move), alice, bob, day=day, number=number)
    [event] = Reorganisation.objects.all()
    assert event.effective_on == DAY
    assert successions(event) == [("主任", "主任"), ("副主任", "副主任")]
    assert event.proofs.count() == 2


def test_a_post_the_new_body_lacks_is_continued_by_none(alice: User, bob: User) -> None:
    publish([[say("remove", "侯亮", OLD, "总工程师")], *with_words(("张伟", "主任"))], alice, bob)
    [event] = Reorganisation.objects.all()
    assert successions(event) == [("主任", "主任"), ("总工程师", None)]


# What is on record is not proposed again


def confirmed(alice: User, bob: User, day: date = DAY) -> Reorganisation:
    event = Reorganisation.objects.filter(state=ReorganisationState.PROPOSED).get()
    steps.take_up(reorganisation=event, by=alice)
    return steps.confirm(reorganisation=event, by=bob)


def test_a_proposal_is_taken_up_by_one_and_confirmed_by_another(alice: User, bob: User) -> None:
    publish(with_words(("张伟", "主任")), alice, bob)
    event = confirmed(alice, bob)
    assert (event.state, event.prepared_by, event.confirmed_by) == (ReorganisationState.CONFIRMED, alice, bob)
    assert reorganising.known_day(event) == DAY, "known from the notice that proves it"
    assert ends() == [("张伟", DAY, "clause")]


@pytest.mark.parametrize("state", [ReorganisationState.PREPARED, ReorganisationState.CONFIRMED])
def test_an_event_on_record_gets_the_clauses_as_proofs(state: str, alice: User, bob: User) -> None:
    make_position(OLD, "主任"), make_position(NEW, "主任")
    event = prepare_by_hand(alice)
    if state == ReorganisationState.CONFIRMED:
        steps.confirm(reorganisation=event, by=bob)
    publish(with_words(("张伟", "主任")), alice, bob)
    assert list(Reorganisation.objects.values_list("state", flat=True)) == [state]
    assert event.proofs.count() == 1


def test_a_proof_published_later_makes_a_confirmed_event_known_from_its_day(alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "主任"), ("许晶", "副主任"))
    make_position(NEW, "主任"), make_position(NEW, "副主任")
    event = steps.confirm(reorganisation=prepare_by_hand(alice), by=bob, on=date(2022, 3, 1))
    ended = {tenure.official.name: tenure.known_from for tenure in Tenure.objects.known().select_related("official")}
    assert ended == {"张伟": date(2022, 3, 1), "许晶": date(2022, 3, 1)}
    publish(with_words(("张伟", "主任")), alice, bob)
    assert reorganising.known_day(event) == DAY
    [deputy] = Tenure.objects.known().filter(official__name="许晶", ended_by_reorganisation=event)
    assert deputy.known_from == DAY
    assert not list(drift())


def test_a_declined_proposal_stays_declined(alice: User, bob: User) -> None:
    publish(with_words(("张伟", "主任")), alice, bob)
    steps.decline(reorganisation=Reorganisation.objects.get(), by=alice, note="两机构并存")
    publish(with_words(("许晶", "副主任")), alice, bob, number=17)
    [event] = Reorganisation.objects.all()
    assert event.state == ReorganisationState.DECLINED
    assert event.proofs.count() == 2


def test_what_is_prepared_by_hand_takes_the_proposal_with_its_proofs(alice: User, bob: User) -> None:
    publish(with_words(("张伟", "主任")), alice, bob)
    proposed = Reorganisation.objects.get()
    event = prepare_by_hand(alice)
    assert event == proposed
    assert (event.state, event.prepared_by) == (ReorganisationState.PREPARED, alice)
    assert event.proofs.count() == 1


def test_a_split_prepared_by_hand_takes_every_proposal_about_its_bodies(alice: User, bob: User) -> None:
    publish([*with_words(("张伟", "主任")), *with_words(("许晶", "副主任"), new=OTHER)], alice, bob)
    assert {parties(event) for event in Reorganisation.objects.all()} == {(OLD, NEW), (OLD, OTHER)}
    old, new, other = (Body.everything.named(name).get() for name in (OLD, NEW, OTHER))
    event = prepare_event(kind=ReorganisationKind.SPLIT, old=[old], new=[new, other], effective_on=DAY, by=alice)
    assert event.proofs.count() == 2
    assert sorted(Reorganisation.objects.values_list("state", flat=True)) == ["declined", "prepared"]


def prepare_by_hand(by: User, **about: Any) -> Reorganisation:
    old, new = Body.everything.named(OLD).get(), Body.everything.named(NEW).get()
    titles = [post.title for post in old.positions.all()]
    about.setdefault("effect", Effect.NATURAL_REMOVAL)
    return prepare_event(
        kind=ReorganisationKind.REPLACED,
        old=[old],
        new=[new],
        effective_on=DAY,
        successions=[(old.positions.get(title=title), new.positions.filter(title=title).first()) for title in titles],
        by=by,
        **about,
    )


# Without words


def test_all_the_staff_appointed_elsewhere_without_words_raises_the_proposal(alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "主任"), ("许晶", "副主任"))
    publish(without_words(("张伟", "主任"), ("许晶", "副主任"), ("李哲", "副主任")), alice, bob)
    [event] = Reorganisation.objects.all()
    assert parties(event) == (OLD, NEW)
    assert successions(event) == [("主任", "主任"), ("副主任", "副主任")]
    assert [proof.clause.sequence for proof in event.proofs.order_by("clause__sequence")] == [1, 2]
    assert event.effect == Effect.NEEDS_ORDER, "no rule of the place, no words: nobody is removed by a guess"


def test_the_rule_of_the_place_says_what_a_proposal_without_words_does(alice: User, bob: User) -> None:
    ReorganisationPolicy.objects.create(kind="replaced", effect=Effect.NATURAL_REMOVAL, basis="试验")
    earlier_posts(alice, bob, ("张伟", "主任"))
    publish(without_words(("张伟", "主任")), alice, bob)
    assert Reorganisation.objects.get().effect == Effect.NATURAL_REMOVAL


def test_the_older_order_entered_later_raises_it_as_well(alice: User, bob: User) -> None:
    publish(without_words(("张伟", "主任")), alice, bob)
    assert not Reorganisation.objects.exists()
    earlier_posts(alice, bob, ("张伟", "主任"))
    [event] = Reorganisation.objects.all()
    assert (parties(event), event.effective_on) == ((OLD, NEW), DAY)
    assert [proof.clause.order.number for proof in event.proofs.all()] == [16]


def test_a_notice_taken_back_suggests_nothing_to_one_entered_later(alice: User, bob: User) -> None:
    mistaken = publish(without_words(("张伟", "主任")), alice, bob)
    two_people.withdraw(order=mistaken, by=bob, note="误发")
    earlier_posts(alice, bob, ("张伟", "主任"))
    assert not Reorganisation.objects.exists()


def test_a_notice_taken_back_does_not_show_that_a_body_was_there_before(alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "主任"))
    mistaken = publish(without_words(("李哲", "副主任")), alice, bob, day=date(2020, 1, 1), number=1)
    two_people.withdraw(order=mistaken, by=bob, note="误发")
    publish(without_words(("张伟", "主任")), alice, bob)
    assert [parties(event) for event in Reorganisation.objects.all()] == [(OLD, NEW)]


def test_another_title_proves_no_succession(alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "副主任"))
    publish(without_words(("张伟", "主任")), alice, bob)
    assert not Reorganisation.objects.exists()


def test_a_transfer_that_leaves_colleagues_behind_is_no_reorganisation(alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "主任"), ("许晶", "副主任"))
    publish(without_words(("许晶", "副主任")), alice, bob)
    assert not Reorganisation.objects.exists()


def test_an_appointment_in_a_body_on_record_before_is_no_reorganisation(alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "主任"))
    publish(without_words(("李哲", "副主任")), alice, bob, day=date(2020, 1, 1), number=1)
    publish(without_words(("张伟", "主任")), alice, bob)
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize("besides", [{"concurrent": True}, {"secondment_months": 12}])
def test_a_post_held_besides_is_no_reorganisation(besides: dict[str, Any], alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "主任"))
    publish([[say("appoint", "张伟", NEW, "主任", qualifiers=besides)]], alice, bob)
    assert not Reorganisation.objects.exists()


def test_a_removal_in_the_same_order_leaves_nothing_to_propose(alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "主任"))
    publish([[say("appoint", "张伟", NEW, "主任"), say("remove", "张伟", OLD, "主任")]], alice, bob)
    assert not Reorganisation.objects.exists()


def test_someone_moving_without_words_is_added_to_the_proposal_of_others(alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "主任"), ("许晶", "副主任"), ("侯亮", "副主任"))
    publish([*with_words(("张伟", "主任")), *without_words(("许晶", "副主任"))], alice, bob)
    [event] = Reorganisation.objects.all()
    assert event.effect == Effect.NATURAL_REMOVAL
    publish(without_words(("侯亮", "副主任")), alice, bob, number=17)
    assert Reorganisation.objects.count() == 1
    assert event.proofs.count() == 2, "张伟 by words; 侯亮 since the successor is known by then"
    confirmed(alice, bob)
    assert ends() == [("侯亮", DAY, "event"), ("张伟", DAY, "clause"), ("许晶", DAY, "event")]


# Words or no words, in every order of entering


def enter_in(order: tuple[str, ...], words: bool, alice: User, bob: User) -> None:
    """The old posts, the new ones (with or without the words), and the event, in this order of entering."""
    staff = [("张伟", "主任"), ("许晶", "副主任")]
    for step in order:
        if step == "before":
            earlier_posts(alice, bob, *staff)
        elif step == "after":
            publish(with_words(*staff) if words else without_words(*staff), alice, bob)
        else:
            for body in (OLD, NEW):
                for title in ("主任", "副主任"):
                    if not Position.everything.filter(body__names__name=body, title=title).exists():
                        make_position(Body.everything.named(body).first() or make_body(body), title)
            event = prepare_by_hand(alice, document="东编发〔2021〕8号", document_public_on=DAY)
            steps.confirm(reorganisation=event, by=bob)


@pytest.mark.parametrize("words", [True, False], ids=["with the words", "without the words"])
def test_the_event_ends_whom_no_words_end_and_nobody_is_ended_twice(words: bool, alice: User, bob: User) -> None:
    by = "clause" if words else "event"
    for order in permutations(["before", "after", "event"]):
        with transaction.atomic():
            enter_in(order, words, alice, bob)
            assert ends() == [("张伟", DAY, by), ("许晶", DAY, by)], order
            assert ends(NEW) == [("张伟", None, ""), ("许晶", None, "")], order
            assert Tenure.objects.known().count() == 4, order
            assert [event.state for event in Reorganisation.objects.all()] == [ReorganisationState.CONFIRMED], order
            assert not list(drift()), order
            transaction.set_rollback(True)


def test_the_day_of_the_words_replaces_the_day_of_the_event(alice: User, bob: User) -> None:
    earlier_posts(alice, bob, ("张伟", "主任"), ("许晶", "副主任"))
    make_position(NEW, "主任"), make_position(NEW, "副主任")
    steps.confirm(reorganisation=prepare_by_hand(alice), by=bob)
    publish(with_words(("张伟", "主任")), alice, bob, day=LATER, number=17)
    assert ends() == [("张伟", LATER, "clause"), ("许晶", DAY, "event")]
    assert Reorganisation.objects.count() == 1, "another day of the same bodies is no event of its own"


def test_what_only_a_withdrawn_notice_suggested_takes_a_document(alice: User, bob: User) -> None:
    order = publish(with_words(("张伟", "主任")), alice, bob)
    event = steps.take_up(reorganisation=Reorganisation.objects.get(), by=alice)
    two_people.withdraw(order=order, by=bob, note="误发")
    with pytest.raises(Refused, match="据以提出的通知已经撤回；请写明其他依据文件，或者不采纳。"):
        steps.confirm(reorganisation=event, by=bob)
    assert Reorganisation.objects.get().state == ReorganisationState.PREPARED
    event = revise_event(reorganisation=event, by=alice, document="东编发〔2021〕8号")
    assert steps.confirm(reorganisation=event, by=bob).state == ReorganisationState.CONFIRMED
