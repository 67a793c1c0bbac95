"""One sentence of a notice, read into acts: its segments apart by commas, and what becomes of those that are not read.

The segment is the unit of doubt: one that is not understood is left to a person, its neighbours stay, unless it could
change what they say (see refusing.py). Wrong is worse than unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orders.notices.drafts import Draft, Sentence, Stretch
from orders.notices.leads import Context
from orders.notices.names import Likeness, likeness
from orders.notices.posts import ends_in_title
from orders.notices.refusing import (
    NOT_AN_ACT,
    NOTHING_DONE,
    SPEAKS_OF_OTHERS,
    TOO_LONG,
    Unread,
    not_an_act,
)
from orders.notices.segments import VERB_WORD, SegmentReader
from orders.notices.text import Words, outside_brackets
from orders.notices.vocabulary import TELLING_WORD, Verb
from orders.notices.wording import Close

SENTENCE_LIMIT = 4000  # characters; a longer sentence is left to a person

_SAYS_AN_ACT = re.compile(TELLING_WORD)
_POST_CLOSED = tuple(close for close in Close if close)
# Why something is decided, before it is: 因工作需要. Kept with the clause, but says nothing of the act.
_REASON = re.compile(
    "(?:因|由于|鉴于|根据|按照|为(?:加强|进一步|适应|推进|做好|了|便于|规范|落实|充实|优化))[^任免聘不未如若拟]{2,40}"
)
# Who decided, before what: 县委批准，甲任Ap · 经表决，任命….
_DECIDER = re.compile(
    "(?:同时|另|此外|并)?(?:会议)?(?:经|由)?[^，：任免聘辞不未拟]{0,40}?(?:研究决定|讨论决定|决定|批准|同意|(?:投票|举手|无记名)?表决(?:通过)?|审议通过|依法)"
)
_WHY = "(?:因|由于)[^，任免辞聘]{2,20}"
_LEAVES = "(?:自愿|主动|申请|提出|请求)?(?:不再(?:担任|兼任|任)|辞去)"
# 甲因年龄原因不再担任Ap: the reason stands between the name and the verb.
_REASON_INSIDE = re.compile(f"(?<=[\u3400-\u9fff]{{2}}){_WHY}?(?={_LEAVES})")
_SUBJECT = re.compile(f"(?P<name>[\u3400-\u9fff·]{{2,12}}?)(?P<comrade>同志)?(?P<why>{_WHY})?")
_OF_A_SUBJECT = re.compile(_LEAVES)


class _Segment(NamedTuple):
    start: int
    end: int
    words: Words  # without a reason that stands inside
    why: Words | None = None


def read_sentence(
    words: Words, context: Context, *, verb: Verb | None = None, headed: bool = False, before: Sequence[Draft] = ()
) -> Sentence:
    """What a sentence without its full stop and numbering says; never raises.

    `verb`: of the heading (then `headed`) or sentence before, which this one may leave out (任命：甲为…；乙为…). `before`:
    the drafts of the clause before, to which 任职试用期为一年 and 免去其… behind a semicolon belong.
    """
    length = len(words.folded)
    if length > SENTENCE_LIMIT:
        return Sentence.unread(length, TOO_LONG)
    try:
        return _Stretches(words, SegmentReader(context, verb, before, headed=headed)).read()
    except Unread as unread:
        return Sentence.unread(length, str(unread))


class _Stretches:
    """The stretches of a sentence as they come about; Unread where nothing of it may be believed."""

    def __init__(self, words: Words, reader: SegmentReader) -> None:
        self.words = words
        self.reader = reader
        self.segments = [*_segments(words)]
        self.refused = _last(NOTHING_DONE, words.folded)
        self.done: list[Stretch] = []
        self.begun = 0  # where the stretch that is being read begins
        self.ended = 0  # where its last segment ends

    def read(self) -> Sentence:
        for segment in self.segments:
            try:
                self._take(segment)
            except Unread as unread:
                if unread.wholly:
                    raise
                if self._end_at(segment, str(unread)):
                    return Sentence(self.done, verb=self.done[0].drafts[-1].verb if self.done[0].drafts else None)
        if self.reader.said or self.reader.trial or not self.done:
            self._close()
        return Sentence(self.done, verb=self.reader.verb)

    def _take(self, segment: _Segment) -> None:
        known = len(self.reader.drafts)
        self.reader.segment(segment.words)
        if segment.why:
            self.reader.explain(segment.why)
        if said := self.reader.drafts[known:]:
            around = _without_posts(segment.words.printed, said)
            if refused := NOTHING_DONE.search(around) or NOT_AN_ACT.search(around):
                self.reader.drafts = self.reader.drafts[:known]
                raise Unread(not_an_act(refused[0]))
        self.ended = segment.end

    def _close(self) -> None:
        self.reader.finish()
        stretch = Stretch(self.begun, self.ended, self.reader.said, None, self.reader.continues)
        self.done.append(stretch)

    def _end_at(self, segment: _Segment, reason: str) -> bool:
        """What a segment that is not read does to its neighbours; whether the rest of the sentence goes with it."""
        if self.refused and segment.start <= self.refused.start():
            raise Unread(not_an_act(self.refused[0]))
        proposed = NOT_AN_ACT.search(segment.words.folded)
        if proposed:
            reason = not_an_act(proposed[0])
        if self.reader.trial or (not self.reader.drafts and not self.done and not _stands_alone(segment, proposed)):
            raise Unread(reason)
        if self.reader.drafts or self.reader.continues:
            self._close()
        if proposed:
            self.done.append(Stretch(segment.start, len(self.words.folded), [], reason))
            return True
        if SPEAKS_OF_OTHERS.search(segment.words.folded):
            raise Unread(reason)
        if self.done and self.done[-1].reason:
            self.done[-1] = self.done[-1]._replace(end=segment.end)
        else:
            self.done.append(Stretch(segment.start if self.done else 0, segment.end, [], reason))
        # What follows must say for itself who and what: nothing is carried over words that are not understood.
        self.reader = SegmentReader(self.reader.context, None, ())
        self.begun = min(segment.end + 1, len(self.words.folded))
        return False


def _last(pattern: re.Pattern[str], folded: str) -> re.Match[str] | None:
    return max(pattern.finditer(folded), key=lambda found: found.start(), default=None)


def _stands_alone(segment: _Segment, proposed: re.Match[str] | None) -> bool:
    """Whether a first segment that is not read looks like an act of its own, not like words that lead to the next."""
    folded = segment.words.folded
    if proposed or not (folded.endswith(_POST_CLOSED) or ends_in_title(folded)):
        return False
    return VERB_WORD.match(folded) is not None or any(likeness(folded[:end]) is Likeness.USUAL for end in (2, 3))


def _without_posts(printed: str, drafts: Sequence[Draft]) -> str:
    for post in {draft.post.printed for draft in drafts if draft.post}:
        printed = printed.replace(post, "")
    return printed


def _segments(words: Words) -> Iterator[_Segment]:
    """The segments, each with a subject or names that a comma has cut off it; without what leads to the first."""
    cuts = _commas(words.folded)
    if len(cuts) > 1 and _is_reason(words.folded[slice(*cuts[0])]):
        del cuts[0]
    if len(cuts) > 1 and _is_decider(words.folded[slice(*cuts[0])]):
        del cuts[0]
    held: _Segment | None = None
    for place, (start, end) in enumerate(cuts):
        segment = _segment(words, start, end)
        if held is not None:
            tie = "、" if held.why is None and not _OF_A_SUBJECT.match(segment.words.folded) else ""
            joined = (tie.join(parts) for parts in zip(held.words, segment.words, strict=True))
            segment = _Segment(held.start, end, Words(*joined), held.why or segment.why)
        held = None
        if place + 1 < len(cuts) and (subject := _subject(segment, words.folded[slice(*cuts[place + 1])])):
            held = subject
        else:
            yield segment


def _segment(words: Words, start: int, end: int) -> _Segment:
    cut = words.cut(start, end)
    found = _REASON_INSIDE.search(cut.folded)
    if found is None:
        return _Segment(start, end, cut)
    begin, behind = found.span()
    without = Words(cut.folded[:begin] + cut.folded[behind:], cut.printed[:begin] + cut.printed[behind:])
    return _Segment(start, end, without, cut.cut(begin, behind))


def _subject(segment: _Segment, behind: str) -> _Segment | None:
    """The person of the next segment, where this one names nothing else: 甲因工作需要，不再担任Ap · 甲，乙任Ap."""
    found = _SUBJECT.fullmatch(segment.words.folded)
    if found is None or likeness(found["name"]) is not Likeness.USUAL:
        return None
    if not (_OF_A_SUBJECT.match(behind) or not (found["why"] or found["comrade"])):
        return None
    why = segment.words.cut(*found.span("why")) if found["why"] else None
    return segment._replace(words=segment.words.cut(0, found.start("why") if found["why"] else None), why=why)


def _commas(folded: str) -> list[tuple[int, int]]:
    """The stretches between commas, except commas in brackets."""
    cuts, start = [], 0
    for comma, behind in outside_brackets(folded, "，"):
        cuts.append((start, comma))
        start = behind
    return [(begin, end) for begin, end in [*cuts, (start, len(folded))] if begin < end]


def _is_reason(segment: str) -> bool:
    """因机构撤销, but not 因工作需要撤销张三某局局长职务, which is an act."""
    if not _REASON.fullmatch(segment) or _SAYS_AN_ACT.search(segment):
        return False
    return not (VERB_WORD.search(segment) and (segment.endswith(_POST_CLOSED) or ends_in_title(segment)))


def _is_decider(segment: str) -> bool:
    """县委批准, 经表决: who decided; not 县委建议, and nothing that refuses."""
    return (
        _DECIDER.fullmatch(segment) is not None
        and not NOT_AN_ACT.search(segment)
        and not NOTHING_DONE.search(segment)
        and not VERB_WORD.search(segment)
    )
