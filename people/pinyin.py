"""Names in Latin letters, for finding people by typing and for the English pages.

Written as GB/T 28039-2011 中国人名汉语拼音字母拼写规则 has it: surname first, then the given name in one word, without
tone marks, an apostrophe before a syllable that begins with a vowel, YU for ü (Lyu, as in passports). It is a reading,
not a fact: several characters are read in a way of their own in surnames (任 rén, 单 shàn, 解 xiè), a given name may be
read otherwise by its bearer, and the result may be put right by hand.
"""

from __future__ import annotations

from pypinyin import Style, pinyin

# Readings of characters as surnames, where the usual reading differs; after 现代汉语词典, marked 姓.
SURNAME_READINGS = {
    "秘": "bi", "薄": "bo", "卜": "bu", "长": "chang", "种": "chong", "重": "chong", "都": "du",
    "盖": "ge", "炅": "gui", "黑": "he", "阚": "kan", "缪": "miao", "牟": "mu", "能": "nai",
    "粘": "nian", "乜": "nie", "难": "ning", "区": "ou", "朴": "piao", "繁": "po", "覃": "qin",
    "仇": "qiu", "单": "shan", "召": "shao", "折": "she", "沓": "ta", "隗": "wei", "洗": "xian",
    "解": "xie", "郇": "xun", "乐": "yue", "员": "yun", "贠": "yun", "曾": "zeng", "查": "zha",
    "翟": "zhai", "祭": "zhai",
}  # fmt: skip

# Surnames of two characters, with their readings.
DOUBLE_SURNAMES = {
    "欧阳": "ouyang", "太史": "taishi", "端木": "duanmu", "上官": "shangguan", "司马": "sima",
    "东方": "dongfang", "独孤": "dugu", "南宫": "nangong", "万俟": "moqi", "闻人": "wenren",
    "夏侯": "xiahou", "诸葛": "zhuge", "尉迟": "yuchi", "公羊": "gongyang", "赫连": "helian",
    "澹台": "tantai", "皇甫": "huangfu", "宗政": "zongzheng", "濮阳": "puyang", "公冶": "gongye",
    "太叔": "taishu", "申屠": "shentu", "公孙": "gongsun", "慕容": "murong", "仲孙": "zhongsun",
    "钟离": "zhongli", "长孙": "zhangsun", "宇文": "yuwen", "司徒": "situ", "鲜于": "xianyu",
    "司空": "sikong", "闾丘": "lyuqiu", "子车": "ziju", "亓官": "qiguan", "司寇": "sikou",
    "呼延": "huyan", "令狐": "linghu", "单于": "chanyu", "轩辕": "xuanyuan", "淳于": "chunyu",
    "纳兰": "nalan", "东郭": "dongguo", "拓跋": "tuoba", "百里": "baili", "西门": "ximen",
    "第五": "diwu", "完颜": "wanyan", "耶律": "yelyu",
}  # fmt: skip

DOTS = "·•・‧"  # between the parts of a name of another people: 阿不都拉·买买提


LONGEST = 200  # letters, as Official.pinyin keeps


def romanised(name: str) -> str:
    """`name` in pinyin: 任志荣 → Ren Zhirong, 欧阳春安 → Ouyang Chun'an; anything else stays as it is.

    Of a name whose reading is longer than LONGEST the last syllables are left out.
    """
    read = _read(name)
    while len(read) > LONGEST:
        name = name[:-1]
        read = _read(name)
    return read


def _read(name: str) -> str:
    bare = "".join(name.split())
    if any(dot in bare for dot in DOTS):
        for dot in DOTS[1:]:
            bare = bare.replace(dot, DOTS[0])
        return " ".join(_word(part) for part in bare.split(DOTS[0]) if part)
    surname = bare[:2] if bare[:2] in DOUBLE_SURNAMES and len(bare) > 2 else bare[:1]
    given = bare[len(surname) :]
    reading = DOUBLE_SURNAMES.get(surname) or SURNAME_READINGS.get(surname)
    return f"{reading.capitalize() if reading else _word(surname)} {_word(given)}".strip()


def _word(characters: str) -> str:
    """The syllables written together, with the apostrophe that keeps Xi'an from being read as one syllable."""
    word = ""
    for (syllable,) in pinyin(characters, style=Style.NORMAL, v_to_u=True):
        divided = word and syllable[:1] in "aeo"
        word += ("'" if divided else "") + syllable.replace("ü", "yu")
    return word[:1].upper() + word[1:]
