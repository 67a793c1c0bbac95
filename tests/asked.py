"""What a piece of work asks of the database: how often, what twice, and which line of the project asked it."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
OF_THE_PROJECT = tuple(str(ROOT / layer) + "/" for layer in ("registry", "orders", "people"))
# A transaction's own bookkeeping asks nothing.
BOOKKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT", "ROLLBACK")


@dataclass(frozen=True)
class Query:
    """One query with its values, and the line of the project that asked for it."""

    sql: str
    params: str
    line: str


@dataclass
class Asked:
    """Every query of a piece of work, in order."""

    queries: list[Query] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.queries)

    @property
    def twice(self) -> list[str]:
        """A line for every query that was asked before with the same values: where from, and what."""
        times = Counter((query.sql, query.params) for query in self.queries)
        lines: dict[tuple[str, str], list[str]] = {}
        for query in self.queries:
            lines.setdefault((query.sql, query.params), []).append(query.line)
        return [f"{count}× {' | '.join(lines[key])}: {key[0][:200]}" for key, count in times.items() if count > 1]

    def __str__(self) -> str:
        """By code line, how often it asked; the most frequent first."""
        times = Counter((query.line, query.sql) for query in self.queries)
        return "\n".join(f"{count:4} {line:60} {sql[:110]}" for (line, sql), count in times.most_common())

    def note(self, execute: Any, sql: str, params: Sequence[Any] | None, many: bool, context: Any) -> Any:
        if not sql.startswith(BOOKKEEPING):
            self.queries.append(Query(sql, repr(params), _line()))
        return execute(sql, params, many, context)


@contextmanager
def asked() -> Iterator[Asked]:
    """Notes every query asked within."""
    found = Asked()
    with connection.execute_wrapper(found.note):
        yield found


def _line() -> str:
    """The innermost line of the project on the way to the database; that of Django, where no line of it is on it."""
    frames = traceback.extract_stack()
    own = [frame for frame in frames if frame.filename.startswith(OF_THE_PROJECT)]
    frame = own[-1] if own else frames[0]
    return f"{Path(frame.filename).relative_to(ROOT) if own else 'Django'}:{frame.lineno} {frame.name}"
