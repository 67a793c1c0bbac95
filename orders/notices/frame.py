"""What stands around the clauses of a notice: addressees, the decision, signature and date, harmless sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from orders.notices.leads import Lead, lead_of
from orders.notices.notice import DecidedBy
from orders.notices.posts import ends_in_title, is_title
from orders.notices.text import DAY, NUMERAL, Squeezed, day_in, number_in
from orders.notices.vocabulary import (
    HEADING_ALONE,
    HEADING_WORD,
    NOUN,
    TELLING_WORD,
    VERB_OF_HEADING,
    WORD_IN_NO_BODY,
    WORD_OF_APPOINTMENT,
    Verb,
)
from orders.notices.web_page import without_days_of_the_page

_ADDRESSEES_LIMIT = 400
_SIGNED_LIMIT = 150  # characters of all that sign
_ADDRESSED = re.compile("[局委办部院厅省市区县州旗乡镇校司组处室站]|政府|单位|机关|部门|机构|公司|中心|街道|各|有关")
_NOT_ADDRESSED = re.compile(f"决定|研究|如下|{TELLING_WORD}|{NOUN}|通过|会议|同志|公布")
_DECIDED = re.compile("决定|如下|研究|批准|通过|同意|公布|公告|审议|审定|讨论|商|提请|提名")
# Where a decision without a colon ends and the first clause begins.
_CUT = re.compile("(?:决定|研究|批准|同意|通过|讨论|审议|如下|公布)[，：]?")
_PASSED = re.compile("（[^（）]{4,120}(?:通过|决定|批准|审议)）")
HEADING = re.compile(
    f"(?P<numbered>第?[一二三四五六七八九十]{{1,3}}[、，]|（[一二三四五六七八九十]{{1,3}}）、?|{NUMERAL}{{1,2}}[、.．])?"
    f"(?:决定|批准|同意)?(?P<verb>{HEADING_WORD}|{HEADING_ALONE})(?P<list>名单|情况|事项|人员名单)?"
    "(?P<whom>(?:下列|以下|如下)?(?:各位)?(?:同志|人员|干部)?(?:的?(?:职务|任职|职务如下|以下职务))?)(?:如下|的)?(?P<colon>：)?"
)
_HEADING_AT_COLON = re.compile(f"[，。]?(?:{HEADING_WORD})(?:下列|以下)?(?:同志|人员)?(?:的?职务)?：$")
_NUMBERING = re.compile(
    "(?:（(?:[一二三四五六七八九十百]{1,4}|[0-9]{1,3})）|[一二三四五六七八九十百]{1,4}、|[0-9]{1,3}(?:、|[.．](?![0-9])|）)|[①-⑳])[、，]?"
)
HARMLESS = re.compile(
    f"(?:特此|专此|现予?|予以|此)(?:通知|公告|决定|通报|函告|函复|复|公布|{WORD_OF_APPOINTMENT}|公示|命令|告|达)(?:如下|执行)?"
    "|（?此件(?:主动|依申请|不予)?(?:公开)?(?:发布|公开)?）?|请(?:遵照执行|认真贯彻执行|各单位知照|知照|即遵照执行)"
    "|任职时间(?:均)?(?:从|自)[^，任免]{0,30}决定之日起?(?:计算|算)?"
)
_BEHIND_A_POST = re.compile("(?:的?职务|职级|，?(?:现予|予以)?公布)+$")
_SESSION = re.compile(
    f"(?P<body>[^，。：；（）]*?)第(?P<number>{NUMERAL}{{1,6}})次(?P<kind>[^，。：；（）第]{{0,16}}?(?:会议|会))"
)
TERM = re.compile(f"第{NUMERAL}{{1,4}}届")
_SITTING = re.compile(
    "(?P<body>[^，。：；（）]*?)(?P<kind>常务会议|常务会|常委会会议|常委会|常务委员会会议|全体会议|全委会|党组会议|党组会|党委会议|党委会|"
    "办公会议|办公会|主任会议|主席会议|董事会会议|董事会|会议)"
)
_BODY_ALONE = re.compile("(?P<body>[\u3400-\u9fff]{2,60}?)(?=研究|决定|批准|同意|审议|讨论)")
_HELD = re.compile("(?:召开|举行|召开了|举行了|的)$")  # as told: 县人大常委会召开第三次会议
_BEFORE_BODY = re.compile("(?:经|于|在|由|根据|按照|依据|并|现|报|已|，|日)+")
_SIGNED = re.compile("[\u3400-\u9fff（）·、A-Za-z]{2,150}")
_BODY_END = re.compile(
    "(?:政府|委员会|委|局|厅|部|署|院|办公室|办|会|公司|集团|组|校|大学|学院|中心|处|社|行|党组|党委|党总支|支部|"
    "工委|支队|总队|站|所|园|馆|台|协|联|长|(?:[省市县区州旗镇乡局厅]长|主席|总理|主任)[\u4e00-\u9fff·]{2,4})"
    "(?:（(?:章|盖章|公章|印章|印|代章)）)?$"
)
_NOT_SIGNED = re.compile(f"{WORD_IN_NO_BODY}|职务|同志|经研究|根据|通知|决定|关于|试用期|发布|公布|时间|日期|来源")
_DAY = re.compile(DAY)
_STILL_IN_A_SENTENCE = re.compile(f"[起至前内之以止后，、；。：印召]|研究|讨论|决定|开始|第{NUMERAL}{{1,6}}次")


@dataclass(frozen=True, slots=True)
class Closing:
    """Signature and date: [start, day_start) is signed, [day_start, end) is the day; either may be empty."""

    start: int
    day_start: int
    end: int


def addressees_end(sq: Squeezed, start: int, limit: int) -> int | None:
    """Where the addressees end that begin at `start`, behind their colon; None where none stand there."""
    colon = sq.folded.find("：", start, min(limit, start + _ADDRESSEES_LIMIT))
    if colon <= start:
        return None
    words = sq.folded[start:colon]
    if re.search("[。；]", words) or _NOT_ADDRESSED.search(words) or not _ADDRESSED.search(words):
        return None
    return colon + 1


def passed_end(sq: Squeezed, start: int, limit: int) -> int | None:
    """Where the words in brackets end that stand under the title of a list: （2021年5月10日…第三十七次会议通过）."""
    found = _PASSED.match(sq.folded, start, limit)
    return found.end() if found else None


def decision_cuts(folded: str) -> list[int]:
    """Where the decision at the beginning of a sentence may end, the likeliest first; [] where there is no decision."""
    colon = folded.find("：")
    head = folded[: min(len(folded), 400)]
    cuts = []
    if 0 <= colon < 400 and _DECIDED.search(folded, 0, colon):
        # 经研究决定，任命： is a decision with a heading behind it.
        heading = _HEADING_AT_COLON.search(folded[: colon + 1])
        if heading and _DECIDED.search(folded, 0, heading.start()):
            cuts.append(heading.start() + (1 if folded[heading.start()] in "，。" else 0))
        cuts.append(colon + 1)
    cuts += [found.end() for found in _CUT.finditer(head) if found.end() > 2 and found.end() not in cuts][-6:][::-1]
    return cuts


def is_decision(folded: str) -> bool:
    """A whole sentence that only says that something was decided."""
    return (
        len(folded) < 300
        and bool(_DECIDED.search(folded))
        and bool(re.match("经|根据|按照|依据|现将|现决定|决定|因|[^，]{2,60}(?:会议|研究|(?<!的)决定)", folded))
        and bool(re.search("(?:(?<!的)决定|如下|通过|研究|批准|同意|审议|公布|职务|任免)[^，]{0,20}$", folded))
        and not ends_in_title(_BEHIND_A_POST.sub("", folded))  # 决定免去甲等Ap职务 decides what must be read
    )


def numbering_end(folded: str, start: int, limit: int) -> int:
    """Behind 一、 （二） 3. at the beginning of a sentence; `start` where there is none."""
    found = _NUMBERING.match(folded, start, limit)
    return found.end() if found and found.end() < limit else start


def heading_at(sq: Squeezed, start: int, limit: int) -> tuple[int, Verb | None] | None:
    """一、任命 · 免去： · 任命下列同志： at the beginning of a sentence: where it ends, and the verb it gives to what follows.

    None as the verb: 三、接受辞职 says what follows, but each sentence below says it again.
    """
    found = HEADING.match(sq.folded, start, limit)
    if found is None:
        return None
    end = found.end()
    bare = not (found["list"] or found["whom"] or found["colon"])
    if bare and not found["numbered"] and not _NUMBERING.match(sq.folded, end, limit):
        return None  # the verb of a sentence that goes on in the next line
    if not found["colon"] and not (sq.begins_line(end) and end < limit):
        return None
    return end, VERB_OF_HEADING.get(found["verb"])


def closing_at(sq: Squeezed, start: int, limit: int, day: tuple[int, int] | None, issuer: str | None) -> Closing | None:
    """The signature and date that begin at `start`; `day` is the next day printed from `start` on."""
    if day is not None and day[0] - start <= _SIGNED_LIMIT and day[1] <= limit:
        signed = sq.folded[start : day[0]]
        at_end = sq.begins_line(day[1]) or sq.folded.startswith("（", day[1])
        behind = day[1] == limit or (at_end and not _STILL_IN_A_SENTENCE.match(sq.folded, day[1]))
        if not signed:
            if behind and (sq.begins_line(start) or start == 0 or sq.folded[start - 1] in "。；"):
                return Closing(start, start, day[1])
        elif behind and _signs(signed, issuer):
            return Closing(start, day[0], day[1])
    end = sq.line_end(start)
    if issuer and end <= limit and sq.begins_line(start) and sq.folded[start : min(end, start + 200)] == issuer:
        return Closing(start, end, end)
    if limit - start <= _SIGNED_LIMIT and sq.begins_line(start):
        rest = sq.folded[start:limit]
        if _signs(rest, issuer) and lead_of(rest) >= Lead.STEM:
            return Closing(start, limit, limit)
    return None


def _signs(words: str, issuer: str | None) -> bool:
    if issuer and words == issuer:
        return True
    return bool(_SIGNED.fullmatch(words) and _BODY_END.search(words) and not _NOT_SIGNED.search(words))


def may_sign(words: str) -> bool:
    """Whether the words above the issuer can be another that signs: a body or a title, but not 李四代理某局局长."""
    return bool(_BODY_END.search(words)) and (is_title(words) or not ends_in_title(words))


def signatories_in(sq: Squeezed, start: int, end: int) -> tuple[str, ...]:
    """The bodies that sign, apart by lines or blanks; a line cut inside a name is joined again."""
    found: list[str] = []
    begin = start
    for gap in [*sq.gaps(start, end), end]:
        words = sq.folded[begin:gap]
        rest = sq.folded[gap:end]
        if _BODY_END.search(words) and (not rest or lead_of(rest) >= Lead.PLACE or (len(rest) > 3 and len(words) > 3)):
            found.append(re.sub("（(?:章|盖章|公章|印章|印|代章)）$", "", sq.spelt[begin:gap]))
            begin = gap
    return tuple(found) if begin == end else (sq.spelt[start:end],)


def session_in(words: str) -> DecidedBy | None:
    """What a decision says of the session: body, kind, number and day, each None where it is not printed."""
    words = without_days_of_the_page(words)
    days = [*_DAY.finditer(words)]
    decided_on = next((day for found in reversed(days) if (day := day_in(found[0]))), None)
    plain = _DAY.sub("", words)
    body = kind = None
    number: int | None = None
    sittings = [*_SESSION.finditer(plain)]
    if sittings:
        body, kind, number = sittings[-1]["body"], sittings[-1]["kind"], number_in(sittings[-1]["number"])
        if kind == "会" or kind == "会议":
            kind = "会议"
    elif found := _SITTING.search(plain):
        body, kind = found["body"], found["kind"]
    elif found := _BODY_ALONE.search(_without_lead(plain)):
        body = found["body"]
    if body:
        body = _HELD.sub("", TERM.sub("", _without_lead(body))) or None
    if body and not _BODY_END.search(body):
        body = None if kind is None else body
    if not any((body, number, decided_on)):
        return None
    return DecidedBy(body or None, kind, number, decided_on)


def _without_lead(words: str) -> str:
    found = _BEFORE_BODY.match(words)
    return words[found.end() :] if found else words
