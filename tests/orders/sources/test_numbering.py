"""Automatic numbers of paragraphs, as they are printed."""

import pytest

from orders.sources.docx import read
from orders.sources.docx.counting import counted
from tests.orders.sources.made import docx, p


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, uses: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{uses}'


def item(words: str, at: int = 0, key: int = 1) -> str:
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{key}"/></w:numPr>')


OFFICE = numbering(
    level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'),
    level(1, "chineseCountingThousand", "（%2）", '<w:suff w:val="nothing"/>'),
    level(2, "decimal", "%3."),
)


def test_the_levels_of_an_official_document_are_numbered_as_printed() -> None:
    body = item("任命") + item("张三", 1) + item("李四", 1) + item("甲", 2) + item("免去") + item("王五", 1) + p("完")
    text = read(docx(body, numbering=OFFICE)).text
    assert text == "一、任命\n（一）张三\n（二）李四\n1. 甲\n二、免去\n（一）王五\n完\n"


def test_upper_levels_stand_in_the_number_of_a_lower_one_in_figures_where_it_says_so() -> None:
    form = numbering(
        level(0, "chineseCounting", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%3", "<w:isLgl/>")
    )
    assert read(docx(item("甲") + item("乙", 1) + item("丙", 2), numbering=form)).text == "一 甲\n一.1 乙\n1.1 丙\n"


def test_a_list_that_begins_anew_begins_anew_and_another_use_of_it_goes_on() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    uses = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for key, more in ((1, ""), (2, anew), (3, ""))
    )
    body = item("甲") + item("乙", key=2) + item("丙", key=2) + item("丁", key=3)
    assert (
        read(docx(body, numbering=numbering(level(0, "decimal", "%1."), uses=uses))).text
        == "1. 甲\n5. 乙\n6. 丙\n7. 丁\n"
    )


def test_a_level_that_never_begins_anew_goes_on() -> None:
    form = numbering(level(0, "decimal", "%1."), level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>'))
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)
    assert read(docx(body, numbering=form)).text == "1. 甲\n（1） 乙\n2. 丙\n（2） 丁\n"


def test_a_style_numbers_its_paragraphs_and_nought_takes_the_number_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    form = numbering(level(0, "decimal", "%1."), level(1, "ideographTraditional", "%2.", '<w:pStyle w:val="a"/>'))
    body = p("甲", properties='<w:pStyle w:val="b"/>') + p("乙", properties='<w:pStyle w:val="a"/>')
    body += p("丙", properties='<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert read(docx(body, numbering=form, styles=styles)).text == "甲. 甲\n乙. 乙\n丙\n"


def test_a_dot_of_a_font_of_symbols_is_a_dot() -> None:
    form = numbering(level(0, "bullet", "\uf0b7"))
    assert read(docx(item("甲"), numbering=form)).text == "• 甲\n"


def test_a_format_that_is_not_known_is_counted_in_figures_and_said() -> None:
    source = read(docx(item("甲"), numbering=numbering(level(0, "hebrew1", "%1."))))
    assert source.text == "1. 甲\n"
    assert [finding.message for finding in source.findings] == ["有1种自动编号的格式不能识别，已按阿拉伯数字读出。"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    old = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    gone = f"<w:p><w:pPr>{properties}</w:pPr>{old}</w:p>"
    assert (
        read(docx(item("甲") + gone + item("乙"), numbering=numbering(level(0, "decimal", "%1.")))).text
        == "1. 甲\n2. 乙\n"
    )


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 99: "九十九", 101: "一〇一"}),
        ("chineseCountingThousand", {12: "十二", 101: "一百零一"}),
        ("japaneseCounting", {3: "三", 12: "十二"}),
        ("ideographDigital", {10: "一〇"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰", 20: "贰拾", 105: "壹佰零伍"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA"}),
        ("lowerRoman", {1: "i", 4: "iv", 49: "xlix"}),
        ("none", {1: ""}),
        ("hebrew1", {1: None}),
    ],
)
def test_numerals_of_each_format(form: str, numbers: dict[int, str | None]) -> None:
    assert {number: counted(number, form) for number in numbers} == numbers
