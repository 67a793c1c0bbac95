"""Timelines of posts and of people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders import identity
from orders.models import Act
from orders.models.acts import Basis
from orders.steps.reorganisations import confirm, decline, take_up
from orders.tenures.trials import TrialState
from people.models import Position, Reorganisation, ReorganisationKind
from registry.holdings import EndState, Holding
from registry.timeline import Spell, official_history, position_timeline
from tests import two_people
from tests.factories import TODAY, make_draft, prepare_event, publish, publish_clauses, say
from tests.registry.conftest import CENTRE, GRID, Gazette, Secret, asked, publish_of_the_same

pytestmark = pytest.mark.django_db

BUREAU = "北京市东城区民政局"
LATER = {
    "number": "东政任〔2021〕17号",
    "session": 129,
    "decided_on": date(2021, 9, 13),
    "signed_on": date(2021, 11, 17),
}


def told(holding: Holding) -> tuple[str, date | None, date | None]:
    return holding.position.post, holding.start.day, holding.end.day


def spell_of(spells: tuple[Spell, ...], name: str) -> list[tuple[str, date | None, date | None]]:
    (spell,) = [spell for spell in spells if spell.official.name == name]
    return [told(tenure) for tenure in spell.tenures]


# Across a reorganisation


def test_across_a_reorganisation_a_spell_is_one_and_its_tenures_stay_two(gazette: Gazette) -> None:
    history = official_history(gazette.official("张伟"), asked())
    (spell,) = history.spells
    assert [told(tenure) for tenure in spell.tenures] == [
        (f"{GRID}主任", None, date(2021, 5, 10)),
        (f"{CENTRE}主任", date(2021, 5, 10), None),
    ]
    assert spell.first.start.state == EndState.NOT_ON_RECORD
    assert spell.last.end.state == EndState.NOT_ON_RECORD
    assert spell.held


@pytest.mark.parametrize("body", [CENTRE, GRID])
def test_a_posts_timeline_covers_the_posts_it_continues_and_is_continued_by(gazette: Gazette, body: str) -> None:
    timeline = position_timeline(gazette.position(body, "副主任"), asked())
    assert [post.position.post for post in timeline.lineage] == [f"{GRID}副主任", f"{CENTRE}副主任"]
    assert [post.asked for post in timeline.lineage] == [body == GRID, body == CENTRE]
    assert timeline.lineage[1].continues == (gazette.position(GRID, "副主任").code,)
    assert timeline.lineage[1].since == date(2021, 5, 10)
    assert len(timeline.tenures) == 7
    assert [spell.official.name for spell in timeline.spells] == ["张庭进", "彭恩强", "许晶", "侯亮"]
    assert spell_of(timeline.spells, "张庭进") == [
        (f"{GRID}副主任", None, date(2021, 5, 10)),
        (f"{CENTRE}副主任", date(2021, 5, 10), date(2021, 9, 13)),
    ]
    assert spell_of(timeline.spells, "侯亮") == [(f"{CENTRE}副主任", date(2021, 9, 13), None)]


def test_a_tenure_whose_start_is_not_on_record_continues_nothing(alice: User, bob: User) -> None:
    """Nobody wrote that the old deputy went over to the new post; that its earliest day fits is no proof."""
    publish_clauses(
        [
            [say("appoint", "张伟", CENTRE, "主任"), say("natural_removal", "张伟", GRID, "主任")],
            [say("remove", "许晶", GRID, "副主任")],
            [say("appoint", "侯亮", CENTRE, "副主任")],
        ],
        alice,
        bob,
    )
    (event,) = Reorganisation.objects.filter(state="proposed")
    take_up(reorganisation=event, by=alice)
    confirm(reorganisation=event, by=bob, on=TODAY)
    publish_of_the_same([[say("remove", "许晶", CENTRE, "副主任")]], alice, bob, **LATER)
    timeline = position_timeline(Position.public.get(body__names__name=CENTRE, title="副主任"), asked())
    rows = [row for row in timeline.tenures if row.official.name == "许晶"]
    assert rows[0].upper == rows[1].lower
    assert [len(spell.tenures) for spell in timeline.spells if spell.official.name == "许晶"] == [1, 1]


def test_before_the_reorganisation_was_public_there_is_no_lineage(gazette: Gazette) -> None:
    timeline = position_timeline(gazette.position(CENTRE, "副主任"), asked("2021-06-01", "2021-10-23"))
    assert [post.position.post for post in timeline.lineage] == [f"{CENTRE}副主任"]
    assert timeline.tenures == ()
    assert timeline.no_holder_on_record


def test_a_post_beside_the_asked_one_is_not_of_its_lineage(alice: User, bob: User) -> None:
    """Two posts merged into one: the timeline of one of them does not tell the other's holders."""
    old = ["北京市东城区甲局", "北京市东城区乙局"]
    publish_clauses(
        [[say("appoint", "李哲", "北京市东城区丙局", "局长"), say("natural_removal", "李哲", old[0], "局长")]],
        alice,
        bob,
    )
    publish_clauses([[say("remove", "王涛", old[1], "局长")]], alice, bob, **LATER)
    _merge(old, "北京市东城区丙局", alice, bob)
    one = position_timeline(Position.public.get(body__names__name=old[0]), asked())
    assert {tenure.position.post for tenure in one.tenures} == {f"{old[0]}局长", "北京市东城区丙局局长"}
    whole = position_timeline(Position.public.get(body__names__name="北京市东城区丙局"), asked())
    assert {tenure.official.name for tenure in whole.tenures} == {"李哲", "王涛"}
    assert [len(spell.tenures) for spell in whole.spells] == [2, 1]


