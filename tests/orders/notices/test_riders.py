"""Words that qualify the acts above them."""

import pytest

from orders.notices import PartKind, parse
from tests.orders.notices.test_kinds import NOTICE
from tests.orders.notices.tiling import assert_keeps_its_word

TWO = "任命余志安为云岭县林业局局长；\n任命沈文博为云岭县水务局局长。\n"
MIXED = "任命余志安为云岭县林业局局长；\n免去沈文博的云岭县水务局局长职务。\n"


def said(clauses: str) -> tuple[list[dict[str, object]], list[str]]:
    """What each act says besides its post, and what is left to a person."""
    text = NOTICE.format(clauses=clauses)
    reading = parse(text)
    assert_keeps_its_word(text, reading)
    [notice] = reading.notices
    acts = [act for clause in notice.clauses for act in clause.acts]
    day = [{"from": str(act.effective_on)} if act.effective_on else {} for act in acts]
    return [act.qualifiers.as_json() | since for act, since in zip(acts, day, strict=True)], [
        rest.text for rest in notice.remainder
    ]


@pytest.mark.parametrize(
    ("clauses", "rows"),
    [
        (f"{TWO}以上同志试用期一年。", [{"probation_months": 12}] * 2),
        (f"{TWO}上述任职人员任期三年。", [{"tail": "任期三年"}] * 2),
        (f"{TWO}以上2名同志任职时间均自2021年4月起算。", [{"from": "2021-04"}] * 2),
        (f"{TWO}任职时间均自2021年4月2日算起。", [{"from": "2021-04-02"}] * 2),
        (f"{MIXED}以上同志试用期一年。", [{"probation_months": 12}, {}]),
        (
            "任命余志安为云岭县林业局局长（试用期六个月）；\n任命沈文博为云岭县水务局局长。\n以上同志试用期一年。",
            [{"probation_months": 6}, {"probation_months": 12}],
        ),
    ],
)
def test_a_rider_is_said_of_the_acts_above_it_and_what_they_say_themselves_stays(clauses, rows):
    assert said(clauses) == (rows, [])


@pytest.mark.parametrize(
    "rider",
    ["以上三名同志试用期一年", "以上同志按有关规定办理任职手续", "试用期一年", "以上同志中部分人员试用期一年"],
)
def test_words_of_which_it_is_not_certain_whom_they_mean_are_left_to_a_person(rider):
    assert said(f"{TWO}{rider}。") == ([{}, {}], [rider])


def test_a_probation_above_which_nobody_is_appointed_is_left_to_a_person():
    assert said("免去沈文博的云岭县水务局局长职务。\n以上同志试用期一年。") == ([{}], ["以上同志试用期一年"])


def test_a_rider_is_a_part_of_its_own_and_names_its_clauses():
    text = NOTICE.format(clauses=f"{TWO}以上同志试用期一年。")
    [notice] = parse(text).notices
    [rider] = notice.riders
    assert (rider.text, rider.clauses) == ("以上同志试用期一年", (1, 2))
    assert [text[slice(*part.span)] for part in notice.parts if part.kind is PartKind.RIDER] == [rider.text]
