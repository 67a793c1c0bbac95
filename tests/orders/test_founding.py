"""The founding notices against what careful reading says they mean: the register they leave, under both clocks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from orders import reorganising
from orders.management.commands.load_founding import FOUNDING
from orders.models import Act, Clause, Order, Remainder, ReorganisationProof, Tenure
from orders.tenures.projection import drift
from people.models import Body, Official, Position, Reorganisation, ReorganisationKind
from people.models.reorganisations import ReorganisationState
from people.periods import LATEST

GOLD_ACTS = json.loads((FOUNDING / "gold_acts.json").read_text(encoding="utf-8"))
GOLD = json.loads((FOUNDING / "gold_register.json").read_text(encoding="utf-8"))
EVENTS = [
    ("北京市东城区网格化服务管理中心", "北京市东城区城市管理指挥中心", date(2021, 5, 10), ["主任", "副主任"]),
    ("北京市东城区社会组织指导服务中心", "北京市东城区民政事务中心", date(2021, 9, 13), ["主任"]),
]
Holding = tuple[str, str, str]  # official, body, title


def holding(tenure: Tenure) -> Holding:
    return tenure.official.name, str(tenure.body), tenure.position.title


def holdings(tenures: Iterable[Tenure]) -> list[Holding]:
    return sorted(holding(tenure) for tenure in tenures)


def held(on: date, known_on: date | None = None) -> list[Holding]:
    return holdings(Tenure.objects.at(on, known_on).with_proof())


def qualifiers(printed: dict[str, Any]) -> dict[str, Any]:
    """The gold reading's brackets and tails as this register writes them."""
    words: dict[str, dict[str, Any]] = {
        "试用期一年": {"probation_months": 12},
        "兼": {"concurrent": True},
        "副处级": {"level": "副处级"},
        "正处级": {"level": "正处级"},
        "副处职": {"level": "副处职"},
    }
    found: dict[str, Any] = {}
    for word in printed["qualifiers"]:
        found |= words[word]
    return found | ({"follow_up": "early_retirement"} if printed.get("follow_up") else {})


# What the notices say


def test_the_register_holds_exactly_the_acts_of_the_gold_reading(founding: None) -> None:
    stored = [
        (
            act.clause.order.printed_number,
            act.clause.sequence,
            act.clause.text,
            act.verb,
            act.official.name,
            str(act.position.body),
            act.position.title,
            act.printed_post,
            json.dumps(act.qualifiers, sort_keys=True),
        )
        for act in Act.objects.select_related("clause__order", "official", "position__body").order_by(
            "clause__order__number", "clause__sequence", "sequence"
        )
    ]
    said = [
        (
            gold["order"],
            gold["clause_no"],
            gold["clause_text"],
            gold["kind"],
            gold["person"],
            gold["organization"],
            gold["position"],
            gold["organization"] + gold["position"],
            json.dumps(qualifiers(gold), sort_keys=True),
        )
        for gold in GOLD_ACTS
    ]
    assert len(stored) == 77
    assert sorted(stored) == sorted(said)
    assert Clause.objects.count() == 58
    assert not Remainder.objects.exists()


def test_each_order_has_the_frame_of_the_gold_reading(founding: None) -> None:
    for gold in GOLD["orders"]:
        order = Order.published.select_related("session__body").get(printed_number=gold["order"])
        assert order.title == gold["title"]
        assert (order.session.number, order.session.decided_on.isoformat()) == (
            gold["meeting_no"],
            gold["meeting_date"],
        )
        assert order.signed_on.isoformat() == order.published_on.isoformat() == gold["issue_date"]
        assert order.published_assumed
        assert (order.headcount, order.clauses.count()) == (gold["persons"], gold["clauses"])


def test_there_are_as_many_people_bodies_and_posts_as_names(founding: None) -> None:
    assert Official.public.count() == 56
    assert Body.public.count() == 40 + 1  # and the district government itself
    assert Position.public.count() == 50


# The register today


def test_77_rows_are_stored_75_of_them_todays_knowledge(founding: None) -> None:
    assert Tenure.objects.count() == 77
    assert Tenure.objects.known().count() == 75
    assert not list(drift())


def test_the_28_posts_without_an_end_are_the_gold_ones(founding: None) -> None:
    stored = [
        (*holding(tenure), tenure.began_on.isoformat(), tenure.qualifiers)
        for tenure in Tenure.objects.known().open().with_proof()
    ]
    gold = [
        (row["person"], row["organization"], row["position"], row["since"], qualifiers(row))
        for row in GOLD["open_posts"]
    ]
    assert len(stored) == 28
    assert sorted(stored, key=repr) == sorted(gold, key=repr)


def test_47_tenures_are_closed_45_of_them_without_a_start_on_record(founding: None) -> None:
    closed = Tenure.objects.known().exclude(upper=LATEST).with_proof()
    assert closed.count() == 47
    gold = [(row["person"], row["organization"], row["position"]) for row in GOLD["closings_without_start"]]
    assert holdings(closed.filter(began_on=None)) == sorted(gold)
    assert len(gold) == 45
    assert {tenure.official.name for tenure in closed.filter(began_on__isnull=False)} == {"张庭进", "彭恩强"}


def test_every_start_and_every_end_has_its_proof(founding: None) -> None:
    for tenure in Tenure.objects.with_proof():
        assert (tenure.began_on is None) == (tenure.began_by is None)
        assert (tenure.ended_on is None) == (tenure.ended_by is None)
        assert tenure.ended_by_reorganisation is None, "the words 自然免去 end the old posts, the events none"


