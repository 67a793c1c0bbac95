"""The text around the notices: nothing there that could be an act is passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from orders.notices.likely import acts_in_doubt
from orders.notices.notice import Finding, Remainder
from orders.notices.refusing import NOT_AN_ACT, NOTHING_DONE, not_an_act
from orders.notices.text import Squeezed

OUTSIDE = "这一句像是任免，但不在任何通知之中，须由人阅读。"
NO_NOTICE = "没有读出任免通知：没有标题，也没有一句能够整句读出的任免。"
NO_NOTICE_BUT = "没有读出任免通知，但是有{count}句像是任免，须由人阅读。"
NO_NOTICE_OF_A_KIND = "没有读出任免通知：文中写明“{word}”，不是已经作出的任免。"
_SENTENCE = re.compile("[^。；]+")
_NO_DECISION_YET = re.compile("公示|草案|议案|拟任|拟提名|征求意见|简历|建议")
_SENTENCE_LIMIT = 2000  # characters; of a longer one its lines are asked one by one


def sentences_in_doubt(sq: Squeezed, start: int, end: int) -> Iterator[Remainder]:
    """The sentences between two positions that make one think of acts, each with the reason why it is none here."""
    for found in _SENTENCE.finditer(sq.folded, start, end):
        for begin, stop in _pieces(sq, *found.span()):
            folded = sq.folded[begin:stop]
            if acts_in_doubt(folded):
                refused = NOTHING_DONE.search(folded) or NOT_AN_ACT.search(folded)
                reason = not_an_act(refused[0]) if refused else OUTSIDE
                yield Remainder(sq.words[begin:stop], sq.span(begin, stop), reason)


def why_no_notice(sq: Squeezed, remainder: tuple[Remainder, ...]) -> Finding:
    """Why a text in which no notice was found is none."""
    if kind := _NO_DECISION_YET.search(sq.folded):
        return Finding("no_notice", NO_NOTICE_OF_A_KIND.format(word=kind[0]))
    if remainder:
        return Finding("no_notice", NO_NOTICE_BUT.format(count=len(remainder)))
    return Finding("no_notice", NO_NOTICE)


def _pieces(sq: Squeezed, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, or its lines where it is so long that it can be none."""
    if end - start <= _SENTENCE_LIMIT:
        yield start, end
        return
    begin = start
    for line in [*sq.lines(start, end), end]:
        if line > begin:
            yield begin, line
        begin = line
