"""What only drafts know is behind no public door."""

from __future__ import annotations

from datetime import date

import pytest

from people.models import Body, Official, Position
from tests.factories import make_body, make_official, make_position

DAY = date(2021, 10, 24)


@pytest.mark.parametrize("model", [Body, Position, Official])
def test_there_is_no_door_by_habit(model: type) -> None:
    assert not hasattr(model, "objects")


def test_what_only_a_draft_knows_is_not_public(db: None) -> None:
    make_body("甲中心", public_since=None)
    make_position("乙中心", "主任", public_since=None)
    make_official("张伟", public_since=None)
    for model in (Body, Position, Official):
        assert model.everything.exists()
        assert not model.public.exists()
        assert not model.everything.known(None).exists()
        assert not model.everything.known(date(9999, 1, 1)).exists()


def test_a_record_is_known_from_the_day_it_became_public(db: None) -> None:
    make_official("张伟", public_since=DAY)
    days = [date(2021, 10, 23), DAY, date(2021, 10, 25), None]
    assert [Official.public.known(day).exists() for day in days] == [False, True, True, True]


def test_becoming_public_again_keeps_the_earliest_day(db: None) -> None:
    official = make_official("张伟", public_since=None)
    for day, since in ((DAY, DAY), (date(2022, 1, 1), DAY), (date(2021, 1, 1), date(2021, 1, 1))):
        official.become_public(day)
        assert Official.public.get().public_since == since


def test_rows_become_public_together_and_each_keeps_its_earliest_day(db: None) -> None:
    for name, since in (("张伟", None), ("许晶", date(2021, 1, 1)), ("侯亮", date(2022, 1, 1))):
        make_official(name, public_since=since)
    Official.everything.exclude(name="侯亮").become_public(DAY)
    known = dict(Official.everything.values_list("name", "public_since"))
    assert known == {"张伟": DAY, "许晶": date(2021, 1, 1), "侯亮": date(2022, 1, 1)}
    Official.everything.become_public(DAY)
    assert Official.public.get(name="侯亮").public_since == DAY