def _merge(old: list[str], new: str, alice: User, bob: User) -> None:
    """The old bodies' only posts are continued by the new body's only post, from the day after the decision."""
    olds = [Position.public.get(body__names__name=name) for name in old]
    into = Position.public.get(body__names__name=new)
    for proposal in Reorganisation.objects.filter(state="proposed"):
        decline(reorganisation=proposal, by=alice, note="另行登记")
    event = prepare_event(
        kind=ReorganisationKind.MERGED,
        old=[post.body for post in olds],
        new=[into.body],
        effective_on=date(2021, 5, 10),
        successions=[(post, into) for post in olds],
        document="京编〔2021〕1号",
        document_public_on=date(2021, 5, 11),
        by=alice,
    )
    confirm(reorganisation=event, by=bob, on=TODAY)


# Both ends and what proves them


def test_each_end_carries_the_sentence_that_proves_it(gazette: Gazette) -> None:
    (tenure,) = [row for row in official_history(gazette.official("侯亮"), asked()).tenures if row.open]
    proof = tenure.start.proof
    assert proof is not None
    assert (proof.document_number, proof.clause_number, proof.verb) == ("东政任〔2021〕17号", 10, "appoint")
    assert proof.clause_text.startswith("任命侯亮为北京市东城区城市管理指挥中心副主任")
    assert (proof.basis, proof.decided_on, proof.signed_on) == (
        Basis.DECIDED,
        date(2021, 9, 13),
        date(2021, 11, 17),
    )
    assert tenure.end.proof is None


def test_an_order_without_a_decision_day_says_so(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李哲", BUREAU, "副局长")]], alice, bob, session=None, decided_on=None)
    (tenure,) = position_timeline(Position.public.get(title="副局长"), asked()).tenures
    assert tenure.start.proof is not None
    assert tenure.start.proof.basis == Basis.SIGNED
    assert tenure.start.day == date(2021, 10, 24)


def test_a_tenure_ended_by_a_reorganisation_alone_shows_the_event(alice: User, bob: User) -> None:
    publish_clauses(
        [
            [say("appoint", "张伟", CENTRE, "主任"), say("natural_removal", "张伟", GRID, "主任")],
            [say("appoint", "许晶", GRID, "副主任")],
            [say("appoint", "侯亮", CENTRE, "副主任")],
        ],
        alice,
        bob,
        decided_on=date(2021, 5, 10),
    )
    (event,) = Reorganisation.objects.filter(state="proposed")
    take_up(reorganisation=event, by=alice)
    confirm(reorganisation=event, by=bob, on=TODAY)
    rows = position_timeline(Position.public.get(body__names__name=GRID, title="副主任"), asked()).tenures
    (tenure,) = [row for row in rows if row.official.name == "许晶"]
    assert tenure.end.state == EndState.BY_REORGANISATION
    assert tenure.end.event is not None
    assert tenure.end.event.effective_on == date(2021, 5, 10)
    assert tenure.held_on_no_day


def test_removed_on_the_day_of_appointment_is_kept_and_held_on_no_day(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李哲", BUREAU, "副局长")], [say("remove", "李哲", BUREAU, "科长")]], alice, bob)
    publish_clauses([[say("remove", "李哲", BUREAU, "副局长", effective_on=date(2021, 5, 10))]], alice, bob, **LATER)
    rows = position_timeline(Position.public.get(title="副局长"), asked("2021-05-10")).tenures
    assert [(row.held_on_no_day, row.held) for row in rows] == [(True, False)]


# Who holds a post on a day


def test_holders_with_an_unknown_start_stand_apart(gazette: Gazette) -> None:
    timeline = position_timeline(gazette.position(CENTRE, "副主任"), asked("2021-09-25"))
    assert {row.official.name for row in timeline.holders} == {"许晶", "侯亮"}
    assert timeline.holders_start_not_on_record == ()
    before = position_timeline(gazette.position("北京市东城区体育局", "副局长"), asked("2021-05-01"))
    assert before.holders == ()
    assert {row.official.name for row in before.holders_start_not_on_record} == {"迟进东", "张庆春"}


def test_what_the_public_knew_differs_from_what_is_known_today(gazette: Gazette) -> None:
    position = gazette.position(CENTRE, "副主任")
    then = position_timeline(position, asked("2021-09-25", "2021-11-17"))
    assert {row.official.name for row in then.holders} == {"许晶", "侯亮", "彭恩强"}


def test_after_the_end_nobody_is_on_record(gazette: Gazette) -> None:
    timeline = position_timeline(gazette.position("北京市东城区密码管理局", "局长"), asked())
    assert timeline.no_holder_on_record
    assert len(timeline.tenures) == 1


# Trials


def test_a_tenure_tells_where_its_trial_stands_on_the_day_asked_and_what_ended_it(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "冯磊", BUREAU, "副局长", qualifiers={"probation_months": 12})]], alice, bob)
    publish_of_the_same([[say("confirm", "冯磊", BUREAU, "副局长")]], alice, bob, **LATER)
    position = Position.public.get(title="副局长")
    told = {}
    for on in ("2021-09-12", "2021-09-13"):
        (tenure,) = position_timeline(position, asked(on)).tenures
        assert tenure.trial is not None
        assert tenure.confirmed_by is not None
        told[on] = (tenure.trial.state, tenure.confirmed_by.document_number)
    assert told == {
        "2021-09-12": (TrialState.RUNNING, "东政任〔2021〕17号"),
        "2021-09-13": (TrialState.CONFIRMED, "东政任〔2021〕17号"),
    }


