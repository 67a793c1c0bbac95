"""Reading a web page as a person sees it: blocks to lines, tables to rows, nothing of what is hidden or runs.

The notice is told from the page around it only where that is sure: a part of the page is taken for the whole when the
same notices are read in it, with the same numbers, days and acts. Else all of the page is kept, and the reader of
notices sets aside what is no notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from orders.notices.encodings import Decoded, decoded
from orders.notices.notice import Finding
from orders.notices.parse import parse
from orders.sources.archive import DAMAGED
from orders.sources.composing import TOO_LONG, Composing
from orders.sources.refusal import Unreadable, gettext_noop
from orders.sources.source_text import MOST_CHARACTERS, Kind, SourceText
from orders.sources.tables import Cell, lines

# Never shown as words of the page.
_SILENT = set(
    "script style head template noscript iframe object svg math canvas audio video select textarea rt rp".split()
)
_BLOCKS = set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary"
    " table tbody td tfoot th thead tr ul".split()
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_BLANKS = re.compile("[ \t\n\r\f]+")
# Where the systems of governments put what a page is about.
_KNOWN = set("zoom ucap-content content article articlecontent vsb_content news_content con_text pages_content".split())
_KNOWN |= set("trs_editor view trs_ueditor trs_preappend article-content article_content main-content detail".split())
_MOST_PARTS = 8  # of a page, that are tried

_MEANT = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})|^\s*<\?xml[^>]{0,80}encoding=[\"']([\w-]{2,20})", re.I
)
_CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
_TOO_DEEP = gettext_noop("网页的结构嵌套过深，没有读入。请在浏览器中打开，复制全文粘贴。")


def read(content: bytes) -> SourceText:
    """The words of a page; Unreadable where it is nested deeper than any page of an office."""
    text, encoding, findings = decode_page(content)
    body = _body(text)
    shown = _Shown()
    whole = shown.lines_of(body)
    notice = _notice_of(body, whole) or whole
    if shown.hidden:
        findings += (Finding("source_hidden", f"网页中有{shown.hidden}处隐藏的文字没有读入。"),)
    return SourceText(notice, Kind.HTML, encoding, findings, aside="\n".join(shown.aside))


def decode_page(content: bytes) -> Decoded:
    """The characters of a page: by its mark, else as it says itself, where that is so, else as of any text."""
    said = _MEANT.search(content[:4096])
    codec = _CODECS.get((said[1] or said[2]).decode("ascii").lower()) if said else None
    if codec in ("gb18030", "big5hkscs") and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            return decoded(content)
        named = "Big5（繁体）" if codec == "big5hkscs" else "GB18030"
        encoding = "big5" if codec == "big5hkscs" else codec
        return Decoded(text, encoding, (Finding("encoding", f"网页以{named}编码，已按此读取。"),))
    return decoded(content)


def _body(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, default_doctype=False
    )
    try:
        root = etree.fromstring(text.replace("\x00", "\ufffd").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("damaged", DAMAGED) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("too_deep", _TOO_DEEP)
    if root is None:
        raise Unreadable("damaged", DAMAGED)
    return root


class _Frame:
    """What is being filled: the page, or one cell of a table."""

    def __init__(self, cell: Cell | None = None) -> None:
        self.cell = cell
        self.done: list[str] = []
        self._line: list[str] = []

    def say(self, words: str) -> None:
        self._line.append(words)

    def end_line(self) -> None:
        words = "".join(self._line).strip(" \t\n\r\f")
        if words:
            self.done.append(words)
        self._line.clear()

    def break_line(self) -> None:
        """A <br>: a line end on the page; within a paragraph of a cell the words join over it."""
        if self.cell is None:
            self.end_line()
        else:
            self._line.append("\n")


class _Table:
    """A table that is open: its rows so far."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []

    def cell(self, element: etree._Element) -> Cell:
        if not self.rows:
            self.rows.append([])
        cell = Cell(across=_count(element.get("colspan"), 1), down=_count(element.get("rowspan"), 1))
        if element.get("rowspan", "").strip() == "0":
            cell.down = 65_534  # to the end of the table
        self.rows[-1].append(cell)
        return cell


