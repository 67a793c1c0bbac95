"""Kinds of wording that offices use beside the founding ones; what must not be read stands with them.

fixtures/forms/kinds.json: a text, put under the title of a notice where it is `titled`, and the acts it holds.
Qualifiers that an act there does not print are not judged.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from orders.notices import parse
from tests.orders.notices.tiling import assert_keeps_its_word

CASES = json.loads((Path(__file__).resolve().parents[3] / "fixtures" / "forms" / "kinds.json").read_text("utf-8"))
NOTICE = (
    "云岭县人民政府\n关于余志安等同志任免职的通知\n云政任〔2021〕5号\n各乡镇人民政府，县政府各部门：\n"
    "经2021年4月2日云岭县人民政府第12次常务会议研究决定：\n{clauses}\n云岭县人民政府\n2021年4月6日\n"
)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}: {case['text'][:24]}" for case in CASES])
def test_a_kind_of_wording_is_read(case: dict[str, Any]) -> None:
    text = NOTICE.format(clauses=case["text"]) if case["titled"] else case["text"]
    reading = parse(text)
    got = [
        (act.verb.value, act.official, act.post and f"{act.body if act.body_implied else ''}{act.post}", act.qualifiers)
        for notice in reading.notices
        for clause in notice.clauses
        for act in clause.acts
    ]
    assert [act[:3] for act in got] == [(act["verb"], act["official"], act["post"]) for act in case["acts"]]
    for (_, _, _, said), wanted in zip(got, case["acts"], strict=True):
        assert said.as_json() | wanted.get("qualifiers", {}) == said.as_json()
    assert_keeps_its_word(text, reading)
