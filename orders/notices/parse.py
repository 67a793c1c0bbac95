"""Reading a whole text: its notices with their parts, and what stands around them.

`parse` never raises and drops nothing: parts tile each notice, notices and other text tile the file. A sentence that is
in no known form is remainder, with the reason. 特此通知 and the like are separators, so that a clean notice has none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from orders.notices.body import Above, BodyReader, Days
from orders.notices.body_read import BodyRead
from orders.notices.findings import findings_of
from orders.notices.frame import TERM, session_in, signatories_in
from orders.notices.leads import Context, regions_of
from orders.notices.notice import Clause, Notice, Part, PartKind, Reading, Remainder, Rider, Span
from orders.notices.outside import sentences_in_doubt, why_no_notice
from orders.notices.render import frame_wording_of
from orders.notices.text import Squeezed, day_in
from orders.notices.titles import Head, headcount_in, heads, names_in, number_of
from orders.notices.untitled import untitled
from orders.notices.web_page import page_lines_end

NOT_IN_A_FORM = "这些文字不属于通知的任何部分。"


def parse(text: str, *, bodies: Collection[str] = frozenset()) -> Reading:
    """The notices of a text and the spans of the other text; never raises, in time proportional to the text.

    `bodies`: names of bodies on record, which help to split posts; the founding notices are read without any.
    """
    sq = Squeezed(text)
    known = frozenset(bodies)
    days = Days(sq)
    found = heads(sq)
    notices: list[Notice] = []
    position = 0
    for index, head in enumerate(found):
        limit = found[index + 1].start if index + 1 < len(found) else len(sq)
        if not head.is_notice or head.start < position:
            continue
        read = _read(sq, days, head, limit, known)
        if read is None:
            continue
        notices += _untitled(sq, days, position, head.start, known)
        notices.append(_notice(sq, head, read, known))
        position = read.end
    notices += _untitled(sq, days, position, len(sq), known)
    around = [*_around(sq, notices)]
    remainder = tuple(rest for start, end in around for rest in sentences_in_doubt(sq, start, end))
    taken = sorted([notice.span for notice in notices] + [rest.span for rest in remainder])
    findings = () if notices else (why_no_notice(sq, remainder),)
    return Reading(tuple(notices), tuple(_others(taken, len(text))), remainder, findings)


def _read(sq: Squeezed, days: Days, head: Head, limit: int, bodies: frozenset[str]) -> BodyRead | None:
    """The body of a titled notice; None where nothing of a notice follows, as in a table of contents."""
    start = head.title_end
    if head.number_at and head.number_at[0] >= start:
        start = head.number_at[1]
    title = sq.folded[head.title_start : head.title_end]
    context = Context(bodies, regions_of(head.issuer), frozenset(names_in(title)), titled=True)
    read = BodyReader(sq, days, start, limit, Above(context, _issuer(head), title)).all()
    framed = read.decision or read.addressees
    if read.clauses or (head.surely and framed and read.remainder):
        return read
    return None


def _issuer(head: Head) -> str | None:
    """The issuer as the title prints it, but not the term: 第十五届 is of the session, not of the body."""
    return TERM.sub("", head.issuer) if head.issuer else None


def _notice(sq: Squeezed, head: Head, read: BodyRead, bodies: frozenset[str]) -> Notice:
    title = sq.words[head.title_start : head.title_end] or None
    folded_title = sq.folded[head.title_start : head.title_end]
    signatories = signatories_in(sq, *read.signed) if read.signed else ()
    session = session_in(read.decision)
    issuer = _issuer(head) or (signatories[0] if signatories else None) or (session.body if session else None)
    clauses = tuple(
        Clause(
            number,
            sq.words[clause.start : clause.end],
            sq.span(clause.start, clause.end),
            clause.settle(issuer),
        )
        for number, clause in enumerate(read.clauses, 1)
    )
    parts, rest = _tiles(sq, head, read)
    notice = Notice(
        number=number_of(sq.folded[slice(*head.number_at)]) if head.number_at else None,
        title=title,
        issuer=issuer,
        headcount=headcount_in(folded_title) if title else None,
        span=(parts[0].span[0], parts[-1].span[1]),
        session=session,
        signed_on=day_in(sq.folded[slice(*read.day)]) if read.day else None,
        parts=parts,
        clauses=clauses,
        remainder=rest,
        riders=tuple(
            Rider(sq.words[start:end], sq.span(start, end), tuple(range(1, above + 1)))
            for start, end, above in read.riders
        ),
        addressees=sq.words[slice(*read.addressees)] if read.addressees else None,
        signatories=signatories,
    )
    number_first = bool(head.number_at and head.number_at[0] < head.title_start)
    return replace(
        notice,
        findings=findings_of(notice, read.decision, others=read.others, reported=head.reported),
        wording=frame_wording_of(notice, decision=read.decision, number_first=number_first),
    )


def _tiles(sq: Squeezed, head: Head, read: BodyRead) -> tuple[tuple[Part, ...], tuple[Remainder, ...]]:
    """The parts in order, with a separator in each gap; words in a gap that no rule has read are remainder."""
    placed = [*read.parts]
    if head.title_end > head.title_start:
        placed.append((PartKind.TITLE, head.title_start, head.title_end))
    if head.number_at:
        placed.append((PartKind.NUMBER, *head.number_at))
    if head.number_at and 0 < head.title_end < head.number_at[0]:
        behind = page_lines_end(sq, head.title_end, head.number_at[0])
        if sq.begins_line(behind) and behind < head.number_at[0] and sq.begins_line(head.number_at[0]):
            placed.append((PartKind.REMAINDER, behind, head.number_at[0]))
    placed.sort(key=lambda part: part[1])
    reasons = {start: reason for start, _, reason in read.remainder}
    parts: list[Part] = []
    rest: list[Remainder] = []
    for kind, start, end in placed:
        span = sq.span(start, end)
        if parts and parts[-1].span[1] < span[0]:
            parts.append(Part(PartKind.SEPARATOR, (parts[-1].span[1], span[0])))
        parts.append(Part(kind, span))
        if kind is PartKind.REMAINDER:
            rest.append(Remainder(sq.words[start:end], span, reasons.get(start, NOT_IN_A_FORM)))
    return tuple(parts), tuple(rest)


def _untitled(sq: Squeezed, days: Days, start: int, end: int, bodies: frozenset[str]) -> Iterator[Notice]:
    """Notices without a title in the text between two notices."""
    for head, read in untitled(sq, days, start, end, bodies):
        yield _notice(sq, head, read, bodies)


def _around(sq: Squeezed, notices: list[Notice]) -> Iterator[tuple[int, int]]:
    """The positions between notices."""
    position = 0
    for notice in notices:
        start, end = sq.position(notice.span[0]), sq.position(notice.span[1])
        if position < start:
            yield position, start
        position = end
    if position < len(sq):
        yield position, len(sq)


def _others(taken: list[Span], length: int) -> Iterator[Span]:
    position = 0
    for span in taken:
        if position < span[0]:
            yield position, span[0]
        position = span[1]
    if position < length:
        yield position, length
