"""What of a file is not read, kept so that it can be said: nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator

from orders.notices.notice import Finding

_SHOWN = 30  # characters of what was not read, so that a person finds it again

# Code → sentence, in the order in which they are said. Those with %(words)s are said only where there are words.
SENTENCES = {
    "deleted": "有%(count)s处修订中已删除的文字没有读入，如“%(words)s”。",
    "inserted": "有%(count)s处修订中插入的文字已经读入，如“%(words)s”；修订尚未接受，请核对。",
    "struck": "有%(count)s处加了删除线的文字已经读入，如“%(words)s”，请核对。",
    "hidden": "有%(count)s处隐藏的文字没有读入，如“%(words)s”。",
    "text_box": "有%(count)s个文本框中的文字没有读入，如“%(words)s”。",
    "header": "有%(count)s处页眉、页脚的文字没有读入，如“%(words)s”。",
    "footnote": "有%(count)s处脚注、尾注没有读入，如“%(words)s”。",
    "comment": "有%(count)s处批注没有读入，如“%(words)s”。",
    "field_code": "有%(count)s处域代码中的文字没有读入，如“%(words)s”。",
    "picture": "文件中有%(count)s幅图片，图片中的文字没有读入。",
    "embedded": "文件中嵌有%(count)s个其他文件，没有读入。",
    "symbol": "有%(count)s个特殊字体的符号读不出，以“\ufffd”代替。",
    "numbering": "有%(count)s种自动编号的格式不能识别，已按阿拉伯数字读出。",
    "macro": "文件带有宏，宏没有运行，也没有读入。",
}
_READ = {"inserted", "struck"}  # said, but read


class Unread:
    """A tally of what was left out, by code."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._words: dict[str, list[str]] = {}

    def note(self, code: str, words: str = "") -> None:
        """One more of this kind; where the sentence shows words, white space alone is nothing."""
        if "%(words)s" in SENTENCES[code] and not words.strip():
            return
        self._counts[code] = self._counts.get(code, 0) + 1
        if words:
            self._words.setdefault(code, []).append(words)

    @property
    def aside(self) -> str:
        """All words that were not read, a line each."""
        return "\n".join(words for code, told in self._words.items() if code not in _READ for words in told)

    def findings(self) -> Iterator[Finding]:
        for code, sentence in SENTENCES.items():
            if code in self._counts:
                first = " ".join(self._words.get(code, [""])[0].split())
                shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}……"
                yield Finding(f"source_{code}", sentence % {"count": self._counts[code], "words": shown})
