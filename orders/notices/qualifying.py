"""Words that qualify an act: brackets behind a post, brackets behind a name, and what a comma adds.

All functions read folded words (see text.py); what they keep they keep as given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from functools import lru_cache

from orders.notices.notice import PartialDay, Precision, Qualifiers
from orders.notices.text import DAY, MONTH, NUMERAL, day_in, number_in
from orders.notices.vocabulary import TELLING_WORD
from people.title_words import LEVELS, alternatives

EARLY_RETIREMENT = "early_retirement"
NOTHING = Qualifiers()

_LEVEL = re.compile(
    f"(?:明确为|级别为|按)?((?:[正副])?(?:{alternatives(LEVELS)})长?[级职](?:[正副]职)?"
    "|[一二三四]级(?:巡视员|调研员|主任科员|科员)|[一二]级(?:高级)?(?:法官|检察官|警长)|(?:副)?主任科员|(?:副)?(?:调研员|巡视员))"
)
_TERM = f"(?:({NUMERAL}{{1,3}})(?:个)?(年|月)(半)?|(半)年)"
_PROBATION = re.compile(f"(?:任职)?试用期?限?(?:均?为?|：)?{_TERM}")
_PROBATION_FROM_TO = re.compile(
    f"(?:任职)?试用期限?(?:为|：)?(?:自|从|由)?((?:{DAY})|(?:{MONTH}))(?:起)?(?:至|到|—|-|－|–)((?:{DAY})|(?:{MONTH}))(?:止)?"
)
_SECONDMENT = re.compile(f"挂职(?:锻炼|任职)?(?:时间|期限|期)?(?:为|：)?{_TERM}")
_SECONDMENT_FROM_TO = re.compile(
    f"挂职(?:锻炼|任职)?(?:时间|期限|期)?(?:为|：)?(?:自|从|由)?((?:{DAY})|(?:{MONTH}))(?:起)?"
    f"(?:至|到|—|-|－|–)((?:{DAY})|(?:{MONTH}))(?:止)?"
)
_CONCURRENT = re.compile("兼|兼任|兼职")
_PRESIDING = re.compile("(?:并|临时|暂时)?主持(?:全面|日常|行政|业务|党政|单位|部门)?工作")
_ACTING = re.compile("代理|代")
_TRIAL_ENDED = re.compile("(?:提前)?(?:终止|结束|取消)试用期?")
_EARLY_RETIREMENT = re.compile("(?:并|同时)?(?:为其|予以|按规定)?办理提前退休(?:手续)?")
_EFFECTIVE = re.compile(
    f"(?:其)?(?:任职|任职起算|任免职?|免职|职务任免|{TELLING_WORD})?(?:时间|日期)?均?"
    f"(?:从|自|由|为|：)((?:{DAY})|(?:{MONTH})|[0-9〇一二三四五六七八九]{{4}}年)"
    "(?:之日)?(?:起|开始)?(?:起?(?:计算|算)|算起|执行|生效|任职|聘任|计)?"
)
# What may follow an act behind a comma without being an act: kept as printed. Anything else is not understood.
_TAIL = re.compile(
    "(?:并|现|已|因|予以|准予|同意|正常|到龄|达到|按|按照|为其)*(?:(?:法定|规定)?(?:退休年龄)?(?:[，]?办理)?(?:有关)?(?:到龄|正常)?(?:退休|离休)(?:手续)?"
    "|另有任用|另行任用|另行安排(?:工作|职务)?|另行分配(?:工作)?|工作另行安排|职务另行安排|另有安排|调(?:离|出)[^，]{0,20}|调[^，任免]{1,24}工作"
    "|办理(?:退休|离休|调动|辞职|离职)(?:有关|相关)?手续|到龄免职|到龄)"
    "|(?:任期|聘期|聘用期|聘任期|任职期限|任期为|聘任期限|聘用期限|挂职期)(?:[^，任免]{1,40})"
    "|列[^，任免]{1,30}(?:之前|之后|前|后)|排名?在?[^，任免]{1,30}(?:之前|之后|前|后|第[一二三四五六七八九十]+(?:位)?)"
    "|(?:因|已|现)?(?:达到|到达|超过)(?:法定|最高)?(?:退休|任职)年龄(?:界限)?"
    "|(?:享受|按)[^，任免]{1,16}(?:待遇|管理|执行)|不占[^，]{0,10}(?:职数|编制)|(?:原)?(?:职级|级别|待遇|工资关系)[^，任免]{0,12}不变"
    "|(?:并)?(?:不再)?保留[^，任免]{2,30}|(?:并)?(?:同时)?提名为?[^，任免]{2,40}候选人"
    "|(?:其他|其它|其余|原有|原任?其他)职务不变"
    "|(?:并|同时)?报[^，任免]{2,40}(?:备案|公告|批准|确认)(?:[、并和]*(?:备案|公告|通报))?"
    "|任职时间(?:从|自)[^，]{0,16}决定之日起(?:计算|算)?|(?:专职|兼职|挂职|援藏|援疆|援青|不驻会|驻会)"
)
_PERSON_TAG = re.compile(
    "男|女|[\u4e00-\u9fff]{1,6}族|兼职|专职|挂职|党外|非党|无党派(?:人士)?|中共党员|预备党员|群众"
    "|(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?:党员|盟员|会员|成员|社员)?"
    f"|{NUMERAL}{{1,4}}年{NUMERAL}{{1,3}}月(?:出)?生|[\u4e00-\u9fff]{{2,8}}人|副?[省部厅局司县处科]级|博士|硕士|正式|试用"
)
_SPLIT = re.compile("[，、；]")
_OF_APPOINTMENT = re.compile("其?(?:任职(?!务)|任期|聘)")
_OF_ALL = re.compile("(?:其|任职|免职|任期|聘任?期|试用期?|时间|期限)*均")
_SAYS_MORE = re.compile(f"[任免聘兼拟待未]|{TELLING_WORD}|撤销|取消|作废|无效|废止|更正|候选")


@dataclass(frozen=True, slots=True)
class Tail:
    """What the words behind a comma say: a qualifier, a day from which the act counts, or words kept as printed."""

    qualifiers: Qualifiers = NOTHING
    effective_on: PartialDay | None = None
    of_appointment: bool = False  # said of taking up a post, never of leaving one: 任职时间, 任期, 试用期
    of_all: bool = False  # said with 均


def merged(one: Qualifiers, other: Qualifiers) -> Qualifiers:
    """Both together; the tails of both are kept, and what `other` says of anything else counts."""
    if other is NOTHING or one is NOTHING:
        return one if other is NOTHING else other
    said = {
        field.name: value
        for field in fields(other)
        if (value := getattr(other, field.name)) is not None and value is not False
    }
    if one.tail and other.tail:
        said["tail"] = f"{one.tail}；{other.tail}"
    return replace(one, **said)


@lru_cache(maxsize=1 << 12)
def bracket_after_post(content: str, printed: str) -> Qualifiers | None:
    """What the content of one pair of brackets behind a complete post says.

    Words of no known kind are kept as tail, but None where they may say another act (兼任某局局长), or take this one back.
    """
    whole = _one_of(content.replace("，", "").replace("、", ""))
    if whole is not None:
        return whole
    result = NOTHING
    start = 0
    for end in [*(stop.start() for stop in _SPLIT.finditer(content)), len(content)]:
        words = content[start:end]
        said = NOTHING if _EFFECTIVE.fullmatch(words) else _one_of(words)
        if said is None and _SAYS_MORE.search(words) and not _TAIL.fullmatch(words):
            return None
        result = merged(result, Qualifiers(tail=printed[start:end] or None) if said is None else said)
        start = end + 1
    return result


def day_after_post(content: str) -> PartialDay | None:
    """The day in brackets behind a post from which the act counts: （自2022年1月1日起算） （试用期一年，自…起算）."""
    found = (_EFFECTIVE.fullmatch(words) for words in _SPLIT.split(content))
    return next((partial_day(day[1]) for day in found if day), None)


def tag_of_person(content: str, printed: str) -> Qualifiers | None:
    """（女） （兼职，回族） behind a name: kept as tail. None where the words are not of this kind."""
    if all(_PERSON_TAG.fullmatch(tag) for tag in _SPLIT.split(content)):
        return Qualifiers(tail=printed)
    return None


def tail_of(words: str, printed: str) -> Tail | None:
    """What a segment behind a comma adds to the acts before it; None where it is no such segment."""
    of_appointment = _OF_APPOINTMENT.match(words) is not None
    of_all = _OF_ALL.match(words) is not None
    if (said := _one_of(words)) is not None:
        return Tail(said, None, not (said.trial_ended or said.follow_up), of_all)
    if _EARLY_RETIREMENT.fullmatch(words):
        return Tail(Qualifiers(follow_up=EARLY_RETIREMENT))
    if found := _EFFECTIVE.fullmatch(words):
        day = partial_day(found[1])
        return Tail(NOTHING, day, of_appointment, of_all) if day else None
    if len(words) <= 60 and _TAIL.fullmatch(words):
        return Tail(Qualifiers(tail=printed), None, of_appointment, of_all)
    return None


def partial_day(words: str) -> PartialDay | None:
    """A day, month or year in words, with the precision it is printed in."""
    first = day_in(words)
    if first is None:
        return None
    precision = Precision.DAY if words.endswith("日") else Precision.MONTH if words.endswith("月") else Precision.YEAR
    return PartialDay(first, precision)


def _one_of(words: str) -> Qualifiers | None:
    """The qualifier that these words are, alone; None where they are none."""
    if not 0 < len(words) <= 60:
        return None
    if _CONCURRENT.fullmatch(words):
        return Qualifiers(concurrent=True)
    if found := _LEVEL.fullmatch(words):
        return Qualifiers(level=words if words.startswith(found[1]) else found[1])
    if words.startswith(("试用", "任职试用")):
        months = _months(_PROBATION.fullmatch(words)) or _months_between(_PROBATION_FROM_TO.fullmatch(words))
        return Qualifiers(probation_months=months) if months else None
    if words.startswith("挂职"):
        months = _months(_SECONDMENT.fullmatch(words)) or _months_between(_SECONDMENT_FROM_TO.fullmatch(words))
        return Qualifiers(secondment_months=months) if months else None
    if _ACTING.fullmatch(words):
        return Qualifiers(acting=True)
    if _PRESIDING.fullmatch(words):
        return Qualifiers(presiding=True)
    if _TRIAL_ENDED.fullmatch(words):
        return Qualifiers(trial_ended=True)
    return None


def _months(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    if found[4]:
        return 6
    number = number_in(found[1])
    if number is None:
        return None
    half = 6 if found[3] and found[2] == "年" else 0
    return number * 12 + half if found[2] == "年" else number


def _months_between(found: re.Match[str] | None) -> int | None:
    """Months from the first to the second day or month; None where they do not run forward, or are not whole.

    From 2021年3月1日 to 2022年3月1日 it is a year, and as well to 2022年2月28日, as the last day belongs to it.
    """
    if found is None:
        return None
    first, last = day_in(found[1]), day_in(found[2])
    if first is None or last is None:
        return None
    ends = [last, last + timedelta(days=1)] if found[2].endswith("日") else [last]
    months = (
        (end.year - first.year) * 12 + end.month - first.month
        for end in ends
        if end.day == first.day or not found[1].endswith("日")
    )
    return next((number for number in months if number > 0), None)
