"""What a hostile file costs: bounded memory, bounded time, and a sentence."""

import resource
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from orders.sources import Unreadable, apart, text_of
from orders.sources.archive import MOST_PARTS
from orders.sources.limits import MOST_MEMORY
from orders.sources.source_text import Kind
from tests.orders.sources.made import docx, p, raw_pdf, stream, with_part

ROOT = Path(__file__).parents[3]
MEGABYTE = 1024 * 1024


def packed_bomb() -> bytes:
    """A document of 300 MB that packs to a third of a megabyte."""
    return with_part(docx(p("甲")), "word/document.xml", b" " * (300 * MEGABYTE))


def lying_bomb() -> bytes:
    """The same, and its table of contents says that it is small."""
    content = packed_bomb()
    size = (300 * MEGABYTE).to_bytes(4, "little")
    return content.replace(size, (1000).to_bytes(4, "little"))


def many_parts() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for number in range(MOST_PARTS + 1):
            packed.writestr(f"word/{number}.xml", b"")
    return out.getvalue()


def laughing() -> bytes:
    """Ten entities, each ten times the one before."""
    entities = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    spoilt = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a0 "哈哈哈哈哈哈">{entities}]><w>&a11;</w>'
    return with_part(docx(p("甲")), "word/document.xml", spoilt.encode())


def deep_document() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 50_000 + p("甲") + "</w:sdtContent></w:sdt>" * 50_000)


def pdf_bomb() -> bytes:
    """A page whose content unpacks to half a gigabyte, packed twice to a kilobyte."""
    once = zlib.compressobj(9)
    inner = b"".join(once.compress(b" " * MEGABYTE) for _ in range(512)) + once.flush()
    content = stream(zlib.compress(inner, 9), b"/Filter[/FlateDecode/FlateDecode]")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    return raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content])


def deep_page() -> bytes:
    return b"<html>" + b"<b><div>" * 100_000 + "任命张三".encode()


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (packed_bomb, "bomb"),
        (lying_bomb, "damaged"),
        (many_parts, "bomb"),
        (laughing, "entities|damaged"),
        (deep_document, "damaged"),
        (pdf_bomb, "broken"),
        (deep_page, "too_deep"),
    ],
)
def test_a_bomb_is_refused_in_a_sentence_and_within_its_memory(made: Callable[[], bytes], code: str) -> None:
    content = made()
    with pytest.raises(Unreadable) as refusal:
        text_of(content, name="a.html" if made is deep_page else "")
    assert refusal.value.code in code.split("|")
    assert refusal.value.sentence.endswith("。")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MOST_MEMORY


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0)
    with pytest.raises(Unreadable, match="^文件过于复杂，在规定的时间内没有读完。"):
        text_of(docx(p("甲")))


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("while True: pass", "too_slow"),
        ("bytearray(4 * 1024 ** 3)", "broken"),
        ("import ctypes; ctypes.string_at(0)", "broken"),
    ],
)
def test_a_process_that_breaks_its_limits_is_ended_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, code: str
) -> None:
    fake = tmp_path / "orders/sources"
    fake.mkdir(parents=True)
    limits = "resource.setrlimit(resource.RLIMIT_CPU, (1, 2)); resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9))"
    (fake / "child.py").write_text(f"import resource\n{limits}\n{program}", encoding="utf-8")
    monkeypatch.setattr(apart, "_ROOT", tmp_path)
    with pytest.raises(Unreadable) as refusal:
        apart.read_apart(b"", Kind.DOCX)
    assert refusal.value.code == code


def test_the_process_limits_itself_before_it_reads() -> None:
    program = (
        "import resource; from orders.sources import child; child._limit_self();"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.split() == [str(MOST_MEMORY), "30"]


def test_the_process_knows_nothing_of_the_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "orders/sources"
    fake.mkdir(parents=True)
    rest = {"kind": "txt", "encoding": "", "findings": [], "places": [], "aside": ""}
    told = f'import json, os; print(json.dumps({{"text": " ".join(os.environ), **{rest}}}))'
    (fake / "child.py").write_text(told, encoding="utf-8")
    monkeypatch.setattr(apart, "_ROOT", tmp_path)
    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setenv("DATABASE_URL", "x")
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(apart.read_apart(b"", Kind.DOCX).text.split())


def test_the_server_itself_loads_none_of_what_unpacks_files() -> None:
    loaded = "import sys, orders.sources; print([m for m in ('lxml', 'pypdfium2', 'django') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
