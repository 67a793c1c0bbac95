"""Surnames: each once, known to the reader of notices and to pinyin alike."""

import json
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from orders.notices.names import Likeness, likeness
from people.pinyin import romanised
from people.surnames import (
    DOUBLE,
    DOUBLE_IN_FOUR,
    DOUBLE_READINGS,
    LONGER,
    SINGLE,
    SINGLE_READINGS,
    surname_of,
)

ROOT = Path(__file__).resolve().parents[2]
# The reading of each, written by hand from dictionaries and not by the library that reads the others.
READ = """
    欧阳 ouyang 太史 taishi 端木 duanmu 上官 shangguan 司马 sima 东方 dongfang 独孤 dugu 南宫 nangong 万俟 moqi 闻人 wenren
    夏侯 xiahou 诸葛 zhuge 尉迟 yuchi 公羊 gongyang 赫连 helian 澹台 tantai 皇甫 huangfu 宗政 zongzheng 濮阳 puyang
    公冶 gongye 太叔 taishu 申屠 shentu 公孙 gongsun 慕容 murong 仲孙 zhongsun 钟离 zhongli 长孙 zhangsun 宇文 yuwen
    司徒 situ 鲜于 xianyu 司空 sikong 闾丘 lyuqiu 子车 ziju 亓官 qiguan 司寇 sikou 呼延 huyan 令狐 linghu 单于 chanyu
    轩辕 xuanyuan 淳于 chunyu 纳兰 nalan 东郭 dongguo 拓跋 tuoba 百里 baili 西门 ximen 第五 diwu 完颜 wanyan 耶律 yelyu
    巫马 wuma 公西 gongxi 颛孙 zhuansun 壤驷 rangsi 公良 gongliang 漆雕 qidiao 乐正 yuezheng 宰父 zaifu 谷梁 guliang
    夹谷 jiagu 段干 duangan 南门 nanmen 羊舌 yangshe 微生 weisheng 公户 gonghu 公玉 gongyu 公仪 gongyi 梁丘 liangqiu
    公仲 gongzhong 公上 gongshang 公门 gongmen 公山 gongshan 公坚 gongjian 左丘 zuoqiu 公伯 gongbo 公祖 gongzu
    公乘 gongsheng 贯丘 guanqiu 公皙 gongxi 南荣 nanrong 东里 dongli 东宫 donggong 仲长 zhongchang 子书 zishu 子桑 zisang
    即墨 jimo 达奚 daxi 褚师 chushi 那拉 nala 富察 fucha 哥舒 geshu 母丘 muqiu 尔朱 erzhu 宿勤 suqin 呼衍 huyan
    綦毋 qiwu 毌丘 guanqiu 库狄 kudi 斛律 hulyu 屋引 wuyin 贺若 heruo 普屯 putun 东野 dongye 相里 xiangli
    胡母 huwu 叱干 chigan
""".split()


def test_every_double_surname_is_read_as_one_word_and_rightly() -> None:
    expected = dict(zip(READ[::2], READ[1::2], strict=True))
    assert set(expected) == DOUBLE
    assert {surname: romanised(f"{surname}明") for surname in DOUBLE} == {
        surname: f"{reading.capitalize()} Ming" for surname, reading in expected.items()
    }


@pytest.mark.parametrize("surname", sorted(DOUBLE | DOUBLE_IN_FOUR | LONGER))
def test_every_surname_of_several_characters_is_one_to_the_reader_and_to_pinyin(surname: str) -> None:
    name = f"{surname}志明"
    assert romanised(name).endswith(" Zhiming")
    if len(name) == 4:
        assert likeness(name) is Likeness.USUAL


@pytest.mark.parametrize("surname", sorted(SINGLE_READINGS))
def test_a_surname_with_a_reading_of_its_own_is_usual_to_the_reader(surname: str) -> None:
    assert likeness(f"{surname}志强") is Likeness.USUAL
    assert romanised(f"{surname}志强") == f"{SINGLE_READINGS[surname].capitalize()} Zhiqiang"


@pytest.mark.parametrize("words", ["长期", "重新", "重点岗位", "难以", "员工", "秘密"])
def test_a_word_that_begins_with_a_surname_is_no_name(words: str) -> None:
    assert likeness(words) is Likeness.NONE


def test_a_surname_stands_in_one_table() -> None:
    tables = [SINGLE, DOUBLE, DOUBLE_IN_FOUR, LONGER]
    assert all(not one & other for one, other in combinations(tables, 2))
    assert all(len(surname) == 1 for surname in SINGLE)
    assert all(len(surname) == 2 for surname in DOUBLE | DOUBLE_IN_FOUR)
    listed = (ROOT / "people/surnames.py").read_text(encoding="utf-8")
    listed = listed[listed.index("SINGLE_READINGS") : listed.index("DOUBLE_READINGS = ")]
    printed = "".join(line for line in listed.splitlines() if "#" not in line)
    assert [surname for surname in SINGLE if printed.count(surname) != 1] == []
    assert set(DOUBLE_READINGS) <= DOUBLE


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("张伟", "张"),
        ("欧阳春安", "欧阳"),
        ("欧阳", "欧"),
        ("佟佳慧", "佟"),
        ("佟佳慧明", "佟佳"),
        ("阿史那忠", "阿史那"),
        ("伊尔根觉罗明", "伊尔根觉罗"),
        ("爱新觉罗", "爱"),
        ("", ""),
    ],
)
def test_a_name_begins_with_the_longest_surname_that_leaves_a_given_name(name: str, surname: str) -> None:
    assert surname_of(name) == surname


def test_a_surname_planted_once_is_known_to_the_reader_and_to_pinyin(tmp_path: Path) -> None:
    """In a copy of the project, of which one line is changed for each."""
    for name in (
        "orders/__init__.py",
        "people/__init__.py",
        "people/characters.py",
        "people/pinyin.py",
        "people/title_words.py",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "orders/notices", tmp_path / "orders/notices")
    table = (ROOT / "people/surnames.py").read_text(encoding="utf-8")
    assert not {"睍", "行"} & SINGLE
    assert "睍明" not in DOUBLE
    for behind, more in (('"祭": "zhai",', ' "行": "hang",'), ('"欧阳 ', "睍明 "), ('"赵钱', "睍")):
        assert table.count(behind) == 1
        table = table.replace(behind, behind + more)
    (tmp_path / "people/surnames.py").write_text(table, encoding="utf-8")
    program = (
        "import json; from orders.notices import parse; from people.pinyin import romanised;"
        "names = ['行志强', '睍明志强', '睍大伟'];"
        "texts = [f'任命{name}为北京市东城区财政局局长。' for name in names];"
        "read = [[act.official for act in parse(text).notices[0].clauses[0].acts] for text in texts];"
        "print(json.dumps([read, [romanised(name) for name in names]]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    read, latin = json.loads(answer.stdout)
    assert read == [["行志强"], ["睍明志强"], ["睍大伟"]]
    assert latin == ["Hang Zhiqiang", "Xianming Zhiqiang", "Xian Dawei"]
