"""The founding register, a draft that nobody may see, and a reader of the API."""

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
from tests.factories import TODAY, make_body, make_draft, publish, say

FOUNDING = Path(__file__).parents[2] / "fixtures" / "founding"
# No code, day or count says it by chance: codes have no 0 and no 1.
SECRET_SESSION = 110011
CENTRE, GRID = "北京市东城区城市管理指挥中心", "北京市东城区网格化服务管理中心"
GOVERNMENT = "北京市东城区人民政府"


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


@dataclass
class Secret:
    """Everything that only a draft knows."""

    words: tuple[str, ...]
    codes: tuple[str, ...]


@pytest.fixture
def secret(gazette: Gazette, alice: User) -> Secret:
    """Two drafts: one all new, of a new session; one of a session on record, about people and posts on record."""
    new = make_draft(
        [
            [say("appoint", "欧阳机密", "北京市东城区机密局", "机密局长")],
            [say("appoint", "张伟", "北京市东城区民政局", "机密专员")],
        ],
        alice,
        number="东政密〔2023〕7号",
        session=SECRET_SESSION,
        decided_on=date(2023, 2, 3),
        signed_on=date(2023, 2, 4),
        title="关于欧阳机密等二名同志任职的通知",
    )
    old = make_draft(
        [[say("remove", "侯亮", CENTRE, "副主任")]], alice, number="东政密〔2023〕8号", title="关于侯亮同志机密的通知"
    )
    assert new.session is not None
    assert old.session == gazette.order(16).session
    codes = [new.code, new.session.code, old.code, Official.everything.get(name="欧阳机密").code]
    codes.append(Body.everything.named("北京市东城区机密局").get().code)
    codes += Position.everything.filter(title__contains="机密").values_list("code", flat=True)
    return Secret(("机密", "东政密", str(SECRET_SESSION), "2023-02-03"), tuple(codes))


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
