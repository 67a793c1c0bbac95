"""A person at the desk, for tests: a client that is logged in, and what a page says."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from orders.models import PublicChange

TAGS = re.compile(r"<[^>]+>")
QUESTION = re.compile(r'name="action" value="([^"]+)">((?:\s*<input type="hidden" name="seen" value="[^"]+">)*)')
SEEN = re.compile(r'<input type="hidden" name="((?:[\w]+-)*seen)" value="([^"]+)"')
STALE = "这一页打开以后内容有改动，请核对现在的内容后再办理。"


def at_desk(user: User | None) -> Client:
    """A browser in which this person is logged in; nobody for None."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def order_address(order: Any) -> str:
    return reverse("admin:orders_order_change", args=[order.pk])


def seen_on(page: Any, action: str) -> dict[str, Any]:
    """What the form behind this button of a page says was seen, of several notices a list; nothing without a form."""
    shown = dict(QUESTION.findall(page.content.decode()))
    seen = [value for _name, value in SEEN.findall(shown.get(action, ""))]
    return {"seen": seen[0] if len(seen) == 1 else seen} if seen else {}


def press(user: User | None, address: str, action: str, *, page: Any = None, **said: str) -> Any:
    """Press one button of a page: of `page`, opened before, or of the page as it opens now."""
    client = at_desk(user)
    seen = seen_on(page or client.get(address), action)
    return client.post(
        address, {"action": action, **seen, **{f"{action}-{name}": value for name, value in said.items()}}
    )


def change_address(change: Any) -> str:
    return reverse("admin:orders_publicchange_change", args=[change.pk])


def confirm(user: User) -> Any:
    """Open the one change that waits, and confirm it."""
    return press(user, change_address(PublicChange.objects.waiting().get()), "confirm")


def save(user: User | None, address: str, data: dict[str, Any], *, page: Any = None) -> Any:
    """Send a form of its own page, with what it showed: of `page`, opened before, or of the page as it opens now."""
    client = at_desk(user)
    shown = (page or client.get(address)).content.decode()
    return client.post(address, {**data, **dict(SEEN.findall(shown))})


def words(response: Any) -> str:
    """What a reader sees of a page, without tags; runs of white space are one space."""
    assert response.status_code == 200, response
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())
