"""The one way from the bytes of a file to its words, whatever its kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from orders.notices.encodings import decoded
from orders.notices.notice import Finding, Reading
from orders.notices.parse import parse
from orders.sources.apart import read_apart
from orders.sources.kinds import kind_of
from orders.sources.source_text import Kind, SourceText


def text_of(content: bytes, *, name: str = "") -> SourceText:
    """The words of a file; Unreadable, with a sentence, where they are not to be had.

    The kind is told from the bytes; the name helps where they leave it open. Text is read here, whatever its encoding;
    everything else in a process of its own.
    """
    kind = kind_of(content, name)
    if kind is not Kind.TEXT:
        return read_apart(content, kind)
    text, encoding, findings = decoded(content)
    return SourceText(text, Kind.TEXT, encoding, findings)


def read_file(content: bytes, *, name: str = "", bodies: Collection[str] = frozenset()) -> tuple[SourceText, Reading]:
    """The words of a file and what they say; what is to be remarked about the file stands with each notice."""
    source = text_of(content, name=name)
    return source, with_findings(parse(source.text, bodies=bodies), source.findings)


def with_findings(reading: Reading, findings: Sequence[Finding]) -> Reading:
    """The reading with what is to be remarked about its file, which stands first with each notice."""
    if not findings:
        return reading
    remarks = tuple(findings)
    notices = tuple(replace(notice, findings=remarks + notice.findings) for notice in reading.notices)
    return replace(reading, notices=notices, findings=remarks + reading.findings)
