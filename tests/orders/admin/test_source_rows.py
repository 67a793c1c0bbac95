"""A notice laid out for comparison leaves nothing out."""

from pathlib import Path

import pytest

from orders.admin.order.source_rows import pieces, rows
from tests.factories import source_text, take

GAZETTE = Path("fixtures/founding/gazette.txt")


@pytest.fixture
def orders(alice):
    return take(GAZETTE.read_text(encoding="utf-8"), alice)


def laid_out(order):
    return list(order.clauses.all()), list(order.remainder.all())


def test_the_marked_source_is_the_source_to_the_character(orders):
    for order in orders:
        assert "".join(text for _kind, text, _anchor in pieces(order, *laid_out(order))) == source_text(order)


def test_the_rows_hold_every_word_in_its_order(orders):
    for order in orders:
        said = "".join(row.text for row in rows(order, *laid_out(order)))
        assert said == "".join(source_text(order).split())


def test_each_clause_has_a_row_of_its_own(orders):
    for order in orders:
        found = [row.clause.sequence for row in rows(order, *laid_out(order)) if row.clause]
        assert found == list(range(1, order.clauses.count() + 1))


def test_words_in_a_gap_between_the_parts_are_shown_too(orders):
    order = orders[0]
    order.parts = order.parts[3:-2]
    said = "".join(row.text for row in rows(order, *laid_out(order)))
    assert said == "".join(source_text(order).split())
