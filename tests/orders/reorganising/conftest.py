"""An old centre with its holders, and the new one without any yet."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from people.models import Body
from tests.built_once import built_once
from tests.factories import make_body, make_position, publish_clauses, say
from tests.orders.reorganising.cast import NEW, OLD


@pytest.fixture
@built_once
def holders(alice: User, bob: User) -> None:
    """张伟 heads the old centre, 许晶 is a deputy there, since 2019."""
    publish_clauses(
        [[say("appoint", "张伟", OLD, "主任")], [say("appoint", "许晶", OLD, "副主任")]],
        alice,
        bob,
        number="东政任〔2019〕3号",
        session=60,
        decided_on=date(2019, 4, 1),
        signed_on=date(2019, 4, 8),
    )


@pytest.fixture
@built_once
def new(holders: None) -> Body:
    body = make_body(NEW, public_since=None)
    make_position(body, "主任", public_since=None)
    make_position(body, "副主任", public_since=None)
    return body
