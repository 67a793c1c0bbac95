"""A person at the desk, for tests: a client that is logged in, and what a page says."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

TAGS = re.compile(r"<[^>]+>")


def at_desk(user: User | None) -> Client:
    """A browser in which this person is logged in; nobody for None."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def order_address(order: Any) -> str:
    return reverse("admin:orders_order_change", args=[order.pk])


def words(response: Any) -> str:
    """What a reader sees of a page, without tags; runs of white space are one space."""
    assert response.status_code == 200, response
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())
