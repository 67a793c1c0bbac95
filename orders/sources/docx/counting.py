"""Numerals in the formats in which Word and WPS number paragraphs."""

from __future__ import annotations

from collections.abc import Callable

from orders.notices.text import in_chinese

_DIGITS = "〇一二三四五六七八九"
_FORMAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _chinese(number: int) -> str:
    """一 … 九十九, from 100 on digit by digit: 一〇一."""
    return in_chinese(number) if number < 100 else "".join(_DIGITS[int(digit)] for digit in str(number))


def _formal(number: int) -> str:
    words = in_chinese(number).translate(_FORMAL)
    return f"壹{words}" if words.startswith("拾") else words


def _letter(number: int) -> str:
    """A … Z, AA, BB …"""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    words = ""
    if not 0 < number < 4000:
        return str(number)
    for worth, sign in _ROMAN:
        words += sign * (number // worth)
        number %= worth
    return words


def _of(signs: str) -> Callable[[int], str]:
    """One sign for each number, as long as there are signs."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _row(first: str, count: int) -> Callable[[int], str]:
    return _of("".join(chr(ord(first) + step) for step in range(count)))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedCircleChinese": _row("①", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "chineseCounting": _chinese,
    "chineseCountingThousand": in_chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": in_chinese,
    "japaneseCounting": in_chinese,
    "japaneseDigitalTenThousand": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "taiwaneseDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "japaneseLegal": _formal,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographEnclosedCircle": _row("㊀", 10),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "none": lambda number: "",
}


def counted(number: int, form: str) -> str | None:
    """The number in this format; None where the format is not known here."""
    numeral = FORMATS.get(form)
    return numeral(max(number, 0)) if numeral is not None else None
