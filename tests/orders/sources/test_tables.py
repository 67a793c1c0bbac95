"""Tables as lines: every line a full row, no clause twice, a page's layout no table."""

import pytest

from orders.sources import Unreadable
from orders.sources.tables import Cell, grid, lines


def row(*cells: str | Cell) -> list[Cell]:
    return [each if isinstance(each, Cell) else Cell([each]) for each in cells]


def test_a_row_is_a_line_with_a_tab_between_cells_and_an_empty_cell_stays() -> None:
    told = lines([row("姓名", "任", "免"), row("张三", "", "某局局长"), row("李四", "某局科长", "")])
    assert told == [(1, "姓名\t任\t免"), (2, "张三\t\t某局局长"), (3, "李四\t某局科长\t")]


def test_a_cell_merged_down_is_repeated_so_that_each_row_stands_alone() -> None:
    told = grid([row("姓名", "任"), row(Cell(["张三"], down=2), "某局局长"), row("某委主任")])
    assert told == [["姓名", "任"], ["张三", "某局局长"], ["张三", "某委主任"]]


@pytest.mark.parametrize("words", ["任命张三为某局局长。", "某" * 61])
def test_a_sentence_merged_down_is_not_read_twice(words: str) -> None:
    assert grid([row(Cell([words], down=2), "甲"), row("乙")]) == [[words, "甲"], ["", "乙"]]


def test_a_cell_merged_across_stands_in_its_first_column() -> None:
    assert grid([row(Cell(["任免名单"], across=3)), row("张三", "甲", "乙")]) == [
        ["任免名单", "", ""],
        ["张三", "甲", "乙"],
    ]


def test_merged_down_and_across_at_once() -> None:
    told = grid([row(Cell(["甲"], across=2, down=2), "乙"), row("丙")])
    assert told == [["甲", "", "乙"], ["甲", "", "丙"]]


def test_rows_of_unequal_length_are_filled_up() -> None:
    assert grid([row("甲", "乙", "丙"), row("丁")]) == [["甲", "乙", "丙"], ["丁", "", ""]]


def test_line_breaks_in_a_cell_join_without_a_blank_and_paragraphs_with_one() -> None:
    assert grid([row(Cell(["北京市东城区\n民政局", "副局长"]), "甲\t乙")]) == [["北京市东城区民政局 副局长", "甲 乙"]]


def test_a_table_of_one_column_or_with_long_words_or_with_a_table_inside_lays_out_a_page() -> None:
    assert lines([row(Cell(["标题", "正文"]))]) == [(1, "标题"), (1, "正文")]
    assert lines([row("导航", Cell(["某" * 301, "落款"]))]) == [(1, "导航"), (1, "某" * 301), (1, "落款")]
    assert lines([row("导航", Cell(["甲\t乙"], holds_table=True))]) == [(1, "导航"), (1, "甲\t乙")]


def test_what_reaches_below_the_table_ends_with_it() -> None:
    assert grid([row(Cell(["甲"], down=65_534), "乙"), row("丙")]) == [["甲", "乙"], ["甲", "丙"]]


def test_a_table_of_millions_of_cells_is_refused() -> None:
    with pytest.raises(Unreadable, match="^文件中的表格过大，没有读入。请分成几份再选择。$"):
        grid([row(Cell(["甲"], across=1000, down=65_534), "乙") for _ in range(5000)])
