"""The words of titles: each once, and every list that picks some is picked from them."""

import pytest

from orders.notices.posts import is_title, split_post
from people.models import PositionClass
from people.title_words import BEFORE, CHIEFS, COMMON, HEADS, IN_NO_BODY, KNOWN, LEVELS, NO_CHIEFS, RANKS
from people.titles import class_of

NOT_BY_ITSELF = {"执法员"}  # 一级行政执法员 and the like stand in a grade, hardly as a post


@pytest.mark.parametrize("words", [HEADS, BEFORE, LEVELS])
def test_a_word_stands_once(words: list[str]) -> None:
    assert [word for word in words if words.count(word) > 1] == []


@pytest.mark.parametrize("words", [COMMON, KNOWN, IN_NO_BODY, CHIEFS, NO_CHIEFS, RANKS])
def test_a_list_for_a_purpose_is_picked_from_the_titles(words: list[str]) -> None:
    assert [word for word in words if not is_title(word) and word not in NOT_BY_ITSELF] == []


@pytest.mark.parametrize("title", COMMON)
def test_a_common_title_heads_a_body_and_its_deputy_is_a_deputy(title: str) -> None:
    assert class_of(title) is PositionClass.HEAD
    assert class_of(f"副{title}") is PositionClass.DEPUTY


@pytest.mark.parametrize("title", HEADS)
def test_a_post_with_any_title_of_the_table_is_split_before_it(title: str) -> None:
    post = split_post(f"某市某中心副{title}")
    assert post is not None
    assert post.title.endswith(title)
