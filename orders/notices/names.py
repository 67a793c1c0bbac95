"""Is this a person's name? By the table of surnames (people/surnames.py), and by what no name contains.

Names are not looked up, they are weighed: a notice may name anyone. Where the words around a name leave only one
reading, an unknown surname is accepted; where several readings are left, the surname table decides.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from orders.notices.leads import Context
from orders.notices.vocabulary import NOUN, WORD_IN_NO_NAME
from people.characters import IN_TRANSCRIPTIONS
from people.surnames import SINGLE, has_double
from people.title_words import COMMON, KNOWN, alternatives

_HAN = "\u3400-\u9fff\U00020000-\U000323af〇"
_ONE_WORD = re.compile(f"[{_HAN}]{{2,8}}")
_DOTTED = re.compile(f"[{_HAN}]{{1,9}}(?:·[{_HAN}]{{1,9}}){{1,4}}")
# Uighur, Kazakh, Mongolian and Tibetan names printed without a dot.
_TRANSCRIBED = re.compile(f"[{IN_TRANSCRIPTIONS}]{{3,8}}")
NAME_LIMIT = 30  # no name is longer, dots included

# Words that are about people and hardly ever a part of a name. 任职务 can be a name all the same where the words around
# it leave no doubt, but a sentence with such a word before 任 is not about one named person.
_HARDLY_IN_A_NAME = re.compile(
    "同志|人员|干部|领导|负责|单位|部门|机构|机关|委员|政府|公司|职务|职级|不再|决定|会议|研究|正式|挂职|拟|"
    f"{WORD_IN_NO_NAME}|{NOUN}|"
    f"{alternatives(KNOWN)}|"
    "以上|以下|上述|下列|有关|相关|按照|根据|关于|其他|其它|试用|辞去|"
    "推荐|提名|委派|建议|撤回|选派|选举|授权|罢免|取消|指定|安排|抽调|借调|委托|指派|补选|当选|增补|调整|推选|推举|接替|代理|暂代|兼代|"
    "主持|履行|行使|保留|[现曾历连卸转调改接继升出离新前兼担留仍另拟暂代聘选续委派特专首就到在原]任|"
    "[的等们]|^其(?!其格|木格|美)|^[该各此每被把对让请予以未暂勿已再仍可须需如撤另若]|[副被]$"
)
_NEVER_IN_A_NAME = re.compile(
    f"^(?:同意|批准|决定|建议|会议|组织|研究|审议|讨论|通过|提请|推荐|提名|表决|选举|补选|当选)|{alternatives(COMMON)}"
    "|人员|干部|同志|单位|部门|会议|下列|以下|上述|分别|^[本该各此]"
    "|(?:[们等]|先生|女士|小姐|博士|硕士|院士|教授|老师|师傅)$"
    # What stands in the place of a name: 免去其兼任的…, 免去所有的…, 任命一人为…, 任命县委为….
    "|^(?:其本人|其|本人)?(?:所?[原现前历担兼挂][任有]|所[任有])$|^其(?:他|它|余|本人)$|^(?:全部|全体|一切|个别)"
    "|[令让请使劝由把将对求许准意]其$|^(?:部分|职务|职级|免职|申请|请求|同时|一并|相应|自动|自行)$"
    "|..(?:[两二三四五六七八九十0-9几数多]+[名位个]|等[两二三四五六七八九十0-9几数多]*[人名位])$"
    "|^[一两二三四五六七八九十0-9几数多某有专新他别]+[人名位]$|^[党省市区县旗镇乡团工纪监]委$|^[正副][省部厅局司县处乡科股]$"
    # Words that begin with a surname and are no name.
    "|^(?:长期|长年|重新|重点|重要|难以|难于|员工|种种|秘密)"
)
# Before a verb these deny it, or say when or how or that it is only wanted: 张三不免去…, 张三请求辞去…, 张三已晋升为….
_DENIED = re.compile(
    "..+(?:[不未没勿拟已曾现仍暂被另]|不再|不能|不得|不宜|不应|无法|没有|请求|申请|要求|提出|提请|主动|自动|自愿|自行|引咎|因故|因病|本人|"
    "同意|愿意|破格|提前|长期|临时|正在|已经|予以|依法|按期|一并|相应|同时|继续|正式)$"
)
# … and before 任 and 担任 these as well; 李为曾 is then no name, while 李曾 is.
_ADVERB = re.compile("..+(?:[继新改原前将应可就先再复又兼时辞上专提]|代理|暂代|兼代|接替|主持)$")
# 升任 转任 卸任 are words, 升担任 is none.
_HALF_WORD = re.compile("..+[卸转接升调历连出留代离担]$")


# Last signs of names that make another word with 任: 李建新 任, not 李建 新任.
_ENDS_LIKE_AN_ADVERB = "新升连"


class Likeness(IntEnum):
    """How much a word looks like a name; higher is likelier."""

    NONE = 0
    ODD = 1  # two or three characters with such a word among them: only between a verb word and a link
    UNUSUAL = 2  # no surname of the table, but nothing against it
    POSSIBLE = 3  # four characters after one surname, or a double surname without more
    USUAL = 4  # a surname and one or two characters; a double surname and more; a name with a middle dot


@lru_cache(maxsize=1 << 13)
def likeness(word: str) -> Likeness:
    """How much the folded word looks like the name of a person."""
    if not 2 <= len(word) <= NAME_LIMIT:
        return Likeness.NONE
    if "·" in word:
        if not _DOTTED.fullmatch(word) or _NEVER_IN_A_NAME.search(word):
            return Likeness.NONE
        return Likeness.ODD if _HARDLY_IN_A_NAME.search(word) else Likeness.USUAL
    if not _ONE_WORD.fullmatch(word) or _NEVER_IN_A_NAME.search(word):
        return Likeness.NONE
    if _HARDLY_IN_A_NAME.search(word):
        return Likeness.ODD if len(word) <= (4 if has_double(word) else 3) else Likeness.NONE
    if has_double(word) and len(word) <= 4:
        return Likeness.USUAL if len(word) > 2 else Likeness.POSSIBLE
    if word[0] in SINGLE and len(word) <= 4:
        return Likeness.USUAL if len(word) < 4 else Likeness.POSSIBLE
    if _TRANSCRIBED.fullmatch(word) or (len(word) <= 4 and word[0] not in SINGLE):
        return Likeness.UNUSUAL
    return Likeness.NONE


def is_likely_name(word: str) -> bool:
    """Whether a surname, a dot or a transcription shows that this is a name, with nothing around it to help."""
    return likeness(word) >= Likeness.POSSIBLE or _TRANSCRIBED.fullmatch(word) is not None


def begins_with_a_name(word: str) -> bool:
    """Whether a phrase can begin with the word as a name, and not with a verb that governs one: 恢复安然的…职务, 派安然任…."""
    if likeness(word) is Likeness.USUAL or _TRANSCRIBED.fullmatch(word):
        return True
    shortest = 1 if likeness(word) < Likeness.POSSIBLE else 2  # 范徐丽泰 has two surnames
    return all(likeness(word[start:]) is not Likeness.USUAL for start in range(shortest, len(word) - 1))


def is_name_before_a_verb(word: str) -> bool:
    """Whether the word can be the name before the verb of a sentence, and not a name with a word around it.

    In 张三不免去…, 张三无法履行… and 将张三免去… the name is 张三, but nothing is done to 张三. A name of four signs has
    a double surname, or a second one (范徐丽泰), or is a transcription.
    """
    if _DENIED.match(word):
        return False
    if has_double(word) or _TRANSCRIBED.fullmatch(word):
        return True
    if word[0] in "由原现向将把对给使令让请" and likeness(word[1:]) is Likeness.USUAL:
        return False  # 由王任任组长, 原李四任…
    return len(word) != 4 or likeness(word[:2]) is not Likeness.USUAL or word[1] in SINGLE


def is_name_before_a_weak_link(word: str, link: str = "任") -> bool:
    """Whether the word can be the name before a bare 任, where the words of a sentence may run into the name.

    In 选派孙一任… and 孙一现任… the name is 孙一, but the verb is not 任: neither may be read as 选派孙一 or 孙一现.
    """
    if not is_name_before_a_verb(word) or _ADVERB.match(word) or likeness(word) is Likeness.NONE:
        return False
    if link == "任" and _HALF_WORD.match(word):
        return False
    return begins_with_a_name(word)


def known_before_hold(word: str, context: Context, *, of_verb: bool = False) -> bool | None:
    """Whether the word is the name before 任, where its last sign and 任 make another word (新任, 升任, 转任).

    The title may name whom it means. Else three signs that end in 新 or the like are a name under the title of a
    notice, as there nobody is said to have been something before; 新 and 升 elsewhere as well. None = cannot be told,
    or there is no doubt. `of_verb`: asked of a verb that begins with the last sign; False then means: it is that verb.
    """
    if word in context.named:
        return True
    if word[:-1] in context.named:
        return False
    three = len(word) == 3 and not has_double(word) and likeness(word) is Likeness.USUAL
    if not three:
        return False if of_verb else None
    if word[-1] in _ENDS_LIKE_AN_ADVERB and (context.titled or word[-1] in "新升"):
        return True
    return None
