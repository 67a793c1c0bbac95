"""Notices without a title: clauses pasted alone, or with no more than a number, addressees and a decision before them.

Outside of a titled notice a sentence must begin a line or follow a full stop, carry its verb word, and be read whole
before it counts: a policy that mentions 任命 is no notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from orders.notices.body import Above, BodyReader, Days
from orders.notices.body_read import BodyRead
from orders.notices.grammar import SENTENCE_LIMIT
from orders.notices.leads import Context
from orders.notices.likely import acts_in_doubt
from orders.notices.names import is_likely_name
from orders.notices.refusing import no_act_led_to
from orders.notices.text import Squeezed
from orders.notices.titles import NUMBER, Head
from orders.notices.vocabulary import ANY_WORD, any_of
from orders.notices.wording import NO_LONGER

_VERB = re.compile(f"{any_of(NO_LONGER)}|试用期满|{ANY_WORD}")
_STOP = re.compile("[；。]")
# What a report says about a decision, which is no decision: 会议决定…, as told the next day.
_REPORTED = re.compile(
    "近日|日前|昨日|今日|昨天|今天|召开|举行|据悉|获悉|消息|报道|讯|会上|表决|[0-9]日(?:上午|下午|晚)?，"
)
# What is told of, and decides nothing: 会议听取…, 公示….
_NO_DECISION = re.compile("发布|提到|听取|介绍|表示|公示|草案|议案|简历|拟")
_LINES_OF_AN_OPENING = 8
_LIST_LIMIT = 600  # characters behind a colon that may still be led by it
_LEAD_LIMIT = 200  # characters of the words before it
_PASTE_LIMIT = 20_000  # characters; a longer text with no verb word is no paste of clauses


class _Text(NamedTuple):
    """The words that are searched, where days stand in them, and the bodies on record."""

    sq: Squeezed
    days: Days
    bodies: frozenset[str]


def untitled(sq: Squeezed, days: Days, start: int, end: int, bodies: frozenset[str]) -> Iterator[tuple[Head, BodyRead]]:
    """The untitled notices between two positions, in order and apart from each other."""
    text = _Text(sq, days, bodies)
    position, stop = start, start
    found = False
    verb = _VERB.search(sq.folded, position, end)
    while verb is not None:
        if stop <= verb.start():
            next_stop = _STOP.search(sq.folded, verb.start(), end)
            stop = next_stop.end() if next_stop else end
        read = _begin(text, verb.start(), floor=position, stop=stop, end=end)
        if read is not None:
            found = True
            yield read
            position = read[1].end
        # What could begin before another verb of the same line and sentence was tried for this one.
        tried = min(stop, sq.line_end(verb.start()))
        verb = _VERB.search(sq.folded, max(position, tried), end)
    if not found and 0 == start < end == len(sq) <= _PASTE_LIMIT:
        head, body = _read(text, start, end)
        if _is_read_whole(body):
            yield head, body


def _begin(text: _Text, verb: int, *, floor: int, stop: int, end: int) -> tuple[Head, BodyRead] | None:
    """The notice whose first verb word stands at `verb`; None where its first sentence is not read whole.

    It begins at `floor` or behind; its first sentence ends at `stop`, the whole of it at `end` or before.
    """
    sq = text.sq
    if stop - verb > SENTENCE_LIMIT:
        return None
    for start in _openings(sq, verb, floor):
        if start and sq.folded[start - 1] in "：；，、“‘《（":
            continue  # led up to by words that are not understood
        if _led_to_no_act(sq, floor, start):
            continue
        first = _read(text, start, stop)[1]
        if _is_read_whole(first):
            head, body = _read(text, start, end)
            return head, body
    return None


def _led_to_no_act(sq: Squeezed, floor: int, start: int) -> bool:
    """Whether the last colon before the sentence is that of 建议： or 拟任命：, which may lead more than one sentence."""
    colon = sq.folded.rfind("：", max(floor, start - _LIST_LIMIT), start)
    if colon < 0:
        return False
    lead = max(sq.folded.rfind(sign, max(floor, colon - _LEAD_LIMIT), colon) + 1 for sign in "。；：")
    return no_act_led_to(sq.folded[max(lead, floor, colon - _LEAD_LIMIT) : colon], titled=False) is not None


def _is_read_whole(body: BodyRead) -> bool:
    """Whether there are clauses and nothing else; all names must be likely ones: 聘任专家为顾问 appoints nobody."""
    if not body.clauses or body.remainder or _NO_DECISION.search(body.decision):
        return False
    return all(is_likely_name(draft.person.name) for clause in body.clauses for draft in clause.drafts)


def _openings(sq: Squeezed, verb: int, floor: int) -> list[int]:
    """Where the notice may begin: the lines above the verb without a full stop, from the top; then its sentence."""
    lines = []
    line = verb
    for _ in range(_LINES_OF_AN_OPENING):
        line = max(sq.line_start(line), floor)
        if verb - line > SENTENCE_LIMIT or _STOP.search(sq.folded, line, verb):
            break
        lines.append(line)
        if line <= floor:
            break
        line -= 1
    sentence = max(sq.folded.rfind(sign, max(floor, verb - 400), verb) for sign in "；。") + 1
    if sentence > floor and sentence not in lines:
        lines.insert(0, sentence)
    return lines[::-1]


def _read(text: _Text, start: int, end: int) -> tuple[Head, BodyRead]:
    sq = text.sq
    number = NUMBER.match(sq.folded, start, end)
    behind = number.end() if number and sq.begins_line(number.end()) else start
    body = BodyReader(sq, text.days, behind, end, Above(Context(text.bodies), patience=2)).all()
    _drop_last_remainder(sq, body)
    at = number.span() if number and behind > start else None
    return Head(start, start, start, None, at, reported=bool(_REPORTED.search(body.decision))), body


def _drop_last_remainder(sq: Squeezed, body: BodyRead) -> None:
    """What is not read behind the last clause is not a part of the notice, unless it could be an act."""
    while body.remainder and body.clauses and body.remainder[-1][0] > body.clauses[-1].start and body.day is None:
        if acts_in_doubt(sq.folded[slice(*body.remainder[-1][:2])]):
            break
        begin = body.remainder.pop()[0]
        while body.parts[-1][1] >= begin:
            body.parts.pop()
        body.end = begin
