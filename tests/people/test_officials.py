"""Officials: one row is one human being; a merged one redirects."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from people.models import NotSame, Official
from tests.factories import make_official


def test_namesakes_are_those_who_stand_and_bear_exactly_this_name(db: None) -> None:
    one, other = make_official("张伟"), make_official("张伟")
    make_official("张伟伟")
    make_official("张伟", merged_into=one)
    assert set(Official.everything.namesakes("张伟")) == {one, other}


def test_whoever_was_merged_stands_no_longer(db: None) -> None:
    one = make_official("张伟")
    make_official("张伟", merged_into=one)
    assert list(Official.everything.standing()) == [one]


def test_nobody_is_merged_into_themselves(db: None) -> None:
    one = make_official("张伟")
    with pytest.raises(IntegrityError), transaction.atomic():
        Official.everything.filter(pk=one.pk).update(merged_into=one)


def test_whom_others_redirect_to_is_not_deleted(db: None) -> None:
    one = make_official("张伟")
    make_official("张伟", merged_into=one)
    with pytest.raises(ProtectedError):
        one.delete()


def test_two_people_are_two_people_once_and_the_lower_key_stands_first(alice: User) -> None:
    one, other = make_official("张伟"), make_official("张伟")
    NotSame.objects.create(one=one, other=other, by=alice)
    for first, second in ((one, other), (other, one), (one, one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            NotSame.objects.create(one=first, other=second, by=alice)


def test_no_field_asks_for_more_than_a_notice_prints() -> None:
    fields = {field.name for field in Official._meta.concrete_fields}
    assert fields == {"id", "code", "public_since", "name", "pinyin", "provisional", "merged_into"}
