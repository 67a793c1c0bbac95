"""The hash of what somebody had before them, and that nothing else is stepped over."""

from __future__ import annotations

from datetime import date

import pytest

from orders.models import Order
from orders.office.content import digest
from orders.office.log import refuse_unseen
from people.refusal import Refused


def test_the_digest_is_of_what_is_said_and_not_of_the_order_of_keys() -> None:
    one = digest({"day": date(2021, 5, 10), "names": ["张伟", "许晶"]})
    assert one == digest({"names": ["张伟", "许晶"], "day": date(2021, 5, 10)})
    assert one != digest({"day": date(2021, 5, 10), "names": ["许晶", "张伟"]})
    assert one != digest({"day": date(2021, 5, 11), "names": ["张伟", "许晶"]})
    assert len(one) == 64


@pytest.mark.django_db
@pytest.mark.parametrize("seen", ["", "a" * 63, "b" * 64])
def test_other_content_than_was_seen_is_refused(seen: str) -> None:
    with pytest.raises(Refused, match="这一页打开以后内容有改动，请核对现在的内容后再办理。"):
        refuse_unseen(Order(pk=0), seen=seen, now="a" * 64)


@pytest.mark.django_db
@pytest.mark.parametrize("seen", [None, "a" * 64])
def test_what_was_seen_or_is_not_asked_from_a_page_is_not_refused(seen: str | None) -> None:
    refuse_unseen(Order(pk=0), seen=seen, now="a" * 64)
