"""From the parts of a .docx to lines of text: paragraphs and tables in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import join, normpath

from lxml import etree

from orders.sources.archive import DAMAGED, Archive
from orders.sources.composing import Composing
from orders.sources.docx.numbering import Numbering, number_in
from orders.sources.docx.styles import Styles
from orders.sources.docx.words import Words, all_words
from orders.sources.kinds import packed
from orders.sources.refusal import Unreadable
from orders.sources.source_text import Kind, PlaceKind, SourceText
from orders.sources.tables import Cell, lines
from orders.sources.unread import Unread
from orders.sources.xml import child, local, root_of, value

# Parts beside the document whose words are not read, and under which name that is said.
_ASIDE = {"header": "header", "footer": "header", "comments": "comment"}
_ASIDE |= {"footnotes": "footnote", "endnotes": "footnote", "aFChunk": "embedded"}
# Of a header without white space: -1-, 第1页共3页, 1/3.
_PAGE_NUMBER = re.compile("[-－–—―─·.]*第?[0-9０-９]*页?(?:[,，/]?共?[0-9０-９]+页?)?[-－–—―─·.]*")


def read(content: bytes) -> SourceText:
    """The words of a .docx or .docm; Unreadable where it is none, is damaged, or is larger than a document is."""
    archive = Archive(content)
    main = _main_part(archive)
    unread = Unread()
    parts = _parts(archive, main)
    styles = Styles(_root(archive, parts.get("styles", [""])[0]))
    numbering = Numbering(_root(archive, parts.get("numbering", [""])[0]), styles.lists)
    document = _root(archive, main)
    if document is None or (body := child(document, "body")) is None:
        raise Unreadable("damaged", DAMAGED)
    reader = _Reader(styles, numbering, unread)
    reader.blocks(body)
    reader.flush()
    _note_aside(archive, parts, unread)
    if any(name.endswith("vbaProject.bin") for name in archive.names):
        unread.note("macro")
    for _ in numbering.unknown_forms:
        unread.note("numbering")
    text = reader.out.text
    return SourceText(
        text, Kind.DOCX, findings=tuple(unread.findings()), places=tuple(reader.out.places), aside=unread.aside
    )


class _Reader:
    """Walks through the document once."""

    def __init__(self, styles: Styles, numbering: Numbering, unread: Unread) -> None:
        self._styles = styles
        self._numbering = numbering
        self._unread = unread
        self._words = Words(styles, unread)
        self.out = Composing()
        self._paragraphs = 0
        self._tables = 0
        self._joined = ""  # words of a paragraph whose end was deleted: they go on in the next

    def blocks(self, element: etree._Element) -> None:
        for each in element:
            name = local(each)
            if name == "p":
                words = self._paragraph(each)
                if words is not None:
                    self._paragraphs += bool(words.strip())
                    self.out.line(words, PlaceKind.PARAGRAPH, self._paragraphs)
            elif name == "tbl":
                self._table(each)
            elif name in ("del", "moveFrom"):
                self._unread.note("deleted", all_words(each))
            elif name not in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr"):
                self.blocks(each)

    def flush(self) -> None:
        """The words behind which no paragraph came any more."""
        if self._joined:
            self.out.line(self._joined, PlaceKind.PARAGRAPH, self._paragraphs + 1)

    def _paragraph(self, paragraph: etree._Element) -> str | None:
        """The line of a paragraph; None where it has none, because its end is deleted or all of it is hidden."""
        words = self._words.of(paragraph)
        mark = child(paragraph, "pPr", "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._joined += words
            return None
        if not words and not self._joined and self._styles.hides(self._styles.of_paragraph(paragraph), mark):
            return None
        words, self._joined = self._label(paragraph) + self._joined + words, ""
        return words

    def _label(self, paragraph: etree._Element) -> str:
        properties = child(paragraph, "pPr", "numPr")
        key = value(child(properties, "numId"))
        level = value(child(properties, "ilvl"))
        at = None if level is None else number_in(level, 0)
        style = None
        if key is None:
            said = self._styles.list_of(self._styles.of_paragraph(paragraph))
            if said is None:
                return ""
            key, at, style = said[0], at if at is not None else said[1], said[2]
        if at is None:
            at = self._numbering.level_of_style(key, style)
        return self._numbering.label(key, at)

    def _table(self, table: etree._Element) -> None:
        rows = self._rows(table)
        told = lines(rows)
        self._tables += bool(told)
        for number, words in told:
            self.out.line(words, PlaceKind.ROW, number, self._tables)

    def _rows(self, table: etree._Element) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        begun: dict[int, Cell] = {}  # by column, the cell that goes on below
        for row in _within(table, "tr"):
            if child(row, "trPr", "del") is not None:
                self._unread.note("deleted", all_words(row))
                continue
            cells = []
            column = number_in(value(child(row, "trPr", "gridBefore")), 0)
            if column:
                cells.append(Cell(across=column))
            for element in _within(row, "tc"):
                cell, goes_on = self._cell(element)
                if goes_on and column in begun and not cell.words:
                    begun[column].down += 1
                else:
                    begun[column] = cell
                    cells.append(cell)
                column += cell.across
            rows.append(cells)
        return rows

    def _cell(self, element: etree._Element) -> tuple[Cell, bool]:
        """A cell, and whether it only goes on from the row above."""
        properties = child(element, "tcPr")
        cell = Cell(across=max(1, number_in(value(child(properties, "gridSpan")), 1)))
        if child(properties, "cellDel") is not None:
            self._unread.note("deleted", all_words(element))
        else:
            self._fill(cell, element)
        merged = child(properties, "vMerge")
        return cell, merged is not None and value(merged) != "restart"

    def _fill(self, cell: Cell, element: etree._Element) -> None:
        for each in element:
            name = local(each)
            if name == "p":
                words = self._paragraph(each)
                if words is not None:
                    cell.paragraphs.append(words)
            elif name == "tbl":
                cell.holds_table = True
                cell.paragraphs += [words for _, words in lines(self._rows(each))]
            elif name in ("del", "moveFrom"):
                self._unread.note("deleted", all_words(each))
            elif name not in ("tcPr", "sdtPr", "sdtEndPr"):
                self._fill(cell, each)


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those within a content control."""
    for each in element:
        if local(each) == name:
            yield each
        elif local(each) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(each, name)


