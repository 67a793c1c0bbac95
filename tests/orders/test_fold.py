"""The rules of the fold, each by a name and a case. Day numbers are days of 2021 unless said."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from orders.fold import Beginning, Ending, FoldedAct, TenureRow, canonical, fold, project
from orders.notices.notice import PartialDay, Precision, Verb
from people.periods import EARLIEST, LATEST

OFFICIAL, POSITION, EVENT = 7, 70, 700


def day(month: int, number: int = 1, year: int = 2021) -> date:
    return date(year, month, number)


def act(key: int, verb: Verb, decided: date, **more: object) -> FoldedAct:
    return FoldedAct(
        **{"act": key, "official": OFFICIAL, "position": POSITION, "verb": verb, "decided_on": decided, **more}
    )  # type: ignore[arg-type]


def appoint(key: int, decided: date, **more: object) -> FoldedAct:
    return act(key, Verb.APPOINT, decided, **more)


def remove(key: int, decided: date, **more: object) -> FoldedAct:
    return act(key, Verb.REMOVE, decided, **more)


def ending(effective: date, **more: object) -> Ending:
    said = {"reorganisation": EVENT, "position": POSITION, "effective_on": effective, **more}
    return Ending(**said)  # type: ignore[arg-type]


def periods(rows: list[TenureRow] | set[TenureRow]) -> list[tuple[date | None, date | None]]:
    ordered = sorted(rows, key=lambda row: (row.lower, row.upper, row.known_from))
    return [(row.began.first if row.began else None, row.ended.first if row.ended else None) for row in ordered]


def test_an_appointment_opens_a_tenure_on_the_day_of_decision() -> None:
    (row,) = fold([appoint(1, day(5, 10))])
    assert (row.began, row.ended, row.lower, row.upper) == (PartialDay(day(5, 10)), None, day(5, 10), LATEST)
    assert (row.began_by, row.ended_by) == (1, None)


def test_a_line_that_states_another_day_takes_effect_then_and_keeps_its_precision() -> None:
    stated = PartialDay(date(2014, 8, 1), Precision.MONTH)
    (row,) = fold([appoint(1, day(12, 17, 2015), stated=stated)])
    assert row.began == stated
    assert row.lower == date(2014, 8, 1)


def test_a_removal_closes_the_open_tenure_until_its_day() -> None:
    (row,) = fold([appoint(1, day(5)), remove(2, day(9))])
    assert (row.began_by, row.ended_by, row.lower, row.upper) == (1, 2, day(5), day(9))


def test_every_kind_of_removal_closes() -> None:
    for verb in (Verb.REMOVE, Verb.NATURAL_REMOVAL, Verb.RESIGN, Verb.DISMISS):
        assert periods(fold([appoint(1, day(5)), act(2, verb, day(9))])) == [(day(5), day(9))]


def test_a_removal_with_nothing_open_gives_a_tenure_without_start() -> None:
    (row,) = fold([remove(2, day(9))])
    assert (row.began, row.began_by, row.ended_by) == (None, None, 2)
    assert (row.lower, row.upper) == (EARLIEST, day(9))


def test_the_unknown_start_is_not_before_the_beginning_of_the_body() -> None:
    (row,) = fold([remove(2, day(9))], beginning=day(1))
    assert row.lower == day(1)


def test_the_beginning_of_the_body_bounds_only_what_is_known_from_its_day_on() -> None:
    begun = {POSITION: Beginning(day(1), known_from=day(11))}
    rows = project([remove(2, day(9), known_from=day(10))], beginnings=begun)
    known = sorted((row.known_from, row.known_until, row.lower) for row in rows)
    assert known == [(day(10), day(11), EARLIEST), (day(11), LATEST, day(1))]
    (row,) = project([remove(2, day(9), known_from=day(10))], beginnings={POSITION: Beginning(day(1))})
    assert (row.known_from, row.lower) == (day(10), day(1))


def test_the_unknown_start_is_not_before_the_end_of_the_same_tenure_before() -> None:
    first, second = fold([appoint(1, day(2)), remove(2, day(4)), remove(3, day(9))])
    assert (first.lower, first.upper) == (day(2), day(4))
    assert (second.began, second.lower, second.upper) == (None, day(4), day(9))


def test_a_body_that_began_after_the_removal_does_not_turn_the_period_round() -> None:
    (row,) = fold([remove(2, day(3))], beginning=day(6))
    assert (row.lower, row.upper) == (day(3), day(3))


def test_an_older_appointment_entered_later_takes_over_the_unknown_start() -> None:
    assert periods(fold([remove(2, day(9)), appoint(5, day(1))])) == [(day(1), day(9))]


def test_appointing_a_holder_again_is_a_renewal_and_no_second_tenure() -> None:
    (row,) = fold([appoint(1, day(5)), appoint(2, day(8)), remove(3, day(9))])
    assert row.renewals == {2}
    assert (row.lower, row.upper) == (day(5), day(9))


def test_removal_on_the_day_of_appointment_is_kept_and_held_on_no_day() -> None:
    (row,) = fold([appoint(1, day(5), session_number=1), remove(2, day(5), session_number=2)])
    assert row.lower == row.upper == day(5)
    assert (row.began_by, row.ended_by) == (1, 2)


def test_in_one_session_removal_comes_before_appointment_to_the_same_post() -> None:
    rows = fold([appoint(2, day(5), session_number=1), remove(1, day(5), session_number=1)])
    assert periods(rows) == [(None, day(5)), (day(5), None)]


def test_the_session_decides_the_order_of_a_day_and_not_the_number_of_the_document() -> None:
    rows = fold([appoint(1, day(5), session_number=130, number=19), remove(2, day(5), session_number=131, number=18)])
    assert periods(rows) == [(day(5), day(5))]


def test_an_act_without_session_number_comes_last_on_its_day() -> None:
    rows = fold([remove(2, day(5)), appoint(1, day(5), session_number=9)])
    assert periods(rows) == [(day(5), day(5))]


def test_a_confirmation_ends_the_trial_of_the_open_tenure() -> None:
    trial = canonical({"probation_months": 12})
    (row,) = fold([appoint(1, day(5), qualifiers=trial), act(2, Verb.CONFIRM, day(6, 1, 2022))])
    assert row.confirmed_by == 2
    assert (row.lower, row.upper, row.qualifiers) == (day(5), LATEST, trial)


def test_a_confirmation_that_points_back_before_the_appointment_still_confirms_it() -> None:
    stated = PartialDay(date(2014, 8, 1), Precision.MONTH)
    rows = fold([appoint(1, date(2014, 8, 20)), act(2, Verb.CONFIRM, date(2015, 12, 17), stated=stated)])
    assert [(row.began_by, row.confirmed_by, row.lower) for row in rows] == [(1, 2, date(2014, 8, 20))]


def test_a_confirmation_with_none_open_opens_a_tenure_from_the_stated_day() -> None:
    stated = PartialDay(date(2014, 8, 1), Precision.MONTH)
    (row,) = fold([act(2, Verb.CONFIRM, date(2015, 12, 17), stated=stated)])
    assert (row.began, row.began_by, row.confirmed_by) == (stated, 2, 2)


def test_a_confirmation_never_reaches_back_into_the_tenure_before() -> None:
    stated = PartialDay(date(2014, 8, 1), Precision.MONTH)
    first, second = fold(
        [
            appoint(1, date(2013, 1, 1)),
            remove(2, date(2015, 1, 1)),
            act(3, Verb.CONFIRM, date(2015, 12, 17), stated=stated),
        ]
    )
    assert first.upper == second.lower == date(2015, 1, 1)


def test_a_trial_that_is_overdue_is_never_confirmed_by_itself() -> None:
    (row,) = fold([appoint(1, day(5, 1, 1999), qualifiers=canonical({"probation_months": 12}))])
    assert row.confirmed_by is None


def test_a_grade_makes_no_tenure() -> None:
    assert project([act(1, Verb.GRADE, day(5))]) == set()


def test_pairs_never_close_one_another() -> None:
    """A plain or concurrent appointment, or a secondment, closes no other post and no other holder."""
    rows = project(
        [
            appoint(1, day(5)),
            appoint(2, day(6), position=POSITION + 1, qualifiers=canonical({"concurrent": True})),
            appoint(3, day(7), position=POSITION + 2, qualifiers=canonical({"secondment_months": 24})),
            appoint(4, day(8), official=OFFICIAL + 1),
        ]
    )
    assert {row.upper for row in rows} == {LATEST}
    assert len(rows) == 4


def test_a_removal_tells_of_the_tenure_it_ends_but_its_follow_up_is_not_the_tenures() -> None:
    printed = canonical({"probation_months": 12, "follow_up": "early_retirement", "tail": "另有任用"})
    (row,) = fold([remove(2, day(9), qualifiers=printed)])
    assert row.qualifiers == canonical({"probation_months": 12})


def test_a_reorganisation_ends_the_tenure_still_open_on_its_day() -> None:
    (row,) = fold([appoint(1, day(2))], [ending(day(5))])
    assert (row.upper, row.ended_by, row.ended_by_reorganisation) == (day(5), None, EVENT)


def test_a_clause_that_ends_the_same_tenure_wins_over_the_event_whatever_its_day() -> None:
    for removal in (day(4), day(5), day(8)):
        (row,) = fold([appoint(1, day(2)), remove(2, removal)], [ending(day(5))])
        assert (row.upper, row.ended_by, row.ended_by_reorganisation) == (removal, 2, None)


def test_a_closing_without_start_is_not_doubled_by_the_event() -> None:
    (row,) = fold([act(2, Verb.NATURAL_REMOVAL, day(5))], [ending(day(5))])
    assert (row.ended_by, row.ended_by_reorganisation) == (2, None)


def test_an_appointment_after_the_event_begins_anew_and_the_event_still_ends_the_first() -> None:
    first, second = fold([appoint(1, day(2)), appoint(2, day(7)), remove(3, day(9))], [ending(day(5))])
    assert (first.upper, first.ended_by_reorganisation) == (day(5), EVENT)
    assert (second.lower, second.upper, second.ended_by) == (day(7), day(9), 3)


def test_an_appointment_on_the_day_of_the_event_is_held_on_no_day() -> None:
    (row,) = fold([appoint(1, day(5))], [ending(day(5))])
    assert row.lower == row.upper == day(5)


def test_holders_exempted_by_name_carry_on() -> None:
    rows = project(
        [appoint(1, day(2)), appoint(2, day(2), official=OFFICIAL + 1)], [ending(day(5), spares=frozenset({OFFICIAL}))]
    )
    assert {(row.official, row.upper) for row in rows} == {(OFFICIAL, LATEST), (OFFICIAL + 1, day(5))}


def test_an_event_that_names_its_holders_touches_nobody_else() -> None:
    rows = project(
        [appoint(1, day(2)), appoint(2, day(2), official=OFFICIAL + 1)], [ending(day(5), only=frozenset({OFFICIAL}))]
    )
    assert {(row.official, row.upper) for row in rows} == {(OFFICIAL, day(5)), (OFFICIAL + 1, LATEST)}


def test_what_was_known_before_the_removal_was_public_stays_an_answer_of_its_own() -> None:
    rows = project([appoint(1, day(5), known_from=day(10, 24)), remove(2, day(9), known_from=day(11, 17))])
    assert {(row.upper, row.known_from, row.known_until) for row in rows} == {
        (LATEST, day(10, 24), day(11, 17)),
        (day(9), day(11, 17), LATEST),
    }


def test_a_removal_public_before_the_appointment_first_stands_without_start() -> None:
    rows = project([appoint(1, day(5), known_from=day(12)), remove(2, day(9), known_from=day(11))])
    assert {(row.began_by, row.known_from, row.known_until) for row in rows} == {
        (None, day(11), day(12)),
        (1, day(12), LATEST),
    }


def test_a_withdrawn_order_answers_only_until_its_withdrawal() -> None:
    rows = project([appoint(1, day(5), known_from=day(6), known_until=day(8))])
    assert {(row.known_from, row.known_until) for row in rows} == {(day(6), day(8))}


def test_an_erratum_replaces_the_reading_for_every_day_from_its_own_publication() -> None:
    wrong = appoint(1, day(5), known_from=day(6), known_until=day(8))
    right = appoint(2, day(5), position=POSITION + 1, known_from=day(8))
    assert {(row.position, row.known_from, row.known_until) for row in project([wrong, right])} == {
        (POSITION, day(6), day(8)),
        (POSITION + 1, day(8), LATEST),
    }


def test_a_fact_that_changes_nothing_of_a_tenure_does_not_cut_its_knowledge() -> None:
    rows = project([appoint(1, day(5), known_from=day(6)), *[remove(9, day(2), known_from=day(9))]])
    opened = [row for row in rows if row.began_by == 1]
    assert [(row.known_from, row.known_until) for row in opened] == [(day(6), LATEST)]


def test_an_event_known_later_than_the_order_gives_two_answers_in_time() -> None:
    rows = project([appoint(1, day(2), known_from=day(3))], [ending(day(5), known_from=day(8))])
    assert {(row.upper, row.known_from, row.known_until) for row in rows} == {
        (LATEST, day(3), day(8)),
        (day(5), day(8), LATEST),
    }


DAYS = st.dates(date(2020, 1, 1), date(2022, 12, 31))


@st.composite
def acts(draw: st.DrawFn, key: int) -> FoldedAct:
    known_from = draw(DAYS)
    return FoldedAct(
        act=key,
        official=draw(st.integers(1, 2)),
        position=draw(st.integers(1, 2)),
        verb=draw(st.sampled_from([Verb.APPOINT, Verb.REMOVE, Verb.NATURAL_REMOVAL, Verb.CONFIRM])),
        decided_on=draw(DAYS),
        session_number=draw(st.none() | st.integers(1, 3)),
        number=draw(st.none() | st.integers(1, 3)),
        clause=key,
        known_from=known_from,
        known_until=draw(st.just(LATEST) | st.dates(known_from, LATEST)),
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[FoldedAct], list[Ending]]:
    count = draw(st.integers(0, 8))
    said = [draw(acts(key)) for key in range(count)]
    events = [
        Ending(reorganisation=key, position=draw(st.integers(1, 2)), effective_on=draw(DAYS), known_from=draw(DAYS))
        for key in range(draw(st.integers(0, 2)))
    ]
    return said, events


@given(histories(), st.randoms())
def test_the_order_of_entry_never_matters(
    history: tuple[list[FoldedAct], list[Ending]], shuffle: random.Random
) -> None:
    said, events = history
    shuffled, shuffled_events = list(said), list(events)
    shuffle.shuffle(shuffled)
    shuffle.shuffle(shuffled_events)
    assert project(shuffled, shuffled_events) == project(said, events)


@given(histories())
def test_no_known_act_is_dropped_and_no_pair_is_held_twice_on_one_day(
    history: tuple[list[FoldedAct], list[Ending]],
) -> None:
    said, events = history
    rows = project(said, events)
    for moment in {fact.known_from for fact in said}:
        known = [row for row in rows if row.known_from <= moment < row.known_until]
        shown = {key for row in known for key in (row.began_by, row.ended_by, row.confirmed_by, *row.renewals)}
        assert {fact.act for fact in said if fact.known_from <= moment < fact.known_until} <= shown
        for pair in {row.pair for row in known}:
            spans = sorted((row.lower, row.upper) for row in known if row.pair == pair)
            assert all(lower <= upper for lower, upper in spans)
            assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))


@given(histories())
def test_knowledge_on_a_day_is_the_fold_of_what_was_public_on_that_day(
    history: tuple[list[FoldedAct], list[Ending]],
) -> None:
    said, events = history
    rows = project(said, events)
    for moment in {fact.known_from for fact in said} | {event.known_from for event in events}:
        then = [row for row in rows if row.known_from <= moment < row.known_until]
        public = [fact for fact in said if fact.known_from <= moment < fact.known_until]
        alone = project(
            [FoldedAct(**{**_fields(fact), "known_from": EARLIEST, "known_until": LATEST}) for fact in public],
            [
                Ending(event.reorganisation, event.position, event.effective_on)
                for event in events
                if event.known_from <= moment
            ],
        )
        assert {_without_clock(row) for row in then} == {_without_clock(row) for row in alone}


def _fields(fact: FoldedAct) -> dict[str, object]:
    return {name: getattr(fact, name) for name in FoldedAct.__slots__}


def _without_clock(row: TenureRow) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in TenureRow.__slots__ if not name.startswith("known_"))
