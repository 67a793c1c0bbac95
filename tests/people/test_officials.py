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


def test_staff_tell_namesakes_apart_by_the_code(db: None) -> None:
    one, other = make_official("张伟"), make_official("张伟")
    assert one.name_and_code == f"张伟（{one.code}）" != other.name_and_code


@pytest.fixture
def named(db: None) -> None:
    for name, pinyin in (("张伟", "Zhang Wei"), ("张伟明", "Zhang Weiming"), ("欧阳春安", "Ouyang Chun'an")):
        make_official(name, pinyin=pinyin)


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("张伟", ["张伟", "张伟明"]),
        (" 张 伟 ", ["张伟", "张伟明"]),
        ("伟明", ["张伟明"]),
        ("zhang wei", ["张伟", "张伟明"]),
        ("Wěimíng Zhāng", ["张伟明"]),
        ("zwm", ["张伟明"]),
        ("chun'an", ["欧阳春安"]),
        ("Ouyang Chunan", ["欧阳春安"]),
        ("赵", []),
        ("", []),
        (" \0\u3000", []),
    ],
)
def test_people_are_found_by_name_and_by_pinyin_in_any_form_best_first(words: str, names: list[str]) -> None:
    assert [official.name for official in Official.everything.search(words)] == names


def test_people_are_found_by_their_code_among_the_rows_asked(db: None) -> None:
    one, drafted = make_official("张伟"), make_official("许晶", public_since=None)
    assert list(Official.everything.search(one.code)) == [one]
    assert list(Official.everything.search(drafted.code)) == [drafted]
    assert not Official.public.search(drafted.code).exists()
    assert not Official.everything.search(one.code[:-1]).exists()


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
