"""Signs that are printed alike and written otherwise: each once, for the reader of notices and for names. Pure.

A file brings the same word in several spellings: a PDF gives the radical ⺠ for 民, a web page a dot of another alphabet
between the parts of a name, a typist full-width digits. What is read and what is compared is one spelling; the print
stays as it is in the source and in the text of a clause. Punctuation is never folded here: it carries meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Signs without ink: zero width, direction marks, soft hyphen, variation selectors, tags, control signs; and combining
# marks, which no Chinese name bears. They stand between two characters and belong to none.
_WITHOUT_INK = (
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3164"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\U000e0000-\U000e0fff"
)
WITHOUT_INK = re.compile(f"[{_WITHOUT_INK}]")

# CJK Radicals Supplement, as Unicode's EquivalentUnifiedIdeograph.txt has it.
_RADICALS = str.maketrans(
    "⺁⺂"
    "⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛"
    "乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
# Unicode has 戶 for it; a PDF in simplified characters, which alone brings such signs, means 户: ⽤⼾.
_DOOR = {0x2F3E: "户"}
# What GB18030-2005 and 2022 gave characters of their own, which older files and Python's codec have in private use.
_ONCE_PRIVATE = str.maketrans(
    "\ue7c7\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864",
    "ḿ𠂇𠂉𠃌龴龵龶龷𡗗龸𢦏龹龺𤇾龻",
)
_GBK_EXTENSION = range(0xE815, 0xE865)  # the place in private use of what GBK has from FE 50 to FE A0


def _compatibility() -> Iterator[tuple[int, str]]:
    """Kangxi radicals, compatibility ideographs, full-width letters and digits: each is one sign, by its definition."""
    wide = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20), *wide):
        same = unicodedata.normalize("NFKC", chr(code))
        if len(same) == 1 and same != chr(code):
            yield code, same


def _of_gbk() -> Iterator[tuple[int, str]]:
    """What GBK has and Unicode got later, by the codec of the national standard."""
    seconds = [second for second in range(0x50, 0xA1) if second != 0x7F]
    for code, second in zip(_GBK_EXTENSION, seconds, strict=True):
        sign = bytes((0xFE, second)).decode("gb18030")
        if not "\ue000" <= sign <= "\uf8ff":
            yield code, sign.translate(_RADICALS)


_DOTS = "•・‧∙⋅●･ꞏ⸱"  # between the parts of a name of another people; GB 18030 has · for it
_NOUGHTS = "○◯Ｏ"  # for 〇

FOLDED: dict[int, str | int] = {
    **dict(_compatibility()),
    **_RADICALS,
    **dict(_of_gbk()),
    **_ONCE_PRIVATE,
    **_DOOR,
    **dict.fromkeys(map(ord, _DOTS), "·"),
    **dict.fromkeys(map(ord, _NOUGHTS), "〇"),
}
# Every sign of FOLDED, and a few besides that are folded into themselves; asked first, since few texts have any.
MAY_BE_FOLDED = re.compile(
    f"[{_DOTS}○◯０-９Ａ-Ｚａ-ｚ\u2e80-\u2fd5\ue7c7\ue815-\ue864\uf900-\ufaff\U0002f800-\U0002fa1f]"
)

# Uighur, Kazakh, Mongolian and Tibetan names are written with such characters.
IN_TRANSCRIPTIONS = (
    "阿艾爱奥巴白拜比别布才仓曹达旦丹道德邓迪地都顿多额尔尕噶嘎盖甘岗高格根贡古哈汗合和呼霍吉加嘉坚江杰金卡开康科克肯库拉来莱兰朗乐勒力里丽利"
    "林龙卢鲁罗洛玛马买麦满芒曼米密敏明姆木穆那纳娜乃尼宁努诺欧帕朋平普其齐恰前强乔切钦青琼曲群热仁荣若撒萨赛桑色森沙莎山尚舍生石斯苏索塔台泰坦"
    "唐特提天铁图吐托瓦旺卫温文沃乌吾希西喜夏先谢辛许旭雅亚央尧耶也叶依伊义音尤于玉孜再赞增扎泽札张哲珠卓孜宗佐甫让措太云图日格高娃琴毕勒苏合布赫朝鲁塔娜其木不提别措次边堆珍赤列向"
)

# Nobody can read these: private use, what stands for lost bytes, surrogates, code points without a character.
_UNREADABLE = re.compile(
    "[\u2e80\u2e9a\u2fd6-\u2fdf\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\ufffb\ufffd-\uffff"
    "\U0001fffe\U0001ffff\U00040000-\U000dffff\U000e1000-\U0010ffff]"
)


def spelt(words: str) -> str:
    """The words with each sign in the one spelling in which it is read and compared; as many signs as before."""
    return words.translate(FOLDED) if MAY_BE_FOLDED.search(words) else words


def folded(name: str) -> str:
    """A name as it is kept and compared: without signs that carry no ink, each other sign in its one spelling."""
    return spelt(WITHOUT_INK.sub("", name))


def unreadable(words: str) -> Iterator[int]:
    """Where in the words signs stand that nobody can read and no table knows."""
    return (found.start() for found in _UNREADABLE.finditer(words) if ord(found.group()) not in FOLDED)
