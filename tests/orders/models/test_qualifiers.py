"""What brackets and tails add, in words for people."""

from datetime import date

import pytest
from django.utils import translation

from orders.models.qualifiers import in_force, in_words


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
        ({"acting": True}, ["代理"]),
        ({"elected": True}, ["选举"]),
        ({"approval": True}, ["批准"]),
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


def test_an_acting_head_who_is_elected_acts_no_longer():
    acting, elected_on = {"acting": True, "level": "正处级"}, date(2022, 2, 1)
    renewals = [(elected_on, {"elected": True})]
    before = in_force(acting, renewals, confirmed_on=None, day=date(2022, 1, 31))
    after = in_force(acting, renewals, confirmed_on=None, day=elected_on)
    assert (before, after) == (acting, {"level": "正处级", "elected": True})