def test_the_trials_are_the_gold_ones(founding: None) -> None:
    on_trial = Tenure.objects.known().open().filter(qualifiers__probation_months=12).with_proof()
    gold = sorted((row["person"], row["post"], row["decision"]) for row in GOLD["trials"])
    stored = [
        (tenure.official.name, f"{tenure.body}{tenure.position.title}", str(tenure.began_on)) for tenure in on_trial
    ]
    assert sorted(stored) == gold
    assert not Tenure.objects.exclude(confirmed_by=None).exists()


# The register as it was known


def test_on_the_first_of_november_only_the_first_notice_was_known(founding: None) -> None:
    known = Tenure.objects.known(date(2021, 11, 1))
    assert known.count() == 19
    assert known.open().count() == 8
    assert known.exclude(upper=LATEST).count() == known.exclude(upper=LATEST).filter(began_on=None).count() == 11


def test_on_the_seventeenth_three_notices_were_known(founding: None) -> None:
    known = Tenure.objects.known(date(2021, 11, 17))
    assert known.count() == 64
    assert known.open().count() == 24


def test_before_the_first_notice_nothing_was_known(founding: None) -> None:
    assert not Tenure.objects.known(date(2021, 10, 23)).exists()
    assert Tenure.objects.known(date(2021, 10, 24)).count() == 19


def test_people_removed_by_decision_were_publicly_in_office(founding: None) -> None:
    """16号 was issued when the removals of two whom it appoints had been decided, and were not yet public."""
    both = {"张庭进", "彭恩强"}

    def in_office(on: date, known_on: date | None) -> set[str]:
        tenures = Tenure.objects.at(on, known_on).filter(body__names__name="北京市东城区城市管理指挥中心")
        return set(tenures.values_list("official__name", flat=True)) & both

    november, june = date(2021, 11, 1), date(2021, 6, 1)
    assert in_office(november, november) == both
    assert in_office(november, None) == set()
    assert in_office(june, None) == both
    assert in_office(june, november) == both


def test_on_25_september_by_todays_knowledge(founding: None) -> None:
    tenures = Tenure.objects.at(date(2021, 9, 25)).with_proof()
    assert tenures.count() == 24
    assert tenures.filter(began_on__isnull=False).count() == 17
    without = {tenure.official.name for tenure in tenures.filter(began_on=None)}
    assert without == set("金晖 侯万军 胡祥富 芦微 郑芳 李军耀 邓彬".split())


def test_on_25_september_as_it_became_known(founding: None) -> None:
    day = date(2021, 9, 25)
    today = set(held(day))
    assert held(day, date(2021, 10, 23)) == []
    known = set(held(day, date(2021, 11, 17)))
    assert len(known) == 24
    assert known - today == {("彭恩强", "北京市东城区城市管理指挥中心", "副主任")}
    assert today - known == {("段勇", "北京市东城区体育局", "副局长")}
    assert set(held(day, date(2021, 11, 18))) == set(held(day, date(2024, 1, 1))) == today


# The events between bodies


def test_two_reorganisations_are_confirmed_with_the_clauses_that_prove_them(founding: None) -> None:
    events = list(Reorganisation.objects.order_by("effective_on"))
    assert [(event.kind, event.effective_on, event.state) for event in events] == [
        (ReorganisationKind.REPLACED, day, ReorganisationState.CONFIRMED) for _old, _new, day, _titles in EVENTS
    ]
    for event, (old, new, day, titles) in zip(events, EVENTS, strict=True):
        plan = reorganising.plan_of(event)
        assert [str(body) for body in (*plan.old, *plan.new)] == [old, new]
        assert [(before.title, after and after.title) for before, after in plan.successions] == list(
            zip(titles, titles, strict=True)
        )
        assert (plan.old[0].abolished_on, plan.new[0].established_on) == (day, day)
    proofs = ReorganisationProof.objects.values_list("reorganisation", "clause__order__number")
    assert sorted(proofs) == [(events[0].pk, 16)] * 4 + [(events[1].pk, 17)]
    assert [reorganising.known_day(event) for event in events] == [date(2021, 10, 24), date(2021, 11, 17)]


def test_the_holders_an_event_touches_were_removed_by_words(founding: None) -> None:
    first, second = Reorganisation.objects.order_by("effective_on")
    names = [row.official.name for row in reorganising.affected_holders(first)]
    assert sorted(names) == sorted(["张伟", "张庭进", "彭恩强", "许晶"])
    assert names[0] == "张伟"
    assert [row.official.name for row in reorganising.affected_holders(second)] == ["任志荣"]
    for row in [*reorganising.affected_holders(first), *reorganising.affected_holders(second)]:
        assert row.ended_by is not None
        assert row.ended_by.verb == "natural_removal"


def test_an_office_replaced_without_the_words_is_no_reorganisation(founding: None) -> None:
    """武鸿 is removed from one 支援合作 office and appointed to the other in plain words: follow the words."""
    [office] = Body.everything.named("北京市东城区扶贫协作和支援合作工作领导小组办公室")
    assert not office.reorganisation_parts.exists()
    assert office.abolished_on is None


def test_a_head_keeps_one_line_through_the_replacement(founding: None) -> None:
    [post] = Position.everything.filter(body__names__name=EVENTS[0][1], title="主任")
    line = reorganising.lineage(post).posts
    assert [str(each) for each in line] == [f"{EVENTS[0][0]}主任", f"{EVENTS[0][1]}主任"]
    spells = Tenure.objects.known().filter(position__in=line, official__name="张伟").in_time_order()
    assert [(tenure.began_on, tenure.ended_on) for tenure in spells] == [(None, EVENTS[0][2]), (EVENTS[0][2], None)]
