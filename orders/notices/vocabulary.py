"""The verbs of notices and the words that say them: one line each, and nothing else in the project lists them again.

A verb is what an act does; its role says what that means for a tenure. The words are those printed before a name
(聘任张三为…) and those of headings and titles (一、任职). What the reader looks for anywhere – a clause, a heading, a
title, the words that are no name, no post and no line of a web page – is made from these rows by the patterns below, so
that a new word is a new line here. What may follow a word stands in forms.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


def gettext_noop(message: str) -> str:
    """Marks a message for the catalogue, which finds it by this name; translated where it is shown."""
    return message


class Verb(StrEnum):
    """What an act does to one official in one position."""

    APPOINT = "appoint"
    REMOVE = "remove"
    NATURAL_REMOVAL = "natural_removal"
    CONFIRM = "confirm"
    RESIGN = "resign"
    DISMISS = "dismiss"
    GRADE = "grade"


class Role(StrEnum):
    """What a verb means for the tenure of its official in its position."""

    OPENS = "opens"
    CONFIRMS = "confirms"  # the one that is open, else it opens one
    CLOSES = "closes"
    CLOSES_BY_ITSELF = "closes by itself"  # because something happened to the body
    GRADES = "grades"  # a ladder of its own, of no body: it makes no tenure


@dataclass(frozen=True, slots=True)
class Word:
    """A word printed before a name. The marks say where else it stands, so that it proves nothing there by itself."""

    word: str
    everyday: bool = False  # said of other things than posts as well: 撤销机构, 接受捐赠
    in_names: bool = False  # may be a part of a person's name: 万确定
    in_bodies: bool = False  # may be a part of a body's name: 聘任制公务员管理中心
    elects: bool = False  # a people's congress gives the post by it
    not_behind: str = ""  # signs with which it is another word, before it (办理手续 | 聘任…) …
    not_before: str = ""  # … and behind it (聘书, 聘期)

    def pattern(self, others: Iterable[Word] = ()) -> str:
        """Matches the word, but not where it is another, longer one of `others`; begins with a character, for speed."""
        first, rest = self.word[0], self.word[1:]
        behind = f"(?<![{self.not_behind}]{first})" if self.not_behind else ""
        longer = [other.word.removeprefix(self.word) for other in others if other.word.startswith(self.word)]
        not_before = [f"[{self.not_before}]" if self.not_before else "", *longer]
        before = f"(?!{'|'.join(filter(None, not_before))})" if any(not_before) else ""
        return first + behind + rest + before


@dataclass(frozen=True, slots=True)
class VerbRow:
    """One verb. Its first word is that of the founding form."""

    verb: Verb
    role: Role
    label: str  # as pages and choices show it
    words: tuple[Word, ...] = ()
    nouns: tuple[str, ...] = ()  # what headings and titles call it besides
    carried: bool = True  # a heading or the phrase before may say it for what follows: 任命：甲为…；乙为…


ROWS = (
    VerbRow(
        Verb.APPOINT,
        Role.OPENS,
        gettext_noop("任命"),
        (
            Word("任命"),
            Word("聘任", in_bodies=True),
            Word("聘请"),
            Word("聘", everyday=True, in_names=True, not_before="书期用"),
            Word("续聘", not_behind="手继"),
            Word("委任", in_bodies=True, not_before="命免职制"),
            Word("委派", in_bodies=True, not_before="制"),
            Word("任用", everyday=True, in_names=True),
            Word("选举", everyday=True, in_bodies=True, elects=True),
            Word("补选", everyday=True, elects=True),
        ),
        nouns=("任职", "任用", "聘用"),
    ),
    VerbRow(
        Verb.REMOVE,
        Role.CLOSES,
        gettext_noop("免去"),
        (
            Word("免去"),
            Word("解聘"),
            Word("解除委派"),
        ),
        nouns=("免职",),
    ),
    VerbRow(Verb.NATURAL_REMOVAL, Role.CLOSES_BY_ITSELF, gettext_noop("自然免去"), carried=False),
    VerbRow(
        Verb.CONFIRM,
        Role.CONFIRMS,
        gettext_noop("转正"),
        (
            Word("正式任命"),
            Word("正式聘任"),
            Word("正式任用"),
        ),
        nouns=("转正",),
        carried=False,
    ),
    VerbRow(
        Verb.RESIGN,
        Role.CLOSES,
        gettext_noop("辞去"),
        (
            Word("接受", everyday=True),
            Word("接受了", everyday=True),
        ),
        nouns=("辞职",),
        carried=False,
    ),
    VerbRow(
        Verb.DISMISS,
        Role.CLOSES,
        gettext_noop("撤职"),
        (
            Word("撤销", everyday=True),
            Word("撤去"),
        ),
        nouns=("撤职",),
    ),
    VerbRow(
        Verb.GRADE,
        Role.GRADES,
        gettext_noop("职级"),
        (
            Word("确定", everyday=True, in_names=True),
            Word("晋升", everyday=True),
        ),
    ),
)

VERBS = {row.verb: row for row in ROWS}
ELECTING = frozenset(word.word for row in ROWS for word in row.words if word.elects)
VERB_OF = {word.word: row.verb for row in ROWS for word in row.words}
# A confirmation has words, but its founding form begins with the name: 甲试用期满正式任….
FOUNDING_WORD = {row.verb: row.words[0].word if row.words and row.role is not Role.CONFIRMS else "" for row in ROWS}


def verbs_of(*roles: Role) -> frozenset[Verb]:
    return frozenset(row.verb for row in ROWS if row.role in roles)


APPOINTMENTS = verbs_of(Role.OPENS)
CONFIRMATIONS = verbs_of(Role.CONFIRMS)
OPENINGS = APPOINTMENTS | CONFIRMATIONS
NATURAL_REMOVALS = verbs_of(Role.CLOSES_BY_ITSELF)
REMOVALS = verbs_of(Role.CLOSES) | NATURAL_REMOVALS
GRADES = verbs_of(Role.GRADES)


def any_of(words: Iterable[str]) -> str:
    """Alternatives of a pattern, the longest first; to be put in a group where more follows or goes before."""
    return "|".join(sorted(filter(None, words), key=len, reverse=True))


def _any_word(words: Iterable[Word]) -> str:
    chosen = sorted(words, key=lambda word: len(word.word), reverse=True)
    return "|".join(word.pattern(chosen) for word in chosen)


_WORDS = [word for row in ROWS for word in row.words]
# Patterns, to be compiled by the modules that look for them. Any word, of whatever verb:
ANY_WORD = _any_word(_WORDS)
# one that shows by itself that posts are given or taken, and one that does so in the name of no body either;
TELLING_WORD = _any_word(word for word in _WORDS if not word.everyday)
WORD_IN_NO_BODY = _any_word(word for word in _WORDS if not (word.everyday or word.in_bodies))
# one that is hardly ever a part of a person's name;
WORD_IN_NO_NAME = _any_word(word for word in _WORDS if not word.in_names)
WORD_OF_APPOINTMENT = _any_word(word for row in ROWS if row.verb in APPOINTMENTS for word in row.words)
WORD_OF_REMOVAL = _any_word(word for row in ROWS if row.verb in REMOVALS for word in row.words)
# what a heading says for all that follows, and what a title says behind the names.
VERB_OF_HEADING = {
    word: row.verb for row in ROWS if row.carried for word in (*(word.word for word in row.words), *row.nouns)
}
HEADING_WORD = any_of(VERB_OF_HEADING)
# Headings of verbs that each sentence below says again: 接受辞职.
HEADING_ALONE = any_of(
    combined
    for row in ROWS
    if not row.carried
    for noun in row.nouns
    for combined in (noun, *(f"{word.word}{noun}" for word in row.words))
)
TITLE_WORDS = tuple(word.word for row in ROWS if row.carried for word in row.words if len(word.word) > 1)
NOUN = any_of(noun for row in ROWS for noun in row.nouns)
