"""What the words of a title say of its rank."""

from __future__ import annotations

import pytest

from people.models import PositionClass
from people.titles import class_of, place_of


@pytest.mark.parametrize(
    "title", ["主任", "局长", "院长", "区长", "书记", "党委书记", "总经理", "处长", "馆长", "董事长", "检察长", "组长"]
)
def test_heads_are_told_by_their_title(title: str) -> None:
    assert class_of(title) is PositionClass.HEAD


@pytest.mark.parametrize(
    "title", ["副主任", "副局长", "专职副主任", "常务副院长", "分管日常工作的副院长", "副区长", "副书记", "党委副书记"]
)
def test_deputies_are_told_by_their_title(title: str) -> None:
    assert class_of(title) is PositionClass.DEPUTY


@pytest.mark.parametrize("title", ["经济分析处处长", "办公室主任", "法制科副科长", "执法大队大队长"])
def test_heads_of_a_section_are_inner_posts(title: str) -> None:
    assert class_of(title) is PositionClass.INNER


@pytest.mark.parametrize("title", ["副处职", "一级调研员", "四级主任科员", "秘书长", "区长助理", "委员", "教授", ""])
def test_where_the_words_do_not_tell_there_is_no_class(title: str) -> None:
    assert class_of(title) is PositionClass.NONE


def test_heads_stand_before_deputies_and_the_standing_deputy_before_the_others() -> None:
    titles = ["副处职", "办公室主任", "副主任", "常务副主任", "主任"]
    assert sorted(titles, key=place_of) == ["主任", "常务副主任", "副主任", "办公室主任", "副处职"]
