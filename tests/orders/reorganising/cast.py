"""What the tests of steps share: an old centre with two holders, and the event that replaces it."""

from __future__ import annotations

from datetime import date
from typing import Any

from orders.models import Tenure
from people.models import Body, Effect, Position, Reorganisation, ReorganisationKind
from tests.factories import prepare_event

OLD, NEW, OTHER = "网格化服务管理中心", "城市管理指挥中心", "市容环境卫生中心"
DAY = date(2021, 5, 10)
ON = date(2022, 3, 1)
Kind = ReorganisationKind


def body(name: str) -> Body:
    return Body.everything.named(name).get()


def post(name: str, title: str) -> Position:
    return Position.everything.get(body=body(name), title=title)


def event(by: Any, **changes: Any) -> Reorganisation:
    """The old centre replaced by the new one, post by post, as prepared."""
    about: dict[str, Any] = {
        "kind": Kind.REPLACED,
        "old": [body(OLD)],
        "new": [body(NEW)],
        "effective_on": DAY,
        "successions": [(post(OLD, title), post(NEW, title)) for title in ("主任", "副主任")],
        "effect": Effect.NATURAL_REMOVAL,
        "by": by,
    }
    return prepare_event(**about | changes)


def held(name: str, known_on: date | None = None) -> list[tuple[str, date | None]]:
    """(official, ended on) of every tenure in a body."""
    tenures = Tenure.objects.known(known_on).of(body(name)).select_related("official")
    return sorted((tenure.official.name, tenure.ended_on) for tenure in tenures)
