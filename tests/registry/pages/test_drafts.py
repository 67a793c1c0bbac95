"""Drafts leak nowhere: no page, suggestion, count or address tells of what only a draft knows."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from orders import errata, identity, review
from orders.models import Act, Order, Session
from people.models import Body, Official, Position, Reorganisation
from tests.factories import TODAY, make_draft, say
from tests.registry.conftest import CENTRE
from tests.registry.pages.conftest import BUREAU, Register
from tests.registry.pages.test_every_page import addresses

pytestmark = pytest.mark.django_db

NEW_NAME, NEW_BODY, NEW_TITLE, NEW_KIND = "欧阳密", "北京市东城区未来局", "首席专员", "临时会议"
QUESTIONS = (NEW_NAME, "ouyang", "未来局", NEW_TITLE, "东政任〔2021〕99号", "99号", NEW_KIND)


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


def draft_of_a_public_session(by: User) -> Order:
    """A draft of a sitting that the public knows, about people and posts that it knows."""
    return make_draft([[say("remove", "许晶", CENTRE, "副主任")]], by, number="东政任〔2021〕98号", session=121)


def pages(client: Client) -> dict[str, str]:
    """Everything the public can see, page by page, in both languages and at several days."""
    shown = {}
    for language in ("zh", "en"):
        for days in {"zh": ("", "?on=2021-11-20&known_on=2021-11-20"), "en": ("?on=2021-09-25",)}[language]:
            for address in addresses(language, days):
                shown[address] = client.get(address).content.decode()
        for question in QUESTIONS:
            address = f"/{language}/search/?q={question}"
            # The question itself is repeated to whoever asked it.
            shown[address] = client.get(address).content.decode().replace(question, "")
    shown["/robots.txt"] = client.get("/robots.txt").content.decode()
    return shown


def test_no_page_changes_by_an_order_until_it_is_published(
    client: Client, register: Register, alice: User, bob: User
) -> None:
    before = pages(client)
    order = draft(alice)
    draft_of_a_public_session(alice)
    assert pages(client) == before
    for act in Act.objects.filter(clause__order=order, official__isnull=True):
        identity.pick(act=act, official=Official.public.get(name=act.printed_official), by=alice)
    review.submit(order=order, by=alice, today=TODAY)
    review.approve(order=order, by=bob, today=TODAY)
    assert pages(client) == before
    review.publish(order=order, by=bob, today=TODAY)
    assert pages(client) != before


def test_no_page_changes_by_an_order_that_is_discarded(client: Client, register: Register, alice: User) -> None:
    before = pages(client)
    review.discard(order=draft(alice), by=alice)
    assert pages(client) == before


def test_no_address_answers_for_what_only_a_draft_knows(client: Client, register: Register, alice: User) -> None:
    order = draft(alice)
    hidden = [
        f"orders/{order.code}/",
        f"sessions/{Session.everything.get(number=999).code}/",
        f"officials/{Official.everything.get(name=NEW_NAME).code}/",
        f"bodies/{Body.everything.get(names__name=NEW_BODY).code}/",
        f"bodies/{Body.everything.get(names__name=NEW_BODY).code}/chart/",
        f"positions/{Position.everything.get(title=NEW_TITLE).code}/",
        f"positions/{Position.everything.get(title='书记').code}/",
    ]
    for language in ("zh", "en"):
        for address in hidden:
            response = client.get(f"/{language}/{address}")
            assert response.status_code == 404, address
            assert not re.search("|".join((NEW_NAME, NEW_BODY, NEW_TITLE, "99号")), response.content.decode())


def test_a_reorganisation_that_is_only_proposed_or_prepared_has_no_page(
    client: Client, register: Register, alice: User
) -> None:
    event = Reorganisation.objects.create(kind="abolished", effective_on="2021-09-01", state="proposed")
    for state in ("proposed", "prepared", "declined"):
        Reorganisation.objects.filter(pk=event.pk).update(state=state)
        assert client.get(f"/zh/reorganisations/{event.code}/").status_code == 404
        assert event.code not in client.get("/zh/reorganisations/").content.decode()


def test_an_erratum_that_is_not_public_is_not_seen(client: Client, register: Register, alice: User) -> None:
    from_address = f"/zh/orders/{register.second.code}/"
    before = client.get(from_address).content
    _prepare_erratum(register.second, alice)
    assert client.get(from_address).content == before


def _prepare_erratum(order: Order, by: User) -> None:
    errata.prepare_erratum(
        clause=order.clauses.get(sequence=2),
        acts=[say("appoint", "李娜新", BUREAU, "调研员")],
        reason="读错。",
        by=by,
    )
