"""Names in pinyin: found by typing, shown on the English pages."""

import pytest

from people.pinyin import romanised
from people.surnames import DOUBLE_READINGS, SINGLE_READINGS


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("张伟", "Zhang Wei"),
        ("任志荣", "Ren Zhirong"),
        ("单田芳", "Shan Tianfang"),
        ("曾国藩", "Zeng Guofan"),
        ("解晓东", "Xie Xiaodong"),
        ("区伯", "Ou Bo"),
        ("仇和", "Qiu He"),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, latin: str) -> None:
    assert romanised(name) == latin


def test_the_same_character_in_a_given_name_is_read_as_usual() -> None:
    assert romanised("李单") == "Li Dan"


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("欧阳春安", "Ouyang Chun'an"),
        ("万俟卨", "Moqi Xie"),
        ("长孙无忌", "Zhangsun Wuji"),
        ("漆雕明", "Qidiao Ming"),
        ("公西华", "Gongxi Hua"),
        ("左丘明", "Zuoqiu Ming"),
        ("澹台灭明", "Tantai Mieming"),
        ("尉迟恭", "Yuchi Gong"),
        ("单于明", "Chanyu Ming"),
        ("令狐冲", "Linghu Chong"),
        ("宇文泰", "Yuwen Tai"),
        ("鲜于通", "Xianyu Tong"),
        ("皇甫嵩", "Huangfu Song"),
        ("乐正子春", "Yuezheng Zichun"),
        ("仲长统", "Zhongchang Tong"),
        ("夹谷清臣", "Jiagu Qingchen"),
        ("爱新觉罗溥仪", "Aixinjueluo Puyi"),
    ],
)
def test_a_double_surname_is_one_word(name: str, latin: str) -> None:
    assert romanised(name) == latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("佟佳慧", "Tong Jiahui"),
        ("贺兰英", "He Lanying"),
        ("张简玉明", "Zhangjian Yuming"),
        ("贺兰敏之", "Helan Minzhi"),
    ],
)
def test_what_is_likelier_a_surname_and_half_a_given_name_is_a_double_surname_in_four_only(
    name: str, latin: str
) -> None:
    assert romanised(name) == latin


def test_two_characters_are_a_surname_and_a_given_name() -> None:
    assert romanised("欧阳") == "Ou Yang"


def test_an_apostrophe_keeps_syllables_apart() -> None:
    assert romanised("李西安") == "Li Xi'an"


def test_u_umlaut_is_written_as_in_passports() -> None:
    assert romanised("吕绿") == "Lyu Lyu"


def test_padding_in_a_name_is_no_part_of_it() -> None:
    assert romanised("黄　瑾") == "Huang Jin"


def test_a_name_with_a_dot_is_read_part_by_part() -> None:
    assert romanised("阿不都拉·买买提") == romanised("阿不都拉•买买提") == "Abudoula Maimaiti"


@pytest.mark.parametrize("name", ["", "·", " ", "Ａ", "𠮷野", "张a1"])
def test_any_text_has_a_reading(name: str) -> None:
    assert isinstance(romanised(name), str)


def test_every_reading_in_the_tables_is_plain_letters() -> None:
    assert all(
        reading.isascii() and reading.islower() for reading in (*SINGLE_READINGS.values(), *DOUBLE_READINGS.values())
    )


@pytest.mark.parametrize("name", ["庄" * 60, "庄庄·" * 20])
def test_a_name_too_long_to_keep_ends_with_a_whole_syllable(name: str) -> None:
    read = romanised(name)
    assert 190 < len(read) <= 200
    assert read.lower().endswith("zhuang")
