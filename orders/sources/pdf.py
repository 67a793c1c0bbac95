"""Reading the text layer of a PDF, page by page.

PDFium does it, the reader of PDF in Chromium: it knows the Chinese fonts that a file names and does not bring along,
and mends a broken table of contents. It is not safe for threads, nor against files made to break it: `apart` calls it
in a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from orders.notices.notice import Finding
from orders.sources.archive import DAMAGED
from orders.sources.composing import TOO_LONG
from orders.sources.refusal import Unreadable, gettext_noop
from orders.sources.source_text import MOST_CHARACTERS, Kind, Place, PlaceKind, SourceText

MOST_PAGES = 2_000
_SHOWN = 5  # page numbers in a sentence
_HYPHEN = 0xFFFE  # PDFium's sign for a hyphen at the end of a line
_INVISIBLE = 3  # the text rendering mode of what recognition put behind a scan
_REMARKS = (pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET)

_LOCKED = gettext_noop("文件设有打开密码。请在原软件中取消密码，另存以后再选择。")
_TOO_MANY_PAGES = gettext_noop("文件有%(pages)s页，超过%(most)s页，没有读入。请分成几份再选择。")
_SCAN = gettext_noop("这份 PDF 没有文字层，大概是扫描件，文字不能读出。请粘贴通知的文字，或者选择有文字的文件。")


def read(content: bytes) -> SourceText:
    """The words of a PDF, pages separated by a form feed; Unreadable for a scan, a locked or a damaged file."""
    document = _opened(content)
    pages = len(document)
    if pages > MOST_PAGES:
        raise Unreadable("too_many_pages", _TOO_MANY_PAGES, pages=pages, most=MOST_PAGES)
    told = [_Page(document, index) for index in range(pages)]
    if not any(page.text.strip() for page in told):
        if all(page.damaged for page in told):
            raise Unreadable("damaged", DAMAGED)
        raise Unreadable("scan", _SCAN)
    text = "\f".join(page.text for page in told)
    if len(text) > MOST_CHARACTERS:
        raise Unreadable("too_long", TOO_LONG)
    return SourceText(text, Kind.PDF, findings=tuple(_findings(told)), places=tuple(_places(told)))


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("encrypted", _LOCKED) from error
        raise Unreadable("damaged", DAMAGED) from error


class _Page:
    """One page: its words, and what is to be said of it."""

    def __init__(self, document: pypdfium2.PdfDocument, index: int) -> None:
        self.text = ""
        self.unknown = 0
        self.damaged = self.pictured = self.recognised = self.remarked = False
        try:
            page = document[index]
            words = page.get_textpage()
        except pypdfium2.PdfiumError:
            self.damaged = True
            return
        self._read(words)
        kinds = {(item.type, _is_invisible(item)) for item in page.get_objects()}
        self.recognised = (pdfium.FPDF_PAGEOBJ_TEXT, True) in kinds
        self.pictured = (pdfium.FPDF_PAGEOBJ_IMAGE, False) in kinds
        self.remarked = any(_is_remark(page, at) for at in range(pdfium.FPDFPage_GetAnnotCount(page)))
        words.close()
        page.close()

    def _read(self, words: pypdfium2.PdfTextPage) -> None:
        count = words.count_chars()
        if count > MOST_CHARACTERS:
            raise Unreadable("too_long", TOO_LONG)
        signs = []
        for at in range(count):
            code = pdfium.FPDFText_GetUnicode(words, at)
            if code == _HYPHEN:
                code = ord("-")
            elif not code or pdfium.FPDFText_HasUnicodeMapError(words, at) == 1:
                code = 0xFFFD
                self.unknown += 1
            signs.append(chr(code))
        # A sign beyond the first plane may come in two halves.
        whole = "".join(signs).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self.text = whole.replace("\r\n", "\n").rstrip("\n")


def _is_invisible(item: pypdfium2.PdfObject) -> bool:
    if item.type != pdfium.FPDF_PAGEOBJ_TEXT:
        return False
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE)


def _is_remark(page: pypdfium2.PdfPage, at: int) -> bool:
    remark = pdfium.FPDFPage_GetAnnot(page, at)
    kind = pdfium.FPDFAnnot_GetSubtype(remark)
    pdfium.FPDFPage_CloseAnnot(remark)
    return kind in _REMARKS


def _places(told: Sequence[_Page]) -> Iterator[Place]:
    start = 0
    for number, page in enumerate(told, 1):
        end = start + len(page.text)
        if page.text.strip():
            yield Place((start, end), PlaceKind.PAGE, number)
        start = end + 1


def _findings(told: Sequence[_Page]) -> Iterator[Finding]:
    if unknown := sum(page.unknown for page in told):
        yield Finding("source_unknown_signs", f"有{unknown}个字读不出（字体没有注明是哪个字），以“\ufffd”代替。")
    for code, pages, said in (
        (
            "source_scanned_pages",
            [page.pictured and not page.text.strip() for page in told],
            "只有图像，没有文字层，没有读入。",
        ),
        ("source_damaged_pages", [page.damaged for page in told], "已损坏，没有读入。"),
        (
            "source_recognised",
            [page.recognised for page in told],
            "有看不见的文字层，大概由扫描识别得来，请与原件逐字核对。",
        ),
        ("source_remarks", [page.remarked for page in told], "有批注或表单栏，其中的文字没有读入。"),
    ):
        numbers = [str(number) for number, holds in enumerate(pages, 1) if holds]
        if numbers:
            more = f"等{len(numbers)}页" if len(numbers) > _SHOWN else ""
            yield Finding(code, f"第{'、'.join(numbers[:_SHOWN])}页{more}{said}")
