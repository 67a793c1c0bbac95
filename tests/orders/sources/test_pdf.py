"""The text layer of a PDF, page by page; scans, locks and damage each with a sentence."""

import re

import pytest

from orders.sources import Kind, PlaceKind, Unreadable
from orders.sources.pdf import MOST_PAGES, read
from tests.orders.sources.made import IMAGE, pdf, raw_pdf

LINES = ["任命张三为某局局长，", "免去〔2021〕16号。"]


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        (b"UniGB-UCS2-H", "utf-16-be"), (b"UniGB-UTF16-H", "utf-16-be"), (b"GB-EUC-H", "gb2312"), (b"GBK-EUC-H", "gbk"),
        (b"GBKp-EUC-H", "gbk"), (b"GBK2K-H", "gb18030"),
    ],
)  # fmt: skip
def test_chinese_fonts_that_are_named_and_not_brought_along_are_read(encoding: bytes, codec: str) -> None:
    source = read(pdf(LINES, encoding=encoding, codec=codec))
    assert source.text == "\n".join(LINES)
    assert (source.kind, source.findings) == (Kind.PDF, ())


def test_signs_that_are_told_by_their_place_in_the_font_of_adobe_are_read() -> None:
    """Identity-H with Adobe-GB1: the numbers are those of the collection, not of Unicode."""
    assert read(pdf(["\u0a2b\u0b3c\u0f10"], encoding=b"Identity-H")).text == "菱馁希"


def test_pages_are_separated_by_a_form_feed_and_each_has_its_place() -> None:
    source = read(pdf(["任命张三为某", "- 75 -"], [], ["局局长。"]))
    assert source.text == "任命张三为某\n- 75 -\f\f局局长。"
    places = [(source.text[slice(*place.span)], place.kind, place.number) for place in source.places]
    assert places == [("任命张三为某\n- 75 -", PlaceKind.PAGE, 1), ("局局长。", PlaceKind.PAGE, 3)]


def test_a_scan_is_refused_and_one_page_of_it_among_others_is_said() -> None:
    with pytest.raises(Unreadable, match="^这份 PDF 没有文字层，大概是扫描件，文字不能读出。") as refusal:
        read(pdf([], [], extra=IMAGE))
    assert refusal.value.code == "scan"
    [finding] = read(pdf(LINES, [], extra=IMAGE)).findings
    assert (finding.code, finding.message) == ("source_scanned_pages", "第2页只有图像，没有文字层，没有读入。")


def test_words_put_behind_a_scan_by_recognition_are_read_and_said() -> None:
    source = read(pdf(LINES, mode=3))
    assert source.text == "\n".join(LINES)
    assert [finding.message for finding in source.findings] == [
        "第1页有看不见的文字层，大概由扫描识别得来，请与原件逐字核对。"
    ]


def test_signs_whose_font_does_not_say_what_they_are_become_a_mark_and_are_said() -> None:
    content = pdf(["\u0101\u0102"], encoding=b"Identity-H").replace(b"/Ordering(GB1)", b"/Ordering(XYZ)")
    source = read(content)
    assert source.text == "\ufffd\ufffd"
    assert [finding.code for finding in source.findings] == ["source_unknown_signs"]


@pytest.mark.parametrize("spoilt", [b"startxref\n99999999", b"startxref\n5"])
def test_a_pdf_whose_table_of_contents_is_broken_is_read(spoilt: bytes) -> None:
    content = re.sub(rb"startxref\n\d+", spoilt, pdf(LINES))
    assert read(content.replace(b" 00000 n ", b" 00000 f ")).text == "\n".join(LINES)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\ngarbage" * 50, raw_pdf([b"<</Type/Catalog>>"])])
def test_a_pdf_without_pages_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable, match="^文件已损坏或不完整，不能读出。"):
        read(content)


def test_a_locked_pdf_is_refused() -> None:
    lock = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"11" * 32, b"22" * 32)
    content = raw_pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", lock],
        trailer=b"/Encrypt 3 0 R/ID[<%s><%s>]" % (b"00" * 16, b"00" * 16),
    )
    with pytest.raises(Unreadable, match="^文件设有打开密码。"):
        read(content)


def test_ten_thousand_pages_are_refused() -> None:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 10_003))
    content = raw_pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 10000/Kids[%s]>>" % kids, *[page] * 10_000]
    )
    with pytest.raises(Unreadable, match=f"^文件有10000页，超过{MOST_PAGES}页，没有读入。请分成几份再选择。$"):
        read(content)


def test_remarks_on_a_page_are_not_read_and_said() -> None:
    note = b"/Annots[<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(x)>>]/Contents"
    content = pdf(LINES).replace(b"/Contents", note, 1)
    assert [finding.message for finding in read(content).findings] == ["第1页有批注或表单栏，其中的文字没有读入。"]


def test_a_page_without_any_words_among_others_is_nothing_to_be_said() -> None:
    assert read(pdf(LINES, [])).findings == ()
