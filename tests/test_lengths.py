"""The house rules of length: how long a file is, and how wide a line of code and of a page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.test_architecture import LAYERS, ROOT, plant, python_files

PAGE_FILES = {".html", ".css", ".js"}
LONGEST_FILE = 400  # lines
LONGEST_LINE = 120  # characters
LONGEST_LINE_OF_A_PAGE = 160  # characters, of a template, a style sheet or a script: a translated tag holds in one line


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in (*LAYERS, "tests", "bench")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", *PAGE_FILES} and "migrations" not in path.parts  # Django wrote those
    }
    assert {name: lines for name, lines in lengths.items() if lines >= LONGEST_FILE} == {}


def long_lines(root: Path, paths: Iterable[Path], longest: int) -> list[str]:
    return [
        f"{path.relative_to(root).as_posix()}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > longest and "migrations" not in path.parts
    ]


def page_files(root: Path) -> list[Path]:
    files = (path for folder in LAYERS for path in sorted((root / folder).rglob("*")))
    return [path for path in files if path.suffix in PAGE_FILES]


def test_no_line_is_longer_than_a_screen() -> None:
    assert long_lines(ROOT, python_files(ROOT, *LAYERS, "tests", "bench"), LONGEST_LINE) == []
    assert long_lines(ROOT, page_files(ROOT), LONGEST_LINE_OF_A_PAGE) == []


def test_a_planted_long_line_of_a_page_is_found(tmp_path: Path) -> None:
    for name in ("registry/templates/pages/body.html", "orders/static/orders/desk.css", "orders/static/orders/desk.js"):
        plant(tmp_path, name, f"{'x' * LONGEST_LINE_OF_A_PAGE}\n{'x' * (LONGEST_LINE_OF_A_PAGE + 1)}\n")
    assert long_lines(tmp_path, page_files(tmp_path), LONGEST_LINE_OF_A_PAGE) == [
        "orders/static/orders/desk.css:2",
        "orders/static/orders/desk.js:2",
        "registry/templates/pages/body.html:2",
    ]
