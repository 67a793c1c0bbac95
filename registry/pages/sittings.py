"""What a session is called."""

from __future__ import annotations

from datetime import date

from orders.models import Session
from orders.tenures.heard import Names


def session_name(session: Session, names: Names, on: date) -> str:
    """The session as notices print it, in Chinese on every page: 北京市东城区人民政府第121次常务会议."""
    number = f"第{session.number}次" if session.number else ""
    return f"{names.on(session.body_id, on)}{number}{session.kind or '会议'}"
