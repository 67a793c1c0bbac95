"""Words of .docx as a reader sees them on the page, and a sentence for each that is not read."""

from io import BytesIO

import docx as python_docx
import pytest

from orders.sources import Kind, PlaceKind, SourceText, Unreadable
from orders.sources.docx import read
from tests.orders.sources.made import cell, docx, p, packed, table, with_part

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def r(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def mark(kind: str) -> str:
    """The beginning, middle or end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, result: str) -> str:
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{r(result)}{mark('end')}"


def box(words: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{p(words)}</w:txbxContent></w:pict></w:r>"


def codes(source: SourceText) -> list[str]:
    return [finding.code for finding in source.findings]


def said(source: SourceText) -> list[str]:
    return [finding.message for finding in source.findings]


def test_paragraphs_and_tables_come_in_the_order_of_the_document() -> None:
    source = read(docx(p("甲") + table([cell("姓名"), cell("任")], [cell("张三"), cell("局长")]) + p() + p("乙")))
    assert source.text == "甲\n姓名\t任\n张三\t局长\n\n乙\n"
    assert (source.kind, source.findings, source.aside) == (Kind.DOCX, (), "")


def test_the_place_of_each_line_is_known() -> None:
    source = read(docx(p("甲") + p() + table([cell("姓名"), cell("任")], [cell("张三"), cell("局长")]) + p("乙")))
    told = [(source.text[slice(*place.span)], place.kind, place.table, place.number) for place in source.places]
    assert told == [
        ("甲", PlaceKind.PARAGRAPH, 0, 1),
        ("姓名\t任", PlaceKind.ROW, 1, 1),
        ("张三\t局长", PlaceKind.ROW, 1, 2),
        ("乙", PlaceKind.PARAGRAPH, 0, 2),
    ]


def test_what_python_docx_writes_is_read() -> None:
    document = python_docx.Document()
    document.add_paragraph("任命张三为某局局长。")
    document.add_paragraph("第一项", style="List Number")
    rows = document.add_table(rows=3, cols=3)
    for at, words in enumerate(["姓名", "任", "免"]):
        rows.rows[0].cells[at].text = words
    rows.cell(1, 0).merge(rows.cell(2, 0)).text = "张三"
    rows.cell(1, 1).merge(rows.cell(1, 2)).text = "某局局长"
    out = BytesIO()
    document.save(out)
    assert read(out.getvalue()).text == "任命张三为某局局长。\n1. 第一项\n姓名\t任\t免\n张三\t某局局长\t\n张三\t\t\n"


def test_a_document_of_the_strict_standard_is_read_like_any_other() -> None:
    assert read(docx(p("甲") + table([cell("乙"), cell("丙")]), namespace=STRICT)).text == "甲\n乙\t丙\n"


def test_breaks_tabs_and_hyphens_are_signs_of_the_text() -> None:
    run = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t></w:r>"
    assert read(docx(f"<w:p>{run}</w:p>")).text == "甲\t乙\n丙-丁\n"


def test_words_in_links_controls_and_smart_tags_are_words() -> None:
    inner = f"<w:smartTag>{r('乙')}</w:smartTag><w:hyperlink>{r('丙')}</w:hyperlink>"
    inner += f"<w:sdt><w:sdtContent>{r('丁')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{r('甲')}{inner}</w:p></w:sdtContent></w:sdt>"
    assert read(docx(body)).text == "甲乙丙丁\n"


def test_tracked_changes_are_read_as_if_accepted_and_said() -> None:
    body = (
        f"<w:p>{r('任命')}<w:del><w:r><w:delText>李四</w:delText></w:r></w:del><w:ins>{r('张三')}</w:ins>"
        f"<w:moveFrom>{r('为局长')}</w:moveFrom><w:moveTo>{r('为科长')}</w:moveTo></w:p>"
    )
    source = read(docx(body))
    assert source.text == "任命张三为科长\n"
    assert said(source) == [
        "有2处修订中已删除的文字没有读入，如“李四”。",
        "有1处修订中插入的文字已经读入，如“张三”；修订尚未接受，请核对。",
    ]
    assert source.aside == "李四\n为局长"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    body = (
        p("任命张三为某", properties="<w:rPr><w:del/></w:rPr>")
        + p("局局长")
        + p("末", properties="<w:rPr><w:del/></w:rPr>")
    )
    assert read(docx(body)).text == "任命张三为某局局长\n末\n"


def test_deleted_rows_and_cells_are_not_read_and_said() -> None:
    rows = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("李四") + cell("科长") + "</w:tr>"
    rows += "<w:tr>" + cell("张三") + cell("局长") + cell("旧", properties="<w:cellDel/>") + "</w:tr></w:tbl>"
    source = read(docx(rows))
    assert (source.text, codes(source)) == ("张三\t局长\t\n", ["source_deleted"])
    assert "旧" in source.aside


@pytest.mark.parametrize(
    ("paragraph", "styles"),
    [
        (p("密", run="<w:vanish/>"), ""),
        (
            p("密", run='<w:rStyle w:val="c"/>'),
            '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>',
        ),
        (
            p("密", properties='<w:pStyle w:val="b"/>'),
            '<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
        ),
        (
            p("密"),
            '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:rPr><w:vanish w:val="true"/></w:rPr></w:style>',
        ),
        (p("密"), "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"),
    ],
)
def test_hidden_words_are_not_read_and_said(paragraph: str, styles: str) -> None:
    source = read(docx(paragraph + p("甲", run='<w:vanish w:val="0"/>'), styles=styles))
    assert source.text.strip() == "甲"
    assert said(source) == ["有1处隐藏的文字没有读入，如“密”。"]
    assert source.aside == "密"


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("ab", "ba")
    )
    assert read(docx(p("甲", properties='<w:pStyle w:val="a"/>'), styles=styles)).text == "甲\n"


def test_of_a_field_the_result_is_read_also_within_another_and_over_paragraphs() -> None:
    assert read(docx(f"<w:p>{r('第')}{field('PAGE', '3')}{r('页')}</w:p>")).text == "第3页\n"
    outer = f"{mark('begin')}{field('DATE', '今天')}{mark('separate')}"
    inner = f"<w:p>{outer}{r('甲')}</w:p><w:p>{r('乙')}{mark('end')}{r('丙')}</w:p>"
    source = read(docx(inner))
    assert (source.text, source.aside) == ("甲\n乙丙\n", "今天")
    assert read(docx(f'<w:p><w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple></w:p>')).text == "3\n"


def test_words_behind_a_field_that_never_ends_are_said() -> None:
    source = read(docx(f'<w:p>{r("甲")}<w:r><w:fldChar w:fldCharType="begin"/></w:r>{r("乙")}</w:p>'))
    assert (source.text, said(source)) == ("甲\n", ["有1处域代码中的文字没有读入，如“乙”。"])


def test_of_ruby_the_base_is_read() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('qiú')}</w:rt><w:rubyBase>{r('仇')}</w:rubyBase></w:ruby></w:r>"
    assert read(docx(f"<w:p>{ruby}{r('志强')}</w:p>")).text == "仇志强\n"


def test_text_boxes_are_not_read_and_said_once_however_they_are_told() -> None:
    drawn = box("东政任〔2021〕16号")
    ways = "".join(f"<mc:{way}>{drawn[5:-6]}</mc:{way}>" for way in ("Choice", "Fallback"))
    both = f"<mc:AlternateContent xmlns:mc='m'>{ways}</mc:AlternateContent>"
    for run in (drawn, f"<w:r>{both}</w:r>"):
        source = read(docx(f"<w:p>{r('甲')}{run}</w:p>"))
        assert source.text == "甲\n"
        assert said(source) == ["有1个文本框中的文字没有读入，如“东政任〔2021〕16号”。"]


def test_headers_are_said_where_they_hold_words_and_page_numbers_are_none() -> None:
    for number in ("—1—", "第 1 页 共 3 页", "1 / 3", "3"):
        assert read(docx(p("甲"), header=p(number))).findings == (), number
    quiet = read(docx(p("甲"), header=p(" - 1 - "), footer=f"<w:p>{r('第 ')}{field('PAGE', '3')}{r(' 页')}</w:p>"))
    assert quiet.findings == ()
    loud = read(docx(p("甲"), header=p("机密★3年")))
    assert said(loud) == ["有1处页眉、页脚的文字没有读入，如“机密★3年”。"]
    assert loud.aside == "机密★3年"


def test_a_header_of_many_blanks_is_read_at_once() -> None:
    assert codes(read(docx(p("甲"), header=p("第" + " " * 20_000 + "页x")))) == ["source_header"]


def test_notes_and_comments_are_not_read_and_said() -> None:
    notes = f'<w:footnote w:type="separator">{p("线")}</w:footnote><w:footnote>{p("另有任用")}</w:footnote>'
    source = read(docx(p("甲"), footnotes=notes, comments=f"<w:comment>{p('请核对')}</w:comment>"))
    assert source.text == "甲\n"
    assert said(source) == ["有1处脚注、尾注没有读入，如“另有任用”。", "有1处批注没有读入，如“请核对”。"]


def test_struck_words_are_read_and_said() -> None:
    source = read(docx(p("李四", run="<w:strike/>")))
    assert (source.text, said(source)) == ("李四\n", ["有1处加了删除线的文字已经读入，如“李四”，请核对。"])
    assert source.aside == ""


def test_pictures_symbols_macros_and_embedded_files_are_said() -> None:
    drawn = "<w:drawing><a:blip xmlns:a='a'/></w:drawing><w:sym w:font='Wingdings' w:char='F0FC'/>"
    body = f"<w:p><w:r>{drawn}</w:r>{r('甲')}</w:p>"
    source = read(docx(body, more=[("word/vbaProject.bin", b"x")]))
    assert source.text == "\ufffd甲\n"
    assert codes(source) == ["source_picture", "source_symbol", "source_macro"]


def test_cells_merged_down_and_across_are_resolved() -> None:
    goes_on = cell(properties="<w:vMerge/>")
    rows = table(
        [cell("姓名"), cell("职务", properties='<w:gridSpan w:val="2"/>')],
        [cell("张三", properties='<w:vMerge w:val="restart"/>'), cell("某局局长"), cell("任")],
        [goes_on, cell("某委主任"), cell("免")],
        [cell("李四"), cell("科长"), cell("任")],
    )
    assert read(docx(rows)).text == "姓名\t职务\t\n张三\t某局局长\t任\n张三\t某委主任\t免\n李四\t科长\t任\n"


def test_a_table_within_a_table_lays_out_a_page() -> None:
    inner = table([cell("姓名"), cell("任")], [cell("张三"), cell("局长")])
    outer = f"<w:tbl><w:tr>{cell('左')}<w:tc>{p('右')}{inner}{p()}</w:tc></w:tr></w:tbl>"
    assert read(docx(outer)).text == "左\n右\n姓名\t任\n张三\t局长\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packed(OFD_xml=b"<OFD/>"), "ofd"),
        (packed(**{"[Content_Types]_xml": b"<Types/>", "xl/workbook_xml": b""}), "sheet"),
        (packed(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b""), "old_format"),
        (packed(a_txt=b"x"), "packed"),
        (docx(p("甲"))[:-40], "damaged"),
        (docx(p("甲")).replace(b"PK\x05\x06", b"PK\x05\x07"), "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx("").replace(b"word/document.xml", b"word/dokument.xml"), "packed"),
    ],
)
def test_what_is_no_document_of_word_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(content)
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith("。")


def test_a_document_type_in_a_part_is_refused() -> None:
    spoilt = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w/>'
    with pytest.raises(Unreadable) as refusal:
        read(with_part(docx(p("甲")), "word/document.xml", spoilt))
    assert refusal.value.code == "entities"
