"""Where documents begin in a text: titles of notices, titles of other documents, document numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from orders.notices.leads import Lead, lead_of
from orders.notices.text import DAY, NUMERAL, Squeezed, number_in
from orders.notices.vocabulary import ANY_WORD, NOUN, TELLING_WORD, WORD_IN_NO_BODY
from orders.notices.web_page import page_lines_end

_TITLE_LIMIT = 400  # characters of a title; one that lists all names can have a few hundred
_BRACKETED_YEAR = "[〔\\[（【［]([0-9]{4}|[〇零一二三四五六七八九]{4})[〕\\]）】］]年?"
NUMBER = re.compile(f"([\u3400-\u9fff]{{0,20}}){_BRACKETED_YEAR}第?([0-9]{{1,6}})号")
_NUMBER_TAIL = re.compile(f"{_BRACKETED_YEAR}第?[0-9]{{1,6}}号")
_SERIES_LIMIT = 20
_BETWEEN_LIMIT = 300  # characters between a title and the number below it
_BARE_NUMBER = re.compile(f"(?:[〔\\[（【［]第?{NUMERAL}{{1,4}}届[〕\\]）】］])?（?第([0-9]{{1,6}})号）?")
_YEAR_AND_NUMBER = re.compile("（?([0-9]{4})年第([0-9]{1,6})号）?")

_LABELLED = re.compile(f"(?:文号|发文字号|文件编号)：({NUMBER.pattern})")

# How titles end. The second kind is of notices alone, and needs no 关于.
_TAIL = re.compile(
    f"(?:的|任免职?|人事|{TELLING_WORD}|{NOUN})(?:通知书?|决定|公告|通报|命令|批复|意见|办法|规定|方案|报告|函)"
    "|(?:任命|任免职?|免职|任职|辞职)名单|任免(?:国家)?(?:机关)?(?:工作)?人员|(?<=委员会)公告|(?<=常委会)公告|(?<=政府)(?:公告|令)"
)
_NOTICE_TAIL = ("通知", "通知书", "决定", "公告", "命令", "通报", "名单", "人员", "批复", "令")
_ABOUT_PEOPLE = re.compile(
    f"(?:任免职?|{ANY_WORD}|{NOUN}|职务|职级|辞去.*|挂职|任免(?:事项|情况)|(?:职务|人事|职级)(?:调整|变动|变更)|.*(?:请求|申请))$"
    f"|^(?:决定|同意|批准)?(?:{ANY_WORD}).+|^[\u3400-\u9fff·]{{2,12}}(?:同志)?任.+"
)
_ABOUT_RULES = re.compile(
    "印发|办法|规定|细则|方案|条例|制度|工作的|规范|加强|做好|进一步|开展|资格|职称|免费|免征|免试|减免|责任|任务|管理|改革|公示"
)
# Who is named in a title: 甲等十三名同志, 甲、乙同志, 甲同志.
_COUNT = re.compile(f"等({NUMERAL}{{1,4}})(?:名|位|人|个)")
_FIRST_NAME = re.compile("([\u3400-\u9fff·]{2,12}?)(?:等|、|同志)")
_NAMES = re.compile(f"关于(?:同意)?(?:{ANY_WORD})?([\u3400-\u9fff·、]{{2,300}}?)(?:同志|等)")
_BEHIND_ANOTHER = re.compile(f"(?:.*(?:{DAY}|{_NUMBER_TAIL.pattern}))|(?:.*[。；：！？）》〉”’\\-—…>＞|｜】])")
_ISSUER = re.compile("[\u3400-\u9fff（）·A-Za-z]{2,80}")
_ISSUER_END = (
    "政府", "委员会", "委", "局", "厅", "部", "署", "院", "办公室", "办", "会", "公司", "集团", "组", "校", "大学", "学院", "中心", "处", "社", "行",
    "党组", "党委", "工委", "支队", "总队", "站", "所", "园", "馆", "台", "协", "联",
)  # fmt: skip
_NOT_AN_ISSUER = re.compile(
    f"根据|印发|转发|按照|依据|详见|下发|参见|发布|公布|{WORD_IN_NO_BODY}|文件$|公报$|目录$|令$|的"
)
_BEGINS_A_SENTENCE = re.compile(f"[。；]|决定|{WORD_IN_NO_BODY}")


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a document: of a notice where `title_end` is set, else of another document."""

    start: int
    title_start: int = 0
    title_end: int = 0  # 0 = no title of a notice
    issuer: str | None = None  # as printed in the title
    number_at: tuple[int, int] | None = None
    surely: bool = False  # the title names people, so that a notice without any clause read is still a notice
    reported: bool = False  # no notice, but a report of a decision

    @property
    def is_notice(self) -> bool:
        return self.title_end > 0


def normalised(number: re.Match[str]) -> str:
    """东政任〔2021〕16号 for every printed shape of it: brackets 〔〕, half-width digits, no 第, no leading zero."""
    return f"{number[1]}〔{number_in(number[2])}〕{int(number[3])}号"


