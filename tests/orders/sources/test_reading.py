"""The one way from a file to its words, and what the founding notices say in every kind of file."""

from html import escape
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest

from orders.notices import Reading
from orders.sources import Kind, SourceText, Unreadable, read_file, text_of
from tests.orders.notices.tiling import assert_keeps_its_word
from tests.orders.sources.made import docx, p, pdf

GAZETTE = (Path(__file__).parents[3] / "fixtures/founding/gazette.txt").read_text(encoding="utf-8")


def as_docx() -> bytes:
    document = python_docx.Document()
    for line in GAZETTE.splitlines():
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_page() -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in GAZETTE.splitlines())
    return f"<!DOCTYPE html><html><meta charset=gb2312><nav>首页</nav>{body}</html>".encode("gb18030")


def as_pdf() -> bytes:
    lines = ["".join(sign for sign in line if sign.isprintable()) for line in GAZETTE.splitlines()]
    return pdf(*(lines[at : at + 30] for at in range(0, len(lines), 30)))


def counted(reading: Reading) -> tuple[int, int, int]:
    clauses = [clause for notice in reading.notices for clause in notice.clauses]
    return len(reading.notices), len(clauses), sum(len(clause.acts) for clause in clauses)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (GAZETTE.encode(), Kind.TEXT),
        (GAZETTE.encode("utf-16-le"), Kind.TEXT),
        (as_docx(), Kind.DOCX),
        (as_page(), Kind.HTML),
        (as_pdf(), Kind.PDF),
    ],
    ids=["text", "utf-16", "docx", "page", "pdf"],
)
def test_the_founding_notices_say_the_same_in_every_kind_of_file(content: bytes, kind: Kind) -> None:
    source, reading = read_file(content)
    assert source.kind is kind
    assert counted(reading) == (5, 58, 77)
    assert [rest for notice in reading.notices for rest in notice.remainder] == []
    assert_keeps_its_word(source.text, reading)


def test_a_text_is_read_here_and_says_its_encoding() -> None:
    source = text_of("任命张三".encode("gb18030"), name="a.txt")
    assert (source.text, source.kind, source.encoding) == ("任命张三", Kind.TEXT, "gb18030")


def test_what_comes_back_from_the_other_process_is_what_was_read_there() -> None:
    source = text_of(docx(p("任命张三为局长。") + p("密", run="<w:vanish/>")))
    assert isinstance(source, SourceText)
    assert source.text == "任命张三为局长。\n\n"
    assert [(place.span, place.kind, place.number) for place in source.places] == [((0, 8), "paragraph", 1)]
    assert [finding.code for finding in source.findings] == ["source_hidden"]
    assert source.aside == "密"


def test_a_refusal_comes_back_with_its_words_and_values() -> None:
    with pytest.raises(Unreadable) as refusal:
        text_of(pdf([]))
    assert (refusal.value.code, refusal.value.values) == ("scan", {})


def test_what_is_remarked_about_a_file_stands_with_each_of_its_notices() -> None:
    _, reading = read_file("任命张三为某局局长。".encode("gb18030"))
    assert [finding.code for finding in reading.findings] == ["encoding"]
    assert [notice.findings[0].code for notice in reading.notices] == ["encoding"]
