"""White space in Chinese: it has no spaces between words, and a browser shows a line break as one."""

from __future__ import annotations

import re

# Words of the notice as printed keep their line breaks; a picture, a menu and a list of choices are no running text.
NO_RUNNING_TEXT = re.compile(
    r"<(script|style|pre|textarea|blockquote|svg|nav|select)\b.*?</\1>|<div class=\"source\".*?</div>", re.S
)
IN_A_LINE = r"</?(?:a|strong|span|time|em|q|mark)\b[^>]*>"
SIGN = "[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]"
BETWEEN_SIGNS = re.compile(rf"(?<={SIGN})(?:\s|{IN_A_LINE})+(?={SIGN})")
AT_A_MARK = re.compile(rf"\s(?:{IN_A_LINE})*[，。；：、？）〕”]|[（〔“](?:{IN_A_LINE})*\s")


def stray_spaces(html: str) -> list[str]:
    """Where Chinese words are torn apart: by a line break, which nobody writes on purpose, or by a space at a mark.

    A space that is meant, as between a name and a remark, stands in the midst of a line: no line break comes before it.
    """
    text = NO_RUNNING_TEXT.sub("<p>", html)
    torn = [run for run in BETWEEN_SIGNS.finditer(text) if "\n" in run[0] and not _is_meant(run[0])]
    return [text[max(0, place.start() - 20) : place.end() + 20] for place in [*torn, *AT_A_MARK.finditer(text)]]


def _is_meant(run: str) -> bool:
    return any(between.startswith(" ") for between in re.split(IN_A_LINE, run))