class _Shown:
    """Walks through a page without recursion, however deep it is nested."""

    def __init__(self) -> None:
        self.hidden = 0
        self.aside: list[str] = []

    def lines_of(self, top: etree._Element) -> str:
        frames = [_Frame()]
        tables: list[_Table] = []
        length = 0
        walker = etree.iterwalk(top, events=("start", "end"))
        preformatted = 0
        for event, element in walker:
            name = str(element.tag)
            if event == "start":
                if name in _SILENT or self._hides(element):
                    walker.skip_subtree()
                    continue
                if name in _BLOCKS and not (name in ("td", "th") and tables):
                    frames[-1].end_line()
                preformatted += name == "pre"
                self._open(name, element, frames, tables)
                words = element.text
            else:
                if not (name in _SILENT or _is_hidden(element)):
                    preformatted -= name == "pre"
                    self._close(name, frames, tables)
                words = element.tail if element is not top else None
            if words:
                length += len(words)
                if length > MOST_CHARACTERS:
                    raise Unreadable("too_long", TOO_LONG)
                _say(words, frames[-1], preformatted > 0)
        frames[0].end_line()
        out = Composing()
        for words in frames[0].done:
            out.line(words)
        return out.text

    def _open(self, name: str, element: etree._Element, frames: list[_Frame], tables: list[_Table]) -> None:
        if name == "table":
            tables.append(_Table())
        elif name == "tr" and tables:
            tables[-1].rows.append([])
        elif name in ("td", "th") and tables:
            frames.append(_Frame(tables[-1].cell(element)))
        elif name == "br":
            frames[-1].break_line()

    def _close(self, name: str, frames: list[_Frame], tables: list[_Table]) -> None:
        frame = frames[-1]
        if name in ("td", "th") and tables and frame.cell is not None:
            frame.end_line()
            frame.cell.paragraphs = frame.done
            frames.pop()
        elif name == "table" and tables:
            frame.end_line()
            if frame.cell is not None:
                frame.cell.holds_table = True
            frame.done += [line for _, words in lines(tables.pop().rows) for line in words.split("\n") if line.strip()]
        elif name in _BLOCKS:
            frame.end_line()

    def _hides(self, element: etree._Element) -> bool:
        if not _is_hidden(element):
            return False
        words = " ".join("".join(_words_of(element)).split())
        if words:
            self.hidden += 1
            self.aside.append(words)
        return True


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _words_of(element: etree._Element) -> Iterator[str]:
    """The words in an element that would be words if it were shown."""
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, each in walker:
        if event == "start" and str(each.tag) in _SILENT:
            walker.skip_subtree()
        elif event == "start":
            yield each.text or ""
        elif each is not element:
            yield each.tail or ""


def _say(words: str, frame: _Frame, as_typed: bool) -> None:
    if not as_typed:
        frame.say(_BLANKS.sub(" ", words))
        return
    first, *rest = words.splitlines() or [""]
    frame.say(first)
    for line in rest:
        frame.break_line()
        frame.say(line)


def _count(words: str | None, default: int) -> int:
    said = (words or "").strip()
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) < 6 else default


def _notice_of(body: etree._Element, whole: str) -> str | None:
    """The part of the page that holds all its notices, each with its title; None where no part surely does."""
    wanted = _read_in(whole)
    if not wanted or not all(title for title, *_ in wanted):
        return None
    found = None
    for part in _parts(body):
        words = _Shown().lines_of(part)
        if len(words) < len(found or whole) and _read_in(words) == wanted:
            found = words
    return found


def _parts(body: etree._Element) -> Iterator[etree._Element]:
    """The elements that look like what the page is about, the outer before the inner."""
    count = 0
    for element in body.iter("article", "main", "div", "td", "section"):
        named = {*element.get("class", "").lower().split(), element.get("id", "").lower()}
        if element.tag in ("article", "main") or element.get("role") == "main" or named & _KNOWN:
            yield element
            count += 1
            if count == _MOST_PARTS:
                return


def _read_in(words: str) -> list[tuple[object, ...]]:
    """What is read in these words, as far as leaving something out could change it."""
    return [
        (notice.title, notice.number, notice.issuer, notice.signed_on, notice.session, [c.acts for c in notice.clauses])
        for notice in parse(words).notices
    ]
