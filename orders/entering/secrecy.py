"""Marks of secrecy: a file that bears one may not be in this system at all."""

from __future__ import annotations

import re

# 国家秘密定密管理暂行规定 art. 22: the level, a star and the term, e.g. 机密★3年; also the level alone in its line.
_MARK = re.compile(
    r"(?:绝密|机密|秘密)[^\S\n]*[★☆][^\S\n]*[0-9０-９一二三四五六七八九十]{0,3}[年月]?|^[^\S\n]*(?:绝密|机密|秘密)[^\S\n]*$",
    re.MULTILINE,
)


def mark_of(text: str) -> str | None:
    """The first mark of secrecy in the text, e.g. 机密★3年; None = it bears none."""
    found = _MARK.search(text)
    return found.group().strip() if found else None
