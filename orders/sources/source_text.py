"""What is had from a file: its words, what is to be remarked about it, and where in it the words stood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from orders.notices.notice import Finding, Span

MOST_CHARACTERS = 10_000_000  # of one file: a hundred gazettes; more is no document of an office


class Kind(StrEnum):
    """The kinds of file that are read."""

    TEXT = "txt"
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


class PlaceKind(StrEnum):
    """What is counted in the original: pages, paragraphs outside of tables, rows of a table."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text and where in the original it stood; everything is counted from 1.

    Paragraphs are counted where they hold words, tables likewise; `table` is 0 for a page or a paragraph.
    """

    span: Span
    kind: PlaceKind
    number: int
    table: int = 0

    def as_row(self) -> list[int | str]:
        """As plain values, to be kept; `place_of` is the way back."""
        return [*self.span, self.kind.value, self.number, self.table]


def place_of(row: Sequence[int | str]) -> Place:
    start, end, kind, number, table = row
    return Place((int(start), int(end)), PlaceKind(str(kind)), int(number), int(table))


@dataclass(frozen=True, slots=True)
class SourceText:
    """The words of a file. Spans, of a reading and of `places`, count the code points of `text`.

    `encoding` is that of the characters of a text file or a page, else empty. `aside` holds the words of the file that
    are not read (deleted, hidden, of headers, text boxes, comments): whoever looks for a mark of secrecy looks there
    too; that they are not read is said by a finding.
    """

    text: str
    kind: Kind = Kind.TEXT
    encoding: str = ""
    findings: tuple[Finding, ...] = ()
    places: tuple[Place, ...] = ()
    aside: str = ""


def places_within(places: Sequence[Place], span: Span) -> list[Place]:
    """The places that a span of the text touches. They stand in the order of the text and do not overlap."""
    first = bisect_right(places, span[0], key=lambda place: place.span[1])
    last = bisect_left(places, span[1], key=lambda place: place.span[0])
    return list(places[first:last])
