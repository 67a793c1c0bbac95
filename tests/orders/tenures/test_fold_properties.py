"""What holds for every history the fold may meet: order of entry, both clocks, no act lost, no post held twice."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from orders.notices.notice import PartialDay, Precision, Verb
from orders.tenures.fold import Ending, FoldedAct, FoldedTenure, project
from people.periods import EARLIEST, LATEST

DAYS = st.dates(date(2020, 1, 1), date(2022, 12, 31))
# Few of each, so that acts tie in every part of the key.
DECIDED = st.sampled_from([date(2020, 3, 1), date(2020, 6, 15), date(2021, 2, 1), date(2021, 2, 20)]) | DAYS
STATED = st.none() | st.builds(PartialDay, DECIDED, st.sampled_from(Precision))
SIGNED = st.sampled_from(["", "2021-03-01", "2021-03-02"])
NUMBERS = st.none() | st.integers(1, 2)


@st.composite
def acts(draw: st.DrawFn, key: int) -> FoldedAct:
    known_from = draw(DECIDED)
    return FoldedAct(
        act=key,
        official=draw(st.integers(1, 2)),
        position=draw(st.integers(1, 2)),
        verb=draw(st.sampled_from([Verb.APPOINT, Verb.REMOVE, Verb.NATURAL_REMOVAL, Verb.CONFIRM])),
        decided_on=draw(DECIDED),
        stated=draw(STATED),
        session_number=draw(NUMBERS),
        year=draw(st.none() | st.just(2021)),
        number=draw(NUMBERS),
        notice=(draw(SIGNED), "2021-04-01", draw(st.sampled_from(["东政任〔2021〕1号", "东组任〔2021〕1号"])), "通知"),
        clause=draw(st.integers(1, 2)),
        sequence=draw(st.integers(1, 2)),
        words=draw(st.sampled_from(["任命李哲为副局长", "任命李哲为副局长（正处级）"])),
        known_from=known_from,
        known_until=draw(st.just(LATEST) | st.dates(known_from, LATEST)),
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[FoldedAct], list[Ending]]:
    count = draw(st.integers(0, 8))
    said = [draw(acts(key)) for key in range(count)]
    # A notice entered twice, word for word, ties with itself but for its key.
    said += [replace(fact, act=count + key) for key, fact in enumerate(said) if draw(st.integers(0, 3)) == 0]
    events = [
        Ending(reorganisation=key, position=draw(st.integers(1, 2)), effective_on=draw(DECIDED), known_from=draw(DAYS))
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


@given(histories(), st.randoms())
def test_what_is_entered_again_under_other_keys_folds_the_same(
    history: tuple[list[FoldedAct], list[Ending]], shuffle: random.Random
) -> None:
    """The keys of a database say when something was entered, and that must not count."""
    said = list({fact.sort_key[:-1]: fact for fact in history[0]}.values())
    keys = [fact.act for fact in said]
    shuffle.shuffle(keys)
    before = {key: fact.act for key, fact in zip(keys, said, strict=True)}
    again = [replace(fact, act=key) for key, fact in zip(keys, said, strict=True)]
    entered_again = {
        replace(
            row,
            began_by=before.get(row.began_by),
            ended_by=before.get(row.ended_by),
            confirmed_by=before.get(row.confirmed_by),
            renewals=tuple(before[key] for key in row.renewals),
        )
        for row in project(again, history[1])
    }
    assert entered_again == project(said, history[1])


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


def _without_clock(row: FoldedTenure) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in FoldedTenure.__slots__ if not name.startswith("known_"))
