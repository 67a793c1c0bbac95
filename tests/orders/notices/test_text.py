"""White space and the way back, numerals and days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.notices.text import Squeezed, day_in, in_chinese, number_in


def test_words_without_white_space_lead_back_to_their_place() -> None:
    text = " 任命\n\n张　三 \f为\u00a0局长"
    sq = Squeezed(text)
    assert sq.words == "任命张三为局长"
    assert [text[sq.source(position)] for position in range(len(sq))] == list(sq.words)
    assert text[slice(*sq.span(2, 4))] == "张　三"


def test_a_page_number_in_the_middle_of_a_sentence_is_no_word() -> None:
    text = "任命张三为某\n- 75 -\n局局长。\n— 6 —\n"
    sq = Squeezed(text)
    assert sq.words == "任命张三为某局局长。"
    assert text[slice(*sq.span(0, len(sq)))] == "任命张三为某\n- 75 -\n局局长。"


def test_a_dash_between_figures_is_no_page_number() -> None:
    assert Squeezed("电话 - 75 - 86").words == "电话-75-86"


def test_punctuation_is_folded_for_the_grammar_and_kept_as_printed() -> None:
    sq = Squeezed("张三(兼);２○")
    assert sq.words == "张三(兼);２○"
    assert sq.folded == "张三（兼）；2〇"


def test_a_point_may_be_a_full_stop_but_not_in_a_figure_or_behind_the_number_of_an_item() -> None:
    assert Squeezed("局长职务.\n任命（兼）.").folded == "局长职务。任命（兼）。"
    for words in ("2021.5.10", "1.任命", "一.任命", "某县.gov"):
        assert Squeezed(words).folded == words


def test_signs_without_ink_are_no_words_and_no_gaps_and_spans_count_them() -> None:
    text = "任\u200b命\ufe0f 张\u00ad三\U000e0101为⺠政局"
    sq = Squeezed(text)
    assert (sq.words, sq.spelt, sq.folded) == ("任命张三为⺠政局", "任命张三为民政局", "任命张三为民政局")
    assert text[slice(*sq.span(2, 4))] == "张\u00ad三"
    assert list(sq.gaps(0, len(sq))) == [2]


@given(st.text(st.sampled_from("任命民 \n·•○０（(，,.\u200b\ufe0f\u2f53⺠\ue81e\ue000\ufffd\U000e0101\u0301阿不")))
def test_every_spelling_of_a_text_is_as_long_as_its_words_and_leads_back_to_its_place(text: str) -> None:
    sq = Squeezed(text)
    assert len(sq.words) == len(sq.spelt) == len(sq.folded)
    assert [text[sq.source(position)] for position in range(len(sq))] == list(sq.words)


def test_a_point_between_the_parts_of_a_name_in_transcription_is_its_dot() -> None:
    sq = Squeezed("任命阿不都拉.买买提为某局局长.免去")
    assert sq.folded == "任命阿不都拉·买买提为某局局长。免去"
    assert sq.spelt == "任命阿不都拉·买买提为某局局长.免去"
    assert sq.words == "任命阿不都拉.买买提为某局局长.免去"


def test_a_sign_that_nobody_can_read_leaves_its_sentence_readable_and_stands_in_the_words() -> None:
    sq = Squeezed("任命李\ue000四，\ufffd")
    assert sq.words == "任命李\ue000四，\ufffd"
    assert "\ue000" not in sq.folded


def test_lines_and_gaps_are_known() -> None:
    sq = Squeezed("甲 乙\n丙丁\n\n戊")
    assert [sq.begins_line(position) for position in range(6)] == [True, False, True, False, True, True]
    assert (sq.line_start(3), sq.line_end(3)) == (2, 4)
    assert list(sq.lines(0, 5)) == [2, 4]
    assert list(sq.gaps(0, 5)) == [1, 2, 4]


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("13", 13), ("十三", 13), ("三十七", 37), ("二〇二一", 2021), ("一百二十一", 121), ("一百零五", 105), ("廿五", 25),
        ("两", 2), ("十", 10), ("甲", None), ("", None), ("²", None), ("9" * 10, None),
    ],
)  # fmt: skip
def test_numerals_in_words_and_figures(numeral: str, number: int | None) -> None:
    assert number_in(numeral) == number


@pytest.mark.parametrize("number", [*range(1, 131), 200, 305, 1010, 2021, 9999])
def test_a_number_written_in_chinese_is_read_again(number: int) -> None:
    assert number_in(in_chinese(number)) == number


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021年10月24日", date(2021, 10, 24)),
        ("2021年05月08日", date(2021, 5, 8)),
        ("二0二一年四月六日", date(2021, 4, 6)),
        ("二O二一年四月六日", date(2021, 4, 6)),
        ("二〇二一年十月二十四日", date(2021, 10, 24)),
        ("二〇二一年十二月三十日", date(2021, 12, 30)),
        ("2021.3.4", date(2021, 3, 4)),
        ("2014年8月", date(2014, 8, 1)),
        ("2021年13月40日", None),
        ("0000年1月1日", None),
    ],
)
def test_days_in_words_and_figures(words: str, day: date | None) -> None:
    assert day_in(words) == day


@pytest.mark.parametrize("words", ["0001年5月10日", "〇〇〇二年五月十日", "9999年12月31日", "2021年2月30日"])
def test_a_day_that_no_notice_can_mean_is_no_day(words: str) -> None:
    assert day_in(words) is None
