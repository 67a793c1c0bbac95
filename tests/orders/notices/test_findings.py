"""What a careful reader would remark: signs that nobody can read."""

from __future__ import annotations

import pytest

from orders.notices import Notice, parse

HEAD = "东城区人民政府\n关于李四同志任职的通知\n东政任〔2021〕17号\n经2021年6月1日东城区人民政府第122次常务会议研究决定：\n"
FOOT = "\n东城区人民政府\n2021年6月2日\n"


def read(body: str) -> Notice:
    [notice] = parse(HEAD + body + FOOT).notices
    return notice


def said(notice: Notice) -> list[str]:
    return [finding.message for finding in notice.findings if finding.code == "unreadable_sign"]


@pytest.mark.parametrize("sign", ["\ue000", "\ufffd", "\U000f0001", "\U0010fffd"])
def test_a_sign_in_a_clause_that_nobody_can_read_is_said_with_its_place(sign: str) -> None:
    notice = read(f"任命李{sign}四为东城区民政局局长。")
    assert said(notice) == [f"第1项“任命李□四为东城区民”中的□是无法辨认的字（U+{ord(sign):04X}）。"]
    assert [act.official for act in notice.clauses[0].acts] == [f"李{sign}四"]


def test_such_a_sign_in_words_left_over_is_said_as_well() -> None:
    notice = read("任命李四为东城区民政局局长。工作\ue000交接事宜另行研究部署安排；")
    assert said(notice) == ["未读出的文字“工作□交接事宜另行”中的□是无法辨认的字（U+E000）。"]


def test_a_sign_that_the_national_standard_has_given_a_place_is_read() -> None:
    notice = read("任命李\ue863四为东城区民政局局长。")
    assert said(notice) == []
    assert [act.official for act in notice.clauses[0].acts] == ["李䶮四"]
