"""What is not public leaks nowhere: no page, suggestion, answer, count or address tells of what only the desk knows."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from orders import identity
from orders.models import Act, Order
from orders.steps import review
from people.models import Official, Reorganisation
from registry.pages.urls import urlpatterns
from tests.factories import TODAY, make_draft, say
from tests.registry.pages.conftest import Register
from tests.registry.secrets import BUREAU, CENTRE, GRID, keep_secrets
from tests.registry.walk import everything, names_of_pages

pytestmark = pytest.mark.django_db

NEW_NAME, NEW_BODY, NEW_TITLE, NEW_KIND = "欧阳密", "北京市东城区未来局", "首席专员", "临时会议"
# What is asked of the search: by the words of the secrets, and by names on record of which they say something more.
QUESTIONS = (
    NEW_NAME, "ouyang", "未来局", NEW_TITLE, "东政任〔2021〕99号", "99号", NEW_KIND,
    "机密", "司马", "jimi", "东政密〔2021〕10号", "10号", "机密会议", "张伟", "侯亮", "民政局", "指挥中心",
)  # fmt: skip
ON_RECORD = ("张伟", "许晶", "李娜新", CENTRE, GRID, BUREAU)


def draft(by: User) -> Order:
    """A draft with a person, body, post, session and number that the record has not, and acts on what it has."""
    return make_draft(
        [
            [say("appoint", NEW_NAME, NEW_BODY, NEW_TITLE), say("natural_removal", NEW_NAME, CENTRE, "副主任")],
            [say("remove", "张伟", CENTRE, "主任")],
            [say("appoint", "许晶", BUREAU, "书记")],
        ],
        by, number="东政任〔2021〕99号", session=999, kind=NEW_KIND, title="关于欧阳密等同志任免职的通知",
    )  # fmt: skip


def test_nothing_that_only_the_desk_knows_is_told_anywhere_until_it_is_published(
    client: Client, register: Register, alice: User, bob: User
) -> None:
    before = everything(client, QUESTIONS, ON_RECORD)
    secret = keep_secrets(alice)
    order = draft(alice)
    for act in Act.objects.filter(clause__order=order, official__isnull=True):
        identity.pick(act=act, official=Official.public.get(name=act.printed_official), by=alice)
    review.submit(order=order, by=alice, today=TODAY)
    review.approve(order=order, by=bob, today=TODAY)

    after = everything(client, QUESTIONS, ON_RECORD)
    words = (*secret.words, *secret.codes, NEW_NAME, NEW_BODY, NEW_TITLE, NEW_KIND, order.code)
    told = {address: [word for word in words if word in answer] for address, answer in after.items()}
    assert {address: found for address, found in told.items() if found} == {}
    assert [address for address in before if after[address] != before[address]] == []
    assert after.keys() == before.keys()
    assert names_of_pages(after) == {pattern.name for pattern in urlpatterns}

    review.publish(order=order, by=bob, today=TODAY)
    for address in ("/zh/", "/en/orders/", "/api/v1/orders/", "/sitemap-orders-zh.xml"):
        assert client.get(address).content.decode() not in before[address], address


def test_no_address_answers_for_what_only_the_desk_knows(client: Client, register: Register, alice: User) -> None:
    secret = keep_secrets(alice)
    assert len(secret.codes) > 20
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        for code in secret.codes if "<" in route else ():
            for language in ("zh", "en"):
                address = f"/{language}/{route.replace('<code:code>', code)}"
                response = client.get(address)
                assert response.status_code == 404, address
                assert not re.search("|".join(secret.words), response.content.decode())


def test_a_reorganisation_that_is_only_proposed_or_prepared_has_no_page(
    client: Client, register: Register, alice: User
) -> None:
    event = Reorganisation.objects.create(kind="abolished", effective_on="2021-09-01", state="proposed")
    for state in ("proposed", "prepared", "declined"):
        Reorganisation.objects.filter(pk=event.pk).update(state=state)
        assert client.get(f"/zh/reorganisations/{event.code}/").status_code == 404
        assert event.code not in client.get("/zh/reorganisations/").content.decode()
