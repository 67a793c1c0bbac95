"""What a careful reader would remark about a notice: the hand checks before issue that the words alone can answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from orders.notices.notice import Clause, Finding, Notice
from orders.notices.titles import first_name_in, headcount_in
from people.characters import spelt, unreadable

_AROUND = 6  # signs before and behind one that cannot be read, so that a reader finds it


def unreadable_sign(words: str) -> str | None:
    """What to say of the first sign in the words that nobody can read: its number and the words around it."""
    at = next(unreadable(words), None)
    if at is None:
        return None
    before, behind = words[max(0, at - _AROUND) : at], words[at + 1 : at + 1 + _AROUND]
    around = "".join(f"{before}□{behind}".split())
    return f"“{around}”中的□是无法辨认的字（U+{ord(words[at]):04X}）。"


REPORTED = "reported"  # the code of the finding that the words only tell of a decision


def findings_of(notice: Notice, decision: str, *, others: int = 0, reported: bool = False) -> tuple[Finding, ...]:
    """The findings in the order in which a reader meets their causes; `decision` as printed, folded.

    `others`: decisions printed behind the first clause; `reported`: the words tell of a decision, not as its notice.
    """
    findings = [*_findings(notice, decision)]
    if reported:
        findings.append(Finding(REPORTED, "这是对任免的报道，不是任免通知原文。"))
    if others:
        findings.append(Finding("several_decisions", f"通知中另有{others}项决定，请核对其后各项的决定日期和会议。"))
    return tuple(findings)


def _findings(notice: Notice, decision: str) -> Iterator[Finding]:
    if notice.title is None:
        yield Finding("no_title", "通知没有标题。")
    if notice.number is None:
        yield Finding("no_number", "通知没有文号。")
    yield from _of_persons(notice, decision)
    if notice.session is None or notice.session.decided_on is None:
        yield Finding("no_decision_day", "通知没有写明决定日期。")
    if notice.session is None or (notice.session.number is None and notice.session.kind is None):
        yield Finding("no_session", "通知没有写明决定的会议。")
    if notice.signed_on is None:
        yield Finding("no_signing_day", "通知没有成文日期。")
    elif notice.session and notice.session.decided_on and notice.signed_on < notice.session.decided_on:
        yield Finding("signed_before_decided", f"成文日期{notice.signed_on}早于决定日期{notice.session.decided_on}。")
    yield from _of_acts(notice.clauses)
    yield from _of_signs(notice)
    if notice.remainder:
        yield Finding("remainder", f"有{len(notice.remainder)}处文字未能读出，须由人阅读。")


def _of_persons(notice: Notice, decision: str) -> Iterator[Finding]:
    """The number of persons, and the first of them, as title and decision give them, against the clauses."""
    printed = [act.official for clause in notice.clauses for act in clause.acts]
    persons = len(dict.fromkeys(printed))
    for place, words in (("标题", spelt(notice.title or "")), ("正文", decision)):
        count = headcount_in(words)
        if count is not None and count != persons:
            yield Finding("headcount", f"{place}写明{count}人，读出{persons}人。")
        first = first_name_in(words)
        if first is not None and printed and first != printed[0]:
            yield Finding("first_name", f"{place}的第一人是{first}，第一项任免的是{printed[0]}。")


def _of_signs(notice: Notice) -> Iterator[Finding]:
    """A sign that cannot be read, the first of each place: another may be meant, and another person then."""
    places = [("标题", notice.title or ""), *((f"第{each.sequence}项", each.text) for each in notice.clauses)]
    for place, words in [*places, *(("未读出的文字", rest.text) for rest in notice.remainder)]:
        if sentence := unreadable_sign(words):
            yield Finding("unreadable_sign", f"{place}{sentence}")


def _of_acts(clauses: tuple[Clause, ...]) -> Iterator[Finding]:
    acts = Counter((act.verb, act.official, act.post) for clause in clauses for act in clause.acts if act.post)
    for (_, official, post), times in acts.items():
        if times > 1:
            yield Finding("duplicate", f"{official}的{post}写了{times}次。")
