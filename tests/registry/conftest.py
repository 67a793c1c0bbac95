"""The founding register, what nobody may see, and a reader of the API."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import orders.models
from orders import identity
from orders.models import Order, Tenure
from orders.notices.notice import Act
from people.models import Body, Official, Position
from registry.days import Days
from tests.built_once import built_once
from tests.factories import ISSUER, TODAY, make_body, make_draft, publish
from tests.registry.secrets import CENTRE, GRID, Secret, keep_secrets

__all__ = ["CENTRE", "GRID", "Secret"]  # for the tests beside

FOUNDING = Path(__file__).parents[2] / "fixtures" / "founding"
GOVERNMENT = ISSUER


def asked(on: str = "", known_on: str = "") -> Days:
    """The two days of a question asked on the day on which tests happen."""
    return Days(date.fromisoformat(on) if on else TODAY, date.fromisoformat(known_on) if known_on else None, TODAY)


@dataclass
class Gazette:
    """The five founding notices, published, with both reorganisations confirmed."""

    def official(self, name: str) -> Official:
        return Official.public.get(name=name)

    def body(self, name: str) -> Body:
        return Body.public.get(names__name=name)

    def position(self, body: str, title: str) -> Position:
        return Position.public.get(body__names__name=body, title=title)

    def order(self, number: int) -> Order:
        return Order.published.get(number=number)

    @property
    def expected(self) -> Any:
        """gold_register.json: what the notices mean, as careful readers wrote it down."""
        return json.loads((FOUNDING / "gold_register.json").read_text(encoding="utf-8"))


@pytest.fixture
def gazette(founding: None) -> Gazette:
    return Gazette()


def double_the_record() -> None:
    """Every body below the top, every post, person and tenure once more."""
    bodies: dict[int, Body] = {}
    for body in list(Body.public.exclude(parent=None)):
        life = {"established_on": body.established_on, "abolished_on": body.abolished_on}
        bodies[body.pk] = make_body(f"{body}二", parent=body.parent, public_since=body.public_since, **life)
    for tenure in list(Tenure.objects.select_related("position", "official")):
        body = bodies[tenure.position.body_id]
        position, _ = Position.everything.get_or_create(
            body=body, title=tenure.position.title, defaults={"public_since": tenure.position.public_since}
        )
        official, _ = Official.everything.get_or_create(
            name=f"{tenure.official.name}二", defaults={"public_since": tenure.official.public_since}
        )
        tenure.pk = None
        tenure.position, tenure.official, tenure.body = position, official, body
        tenure.save()


def publish_of_the_same(clauses: Sequence[Sequence[Act]], by: User, reviewer: User, **frame: Any) -> Order:
    """A published order about people who are on record already: each name is picked to be the one who bears it."""
    draft = make_draft(clauses, by, **frame)
    for act in orders.models.Act.objects.filter(clause__order=draft, official__isnull=True):
        identity.pick(act=act, official=Official.everything.get(name=act.printed_official), by=by)
    return publish(draft, by, reviewer)


@pytest.fixture
@built_once
def secret(gazette: Gazette, alice: User) -> Secret:
    """Every kind of thing that only the desk knows, beside the founding register."""
    return keep_secrets(alice)


@pytest.fixture
def api(client: Client) -> Any:
    """Ask /api/v1/ and get the answer; another status than 200 is expected in so many words."""

    def ask(path: str, status: int = 200) -> Any:
        response = client.get(f"/api/v1/{path}")
        assert response.status_code == status, f"{path}: {response.status_code} {response.content.decode()[:300]}"
        return response.json()

    return ask


@pytest.fixture
def queries() -> Any:
    """How many queries a call takes."""

    def count(call: Any, *args: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            call(*args)
        return len(captured)

    return count
