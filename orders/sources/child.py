"""The process in which one file is read: bytes come in, the answer goes out as JSON. `apart` starts it and reads it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from orders.sources import docx, page, pdf
from orders.sources.limits import MOST_MEMORY, MOST_SECONDS
from orders.sources.refusal import Unreadable
from orders.sources.source_text import Kind, SourceText

try:
    import resource
except ImportError:  # where there is no such limit, time is still bounded
    resource = None  # type: ignore[assignment]

READERS: dict[Kind, Callable[[bytes], SourceText]] = {Kind.DOCX: docx.read, Kind.PDF: pdf.read, Kind.HTML: page.read}


def _answer(content: bytes, kind: Kind) -> dict[str, object]:
    try:
        read = READERS[kind](content)
    except Unreadable as refusal:
        return {"refused": [refusal.code, refusal.template, refusal.values]}
    return {
        "text": read.text,
        "kind": read.kind.value,
        "encoding": read.encoding,
        "findings": [[finding.code, finding.message] for finding in read.findings],
        "places": [place.as_row() for place in read.places],
        "aside": read.aside,
    }


def _limit_self() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    _limit_self()
    answer = _answer(sys.stdin.buffer.read(), Kind(sys.argv[1]))
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main()
