"""Notices of many issuers, read as a careful person reads them. The expectations were written by hand.

Beside each fixtures/notices/NAME.txt stands NAME.json. A key that is absent there is not judged; an act's absent
`qualifiers`, `effective_on` and `body_implied` mean: none. "?" means: not judged; "~words" means: holds these words.
`more_remainder` allows remainder beyond what is listed. An `optional` act is of somebody whose name is itself a word
of the grammar (任命任命为…): it is read rightly or its sentence is left to a person. `no_acts` means that the text
holds no act at all, and that each sentence in `kept` comes back whole, as remainder of a notice or as text outside.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from orders.notices import decode, parse
from orders.notices.notice import Act, Notice, Reading
from tests.orders.notices.tiling import assert_keeps_its_word, squeezed

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "notices"
NAMES = sorted(path.stem for path in FIXTURES.glob("*.json"))


def decoded(name: str) -> str:
    text = decode((FIXTURES / f"{name}.txt").read_bytes())
    return text if isinstance(text, str) else text[0]


def agrees(expected: Any, got: Any) -> bool:
    if expected == "?":
        return True
    if isinstance(expected, str) and expected.startswith("~"):
        return isinstance(got, str) and expected[1:] in got
    if isinstance(expected, dict):
        got = dict(got)
        return all(agrees(value, got.pop(key, None)) for key, value in expected.items()) and not got
    return bool(expected == got)


def printed(act: Act) -> dict[str, Any]:
    return {
        "verb": str(act.verb),
        "official": act.official,
        "post": act.post,
        "body": act.body,
        "position": act.position,
        "qualifiers": act.qualifiers.as_json(),
        "effective_on": str(act.effective_on) if act.effective_on else None,
        "body_implied": act.body_implied,
    }


def assert_acts(expected: list[dict[str, Any]], notice: Notice) -> list[dict[str, Any]]:
    """The same acts, as often as printed; the order among the acts of one sentence is not judged.

    Returns the optional acts that were not read."""
    got = [printed(act) for clause in notice.clauses for act in clause.acts]
    missing = []
    for act in expected:
        wanted = {"qualifiers": {}, "effective_on": None, "body_implied": False} | act | {"optional": "?"}
        found = next((row for row in got if agrees(wanted, row)), None)
        if found:
            got.remove(found)
        else:
            missing.append(act)
    left = [act for act in missing if act.get("optional")]
    assert ([act for act in missing if act not in left], got) == ([], []), "expected, and read but not expected"
    return left


def sentences(texts: list[str]) -> list[str]:
    return [sentence for text in texts for sentence in re.split("[；。]", squeezed(text)) if sentence]


def is_of(act: dict[str, Any], sentence: str) -> bool:
    return act["official"] in sentence and (act["post"] or "") in sentence


def assert_notice(expected: dict[str, Any], notice: Notice) -> None:
    left = assert_acts(expected["acts"], notice)
    rest = sentences([remainder.text for remainder in notice.remainder])
    rest = [sentence for sentence in rest if not any(is_of(act, sentence) for act in left)]
    if expected.get("more_remainder"):
        for sentence in sentences(expected["remainder"]):
            assert sentence in rest
    else:
        assert rest == sentences(expected["remainder"])
    for key in ("number", "issuer", "headcount"):
        if key in expected:
            assert (key, getattr(notice, key)) == (key, expected[key])
    if "title" in expected:
        assert notice.title
        assert notice.title.endswith(expected["title"])
        assert notice.title == squeezed(notice.title)
    if "signed_on" in expected:
        assert notice.signed_on
        assert notice.signed_on.isoformat() == expected["signed_on"]
    if "signatories" in expected:
        assert list(notice.signatories) == expected["signatories"]
    for key, value in expected.get("session", {}).items():
        got = getattr(notice.session, key) if notice.session else None
        assert (key, None if got is None else got if key == "number" else str(got)) == (key, value)
    codes = [finding.code for finding in notice.findings]
    for code in expected.get("findings", []):
        assert code in codes
    if "headcount" in expected and "findings" not in expected and not left:
        assert "headcount" not in codes


def kept(text: str, reading: Reading) -> str:
    outside = [squeezed(text[start:end]) for start, end in reading.other] + [rest.text for rest in reading.remainder]
    return "\n".join([rest.text for notice in reading.notices for rest in notice.remainder] + outside)


@pytest.mark.parametrize("name", NAMES)
def test_a_notice_is_read_as_a_careful_person_reads_it(name: str) -> None:
    expected = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    text = decoded(name)
    reading = parse(text, bodies=frozenset(expected.get("bodies", [])))
    if expected.get("no_acts"):
        assert [act for notice in reading.notices for clause in notice.clauses for act in clause.acts] == []
        for sentence in expected["kept"]:
            assert sentence in kept(text, reading)
        return
    assert [notice.number for notice in reading.notices] == [
        given.get("number", notice.number) for given, notice in zip(expected["notices"], reading.notices, strict=True)
    ]
    for given, notice in zip(expected["notices"], reading.notices, strict=True):
        assert_notice(given, notice)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_notice_is_lost_or_made_up(name: str) -> None:
    text = decoded(name)
    assert_keeps_its_word(text, parse(text))


def test_every_form_has_a_notice_of_its_own() -> None:
    assert len(NAMES) >= 45
    assert all((FIXTURES / f"{name}.txt").exists() for name in NAMES)