def number_of(folded: str) -> str | None:
    if found := NUMBER.fullmatch(folded.removeprefix("（").removesuffix("）") if folded.startswith("（") else folded):
        return normalised(found)
    if yearly := _YEAR_AND_NUMBER.fullmatch(folded):
        return f"〔{yearly[1]}〕{int(yearly[2])}号"
    bare = _BARE_NUMBER.fullmatch(folded)
    return f"{int(bare[1])}号" if bare else None


def number_below(sq: Squeezed, end: int) -> tuple[int, int] | None:
    """The document number behind the title that ends there, also below or within what a web page prints between."""
    if number := _number_at(sq, end):
        return number
    behind = page_lines_end(sq, end, len(sq))
    if behind == end:
        return None
    labelled = _LABELLED.search(sq.folded, end, behind)
    return _number_at(sq, behind) or (labelled.span(1) if labelled else None)


def _number_at(sq: Squeezed, end: int) -> tuple[int, int] | None:
    found = NUMBER.match(sq.folded, end)
    in_brackets = NUMBER.match(sq.folded, end + 1) if sq.folded.startswith("（", end) else None
    if in_brackets and sq.folded.startswith("）", in_brackets.end()):
        return end, in_brackets.end() + 1
    if found is None and sq.begins_line(end):
        for pattern in (_YEAR_AND_NUMBER, _BARE_NUMBER):
            found = pattern.match(sq.folded, end)
            if found is not None and sq.begins_line(found.end()):
                return found.span()
        return None
    return found.span() if found else None


def heads(sq: Squeezed) -> list[Head]:
    """All beginnings of documents, in order."""
    found = [*_titles(sq)]
    titles = [(head.title_end, place) for place, head in enumerate(found) if head.is_notice]
    taken = {head.number_at for head in found}
    starts = {head.start for head in found}
    for number in _numbers_on_lines(sq):
        if number not in taken and not _belongs_to_title(sq, found, titles, number):
            start = _first_line(sq, number[0])
            if start not in starts:
                found.append(Head(start))
    return sorted(found, key=lambda head: (head.start, head.title_end))


def _belongs_to_title(sq: Squeezed, found: list[Head], titles: list[tuple[int, int]], number: tuple[int, int]) -> bool:
    """Give the number to the title of a notice above it that has none, with no sentence between; whether it is given.

    `titles`: where each title of a notice ends, and its place among those found."""
    at = bisect_right(titles, (number[0], 0)) - 1
    if at < 0:
        return False
    title_end, place = titles[at]
    if found[place].number_at or number[0] - title_end > _BETWEEN_LIMIT:
        return False
    if _BEGINS_A_SENTENCE.search(sq.folded, title_end, number[0]):
        return False
    found[place] = replace(found[place], number_at=number)
    return True


def headcount_in(folded: str) -> int | None:
    found = _COUNT.search(folded)
    return number_in(found[1]) if found else None


def first_name_in(folded: str) -> str | None:
    """The first name that a title (or a decision) prints; None where it prints none."""
    _, about, behind = folded.rpartition("关于") if "关于" in folded else ("", "现将", folded.partition("现将")[2])
    found = _FIRST_NAME.match(behind) if about else None
    return found[1] if found else None


def names_in(title: str) -> list[str]:
    """The persons that a title names: 关于甲、乙同志任职的通知, 关于甲等三名同志任免职的通知."""
    found = _NAMES.search(title)
    return [name.removesuffix("同志") for name in found[1].split("、")] if found else []


def _titles(sq: Squeezed) -> Iterator[Head]:
    floor = 0
    for tail in _TAIL.finditer(sq.folded):
        head = _title(sq, tail, floor)
        if head is not None:
            yield head
            floor = tail.end()


def _title(sq: Squeezed, tail: re.Match[str], floor: int) -> Head | None:
    """The head that ends with this tail; None where the tail stands in a sentence or in the name of a document."""
    folded, end = sq.folded, tail.end()
    if folded.startswith("如下", end) or folded[end : end + 1] in (
        "》",
        "”",
        "、",
        "，",
        "。",
        "；",
        "的",
        "和",
        "及",
        "精",
    ):
        return None
    floor = max(floor, end - _TITLE_LIMIT)
    floor = max(floor, *(folded.rfind(sign, floor, tail.start()) + 1 for sign in "。；：！？《》“”，"))
    about = folded.rfind("关于", floor, tail.start())
    number = number_below(sq, end)
    if not (sq.begins_line(end) or number or about >= 0):
        return None
    body = about if about >= 0 else tail.start()
    start, issuer = _issuer(sq, body, floor, about < 0)
    if start is None:
        return None
    inner = folded[about + 2 : tail.start()] if about >= 0 else ""
    if about >= 0 and tail[0][0] != "的":
        inner = folded[about + 2 : end - (3 if tail[0].endswith("书") else 2)]
    notice = tail[0].endswith(_NOTICE_TAIL) and (
        _is_about_people(inner) if about >= 0 else _is_bare_title(sq, tail, issuer)
    )
    above = _number_above(sq, start, floor)
    number_at = number or above
    if not notice:
        if not (sq.begins_line(start) and (sq.begins_line(end) or number)):
            return None
        return Head(above[0] if above else start, number_at=number_at)
    surely = (
        about >= 0
        and ("同志" in inner or headcount_in(inner) is not None)
        and (sq.begins_line(end) or number is not None)
    )
    return Head(above[0] if above else start, start, end, issuer, number_at, surely)


