"""The words of one paragraph: what its runs print, and what they hold that is not read."""

from __future__ import annotations

from lxml import etree

from orders.sources.docx.styles import Styles
from orders.sources.unread import Unread
from orders.sources.xml import child, is_on, local, value

_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "-"}
_GONE = {"del", "moveFrom"}
_PROPERTIES = {
    "rPr",
    "pPr",
    "sdtPr",
    "sdtEndPr",
    "rubyPr",
    "rt",
    "smartTagPr",
    "customXmlPr",
    "instrText",
    "delInstrText",
}


class Words:
    """Reads paragraphs one after the other: a field may begin in one and end in another."""

    def __init__(self, styles: Styles, unread: Unread) -> None:
        self._styles = styles
        self._unread = unread
        self._fields: list[bool] = []  # of each field that is open: whether its result has begun

    def of(self, paragraph: etree._Element) -> str:
        """What is printed, line breaks as line ends, without the automatic number."""
        out: list[str] = []
        self._walk(paragraph, self._styles.of_paragraph(paragraph), out)
        return "".join(out)

    def _walk(self, element: etree._Element, style: str, out: list[str]) -> None:
        for each in element:
            name = local(each)
            if name in _PROPERTIES:
                continue
            if name == "r":
                self._run(each, style, out)
            elif name in _GONE:
                self._unread.note("deleted", all_words(each))
            elif name == "ins":
                before = len(out)
                self._walk(each, style, out)
                self._unread.note("inserted", "".join(out[before:]))
            elif name == "AlternateContent":
                self._walk_alternative(each, style, out)
            elif name == "t":  # a formula's letters
                self._say(each.text or "", out)
            else:
                self._walk(each, style, out)

    def _walk_alternative(self, element: etree._Element, style: str, out: list[str]) -> None:
        """One thing told in two ways, for newer and older software: the first is read."""
        way = child(element, "Choice")
        way = way if way is not None else child(element, "Fallback")
        if way is not None:
            self._run(way, style, out)

    def _run(self, run: etree._Element, style: str, out: list[str]) -> None:
        properties = child(run, "rPr")
        printed: list[str] = []
        for each in run:
            self._piece(each, style, printed)
        words = "".join(printed)
        if self._styles.hides(style, properties):
            self._unread.note("hidden", words)
            return
        if is_on(child(properties, "strike")) or is_on(child(properties, "dstrike")):
            self._unread.note("struck", words)
        out.append(words)

    def _piece(self, piece: etree._Element, style: str, out: list[str]) -> None:
        name = local(piece)
        if name == "t":
            self._say(piece.text or "", out)
        elif name in _SIGNS:
            self._say(_SIGNS[name], out)
        elif name == "sym":
            self._say(self._symbol(piece), out)
        elif name == "delText":
            self._unread.note("deleted", piece.text or "")
        elif name == "fldChar":
            self._field(value(piece, "fldCharType"))
        elif name in ("drawing", "pict", "object"):
            self._drawn(piece)
        elif name == "AlternateContent":
            self._walk_alternative(piece, style, out)
        elif name == "ruby":
            self._walk(piece, style, out)
        elif name == "r":
            self._run(piece, style, out)

    def _say(self, words: str, out: list[str]) -> None:
        if all(self._fields):
            out.append(words)
        else:
            self._unread.note("field_code", words)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, piece: etree._Element) -> str:
        """The sign of a font of symbols, whose code says nothing of what it looks like."""
        try:
            code = int(value(piece, "char") or "", 16)
        except ValueError:
            code = 0
        if code and code < 0x11_0000 and not 0xD800 <= code < 0xF900:
            return chr(code)
        self._unread.note("symbol")
        return "\ufffd"

    def _drawn(self, drawing: etree._Element) -> None:
        """A drawing: the words in its text boxes are not read, nor is what a picture shows."""
        boxes = [each for each in drawing.iter() if local(each) == "txbxContent"]
        for box in boxes:
            self._unread.note("text_box", all_words(box))
        names = {local(each) for each in drawing.iter()}
        if "OLEObject" in names:
            self._unread.note("embedded")
        elif names & {"blip", "imagedata"}:
            self._unread.note("picture")


def all_words(element: etree._Element) -> str:
    """Every word within an element, printed or not, a paragraph a line."""
    words: list[str] = []
    for each in element.iter():
        name = local(each)
        if name in ("t", "delText"):
            words.append(each.text or "")
        elif name == "p" and words:
            words.append("\n")
    return "".join(words)
