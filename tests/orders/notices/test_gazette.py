"""The gazette with the five founding notices, against the gold made by careful reading."""

import json
from pathlib import Path

from orders.notices import Notice, parse
from people.characters import FOLDED, folded
from tests.orders.notices.tiling import assert_keeps_its_word

FOUNDING = Path(__file__).parents[3] / "fixtures/founding"
TEXT = (FOUNDING / "gazette.txt").read_bytes().decode()
ACTS = json.loads((FOUNDING / "gold_acts.json").read_text(encoding="utf-8"))
REGISTER = json.loads((FOUNDING / "gold_register.json").read_text(encoding="utf-8"))
READING = parse(TEXT)


def qualifiers(act: dict[str, object]) -> dict[str, object]:
    """The gold's words as qualifiers."""
    found: dict[str, object] = {}
    for words in act["qualifiers"]:  # type: ignore[attr-defined]
        if words == "兼":
            found["concurrent"] = True
        elif words == "试用期一年":
            found["probation_months"] = 12
        else:
            found["level"] = words
    return found | ({"follow_up": "early_retirement"} if "follow_up" in act else {})


def test_five_notices_with_58_clauses_and_77_acts_are_read_and_nothing_is_left() -> None:
    clauses = [clause for notice in READING.notices for clause in notice.clauses]
    assert (len(READING.notices), len(clauses), sum(len(clause.acts) for clause in clauses)) == (5, 58, 77)
    assert [rest for notice in READING.notices for rest in notice.remainder] == []
    assert [finding for notice in READING.notices for finding in notice.findings] == []


def test_the_acts_are_those_of_the_gold() -> None:
    got = [
        (
            notice.number, clause.sequence, clause.text, str(act.verb), act.official, act.body, act.position,
            act.qualifiers.as_json(), act.effective_on, act.body_implied,
        )
        for notice in READING.notices
        for clause in notice.clauses
        for act in clause.acts
    ]  # fmt: skip
    assert got == [
        (
            act["order"], act["clause_no"], act["clause_text"], act["kind"], act["person"], act["organization"],
            act["position"], qualifiers(act), None, False,
        )
        for act in ACTS
    ]  # fmt: skip


def test_the_gazette_from_a_pdf_that_writes_radicals_says_the_same() -> None:
    """The print of such a PDF stays in the clauses; names and posts are those of the gold."""
    radicals = {same: chr(sign) for sign, same in sorted(FOLDED.items()) if 0x2E80 <= sign <= 0x2FD5}
    text = TEXT.translate(str.maketrans(radicals))
    reading = parse(text)
    assert len(set(text) - set(TEXT)) > 50
    assert reading.other == READING.other
    for notice, same in zip(reading.notices, READING.notices, strict=True):
        assert_keeps_its_word(text, parse(text))
        assert [clause.acts for clause in notice.clauses] == [clause.acts for clause in same.clauses]
        assert [clause.span for clause in notice.clauses] == [clause.span for clause in same.clauses]
        assert (notice.issuer, notice.number, notice.session) == (same.issuer, same.number, same.session)
        assert (notice.signed_on, notice.findings) == (same.signed_on, same.findings)
    assert any(clause.text != folded(clause.text) for notice in reading.notices for clause in notice.clauses)


def test_the_gazette_with_signs_without_ink_between_all_others_says_the_same() -> None:
    text = "\u200b".join(TEXT) + "\ufeff"
    for notice, same in zip(parse(text).notices, READING.notices, strict=True):
        assert [(clause.text, clause.acts) for clause in notice.clauses] == [
            (clause.text, clause.acts) for clause in same.clauses
        ]


def test_the_frames_are_those_of_the_gold() -> None:
    def frame(notice: Notice) -> tuple[object, ...]:
        assert notice.session
        assert notice.signed_on
        assert notice.session.decided_on
        decided, signed = notice.session.decided_on.isoformat(), notice.signed_on.isoformat()
        return (notice.number, notice.title, notice.headcount, notice.session.number, decided, signed)

    assert [frame(notice) for notice in READING.notices] == [
        (
            order["order"], order["title"], order["persons"], order["meeting_no"], order["meeting_date"],
            order["issue_date"],
        )
        for order in REGISTER["orders"]
    ]  # fmt: skip
    for notice in READING.notices:
        assert notice.session
        assert (notice.issuer, notice.session.body, notice.session.kind) == (
            "北京市东城区人民政府", "北京市东城区人民政府", "常务会议",
        )  # fmt: skip
        assert notice.addressees == "各街道办事处，区政府各委、办、局，各区属机构"
        assert notice.signatories == ("北京市东城区人民政府",)


def test_parts_tile_each_notice_and_notices_and_other_text_tile_the_file() -> None:
    assert_keeps_its_word(TEXT, READING)


def test_the_reading_does_not_depend_on_the_bodies_given() -> None:
    bodies = frozenset(act["organization"] for act in ACTS) | {"北京市东城区", "北京市东城区人民政府"}
    assert parse(TEXT, bodies=bodies) == READING


def test_line_ends_change_spans_and_nothing_else() -> None:
    dos = parse(TEXT.replace("\n", "\r\n"))
    assert [[c.text for c in n.clauses] for n in dos.notices] == [[c.text for c in n.clauses] for n in READING.notices]
    assert_keeps_its_word(TEXT.replace("\n", "\r\n"), dos)


def test_the_same_words_on_one_line_are_the_same_notices() -> None:
    squeezed = "".join(TEXT.split())
    assert [[c.acts for c in n.clauses] for n in parse(squeezed).notices] == [
        [c.acts for c in n.clauses] for n in READING.notices
    ]
