"""Public codes: opaque, unlike one another, easy to read out."""

from __future__ import annotations

from people.codes import ALPHABET, LENGTH, new_code
from people.models import Body


def test_a_code_has_ten_characters_nobody_mistakes() -> None:
    code = new_code()
    assert len(code) == LENGTH == 10
    assert set(code) <= set(ALPHABET)
    assert not set("01loi") & set(ALPHABET)


def test_codes_differ() -> None:
    assert len({new_code() for _ in range(2000)}) == 2000


def test_a_new_record_gets_a_code_that_says_nothing_of_it(db: None) -> None:
    one, other = Body.everything.create(), Body.everything.create()
    assert one.code != other.code
    assert str(one.pk) != one.code
