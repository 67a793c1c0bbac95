"""Names in Latin letters, for finding people by typing and for the English pages.

Written as GB/T 28039-2011 中国人名汉语拼音字母拼写规则 has it: surname first, then the given name in one word, without
tone marks, an apostrophe before a syllable that begins with a vowel, YU for ü (Lyu, as in passports). It is a reading,
not a fact: several characters are read in a way of their own in surnames (任 rén, 单 shàn, 解 xiè), a given name may be
read otherwise by its bearer, and the result may be put right by hand.
"""

from __future__ import annotations

from pypinyin import Style, pinyin

from people.characters import folded
from people.surnames import reading_of, surname_of

DOT = "·"  # between the parts of a name of another people: 阿不都拉·买买提

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
    bare = folded("".join(name.split()))
    if DOT in bare:
        return " ".join(_word(part) for part in bare.split(DOT) if part)
    surname = surname_of(bare)
    given = bare[len(surname) :]
    reading = reading_of(surname)
    return f"{reading.capitalize() if reading else _word(surname)} {_word(given)}".strip()


def _word(characters: str) -> str:
    """The syllables written together, with the apostrophe that keeps Xi'an from being read as one syllable."""
    word = ""
    for (syllable,) in pinyin(characters, style=Style.NORMAL, v_to_u=True):
        divided = word and syllable[:1] in "aeo"
        word += ("'" if divided else "") + syllable.replace("ü", "yu")
    return word[:1].upper() + word[1:]
