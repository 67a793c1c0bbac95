"""Could these words be an act? The question behind the promise that nothing is lost in silence.

A verb of the table with a likely name and a title beside it makes one think of an act, be its form known or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from orders.notices.names import Likeness, likeness
from orders.notices.vocabulary import ANY_WORD, any_of
from people.title_words import HEADS

_VERB_BEFORE_A_NAME = re.compile(
    f"(?:{ANY_WORD}|推荐|提名|同意|批准|决定|建议)(?:[\u3400-\u9fff（）]{{0,20}}?(?=同志))?"
)
_VERB_BEHIND_A_NAME = re.compile(
    "(?:同志)?(?:（[^（）]{1,12}）)?(?:[现原拟曾改调转升出接兼挂代另历]?任(?![命职务免期何意])|担任|兼任|不再[担兼]?任|辞去|免去|当选|代理|晋升|确定为|正式任|继续任|主持)"
)
_TITLE = re.compile(any_of((*HEADS, "职务", "职级")))
_BEHIND = 80  # characters in which the title stands
_LENGTHS = (2, 3, 4)  # of a likely name


def acts_in_doubt(folded: str) -> bool:
    """Whether a verb of the table stands there with a likely name and a title beside it."""
    return any(_TITLE.search(folded, at, at + _BEHIND) for at in _named(folded))


def _named(folded: str) -> Iterator[int]:
    """Behind each verb with a likely name beside it."""
    for verb in _VERB_BEHIND_A_NAME.finditer(folded):
        if any(_is_name(folded, verb.start() - length, verb.start()) for length in _LENGTHS):
            yield verb.end()
    for verb in _VERB_BEFORE_A_NAME.finditer(folded):
        at = verb.end()
        if any(_is_name(folded, at, at + length) for length in _LENGTHS):
            yield at + 2


def _is_name(folded: str, start: int, end: int) -> bool:
    return start >= 0 and likeness(folded[start:end]) is Likeness.USUAL
