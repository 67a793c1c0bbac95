"""The tree of bodies and the successions of posts, walked in one query each, also where the rows make a loop."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Body, Position, PositionSuccession, Reorganisation, ReorganisationKind
from tests.factories import make_body, make_position

DAY = date(2021, 5, 10)


@pytest.fixture
def tree(db: None) -> tuple[Body, Body, Body, Body]:
    """A city, a district in it, a bureau of the district, and a body beside them."""
    city = make_body("市")
    district = make_body("区", parent=city)
    return city, district, make_body("局", parent=district), make_body("另一机构")


def under(*bodies: Body, levels: int | None = None) -> set[Body]:
    return set(Body.everything.under([body.pk for body in bodies], levels=levels))


def above(*bodies: Body) -> set[Body]:
    return set(Body.everything.above([body.pk for body in bodies]))


def test_a_line_goes_up_from_the_body_itself_nearest_first(tree: tuple[Body, ...]) -> None:
    city, district, bureau, beside = (body.pk for body in tree)
    assert Body.everything.lines_up([bureau, beside]) == {bureau: [bureau, district, city], beside: [beside]}
    assert Body.everything.tops([bureau, city, beside]) == {bureau: city, city: city, beside: beside}


def test_above_a_body_is_itself_and_all_it_stands_under(tree: tuple[Body, ...]) -> None:
    city, district, bureau, beside = tree
    assert above(bureau) == {city, district, bureau}
    assert above(city, beside) == {city, beside}


def test_under_a_body_is_itself_and_all_below(tree: tuple[Body, ...]) -> None:
    city, district, bureau, beside = tree
    assert under(city) == {city, district, bureau}
    assert under(bureau, beside) == {bureau, beside}


def test_only_so_many_levels_below_are_under_a_body_if_one_says_so(tree: tuple[Body, ...]) -> None:
    city, district, bureau, beside = tree
    assert [under(city, levels=levels) for levels in range(3)] == [{city}, {city, district}, {city, district, bureau}]
    assert under(city, district, beside, levels=1) == {city, district, bureau, beside}


def test_without_a_body_to_start_from_there_is_none(tree: tuple[Body, ...]) -> None:
    assert under() == under(levels=1) == above() == set()
    assert Body.everything.tops([]) == {}


def test_a_walk_keeps_to_the_rows_it_is_asked_of(tree: tuple[Body, ...]) -> None:
    city, district, bureau, _beside = tree
    Body.everything.filter(pk=district.pk).update(public_since=None)
    assert set(Body.public.under([city.pk])) == {city, bureau}


def test_a_loop_in_the_rows_ends_where_it_closes(tree: tuple[Body, ...]) -> None:
    city, district, bureau, _beside = tree
    Body.everything.filter(pk=city.pk).update(parent=bureau)
    assert Body.everything.lines_up([bureau.pk])[bureau.pk] == [bureau.pk, district.pk, city.pk]
    assert under(district) == under(district, levels=9) == above(district) == {city, district, bureau}
    Body.everything.filter(pk=city.pk).update(parent=city)
    assert Body.everything.lines_up([city.pk]) == {city.pk: [city.pk]}


def test_a_walk_takes_one_query_however_deep_the_tree(tree: tuple[Body, ...]) -> None:
    with CaptureQueriesContext(connection) as asked:
        Body.everything.lines_up(body.pk for body in tree)
        under(tree[0])
        above(tree[2])
    assert len(asked) == 3


def test_all_above_a_body_become_public_with_it(tree: tuple[Body, ...]) -> None:
    city, district, bureau, beside = tree
    Body.everything.update(public_since=None)
    Body.everything.filter(pk=city.pk).update(public_since=date(2020, 1, 1))
    Body.everything.above([bureau.pk]).become_public(DAY)
    assert dict(Body.everything.values_list("pk", "public_since")) == {
        city.pk: date(2020, 1, 1),
        district.pk: DAY,
        bureau.pk: DAY,
        beside.pk: None,
    }


def succeed(old: Position, new: Position | None, bob: User, state: str = "confirmed") -> None:
    event = Reorganisation.objects.create(
        kind=ReorganisationKind.REPLACED, effective_on=DAY, state=state, confirmed_by=bob, confirmed_on=DAY
    )
    PositionSuccession.objects.create(reorganisation=event, old=old, new=new)


def test_posts_are_connected_by_confirmed_successions_forward_and_back_and_round_a_loop(bob: User) -> None:
    first, second, third, beside, proposed = (make_position(f"{name}中心", "主任") for name in "甲乙丙丁戊")
    succeed(first, second, bob)
    succeed(second, third, bob)
    succeed(third, None, bob)
    succeed(third, proposed, bob, state="proposed")
    for post in (first, second, third):
        assert set(Position.everything.connected(post.pk)) == {first, second, third}
    assert list(Position.everything.connected(beside.pk)) == [beside]
    succeed(third, first, bob)
    assert set(Position.everything.connected(second.pk)) == {first, second, third}
