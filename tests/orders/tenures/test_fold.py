"""The rules of the fold, each by a name and a case. Day numbers are days of 2021 unless said."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from orders.notices.notice import PartialDay, Precision, Verb
from orders.tenures.fold import Beginning, Ending, FoldedAct, FoldedTenure, canonical, fold, project
from people.periods import EARLIEST, LATEST

OFFICIAL, POSITION, EVENT = 7, 70, 700
APRIL_2019 = PartialDay(date(2019, 4, 1), Precision.MONTH)


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


def confirm(key: int, decided: date, **more: object) -> FoldedAct:
    return act(key, Verb.CONFIRM, decided, **more)


def ending(effective: date, **more: object) -> Ending:
    said = {"reorganisation": EVENT, "position": POSITION, "effective_on": effective, **more}
    return Ending(**said)  # type: ignore[arg-type]


def periods(rows: list[FoldedTenure] | set[FoldedTenure]) -> list[tuple[date | None, date | None]]:
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
    begun = {POSITION: [Beginning(day(1), known_from=day(11))]}
    rows = project([remove(2, day(9), known_from=day(10))], beginnings=begun)
    known = sorted((row.known_from, row.known_until, row.lower) for row in rows)
    assert known == [(day(10), day(11), EARLIEST), (day(11), LATEST, day(1))]
    (row,) = project([remove(2, day(9), known_from=day(10))], beginnings={POSITION: [Beginning(day(1))]})
    assert (row.known_from, row.lower) == (day(10), day(1))
    taken_back = {POSITION: [Beginning(day(1), known_until=day(12)), Beginning(day(4), known_from=day(12))]}
    rows = project([remove(2, day(9), known_from=day(10))], beginnings=taken_back)
    assert {row.known_from: row.lower for row in rows} == {day(10): day(1), day(12): day(4)}


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
    assert row.renewals == (2,)
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


def test_notices_of_one_day_that_bear_no_number_fold_by_what_is_printed_in_whatever_order_they_are_entered() -> None:
    earlier = {"notice": ("2021-06-01", "2021-07-09", "", "关于人事任免的通知"), "words": "任命李哲为副局长"}
    later = {"notice": ("2021-06-02", "2021-07-08", "", "关于人事任免的通知"), "words": "任命李哲为副局长"}
    other = {**later, "words": "任命李哲为副局长（正处级）"}
    for keys in permutations((1, 2, 3)):
        said = [appoint(key, day(5), **what) for key, what in zip(keys, (earlier, later, other), strict=True)]
        for entered in permutations(said):
            (row,) = fold(entered)
            assert (row.began_by, *row.renewals) == keys


def test_renewals_stand_in_the_order_of_the_fold() -> None:
    rows = fold([appoint(9, day(5)), appoint(1, day(7)), appoint(5, day(6)), appoint(3, day(6), session_number=1)])
    assert [row.renewals for row in rows] == [(3, 5, 1)]


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


def test_a_late_confirmation_of_an_ended_tenure_confirms_it_and_opens_nothing() -> None:
    """Confirmations come late, by sixteen months in the example of 2015: the tenure may have ended meanwhile."""
    trial = canonical({"probation_months": 12})
    rows = fold(
        [appoint(1, day(4, 1, 2019), qualifiers=trial), remove(2, day(5, 10)), confirm(3, day(6), stated=APRIL_2019)]
    )
    assert [(row.began_by, row.ended_by, row.confirmed_by) for row in rows] == [(1, 2, 3)]
    assert periods(rows) == [(day(4, 1, 2019), day(5, 10))]


def test_a_late_confirmation_confirms_a_tenure_that_an_event_ended_and_a_clause_may_still_replace_the_event() -> None:
    said = [appoint(1, day(4, 1, 2019)), confirm(3, day(6), stated=APRIL_2019)]
    rows = fold(said, [ending(day(5, 10))])
    assert [(row.upper, row.ended_by_reorganisation, row.confirmed_by) for row in rows] == [(day(5, 10), EVENT, 3)]
    rows = fold([*said, act(4, Verb.NATURAL_REMOVAL, day(9))], [ending(day(5, 10))])
    assert [(row.upper, row.ended_by, row.ended_by_reorganisation) for row in rows] == [(day(9), 4, None)]


def test_before_a_late_confirmation_was_public_the_ended_tenure_stood_unconfirmed() -> None:
    rows = project(
        [
            appoint(1, day(4, 1, 2019), known_from=day(5, 1, 2019)),
            remove(2, day(5, 10), known_from=day(5, 20)),
            confirm(3, day(6), stated=APRIL_2019, known_from=day(7)),
        ]
    )
    assert {(row.upper, row.confirmed_by, row.known_from, row.known_until) for row in rows} == {
        (LATEST, None, day(5, 1, 2019), day(5, 20)),
        (day(5, 10), None, day(5, 20), day(7)),
        (day(5, 10), 3, day(7), LATEST),
    }


def test_the_day_a_tenure_ended_is_not_a_day_of_it_and_a_confirmation_from_then_on_opens_another() -> None:
    removed = [appoint(1, day(4, 1, 2019)), remove(2, day(5, 10))]
    for stated, opens in ((day(5, 9), None), (day(5, 10), day(5, 10)), (day(5, 20), day(5, 20)), (None, day(6))):
        rows = fold([*removed, confirm(3, day(6), stated=stated and PartialDay(stated))])
        assert periods(rows)[1:] == ([(opens, None)] if opens else [])
        assert rows[-1].confirmed_by == 3


def test_a_confirmation_without_a_stated_day_decided_after_the_end_speaks_of_its_own_day() -> None:
    first, second = fold([appoint(1, day(4, 1, 2019)), remove(2, day(5, 10)), confirm(3, day(6))])
    assert (first.confirmed_by, second.confirmed_by) == (None, 3)
    assert (second.began, second.began_by) == (PartialDay(day(6)), 3)


def test_of_several_ended_tenures_the_one_held_on_the_stated_day_is_confirmed() -> None:
    twice = [
        appoint(1, day(1, 1, 2015)),
        remove(2, day(1, 1, 2017)),
        appoint(3, day(1, 1, 2018)),
        remove(4, day(1, 1, 2020)),
    ]
    for stated, confirmed in ((2014, 1), (2016, 1), (2017, 3), (2019, 3)):
        rows = fold([*twice, confirm(5, day(6), stated=PartialDay(day(6, 1, stated), Precision.YEAR))])
        assert periods(rows) == periods(fold(twice))
        assert [row.began_by for row in rows if row.confirmed_by] == [confirmed]


def test_a_month_that_begins_before_the_appointment_in_it_confirms_the_ended_tenure_too() -> None:
    rows = fold([appoint(1, day(4, 20, 2019)), remove(2, day(5, 10)), confirm(3, day(6), stated=APRIL_2019)])
    assert [(row.lower, row.upper, row.confirmed_by) for row in rows] == [(day(4, 20, 2019), day(5, 10), 3)]


def test_a_second_late_confirmation_is_kept_with_the_ended_tenure() -> None:
    (row,) = fold(
        [
            appoint(1, day(4, 1, 2019)),
            remove(2, day(5, 10)),
            confirm(3, day(6), stated=APRIL_2019),
            confirm(4, day(7), stated=APRIL_2019),
        ]
    )
    assert (row.confirmed_by, row.renewals) == (3, (4,))


def test_a_late_confirmation_states_the_start_of_an_ended_tenure_that_had_none_on_record() -> None:
    for removed in (day(5, 10), day(7)):  # before and after the confirmation was decided: the words are the same
        (row,) = fold([remove(2, removed), confirm(3, day(6), stated=APRIL_2019)])
        assert (row.began, row.began_by, row.lower, row.upper) == (APRIL_2019, 3, APRIL_2019.first, removed)
        assert (row.ended_by, row.confirmed_by) == (2, 3)


def test_a_stated_day_before_the_body_is_kept_as_it_is_stated() -> None:
    (row,) = fold([confirm(3, day(6), stated=APRIL_2019)], beginning=day(5, 10))
    assert (row.began, row.lower, row.upper) == (APRIL_2019, APRIL_2019.first, LATEST)


def test_a_confirmation_entered_after_the_event_opens_a_tenure_that_the_event_ended() -> None:
    (row,) = fold([confirm(3, day(6), stated=APRIL_2019)], [ending(day(5, 10))])
    assert (row.began, row.upper, row.ended_by_reorganisation) == (APRIL_2019, day(5, 10), EVENT)


def test_a_confirmation_from_a_day_still_to_come_waits_for_it_as_an_appointment_does() -> None:
    stated = PartialDay(day(8))
    rows = fold([confirm(3, day(3), stated=stated), remove(4, day(5)), appoint(5, day(6)), remove(6, day(7))])
    assert periods(rows) == [(None, day(5)), (day(6), day(7)), (day(8), None)]


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
