"""Signs printed alike and written otherwise: one spelling for each, as many signs as before."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.characters import FOLDED, MAY_BE_FOLDED, WITHOUT_INK, folded, spelt, unreadable
from people.pinyin import romanised
from people.search import cleaned

SIGNS = st.text(
    st.one_of(
        st.sampled_from("任命民王·•○Ｏ０Ａ（(，,\u200b\ufe0f\u2f53⺠⼾\uf9dd\ue81e\ue000\U000e0101\u0301"),
        st.characters(exclude_categories=()),
    )
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("⺠政局", "民政局"),
        ("⽤⼾", "用户"),
        ("\uf9dd", "利"),
        ("\U0002f80a", "僧"),
        ("第１税务分局Ａ", "第1税务分局A"),
        ("阿不都拉•买买提", "阿不都拉·买买提"),
        ("阿不都拉・买买提", "阿不都拉·买买提"),
        ("阿不都拉･买买提", "阿不都拉·买买提"),
        ("刘○", "刘〇"),
        ("刘◯", "刘〇"),
        ("李\u200b四\ufeff", "李四"),
        ("葛\U000e0100", "葛"),
        ("李\u0301四", "李四"),
        ("\ue81e", "龴"),
        ("\ue863", "䶮"),
        ("（甲），；：。“”", "（甲），；：。“”"),
        ("(甲),;:.", "(甲),;:."),
    ],
)
def test_a_name_is_kept_in_one_spelling(written: str, read: str) -> None:
    assert folded(written) == read


@given(SIGNS)
def test_folding_what_is_folded_changes_nothing(words: str) -> None:
    assert folded(folded(words)) == folded(words)
    assert spelt(spelt(words)) == spelt(words)


@given(SIGNS)
def test_a_spelling_has_a_sign_for_every_sign(words: str) -> None:
    assert len(spelt(words)) == len(words)


def test_every_sign_of_the_table_is_found_by_the_pattern_that_is_asked_first() -> None:
    assert [chr(sign) for sign in FOLDED if not MAY_BE_FOLDED.match(chr(sign))] == []


def test_no_punctuation_is_folded() -> None:
    signs = {chr(sign) for sign in FOLDED}
    marks = {sign for sign in signs if unicodedata.category(sign).startswith("P")}
    assert marks == set("•・‧･ꞏ⸱") - {"ꞏ"}


def test_what_has_no_ink_is_no_white_space() -> None:
    assert re.findall(WITHOUT_INK, "\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\u2000\u2028\u3000") == []


def test_private_use_and_lost_bytes_cannot_be_read_and_what_a_table_knows_can() -> None:
    assert list(unreadable("张\ue000三\ufffd\ue81e\U0010fffdＡ⺀\U00030000\U00031350")) == [1, 3, 5, 7]


def test_names_are_romanised_and_looked_for_in_that_spelling() -> None:
    assert romanised("阿不都拉･买买提") == romanised("阿不都拉·买买提") == "Abudoula Maimaiti"
    assert romanised("⺠") == "Min"
    assert cleaned("⺠\u200b政") == "民政"
    assert cleaned("Lu\u0308 Zha\u0304ng") == "Lyu Zhang"
