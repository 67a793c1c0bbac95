"""From the bytes of a text to its characters: every encoding in which a Chinese office keeps a text.

Nothing is guessed from single signs. A byte order mark decides; without one UTF-8 decides itself, UTF-16 shows in its
noughts, and Big5 is only taken where its reading has words of a notice and the reading as GB18030 has none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from orders.notices.notice import Finding

# In the order in which they are asked: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_NAMES = {"utf-32-le": "UTF-32", "utf-32-be": "UTF-32", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_NAMES |= {"gb18030": "GB18030", "big5": "Big5（繁体）"}
# Words of two signs, in both scripts, of which a notice has several; bytes read in a wrong encoding do not spell them.
_TELLING = re.compile(
    "職務|职务|任期|政府|通知|決定|决定|同志|委員|委员|局長|局长|主任|處長|处长|科長|科长|人民"
    "|研究|會議|会议|事項|事项|各單|各单|單位|单位|公告|公佈|公布|部門|部门|規定|规定"
)
_ORDINARY = re.compile("[\t\n\r\f -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u2027\u00b7]")
_HAN = re.compile("[\u4e00-\u9fff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


class Decoded(NamedTuple):
    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The characters of a text and what is to be remarked about its encoding; see `decoded`."""
    text, _, findings = decoded(content)
    return text, findings


def decoded(content: bytes) -> Decoded:
    """The characters of a text, its encoding, and what is to be remarked about it; never an error, whatever the bytes.

    Line ends are left as they are: spans count the code points of this text.
    """
    marked = _by_mark(content)
    if marked is not None:
        return marked
    if b"\x00" in content and (wide := _wide(content)) is not None:
        return wide
    text = _strictly(content, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    return _national(content)


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if not content.startswith(mark):
            continue
        text = _strictly(content[len(mark) :], encoding)
        if text is not None:
            return _remarked(text, encoding)
        if encoding.startswith("utf-32"):
            continue  # UTF-16 that begins with a nought
        return _damaged(content[len(mark) :], encoding)
    return None


def _wide(content: bytes) -> Decoded | None:
    """UTF-16 without a mark: line ends and figures have a nought before or behind them, and all of it is a text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(content, encoding)
        if text and "\x00" not in text and _HAN.search(text) and len(_ORDINARY.findall(text)) * 10 >= len(text) * 9:
            return _remarked(text, encoding)
    return None


def _national(content: bytes) -> Decoded:
    """GB18030, which holds GBK and GB 2312; Big5; or bytes of which some are in no encoding."""
    text, traditional = _strictly(content, "gb18030"), _strictly(content, "big5hkscs")
    if traditional is not None and _is_telling(traditional) and (text is None or not _TELLING.search(text)):
        return _remarked(traditional, "big5")
    if text is not None:
        return _remarked(text, "gb18030")
    spoiled = content.decode("utf-8", errors="replace")
    lost = spoiled.count("\ufffd")
    whole = len(_BEYOND_ASCII.findall(spoiled)) - lost
    return _damaged(content, "utf-8" if whole > 20 * lost else "gb18030")


def _is_telling(text: str) -> bool:
    return len(set(_TELLING.findall(text))) >= 2


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _remarked(text: str, encoding: str) -> Decoded:
    if encoding == "utf-8":
        return Decoded(text, encoding)
    if encoding in ("gb18030", "big5"):
        said = f"文件不是UTF-8编码，已按{_NAMES[encoding]}读取。"
    else:
        said = f"文件以{_NAMES[encoding]}编码，已按此读取。"
    return Decoded(text, encoding, (Finding("encoding", said),))


def _damaged(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    if encoding == "gb18030":
        said = "文件既不是UTF-8也不是GB18030编码，读不出的字节以“\ufffd”代替。"
    else:
        said = f"文件以{_NAMES.get(encoding, 'UTF-8')}编码，但有损坏，读不出的字节以“\ufffd”代替。"
    return Decoded(text, encoding, (Finding("encoding_damaged", said),))
