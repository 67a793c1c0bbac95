"""What brackets and tails add, in words for people."""

import pytest
from django.utils import translation

from orders.models.qualifiers import in_words


@pytest.mark.parametrize(
    ("qualifiers", "words"),
    [
        ({}, []),
        ({"probation_months": 12}, ["试用期一年"]),
        ({"probation_months": 24}, ["试用期2年"]),
        ({"probation_months": 6}, ["试用期6个月"]),
        ({"secondment_months": 24}, ["挂职2年"]),
        ({"follow_up": "early_retirement"}, ["办理提前退休手续"]),
        ({"presiding": True, "tail": "另有任用"}, ["主持工作", "另有任用"]),
        ({"trial_ended": True}, ["终止试用期"]),
    ],
)
def test_each_qualifier_is_said_in_a_few_words(qualifiers, words):
    assert in_words(qualifiers) == words


def test_several_stand_in_the_order_a_notice_prints_them():
    assert in_words({"probation_months": 12, "level": "副处级", "concurrent": True}) == ["兼", "副处级", "试用期一年"]


def test_in_english_the_words_of_the_notice_stay():
    with translation.override("en"):
        assert in_words({"level": "副处级", "probation_months": 12})[0] == "副处级"
        assert "试用期" not in in_words({"probation_months": 12})[0]
