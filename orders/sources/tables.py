"""Tables as lines of text, the same for every kind of file.

One row is one line, its cells separated by a tab (U+0009), and every row of a table has as many cells as the table has
columns. An empty cell is empty: two tabs side by side. Merged cells are resolved so that each line stands alone:

- merged across (colspan, gridSpan): the words stand in the first of the columns, the others are empty;
- merged down (rowspan, vMerge): the words are repeated in each row, as 张三 beside his two posts. A cell that holds a
  sentence (。 or ；) or more than 60 signs stands in its first row only, so that no clause is read twice.

Within a cell a line break joins without a blank, paragraphs join with one blank, a tab is a blank.

A table that only lays out a page is none: one with a single column, with a table inside, or with a cell of more than
300 signs. Its cells come one after the other, each paragraph a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from orders.sources.refusal import Unreadable, gettext_noop

MOST_CELLS = 500_000  # of one table, merged ones resolved
_MOST_ACROSS = 1_000
_REPEATED = 60
_LONGEST = 300
_TOO_LARGE = gettext_noop("文件中的表格过大，没有读入。请分成几份再选择。")


@dataclass
class Cell:
    """One printed cell: its paragraphs, and how many columns and rows it takes."""

    paragraphs: list[str] = field(default_factory=list)
    across: int = 1
    down: int = 1
    holds_table: bool = False

    @property
    def words(self) -> str:
        kept = ("".join(paragraph.replace("\t", " ").splitlines()).strip() for paragraph in self.paragraphs)
        return " ".join(words for words in kept if words)


Rows = Sequence[Sequence[Cell]]


def grid(rows: Rows) -> list[list[str]] | None:
    """The words of each row and column, merged cells resolved; None where the table only lays out a page."""
    if any(cell.holds_table or len(cell.words) > _LONGEST for row in rows for cell in row):
        return None
    resolved: list[dict[int, str]] = [{} for _ in rows]
    count = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in resolved[at]:
                column += 1
            across, down = min(cell.across, _MOST_ACROSS), min(cell.down, len(rows) - at)
            count += across * down
            if count > MOST_CELLS:
                raise Unreadable("table_too_large", _TOO_LARGE)
            for below in range(down):
                words = cell.words if below == 0 or _is_label(cell.words) else ""
                resolved[at + below].update({column + right: "" for right in range(1, across)})
                resolved[at + below][column] = words
            column += across
    width = max((max(row, default=-1) + 1 for row in resolved), default=0)
    if width * len(rows) > MOST_CELLS:
        raise Unreadable("table_too_large", _TOO_LARGE)
    return [[row.get(column, "") for column in range(width)] for row in resolved] if width > 1 else None


def lines(rows: Rows) -> list[tuple[int, str]]:
    """Each line of the table with the number of its row, from 1: a row a line, or each paragraph a line."""
    resolved = grid(rows)
    if resolved is not None:
        told = [(number, "\t".join(row)) for number, row in enumerate(resolved, 1)]
    else:
        told = [(number, words) for number, row in enumerate(rows, 1) for cell in row for words in cell.paragraphs]
    return [(number, words) for number, words in told if words.strip()]


def _is_label(words: str) -> bool:
    return len(words) <= _REPEATED and "。" not in words and "；" not in words
