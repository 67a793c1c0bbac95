"""Reading and writing notices of appointment and removal: pure, no Django, no database."""

from orders.notices.encodings import decode
from orders.notices.notice import (
    Act,
    Clause,
    DecidedBy,
    Finding,
    Notice,
    Part,
    PartialDay,
    PartKind,
    Precision,
    Qualifiers,
    Reading,
    Remainder,
    Span,
    Verb,
)
from orders.notices.parse import parse
from orders.notices.render import render
from orders.notices.wording import FrameWording, Wording

__all__ = [
    "Act",
    "Clause",
    "DecidedBy",
    "Finding",
    "FrameWording",
    "Notice",
    "Part",
    "PartKind",
    "PartialDay",
    "Precision",
    "Qualifiers",
    "Reading",
    "Remainder",
    "Span",
    "Verb",
    "Wording",
    "decode",
    "parse",
    "render",
]
