"""The tree of bodies: lines upwards and what stands below, also where the rows make a loop."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Body
from people.tree import lines_up, subtree, with_all_above
from tests.factories import make_body


@pytest.fixture
def tree(db: None) -> tuple[Body, Body, Body, Body]:
    """A city, a district in it, a bureau of the district, and a body beside them."""
    city = make_body("市")
    district = make_body("区", parent=city)
    return city, district, make_body("局", parent=district), make_body("另一机构")


def test_a_line_goes_up_from_the_body_itself_nearest_first(tree: tuple[Body, ...]) -> None:
    city, district, bureau, beside = (body.pk for body in tree)
    assert lines_up([bureau, beside]) == {bureau: [bureau, district, city], beside: [beside]}
    assert with_all_above([bureau]) == {city, district, bureau}


def test_a_subtree_is_the_body_and_all_below(tree: tuple[Body, ...]) -> None:
    city, district, bureau, _beside = (body.pk for body in tree)
    assert subtree(city) == {city, district, bureau}
    assert subtree(bureau) == {bureau}


def test_a_loop_in_the_rows_ends_where_it_closes(tree: tuple[Body, ...]) -> None:
    city, district, bureau, _beside = tree
    Body.everything.filter(pk=city.pk).update(parent=bureau)
    assert lines_up([bureau.pk])[bureau.pk] == [bureau.pk, district.pk, city.pk]
    assert subtree(district.pk) == {city.pk, district.pk, bureau.pk}
    Body.everything.filter(pk=city.pk).update(parent=city)
    assert lines_up([city.pk]) == {city.pk: [city.pk]}


def test_many_lines_take_as_many_queries_as_the_tree_has_levels(tree: tuple[Body, ...]) -> None:
    with CaptureQueriesContext(connection) as asked:
        lines_up(body.pk for body in tree)
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        lines_up([tree[2].pk])
    assert len(asked) == 3
