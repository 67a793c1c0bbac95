"""The addresses of the API on the founding register."""

from __future__ import annotations

import pytest

from people.models import Reorganisation
from tests.registry.conftest import CENTRE, GOVERNMENT, Gazette


@pytest.fixture
def codes(gazette: Gazette) -> dict[str, str]:
    """One row of each kind, by the name that filters and addresses give it."""
    session = gazette.order(16).session
    assert session is not None
    return {
        "official": gazette.official("彭恩强").code,
        "body": gazette.body(CENTRE).code,
        "government": gazette.body(GOVERNMENT).code,
        "position": gazette.position(CENTRE, "副主任").code,
        "order": gazette.order(16).code,
        "session": session.code,
        "reorganisation": Reorganisation.objects.get(parties__body=gazette.body(CENTRE)).code,
    }


LISTS = ["officials", "bodies", "positions", "orders", "sessions", "tenures", "reorganisations"]


def addresses(codes: dict[str, str]) -> list[str]:
    """Every endpoint once, lists and rows."""
    return [
        *(f"{name}/" for name in LISTS),
        f"officials/{codes['official']}/",
        f"bodies/{codes['body']}/",
        f"bodies/{codes['government']}/chart/",
        f"positions/{codes['position']}/",
        f"orders/{codes['order']}/",
        f"sessions/{codes['session']}/",
        f"reorganisations/{codes['reorganisation']}/",
    ]
