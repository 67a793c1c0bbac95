"""Writing notices: from acts, frame and wording choices alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from orders.notices import Clause, Notice, PartialDay, Precision, Wording, parse, render
from orders.notices.render import render_clause
from orders.notices.wording import Close

TEXT = (Path(__file__).parents[3] / "fixtures/founding/gazette.txt").read_bytes().decode()
FOUNDING = parse(TEXT).notices
WITHOUT_POST_WORD = "免去徐莎的北京市东城区园林绿化局副局长，并办理提前退休手续"


def founding_form(clause: Clause) -> str:
    """The clause from its acts alone, with every wording choice at its default."""
    return render_clause([replace(act, wording=Wording()) for act in clause.acts])


def blanked(notice: Notice) -> Notice:
    """Without any stored sentence."""
    clauses = tuple(replace(clause, text="", span=(0, 0)) for clause in notice.clauses)
    return replace(notice, clauses=clauses, title=None, parts=(), span=(0, 0))


def test_57_of_58_clauses_come_back_in_the_founding_form() -> None:
    clauses = [clause for notice in FOUNDING for clause in notice.clauses]
    assert [clause.text for clause in clauses if founding_form(clause) != clause.text] == [WITHOUT_POST_WORD]


def test_the_other_comes_back_with_its_one_wording_choice() -> None:
    [clause] = [clause for notice in FOUNDING for clause in notice.clauses if clause.text == WITHOUT_POST_WORD]
    [act] = clause.acts
    assert act.wording == Wording(close=Close.NONE)
    assert render_clause([act]) == WITHOUT_POST_WORD


@pytest.mark.parametrize("notice", FOUNDING, ids=lambda notice: notice.number)
def test_a_founding_notice_comes_back_to_the_character(notice: Notice) -> None:
    assert "".join(render(blanked(notice)).split()) == "".join(TEXT[slice(*notice.span)].split())


@pytest.mark.parametrize("notice", FOUNDING, ids=lambda notice: notice.number)
def test_a_written_notice_is_read_again(notice: Notice) -> None:
    [again] = parse(render(blanked(notice))).notices
    assert [clause.acts for clause in again.clauses] == [clause.acts for clause in notice.clauses]
    spans = {"clauses": (), "parts": (), "span": (0, 0)}
    assert replace(again, **spans) == replace(notice, **spans)


@pytest.mark.parametrize(
    "sentence",
    [
        "决定任命张三为某局局长",
        "聘任张三为某学院院长，聘期三年",
        "张三同志任某局党组书记、局长，试用期一年",
        "张三任某局局长；任职试用期为一年",
        "张三挂职任某局副局长（挂职两年）",
        "任命张三（女）、李四为某局副局长（副科级）（试用期一年）",
        "任命张三为甲局局长，李四为乙局局长",
        "任命张三为甲局局长兼乙办主任",
        "任命张三为某局局长，同时免去其某处处长职务",
        "免去张三同志某局局长职务，退休",
        "免去张三兼任的某局局长职务",
        "张三任甲局局长，不再担任乙局局长职务",
        "任命张三为某局局长，其原任某处处长职务自行免除",
        "任命张三为某局局长，其原任职务自然免除",
        "免去张三的某局局长职务（终止试用期）",
        "接受张三辞去某县县长职务的请求",
        "撤销张三的某局局长职务",
        "确定张三为四级调研员",
        "张三晋升为一级主任科员",
        "张三试用期满正式任某局副局长，任职时间从2014年8月起算",
        "正式任命张三为某局局长",
    ],
)
def test_other_forms_come_back_by_their_wording(sentence: str) -> None:
    [notice] = parse(f"{sentence}。").notices
    [clause] = notice.clauses
    assert render_clause(clause.acts) == clause.text == sentence


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("一、任命：\n张三为某局局长；\n李四为某局副局长。", ["任命张三为某局局长", "任命李四为某局副局长"]),
        (
            "免去：\n张三的某局局长职务；\n李四的某局副局长职务。",
            ["免去张三的某局局长职务", "免去李四的某局副局长职务"],
        ),
        ("张三任某局副局长试用期满，经考核合格，正式任职。", ["张三试用期满正式任某局副局长"]),
        ("张三兼任某局副局长试用期满，经考核合格，正式任职。", ["张三试用期满正式任某局副局长（兼）"]),
    ],
)
def test_a_clause_says_by_itself_what_its_heading_or_its_other_half_said(printed: str, written: list[str]) -> None:
    [notice] = parse(f"某县人民政府\n关于张三等同志任免职的通知\n各乡镇：\n经研究，决定：\n{printed}").notices
    assert [render_clause(clause.acts) for clause in notice.clauses] == written
    [again] = parse(render(notice)).notices
    assert [clause.acts for clause in again.clauses] == [clause.acts for clause in notice.clauses]


def test_a_notice_without_frame_is_written_without_frame() -> None:
    [notice] = parse("任命张三为某局局长；免去李四的某局局长职务。").notices
    assert render(notice) == "任命张三为某局局长；\n\n免去李四的某局局长职务。\n"


def test_a_partial_day_is_shown_in_its_precision() -> None:
    [notice] = parse("张三试用期满正式任某局副局长，任职时间从2014年8月起算。").notices
    [act] = notice.clauses[0].acts
    assert act.effective_on
    assert (str(act.effective_on), act.effective_on.precision) == ("2014-08", Precision.MONTH)
    year = PartialDay(act.effective_on.first.replace(month=1), Precision.YEAR)
    assert render_clause([replace(act, effective_on=year)]).endswith("，任职时间从2014年起算")
