"""From text to words: white space and numerals.

White space carries no meaning inside a notice (a PDF cuts words at line ends and puts blanks around digits), so the
grammar reads the text without it, and without signs that carry no ink. Punctuation does carry meaning: nothing here is
ever NFKC-normalised.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from orders.notices.notice import Span
from people.characters import FOLDED, IN_TRANSCRIPTIONS, MAY_BE_FOLDED, WITHOUT_INK, spelt

_INK = re.compile(r"\S+")  # \s is what str.split() splits at
_LINE_END = re.compile("[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
# The number of a page, alone in its line: "- 75 -", "— 3 —", "第 2 页 共 5 页". It may stand in the middle of a sentence.
_PAGE_NUMBER = re.compile(
    r"^[^\S\n]*(?:[-－–—―─]{1,2}[^\S\n]{0,4}[0-9０-９]{1,4}[^\S\n]{0,4}[-－–—―─]{1,2}"
    r"|第[^\S\n]{0,4}[0-9０-９]{1,4}[^\S\n]{0,4}页"
    r"(?:[^\S\n]{0,4}[,，/]?[^\S\n]{0,4}共[^\S\n]{0,4}[0-9０-９]{1,4}[^\S\n]{0,4}页)?)"
    r"[^\S\n]*$",
    re.MULTILINE,
)

# One character for one character, so that positions stay: what the grammar takes for the same sign. The printed
# words are always cut from the text as it is.
_SAME_SIGN = FOLDED | str.maketrans(",;:()?!﹐､｡", "，；：（）？！，、。")
# A full stop typed as a point: at the end of a line or before a character, but not behind the numeral of an item.
_POINT_AS_STOP = re.compile("(?<=[\u3400-\u9fff）])(?<![一二三四五六七八九十])[.．](?![.．])")
# … and a point between the parts of a name in transcription is the dot: 阿不都拉.买买提.
_POINT_AS_DOT = re.compile(f"(?<=[{IN_TRANSCRIPTIONS}]{{2}})[.．](?=[{IN_TRANSCRIPTIONS}]{{2}})")
# A sign that is lost or private to some font is read as some character, so that its sentence is not lost as well; the
# words keep it, and nobody submits them (findings.py, unreadable_sign).
_LOST = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
_SOME_CHARACTER = "㐂"
_HAS_SAME_SIGN = re.compile(f"[,;:()?!﹐､｡]|{MAY_BE_FOLDED.pattern}")


class Words(NamedTuple):
    """A stretch of a sentence: folded for the grammar, printed (in one spelling of its letters) for the record."""

    folded: str
    printed: str

    def cut(self, start: int, end: int | None = None) -> Words:
        return Words(self.folded[start:end], self.printed[start:end])


def outside_brackets(folded: str, signs: str) -> Iterator[tuple[int, int]]:
    """Where one of the signs (a pattern without brackets and groups) stands outside of brackets, and behind it."""
    depth = 0
    for sign in re.finditer(f"[（）]|{signs}", folded):
        if sign[0] == "（":
            depth += 1
        elif sign[0] == "）":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield sign.span()


class Squeezed:
    """A text without its white space and page numbers, and the way back.

    `words` is as printed; `folded` has the same length, with half-width punctuation, full-width digits and the like
    made equal; so has `spelt`, in which only letters are, as names and posts are kept. All positions are positions in
    these three, unless said to be in the source.
    """

    __slots__ = ("_begins", "_blanks", "_gaps", "_lines", "folded", "source_length", "spelt", "words")

    def __init__(self, text: str) -> None:
        self.source_length = len(text)
        self._gaps = array("L")  # positions that white space or a sign without ink precedes (and 0)
        self._begins = array("L")  # where in the source each of these stands
        self._lines = array("L", [0])  # positions at which a line begins
        inked, length, end = [], 0, 0
        visible = _PAGE_NUMBER.sub(lambda page: " " * len(page.group()), text)
        unseen = WITHOUT_INK.search(visible) is not None
        if unseen:
            visible = WITHOUT_INK.sub(" ", visible)
        self._blanks = array("L") if unseen else self._gaps  # those that white space precedes
        for run in _INK.finditer(visible):
            begin = run.start()
            self._gaps.append(length)
            self._begins.append(begin)
            if unseen and WITHOUT_INK.sub("", text[end:begin]):
                self._blanks.append(length)
            if length and _LINE_END.search(text, end, begin):
                self._lines.append(length)
            inked.append(run.group())
            end = run.end()
            length += end - begin
        self.words = "".join(inked)
        folded = self.words.translate(_SAME_SIGN) if _HAS_SAME_SIGN.search(self.words) else self.words
        self.folded = _POINT_AS_STOP.sub(self._stop_or_point, self._dotted(_LOST.sub(_SOME_CHARACTER, folded)))
        self.spelt = self._dotted(spelt(self.words))

    def _dotted(self, words: str) -> str:
        return _POINT_AS_DOT.sub(lambda point: point[0] if self.begins_line(point.end()) else "·", words)

    def _stop_or_point(self, point: re.Match[str]) -> str:
        behind = point.string[point.end() : point.end() + 1]
        return point[0] if behind.isascii() and behind.isalnum() and not self.begins_line(point.end()) else "。"

    def __len__(self) -> int:
        return len(self.words)

    def cut(self, start: int, end: int) -> Words:
        return Words(self.folded[start:end], self.spelt[start:end])

    def source(self, position: int) -> int:
        """Where in the source the character at `position` stands."""
        run = bisect_right(self._gaps, position) - 1
        return self._begins[run] + position - self._gaps[run]

    def position(self, source: int) -> int:
        """The position of the first character at or behind a place in the source."""
        run = bisect_right(self._begins, source) - 1
        if run < 0:
            return 0
        end = self._gaps[run + 1] if run + 1 < len(self._gaps) else len(self.words)
        return min(self._gaps[run] + source - self._begins[run], end)

    def span(self, start: int, end: int) -> Span:
        """The span in the source of words[start:end], which is not empty."""
        return self.source(start), self.source(end - 1) + 1

    def begins_line(self, position: int) -> bool:
        at = bisect_left(self._lines, position)
        return position == len(self.words) or (at < len(self._lines) and self._lines[at] == position)

    def line_start(self, position: int) -> int:
        """The beginning of the line in which the character at `position` stands."""
        return self._lines[bisect_right(self._lines, position) - 1]

    def line_end(self, position: int) -> int:
        """The end of the line in which the character at `position` stands."""
        at = bisect_right(self._lines, position)
        return self._lines[at] if at < len(self._lines) else len(self.words)

    def lines(self, start: int, end: int) -> Iterator[int]:
        """The positions after `start` and before `end` at which a line begins."""
        at = bisect_right(self._lines, start)
        while at < len(self._lines) and self._lines[at] < end:
            yield self._lines[at]
            at += 1

    def gaps(self, start: int, end: int) -> Iterator[int]:
        """The positions after `start` and before `end` that white space precedes."""
        at = bisect_right(self._blanks, start)
        while at < len(self._blanks) and self._blanks[at] < end:
            yield self._blanks[at]
            at += 1


_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "0": 0, "O": 0, "Ｏ": 0, "两": 2, "廿": 2, "卅": 3
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[0-9〇零一二两三四五六七八九十百千廿卅]"
_YEAR = "(?:[0-9]{4}|[〇零0OＯ一二三四五六七八九]{4})"  # a nought is often typed for 〇: 二0二一年
_MONTH_OR_DAY = "(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
DAY = f"(?:{_YEAR}年{_MONTH_OR_DAY}月{_MONTH_OR_DAY}日|[0-9]{{4}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}})"
MONTH = f"{_YEAR}年{_MONTH_OR_DAY}月"
YEARS = range(1900, 2200)
_DAY_PARTS = re.compile(f"({_YEAR})[-./年](?:({_MONTH_OR_DAY})[-./月](?:({_MONTH_OR_DAY})日?)?)?")


def number_in(numeral: str) -> int | None:
    """The value of a folded numeral: 13, 十三, 三十七, 一百二十一, 二〇二一, 廿五. None where it is none."""
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() and len(numeral) <= 9 else None
    if not numeral or len(numeral) > 9:
        return None
    if all(sign in _DIGITS for sign in numeral) and numeral[0] not in "廿卅":
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    total, digit = 0, 0
    for sign in numeral:
        if sign in "廿卅":
            total += _DIGITS[sign] * 10
        elif sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            return None
    return total + digit


def day_in(words: str) -> date | None:
    """The day of folded words that match DAY; of a month or a year, its first day.

    None where no such day exists, or in a year in which no notice of this kind was or will be written: 0001年 is a
    misprint, not a day to count from.
    """
    found = _DAY_PARTS.match(words)
    if found is None:
        return None
    year, month, day = (number_in(part) if part else 1 for part in found.groups())
    if year is None or year not in YEARS:
        return None
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


def in_chinese(number: int) -> str:
    """The number in words, as titles print it: 13 → 十三, 105 → 一百零五; from 10000 on in digits."""
    if not 0 <= number < 10000:
        return str(number)
    if number < 10:
        return "〇一二三四五六七八九"[number]
    words, zero = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if zero else "") + "〇一二三四五六七八九"[digit] + name
            zero = False
        elif words:
            zero = True
    return words.removeprefix("一") if words.startswith("一十") else words
