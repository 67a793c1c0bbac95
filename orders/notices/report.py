"""A reading as JSON for programs and as a table for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from orders.notices.notice import Act, Clause, DecidedBy, Finding, Notice, Reading, Remainder
from orders.notices.vocabulary import VERBS


def to_json(reading: Reading, *, file: str, source: dict[str, object] | None = None) -> dict[str, object]:
    """The reading of one file as plain values; spans count the code points of its text.

    `source` is what is told besides of a file that is not text: its kind, the text that was had from it, …
    """
    return {
        "file": file,
        **(source or {}),
        "notices": [_notice(notice) for notice in reading.notices],
        "remainder": [_remainder(rest) for rest in reading.remainder],
        "findings": _findings(reading.findings),
        "other": [list(span) for span in reading.other],
    }


def _notice(notice: Notice) -> dict[str, object]:
    return {
        "number": notice.number,
        "title": notice.title,
        "issuer": notice.issuer,
        "headcount": notice.headcount,
        "span": list(notice.span),
        "session": _session(notice.session) if notice.session else None,
        "signed_on": notice.signed_on.isoformat() if notice.signed_on else None,
        "parts": [{"kind": part.kind.value, "span": list(part.span)} for part in notice.parts],
        "clauses": [_clause(clause) for clause in notice.clauses],
        "remainder": [_remainder(rest) for rest in notice.remainder],
        "riders": [
            {"text": rider.text, "span": list(rider.span), "clauses": list(rider.clauses)} for rider in notice.riders
        ],
        "findings": _findings(notice.findings),
    }


def _remainder(rest: Remainder) -> dict[str, object]:
    return {"text": rest.text, "span": list(rest.span), "reason": rest.reason}


def _findings(findings: Iterable[Finding]) -> list[dict[str, str]]:
    return [{"code": finding.code, "message": finding.message} for finding in findings]


def _session(session: DecidedBy) -> dict[str, object]:
    return {
        "body": session.body,
        "kind": session.kind,
        "number": session.number,
        "decided_on": session.decided_on.isoformat() if session.decided_on else None,
    }


def _clause(clause: Clause) -> dict[str, object]:
    return {
        "sequence": clause.sequence,
        "text": clause.text,
        "span": list(clause.span),
        "acts": [_act(act) for act in clause.acts],
    }


def _act(act: Act) -> dict[str, object]:
    """`body_implied` stands there only where it is true, as the qualifiers only where they are printed."""
    row: dict[str, object] = {
        "verb": act.verb.value,
        "official": act.official,
        "post": act.post,
        "body": act.body,
        "position": act.position,
        "qualifiers": act.qualifiers.as_json(),
        "effective_on": str(act.effective_on) if act.effective_on else None,
    }
    return row | {"body_implied": True} if act.body_implied else row


def to_table(reading: Reading, *, file: str) -> str:
    """The reading for people at a terminal, with a line for every act and for everything that was not read."""
    found = f"{len(reading.notices)}份任免通知" if reading.notices else "没有任免通知。"
    lines = [f"{file}：{found}"]
    for notice in reading.notices:
        lines += ["", *_heading(notice)]
        lines += _columns(row for clause in notice.clauses for row in _rows(clause))
        lines += [f"  未读出：{rest.text}（{rest.reason}）" for rest in notice.remainder]
        lines += [f"  用于以上各项：{rider.text}" for rider in notice.riders]
        lines += [f"  注意：{finding.message}" for finding in notice.findings]
    if reading.remainder:
        lines += ["", "  通知以外："]
    lines += [f"  未读出：{rest.text}（{rest.reason}）" for rest in reading.remainder]
    if not reading.notices:
        lines += [f"  注意：{finding.message}" for finding in reading.findings]
    return "\n".join(lines) + "\n"


def _heading(notice: Notice) -> Iterator[str]:
    yield f"{notice.number or '（无文号）'}  {notice.title or '（无标题）'}"
    session = notice.session
    sitting = ""
    if session:
        number = f"第{session.number}次" if session.number is not None else ""
        sitting = f"{session.decided_on or ''} {session.body or ''}{number}{session.kind or ''}".strip()
    yield f"  决定：{sitting or '未写明'}    成文：{notice.signed_on or '未写明'}"


def _rows(clause: Clause) -> Iterator[tuple[str, ...]]:
    for place, act in enumerate(clause.acts):
        said = "；".join(_in_words(act))
        yield (
            str(clause.sequence) if place == 0 else "",
            VERBS[act.verb].label,
            act.official,
            f"[{act.body}]" if act.body_implied else act.body or "",
            act.position or "（未写明职务）",
            said,
        )


def _in_words(act: Act) -> Iterator[str]:
    said = act.qualifiers
    if said.concurrent:
        yield "兼"
    if said.level:
        yield said.level
    if said.probation_months:
        yield f"试用期{said.probation_months}个月"
    if said.secondment_months:
        yield f"挂职{said.secondment_months}个月"
    if said.presiding:
        yield "主持工作"
    if said.trial_ended:
        yield "终止试用期"
    if said.follow_up:
        yield "办理提前退休手续"
    if said.tail:
        yield said.tail
    if act.effective_on:
        yield f"自{act.effective_on}起"


def _columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows with their columns in line; a Chinese character is as wide as two letters."""
    kept = list(rows)
    widths = [max(_width(row[place]) for row in kept) for place in range(6)] if kept else []
    return [
        "  " + "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in kept
    ]


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in words)
