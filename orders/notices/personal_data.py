"""Personal data that a source prints beside names and posts, and the text for the public without it.

No ID number, birth date, telephone, address, health or family is a fact of this register (个人信息保护法 art. 6, 28). Where a
notice prints one, the public reads signs in its place, as many as there were, so that spans stay. Reasons (因病) and tags
(女，回族) are printed with the source and are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from orders.notices.names import Likeness, likeness
from orders.notices.notice import Span
from orders.notices.text import DAY, MONTH, Squeezed, day_in
from people.characters import WITHOUT_INK

MASK = "＊"


class PersonalKind(StrEnum):
    ID_NUMBER = "id_number"
    PHONE = "phone"
    BIRTH = "birth"
    ADDRESS = "address"
    EMAIL = "email"
    CARD = "card"
    HEALTH = "health"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One place of a text: what it is, its span in the text, and its words without white space."""

    kind: PersonalKind
    span: Span
    words: str


def personal_data(text: str) -> tuple[PersonalData, ...]:
    """What a text says of persons that is nobody's business, in its order, none inside another; in linear time."""
    sq = Squeezed(text)
    found = sorted(
        {(start, -end, kind) for kind, finder in _FINDERS for start, end in finder(sq)},
        key=lambda place: place[:2],
    )
    kept: list[PersonalData] = []
    reached = 0
    for start, minus_end, kind in found:
        if -minus_end > reached:
            reached = -minus_end
            kept.append(PersonalData(kind, sq.span(start, reached), sq.words[start:reached]))
    return tuple(kept)


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with a sign in place of each visible one in these spans, which lie inside it; of equal length."""
    signs = list(text)
    for start, end in spans:
        signs[start:end] = [_masked(sign) for sign in signs[start:end]]
    return "".join(signs)


def public_words(text: str, words: str, span: Span, hidden: Iterable[Span]) -> str:
    """`words`, which are text[span] without white space, with the signs of the hidden spans of the text masked.

    As long as they are; all of them masked where they are not what stands at their span any more.
    """
    begin, until = span
    inside = [(max(start, begin) - begin, min(end, until) - begin) for start, end in hidden]
    inside = [(start, end) for start, end in inside if start < end]
    if not inside:
        return words
    printed = text[begin:until]
    sq, public = Squeezed(printed), masked(printed, inside)
    if sq.words != words:
        return MASK * len(words)
    return "".join(public[sq.source(position)] for position in range(len(sq)))


def without(words: str, found: Iterable[str]) -> str:
    """Words cut from a text, with signs in place of what was found in the text; of equal length."""
    for each in found:
        words = words.replace(each, MASK * len(each))
    return words


def _masked(sign: str) -> str:
    return sign if sign.isspace() or WITHOUT_INK.match(sign) else MASK


# GB 11643-1999: six digits of the place, the day of birth, three of order, one check digit.
_PLACE = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|7[12]|8[1-3])[0-9]{4}"
_ID = re.compile(f"(?=({_PLACE}(?:1[89]|20)[0-9]{{2}}[01][0-9][0-3][0-9]{{4}}[0-9Xx]))")
_OLD_ID = re.compile(f"(?<![0-9])({_PLACE}[0-9]{{2}}[01][0-9][0-3][0-9]{{4}})(?![0-9])")
_NAMED_ID = re.compile("(?:身份证|身份号|证件)[^0-9，。；]{0,8}?([0-9]{8,17}[0-9Xx])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

_NUMBER_BEHIND = "[^0-9，。；]{0,10}?"
_MOBILE = re.compile("(?=((?:[+＋]?86-?)?1[3-9][0-9](?:-?[0-9]{4}){2}|1[3-9][0-9]-?[0-9]{3}-?[0-9]{5}))")
_LINE = "(?:0[0-9]{2,3}[-－—）]?)?[0-9]{7,8}(?:[-－转][0-9]{1,6})?"
# The line on which an office takes complaints is printed for everybody.
_PHONE = re.compile(f"(?<!监督)(?<!举报)(?<!受理)(?:电话|联系方式|手机|座机){_NUMBER_BEHIND}({_LINE})(?![0-9])")
_EMAIL = re.compile(
    "[A-Za-z0-9][A-Za-z0-9_%+.-]{0,63}[@＠][A-Za-z0-9][A-Za-z0-9-]{0,62}(?:[.．][A-Za-z0-9-]{1,62}){1,4}"
)
_ACCOUNT = re.compile(f"(?:[账帐]号|卡号|银行卡){_NUMBER_BEHIND}([0-9]{{12,19}})")
_CARD = re.compile("(?<![0-9])(62[0-9]{14,17})(?![0-9])")

_ANY_DAY = (
    f"(?:{DAY}|{MONTH}|(?:19|20)[0-9]{{2}}[-./][01]?[0-9]"
    "|(?:19|20)[0-9]{2}[01][0-9](?:[0-3][0-9])?|(?:19|20)[0-9]{2}年)"
)
_BORN = re.compile(f"({_ANY_DAY})(?:出生|生(?![效产活育态物成前命者]))")
_BORN_ON = re.compile(f"(?:出生(?:日期|年月|时间|于|在)?|生于|生日|出生年月日)[：为是，]{{0,2}}({_ANY_DAY})")
_LAST_YEAR_OF_BIRTH = 2010  # of anybody whom a notice speaks of

_ADDRESS = re.compile(
    "(?:家庭住址|家庭地址|现住址|现居住地|身份证住址|住址|家住|住所地|户籍所在地|户籍地址?|户口所在地|居住地)"
    "[：为是在于]{0,2}([^，。；：]{2,60})"
)
_HEALTH = re.compile(
    "(?:(?<![隐后防祸忧])患有?(?![者难得])|确诊(?:为|患有?)?|诊断为)([\u3400-\u9fff]{1,14}?(?:病|癌|瘤|症|炎|综合征))"
)
_FAMILY = re.compile(
    "(?:配偶|妻子|丈夫|爱人|子女|儿子|女儿|之子|之女|父亲|母亲)(?:姓名)?[：为是系叫]?([\u3400-\u9fff·]{2,12})"
)


_BEHIND_A_NAME = re.compile("$|[任为系是现在原于的同工]")


def _id_numbers(sq: Squeezed) -> Iterator[Span]:
    for found in _ID.finditer(sq.folded):
        if _checks(found[1]) and _was_born(found[1][6:14]):
            yield found.span(1)
    for found in _OLD_ID.finditer(sq.folded):
        if _was_born("19" + found[1][6:12]):
            yield found.span(1)
    yield from (found.span(1) for found in _NAMED_ID.finditer(sq.folded))


def _checks(number: str) -> bool:
    """Whether the last digit follows from the others (GB 11643-1999, ISO 7064 mod 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def _was_born(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year > 1880
    except ValueError:
        return False


def _phones(sq: Squeezed) -> Iterator[Span]:
    gaps = set(sq.gaps(0, len(sq)))
    for found in _MOBILE.finditer(sq.folded):
        start, end = found.span(1)
        apart = start == 0 or not sq.folded[start - 1].isdigit() or start in gaps
        if apart and (not sq.folded[end : end + 1].isdigit() or end in gaps):
            yield start, end
    yield from (found.span(1) for found in _PHONE.finditer(sq.folded))


def _cards(sq: Squeezed) -> Iterator[Span]:
    yield from (found.span(1) for found in _ACCOUNT.finditer(sq.folded))
    for found in _CARD.finditer(sq.folded):
        if _luhn(found[1]):
            yield found.span(1)


def _luhn(number: str) -> bool:
    """Whether the last digit follows from the others (ISO/IEC 7812-1)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _births(sq: Squeezed) -> Iterator[Span]:
    for found in _BORN.finditer(sq.folded):
        if (born := day_in(found[1])) is None or born.year <= _LAST_YEAR_OF_BIRTH:
            yield found.span(1)
    yield from (found.span(1) for found in _BORN_ON.finditer(sq.folded))


def _relatives(sq: Squeezed) -> Iterator[Span]:
    """The name behind a word for a relative: as long as it looks like one."""
    for found in _FAMILY.finditer(sq.folded):
        words = found[1]
        lengths = [length for length in (3, 2, 4, *range(5, len(words) + 1)) if length <= len(words)]
        fits = (n for n in lengths if likeness(words[:n]) is Likeness.USUAL and _BEHIND_A_NAME.match(words, n))
        end = next(fits, None)
        if end:
            yield found.start(1), found.start(1) + end


def _groups(pattern: re.Pattern[str], group: int = 1) -> Callable[[Squeezed], Iterator[Span]]:
    return lambda sq: (found.span(group) for found in pattern.finditer(sq.folded))


_FINDERS: tuple[tuple[PersonalKind, Callable[[Squeezed], Iterator[Span]]], ...] = (
    (PersonalKind.ID_NUMBER, _id_numbers),
    (PersonalKind.PHONE, _phones),
    (PersonalKind.BIRTH, _births),
    (PersonalKind.ADDRESS, _groups(_ADDRESS)),
    (PersonalKind.EMAIL, _groups(_EMAIL, 0)),
    (PersonalKind.CARD, _cards),
    (PersonalKind.HEALTH, _groups(_HEALTH)),
    (PersonalKind.FAMILY, _relatives),
)
