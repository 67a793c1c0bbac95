"""The page that compares tenures with acts: read only, and computed only when it is opened."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from orders.models import Tenure
from orders.tenures.projection import drift
from tests.built_once import built_once
from tests.factories import publish_clauses, say
from tests.orders.admin.desk import at_desk, words


@pytest.fixture
@built_once
def appointed(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "李娜新", "某局", "副局长")]], alice, bob)


def test_tenures_as_the_acts_say_are_said_to_agree(appointed: None, bob: User) -> None:
    assert "任职与任免动作一致。" in words(at_desk(bob).get(reverse("admin:orders_tenure_drift")))


def test_what_is_missing_and_what_is_too_many_is_listed_and_left_as_it_is(appointed: None, bob: User) -> None:
    Tenure.objects.update(began_on="2020-01-01", lower="2020-01-01")
    page = words(at_desk(bob).get(reverse("admin:orders_tenure_drift")))
    assert "多出 李娜新 某局副局长 2020-01-01" in page
    assert "缺少 李娜新 某局副局长 2021-05-10" in page
    assert len(list(drift())) == 2


def test_the_page_takes_no_post_and_nobody_from_outside(appointed: None, bob: User, charlie: User) -> None:
    address = reverse("admin:orders_tenure_drift")
    assert at_desk(bob).post(address).status_code == 405
    assert at_desk(charlie).get(address).status_code == 403


def test_the_first_page_leads_to_it(alice: User) -> None:
    page = at_desk(alice).get(reverse("admin:index")).content.decode()
    assert reverse("admin:orders_tenure_drift") in page
