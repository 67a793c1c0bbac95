"""What is a name, how likely, and what is none."""

import pytest

from orders.notices.names import (
    Likeness,
    begins_with_a_name,
    is_name_before_a_verb,
    is_name_before_a_weak_link,
    likeness,
)


@pytest.mark.parametrize(
    "name", ["王任", "李为", "承志", "丁一", "任为民", "于任为", "欧阳任之", "买买提·艾力", "曾国强", "任免"]
)
def test_a_surname_and_what_follows_is_a_usual_name(name: str) -> None:
    assert likeness(name) is Likeness.USUAL


@pytest.mark.parametrize("name", ["扎西顿珠", "其其格", "一凡", "之前"])
def test_a_name_outside_the_surname_table_is_unusual(name: str) -> None:
    assert likeness(name) is Likeness.UNUSUAL


@pytest.mark.parametrize("name", ["任职务", "任的", "曾任"])
def test_a_name_that_holds_a_word_of_the_grammar_is_odd(name: str) -> None:
    assert likeness(name) is Likeness.ODD


@pytest.mark.parametrize(
    "words",
    [
        "王",
        "张主任",
        "区长",
        "有关同志",
        "各单位",
        "张三×",
        "Smith",
        "王任接替李为",
        "任县民政局",
        "一" * 40,
        "李四分别",
        "张三等",
        "张三教授",
        # What stands in the place of a name.
        "原任",
        "其兼任",
        "所担任",
        "所有",
        "一切",
        "一人",
        "专人",
        "李四两位",
        "李四等三人",
        "县委",
        "副处",
    ],
)
def test_what_is_no_name(words: str) -> None:
    assert likeness(words) is Likeness.NONE


@pytest.mark.parametrize("words", ["恢复张三", "终止张三", "重申张三", "派张三", "解除李四"])
def test_a_verb_with_a_name_behind_it_begins_no_phrase(words: str) -> None:
    assert not begins_with_a_name(words)


@pytest.mark.parametrize("name", ["张三", "欧阳任之", "扎西顿珠", "才让多杰", "范徐丽泰", "山本一郎", "买买提·艾力"])
def test_a_whole_name_begins_a_phrase(name: str) -> None:
    assert begins_with_a_name(name)


@pytest.mark.parametrize("words", ["选派孙一", "孙一现", "李为曾", "王任仍", "孙一暂代", "由张三", "派孙一", "王任卸"])
def test_words_that_run_into_a_name_are_no_name_before_a_bare_link(words: str) -> None:
    assert not is_name_before_a_weak_link(words)


@pytest.mark.parametrize("name", ["李曾", "王任", "曾兰", "权威", "欧阳任", "扎西顿珠"])
def test_a_whole_name_stands_before_a_bare_link(name: str) -> None:
    assert is_name_before_a_weak_link(name)


@pytest.mark.parametrize("words", ["张三不", "张三未", "张三无法", "李文主动", "张三因故", "将张三", "张三已"])
def test_words_that_deny_or_want_are_no_part_of_the_name_before_a_verb(words: str) -> None:
    assert not is_name_before_a_verb(words)


@pytest.mark.parametrize("name", ["李不", "不二", "张立新", "李承继", "平措旺堆", "向巴平措", "范徐丽泰", "司徒不同"])
def test_a_whole_name_stands_before_a_verb(name: str) -> None:
    assert is_name_before_a_verb(name)
