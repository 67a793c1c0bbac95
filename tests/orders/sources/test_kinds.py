"""The kind of a file, told from its bytes; what cannot be read is refused with a sentence that says what to do."""

import pytest

from orders.sources import Kind, Unreadable
from orders.sources.kinds import kind_of
from tests.orders.sources.made import docx, p, pdf

NOTICE = "任命张三为某局局长。\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (NOTICE.encode(), "a.txt", Kind.TEXT),
        (NOTICE.encode(), "", Kind.TEXT),
        (NOTICE.encode("utf-16"), "a.txt", Kind.TEXT),
        (NOTICE.encode("gb18030"), "a.html", Kind.TEXT),
        *(
            (("业丁一丝丗丆\n" * 50).encode(encoding), "", Kind.TEXT)
            for encoding in ("utf-16-le", "utf-16-be", "utf-32")
        ),
        (b"", "a.txt", Kind.TEXT),
        (b"BM", "", Kind.TEXT),
        (docx(p("甲")), "a.txt", Kind.DOCX),
        (pdf(["a"]), "a.docx", Kind.PDF),
        (b"\r\n" + pdf(["a"]), "", Kind.PDF),
        (b"<!DOCTYPE html>\n<html>", "a.txt", Kind.HTML),
        (b"\xef\xbb\xbf <!-- x -->\n<HTML>", "", Kind.HTML),
        ("<html>".encode("utf-16"), "", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC>", "", Kind.HTML),
        (b"<html>", "a.doc", Kind.HTML),
        (b"<p>x</p>", "a.HTM", Kind.HTML),
        (b"<p>x</p>", "a.txt", Kind.TEXT),
        (b"1 < 2 > 3", "a.htm", Kind.TEXT),
    ],
)
def test_the_bytes_say_what_a_file_is(content: bytes, name: str, kind: Kind) -> None:
    assert kind_of(content, name) is kind


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (OLE + b"\x00" * 600, "a.doc", "old_format"),
        (OLE + b"\x00" * 600, "a.wps", "old_format"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (b"{\\rtf1\\ansi", "a.doc", "old_format"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>", "a.xml", "old_format"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "image"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "image"),
        (b"II*\x00", "a.tif", "image"),
        (b"MM\x00*", "a.tif", "image"),
        (b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00", "a.bmp", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "image"),
        (b"\x00\x00\x00\x18ftypheic", "a.heic", "image"),
        (b"Rar!\x1a\x07\x01\x00", "a.rar", "packed"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "a.7z", "packed"),
        (b"MIME-Version: 1.0\r\n", "a.mht", "mail"),
        (bytes(range(256)) * 4, "a", "unknown"),
        (b"MZ\x90\x00\x03", "a.exe", "unknown"),
        (NOTICE.encode(), "a.docx", "not_as_named"),
        (NOTICE.encode(), "a.PDF", "not_as_named"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(content: bytes, name: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        kind_of(content, name)
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith("。")


def test_many_comments_before_no_page_are_looked_at_once() -> None:
    assert kind_of(b"<!---->" * 280 + b"x") is Kind.TEXT


def test_an_old_document_is_refused_with_the_way_to_save_it_anew() -> None:
    with pytest.raises(Unreadable) as refusal:
        kind_of(OLE, "a.doc")
    said = "这是旧格式的文档（.doc、.wps 等）。请在 Word 或 WPS 中打开，另存为 .docx 以后再选择。"
    assert refusal.value.sentence == said
