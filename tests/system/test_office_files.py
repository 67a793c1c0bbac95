"""Files as an office makes them: LibreOffice saves the founding gazette, and the same is read in each of its files."""

import subprocess
from pathlib import Path

import docx
import pytest

from orders.sources import Kind, read_file

ROOT = Path(__file__).resolve().parents[2]
GAZETTE = ROOT / "fixtures/founding/gazette.txt"
AS_TEXT = "--infilter=Text (encoded):UTF8,LF,,,"


def saved_as(kind: str, file: Path, folder: Path, *arguments: str) -> bytes:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [
            "/usr/bin/soffice",
            profile,
            "--headless",
            *arguments,
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / f"{file.stem}.{kind.split(':')[0]}").read_bytes()


@pytest.mark.parametrize(
    ("saved", "kind"),
    [("pdf", Kind.PDF), ("docx:MS Word 2007 XML", Kind.DOCX), ("html:HTML (StarWriter)", Kind.HTML)],
    ids=["pdf", "docx", "html"],
)
def test_the_founding_gazette_says_the_same_as_libreoffice_saves_it(tmp_path: Path, saved: str, kind: Kind) -> None:
    source, reading = read_file(saved_as(saved, GAZETTE, tmp_path, AS_TEXT))
    clauses = [clause for notice in reading.notices for clause in notice.clauses]
    assert source.kind is kind
    assert (len(reading.notices), len(clauses), sum(len(clause.acts) for clause in clauses)) == (5, 58, 77)
    assert [rest for notice in reading.notices for rest in notice.remainder] == []
    assert "".join(source.text.split()) == "".join(GAZETTE.read_text(encoding="utf-8").split())


def test_the_words_of_a_table_are_read_in_their_order_from_the_pdf_that_libreoffice_makes(tmp_path: Path) -> None:
    document = docx.Document()
    rows = document.add_table(rows=0, cols=3, style="Table Grid")
    for row in (
        ("姓名", "任", "免"),
        ("张三", "某区民政局副局长", "某街道办事处副主任"),
        ("李四", "某局科长", "某处处长"),
    ):
        for cell, words in zip(rows.add_row().cells, row, strict=True):
            cell.text = words
    document.save(tmp_path / "table.docx")
    source, _ = read_file(saved_as("pdf", tmp_path / "table.docx", tmp_path))
    assert source.text.split() == "姓名 任 免 张三 某区民政局副局长 某街道办事处副主任 李四 某局科长 某处处长".split()
