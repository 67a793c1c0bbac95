"""What is read of texts, as plain values; also run by itself, from JSON to JSON, in a copy of the reader."""

import json
import sys
from typing import Any

from orders.notices import parse, render
from orders.notices.render import render_clause


def read(text: str) -> dict[str, Any]:
    reading = parse(text)
    written = [render(notice) for notice in reading.notices]
    return {
        "acts": [
            [act.verb.value, act.official, act.post]
            for notice in reading.notices
            for clause in notice.clauses
            for act in clause.acts
        ],
        "remainder": [rest.text for notice in reading.notices for rest in notice.remainder],
        "numbers": [notice.number for notice in reading.notices],
        "addressees": [notice.addressees for notice in reading.notices],
        "titles": [notice.title for notice in reading.notices],
        "clauses": [clause.text for notice in reading.notices for clause in notice.clauses],
        "written clauses": [render_clause(clause.acts) for notice in reading.notices for clause in notice.clauses],
        "written": "".join("".join(written).split()),
        "other": "".join("".join(text[start:end] for start, end in reading.other).split()),
    }


if __name__ == "__main__":
    json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout, ensure_ascii=True)