def _main_part(archive: Archive) -> str:
    """The name of the document itself; the refusal of a packed file that has none."""
    if "[Content_Types].xml" in archive.names:
        relations = _relations(archive, "")
        found = [target for kind, target in relations if kind == "officeDocument" and target in archive.names]
        if found and not found[0].startswith(("xl/", "ppt/")):
            return found[0]
    raise packed(archive.names)


def _parts(archive: Archive, main: str) -> dict[str, list[str]]:
    """The parts beside the document by their kind."""
    parts: dict[str, list[str]] = {}
    for kind, target in _relations(archive, main):
        parts.setdefault(kind, []).append(target)
    return parts


def _relations(archive: Archive, part: str) -> list[tuple[str, str]]:
    """The kind and the name of each part that a part leads to; what lies outside of the file is left alone."""
    folder, _, name = part.rpartition("/")
    root = _root(archive, f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    found = []
    for element in root if root is not None else ():
        target = value(element, "Target") or ""
        if value(element, "TargetMode") != "External":
            place = target[1:] if target.startswith("/") else normpath(join(folder, target))
            found.append(((value(element, "Type") or "").rpartition("/")[2], place))
    return found


def _root(archive: Archive, name: str) -> etree._Element | None:
    content = archive.read(name)
    return root_of(content) if content is not None else None


def _note_aside(archive: Archive, parts: dict[str, list[str]], unread: Unread) -> None:
    for kind, code in _ASIDE.items():
        for name in parts.get(kind, ()):
            if code == "embedded":
                unread.note(code)
                continue
            root = _root(archive, name)
            for words in _told(root, code):
                if code != "header" or not _PAGE_NUMBER.fullmatch("".join(words.split())):
                    unread.note(code, words)


def _told(root: etree._Element | None, code: str) -> Iterator[str]:
    """The words of a header as one, of comments and notes one by one; the lines above notes are none."""
    if root is None:
        return
    if code == "header":
        yield all_words(root).strip()
        return
    for note in root:
        if value(note, "type") in (None, "normal"):
            yield all_words(note).strip()