def _is_about_people(inner: str) -> bool:
    if not _ABOUT_PEOPLE.search(inner.removesuffix("的")):
        return False
    return "同志" in inner or not _ABOUT_RULES.search(inner)


def _is_bare_title(sq: Squeezed, tail: re.Match[str], issuer: str | None) -> bool:
    """任命名单, 国务院任免国家工作人员, 某县人民政府任免通知; 任免通知 alone where it has a line to itself."""
    if tail[0].startswith("的"):
        return False
    alone = sq.begins_line(tail.start()) and sq.begins_line(tail.end())
    return issuer is not None or tail[0].endswith("名单") or alone


def _issuer(sq: Squeezed, about: int, floor: int, bare: bool) -> tuple[int | None, str | None]:
    """Where the title begins whose 关于 stands at `about`, and the issuer printed before it.

    The issuer stands in the same line or in lines above, which may be cut anywhere. None where words before it show
    that this is a sentence and not a title.
    """
    line = max(sq.line_start(about), floor) if about < len(sq) else floor
    behind = _BEHIND_ANOTHER.match(sq.folded, line, about)
    start = behind.end() if behind else line
    words = sq.folded[start:about]
    if words and (_NOT_AN_ISSUER.search(words) or not _ISSUER.fullmatch(words)):
        return None, None
    if behind is None or behind.end() == line:
        start = _climb(sq, start, about, floor)
    issuer = about - 2 if bare and sq.folded.startswith("决定", about - 2) else about
    words = sq.folded[start:issuer]
    if not words:
        return start, None
    if bare or words.endswith(_ISSUER_END) or lead_of(words) >= Lead.STEM:
        return start, sq.spelt[start:issuer]
    return None, None


def _climb(sq: Squeezed, start: int, about: int, floor: int) -> int:
    """Upwards over the lines that print the issuer, at most four."""
    for _ in range(4):
        if start <= floor or not sq.begins_line(start):
            break
        above = max(sq.line_start(start - 1), floor)
        line = sq.folded[above:start]
        if not _ISSUER.fullmatch(line) or _NOT_AN_ISSUER.search(line) or len(line) > 40:
            break
        issuer = sq.folded[start:about]
        if issuer and lead_of(issuer) >= Lead.STEM and (not line.endswith(_ISSUER_END) or lead_of(line) < Lead.STEM):
            break
        if not (line + issuer).endswith(_ISSUER_END):
            break
        start = above
    return start


def _number_above(sq: Squeezed, start: int, floor: int) -> tuple[int, int] | None:
    """The document number that ends right before the title."""
    low = max(floor, start - 40)
    at = max(sq.folded.rfind(sign, low, start) for sign in "〔[（【［")
    tail = _NUMBER_TAIL.fullmatch(sq.folded, at, start) if at >= low else None
    if tail is None:
        bare = _BARE_NUMBER.fullmatch(sq.folded, max(low, sq.line_start(start - 1)), start) if start else None
        return (bare.start(), bare.end()) if bare else None
    return _series_start(sq, tail.start(), floor), start


def _series_start(sq: Squeezed, bracket: int, floor: int) -> int:
    """Where the series before the bracket of a number begins: at a line, or behind the last sign of no character."""
    start = max(sq.line_start(bracket), floor, bracket - _SERIES_LIMIT)
    while bracket > start and "\u3400" <= sq.folded[bracket - 1] <= "\u9fff":
        bracket -= 1
    return bracket


def _numbers_on_lines(sq: Squeezed) -> Iterator[tuple[int, int]]:
    """Document numbers that have a line to themselves."""
    for tail in _NUMBER_TAIL.finditer(sq.folded):
        start = _series_start(sq, tail.start(), 0)
        if start < tail.start() and sq.begins_line(tail.end()) and sq.line_start(start) == start:
            yield start, tail.end()


def _first_line(sq: Squeezed, start: int) -> int:
    """Upwards over the lines of a title above a number: lines without a full stop, at most six."""
    for _ in range(6):
        if start == 0:
            break
        above = sq.line_start(start - 1)
        line = sq.folded[above:start]
        if len(line) > 60 or re.search("[。；：，！？]|[日）]$", line) or line.endswith(("职务", "手续")):
            break
        start = above
    return start
