"""What somebody types who looks for a person: cleaned, and what it may mean of a name, best first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Lower, Replace

from people.characters import folded

LONGEST = 100  # characters of a question that are looked at
LATIN = re.compile(r"[A-Za-z][A-Za-z '’·-]*")

# A name in pinyin as one run of small letters: Ouyang Chun'an → ouyangchunan.
LETTERS = Lower(Replace(Replace("pinyin", Value(" "), Value("")), Value("'"), Value("")))


def cleaned(question: str) -> str:
    """Spelt as names are kept, without white space around; none between characters either, unless they are Latin.

    Two-character names are often padded in print: 黄 瑾. Pinyin loses its tone marks: Zhāng Wěi.
    """
    words = folded(unicodedata.normalize("NFC", question)).split()
    spaced = toneless(" ".join(words)[:LONGEST])
    return spaced[:LONGEST] if LATIN.fullmatch(spaced) else "".join(words)[:LONGEST]


def toneless(pinyin: str) -> str:
    """Pinyin in plain letters, as people.pinyin writes it: Lǚ Zhāngwěi → Lyu Zhangwei."""
    letters = unicodedata.normalize("NFD", pinyin).replace("u\u0308", "yu").replace("U\u0308", "Yu")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def meanings(wanted: str) -> list[Q]:
    """What a cleaned question may mean of an official, best first; asks for rows that carry `letters`."""
    named = [Q(name=wanted), Q(name__startswith=wanted), Q(name__contains=wanted)]
    return [*named, *(_by_pinyin(wanted) if LATIN.fullmatch(wanted) else []), Q(code=wanted)]


def _by_pinyin(wanted: str) -> list[Q]:
    """zhangtingjin, zhang tingjin, zhang ting jin, Tingjin Zhang, tingjin, zhangt, ztj – for Zhang Tingjin."""
    words = re.findall("[a-z]+", wanted.lower())
    letters, turned = "".join(words), "".join([*words[1:], *words[:1]])
    choices = [Q(letters=letters), Q(letters=turned), Q(letters__startswith=letters), Q(letters__contains=letters)]
    if len(words) == 1 and 2 <= len(letters) <= 4:
        surname, given = letters[0], letters[1:]
        choices.append(Q(pinyin__iregex=f"^{surname}[a-z]* {'[a-z]*'.join(given)}[a-z]*$"))
    return choices


def any_of(choices: Iterable[Q]) -> Q:
    """Rows that one of the choices fits; none where there are none."""
    together = Q(pk__in=[])
    for choice in choices:
        together |= choice
    return together


def best(choices: Sequence[Q]) -> Case:
    """The place of the first of the choices that fits: 0 is best."""
    return Case(
        *(When(choice, then=Value(place)) for place, choice in enumerate(choices)),
        default=Value(len(choices)),
        output_field=IntegerField(),
    )
