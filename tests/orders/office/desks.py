"""Several at the desk at once, each with a connection, and the governments they write about; on PostgreSQL."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections, transaction

from people.models import Body
from tests.factories import make_body, make_position

PATIENCE = 20  # seconds until somebody who does nothing is taken to wait

Write = Callable[[], Any]


class Desk:
    """Somebody at the desk: a thread with a connection, whose transaction stays open until it is said to end."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._process: int = self._thread.submit(self._begin).result()

    def does(self, write: Write) -> Future[Any]:
        """Begin a write, whose end nobody waits for."""
        return self._thread.submit(write)

    def did(self, write: Write) -> Any:
        """A write done, its transaction still open."""
        return self.does(write).result(timeout=PATIENCE)

    def waits(self, doing: Future[Any]) -> bool:
        """Whether what they are doing waits for another transaction; False once it is done."""
        until = time.monotonic() + PATIENCE
        while not doing.done() and time.monotonic() < until:
            with connection.cursor() as cursor:
                cursor.execute("SELECT cardinality(pg_blocking_pids(%s))", [self._process])
                if cursor.fetchone()[0]:
                    return True
            time.sleep(0.01)
        doing.result(timeout=0)
        return False

    def commits(self) -> None:
        self._thread.submit(self._end).result(timeout=PATIENCE)

    def leaves(self) -> None:
        """Gives back what it holds as soon as it waits for nobody."""
        self._thread.submit(lambda: connections["default"].close())
        self._thread.shutdown(wait=False)

    def is_gone(self) -> None:
        self._thread.shutdown()

    def _begin(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            key: int = cursor.fetchone()[0]
        self._open = transaction.atomic()
        self._open.__enter__()
        return key

    def _end(self) -> None:
        self._open.__exit__(None, None, None)


@dataclass(frozen=True)
class Tree:
    """A government with two offices, on record with people of its own."""

    name: str
    top: Body
    office: str

    def post(self, title: str) -> tuple[str, str]:
        return self.office, title


def plant(place: str) -> Tree:
    top = make_body(f"{place}市人民政府")
    office = make_body(f"{place}市水务局", parent=top)
    for title in ("局长", "副局长"):
        make_position(office, title)
    return Tree(place, top, f"{place}市水务局")