# Renewals, concurrent posts, grades


def test_a_second_appointment_is_a_renewal_whose_qualifiers_apply_from_its_day(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李哲", BUREAU, "副局长")]], alice, bob)
    publish_of_the_same(
        [[say("appoint", "李哲", BUREAU, "副局长", qualifiers={"level": "正处级"})]], alice, bob, **LATER
    )
    position = Position.public.get(title="副局长")
    (before,) = position_timeline(position, asked("2021-09-12")).tenures
    (after,) = position_timeline(position, asked("2021-09-13")).tenures
    assert [proof.document_number for proof in after.renewals] == ["东政任〔2021〕17号"]
    assert (dict(before.qualifiers), dict(after.qualifiers)) == ({}, {"level": "正处级"})


def test_a_concurrent_post_is_labelled(gazette: Gazette) -> None:
    (tenure,) = official_history(gazette.official("周金星"), asked()).tenures
    assert tenure.concurrent
    assert not tenure.secondment


def test_grades_and_acts_without_a_post_stand_apart(alice: User, bob: User) -> None:
    draft = make_draft([[say("grade", "李哲", None, "四级调研员")], [say("natural_removal", "李哲")]], alice)
    identity.declare_post_not_on_record(act=Act.objects.get(verb="natural_removal"), by=alice)
    publish(draft, alice, bob)
    history = official_history(Act.objects.filter(printed_official="李哲").first().official, asked())
    assert history.tenures == ()
    assert [entry.printed_post for entry in history.grades] == ["四级调研员"]
    assert [entry.verb for entry in history.without_post] == ["natural_removal"]
    assert history.no_post_on_record
    earlier = official_history(Act.objects.filter(printed_official="李哲").first().official, asked("", "2021-10-23"))
    assert (earlier.grades, earlier.without_post) == ((), ())


def test_a_withdrawn_order_tells_nothing_from_the_day_of_its_withdrawal(alice: User, bob: User) -> None:
    order = publish_clauses([[say("grade", "李哲", None, "四级调研员")]], alice, bob)
    official = order.clauses.get().acts.get().official
    two_people.withdraw(order=order, by=bob, note="误发", today=TODAY)
    assert official_history(official, asked()).grades == ()
    assert len(official_history(official, asked("", "2024-02-29")).grades) == 1


# What it costs, and what it hides


def test_the_number_of_queries_does_not_grow_with_the_record(gazette: Gazette, queries: Any) -> None:
    few = queries(position_timeline, gazette.position("北京市东城区密码管理局", "局长"), asked())
    many = queries(position_timeline, gazette.position(CENTRE, "副主任"), asked())
    assert many - few <= 1  # renewals are looked for where there are tenures
    one = queries(official_history, gazette.official("冯磊"), asked())
    two = queries(official_history, gazette.official("张庭进"), asked())
    assert one == two


def test_a_draft_is_in_no_timeline(gazette: Gazette, secret: Secret) -> None:
    history = official_history(gazette.official("张伟"), asked())
    assert not any("机密" in tenure.position.post for tenure in history.tenures)
    assert history.grades == history.without_post == ()
