"""Bodies and their names through time."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from people.models import Body, BodyName, Position
from tests.factories import make_body, make_position

FIRST, SECOND, THIRD = "环境卫生管理局", "环境卫生服务中心", "市容环境卫生中心"


@pytest.fixture
def body(db: None) -> Body:
    """Three names, the first from a day not on record."""
    body = Body.everything.create(public_since=date(2000, 1, 1))
    for name, began_on, ended_on in (
        (SECOND, date(2010, 1, 1), date(2020, 1, 1)),
        (THIRD, date(2020, 1, 1), None),
        (FIRST, None, date(2010, 1, 1)),
    ):
        BodyName.objects.create(body=body, name=name, began_on=began_on, ended_on=ended_on)
    return body


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(1990, 1, 1), FIRST),
        (date(2009, 12, 31), FIRST),
        (date(2010, 1, 1), SECOND),
        (date(2019, 12, 31), SECOND),
        (date(2020, 1, 1), THIRD),
        (None, THIRD),
    ],
)
def test_a_body_is_called_by_the_name_it_bore_on_the_day(body: Body, on: date | None, name: str) -> None:
    assert body.name_on(on) == name


def test_the_present_name_stands_beside_the_old_one(body: Body) -> None:
    assert (body.name_on(date(2015, 1, 1)), str(body)) == (SECOND, THIRD)


def test_before_the_first_dated_name_the_first_one_serves(db: None) -> None:
    body = Body.everything.create()
    BodyName.objects.create(body=body, name=SECOND, began_on=date(2010, 1, 1))
    BodyName.objects.create(body=body, name=THIRD, began_on=date(2020, 1, 1))
    assert body.name_on(date(2000, 1, 1)) == SECOND


def test_a_body_without_a_name_is_called_nothing(db: None) -> None:
    assert str(Body.everything.create()) == ""


def test_a_body_is_found_by_every_name_it_ever_bore_to_the_character(body: Body) -> None:
    for name in (FIRST, SECOND, THIRD):
        assert list(Body.everything.named(name)) == [body]
    assert not Body.everything.named(FIRST[:-1]).exists()


def test_a_body_is_in_being_from_its_first_day_until_before_its_end(db: None) -> None:
    make_body("甲中心", established_on=date(2010, 1, 1), abolished_on=date(2020, 1, 1))
    days = [date(2009, 12, 31), date(2010, 1, 1), date(2019, 12, 31), date(2020, 1, 1)]
    assert [Body.everything.in_being(day).exists() for day in days] == [False, True, True, False]


def test_a_body_whose_life_is_not_on_record_is_in_being(db: None) -> None:
    make_body("甲中心")
    assert Body.everything.in_being(date(1900, 1, 1)).exists()


def test_a_body_does_not_end_before_it_begins(db: None) -> None:
    body = Body(established_on=date(2020, 1, 1), abolished_on=date(2019, 12, 31))
    with pytest.raises(ValidationError, match="终止之日不能早于设立之日。"):
        body.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        body.save()


def test_a_name_is_borne_for_at_least_a_day(body: Body) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BodyName.objects.create(body=body, name="丁", began_on=date(2020, 1, 1), ended_on=date(2020, 1, 1))


def test_siblings_stand_in_the_order_people_gave_them(db: None) -> None:
    for place, name in ((3, "丙"), (1, "乙"), (2, "甲")):
        make_body(name, display_order=place)
    assert [str(body) for body in Body.everything.all()] == ["乙", "甲", "丙"]


def test_a_post_is_one_of_a_kind_in_its_body(db: None) -> None:
    post = make_position("甲中心", "主任")
    assert str(post) == "甲中心主任"
    with pytest.raises(ValidationError, match="这一机构已有同名职务。"):
        Position(body=post.body, title="主任").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_position(post.body, "主任")
