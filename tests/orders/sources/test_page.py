"""Web pages as a person sees them."""

from pathlib import Path

import pytest

from orders.sources import Kind, Unreadable
from orders.sources.page import decode_page, read

GAZETTE = Path(__file__).parents[3] / "fixtures/founding/gazette.txt"
NOTICE = [
    "某区人民政府关于张三任职的通知",
    "某政任〔2021〕16号",
    "各街道办事处：",
    "经2021年5月10日某区人民政府第1次常务会议研究决定：",
    "任命张三为某区民政局局长。",
    "某区人民政府",
    "2021年5月12日",
]


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def lines(body: str) -> list[str]:
    return read(page(body)).text.splitlines()


def paragraphs(*words: str) -> str:
    return "".join(f"<p>{each}</p>" for each in words)


def test_blocks_and_breaks_are_lines_and_white_space_is_one_blank() -> None:
    assert lines("<div>甲<p>乙 \n 丙</p>丁</div><ul><li>戊<li>己</ul>庚<br>辛") == [
        "甲",
        "乙 丙",
        "丁",
        "戊",
        "己",
        "庚",
        "辛",
    ]


def test_signs_written_as_entities_are_signs_and_inline_marks_are_no_lines() -> None:
    assert lines("<p>任命<b>张&#19977;</b>为&ldquo;某&rdquo;<span>局长</span></p>") == ["任命张三为“某”局长"]


def test_lines_typed_as_such_stay() -> None:
    assert lines("<pre>甲\n乙</pre>") == ["甲", "乙"]


def test_what_runs_or_is_hidden_is_not_read_and_the_hidden_is_said() -> None:
    body = (
        "<script>var a='甲'</script><style>p{}</style><template>乙</template><noscript>丙</noscript><p hidden>丁</p>"
        "<p style='color:red; DISPLAY : none'>戊<script>x</script></p><p style='visibility:hidden'>己</p>"
        "<select><option>庚</select><p>辛</p><!-- 壬 -->"
    )
    source = read(page(body, head="<title>癸</title>"))
    assert source.text == "辛\n"
    assert [finding.message for finding in source.findings] == ["网页中有3处隐藏的文字没有读入。"]
    assert source.aside == "丁\n戊\n己"


def test_of_ruby_the_base_is_read() -> None:
    assert lines("<p><ruby>仇<rp>(</rp><rt>qiú</rt><rp>)</rp></ruby>志强</p>") == ["仇志强"]


def test_tables_come_as_rows_with_merged_cells_resolved() -> None:
    rows = (
        "<table><thead><tr><th>姓名<th colspan=2>职务</thead><tr><td rowspan='2'>张<br>三</td><td>某局局长<td>任"
        "<tr><td><p>某委</p><p>主任</p></td><td></table>"
    )
    assert lines(f"甲{rows}乙") == ["甲", "姓名\t职务\t", "张三\t某局局长\t任", "张三\t某委 主任\t", "乙"]


def test_a_cell_that_reaches_to_the_end_of_its_table_is_repeated_to_the_end() -> None:
    assert lines("<table><tr><td rowspan=0>张三<td>甲<tr><td>乙<tr><td>丙</table>") == [
        "张三\t甲",
        "张三\t乙",
        "张三\t丙",
    ]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    inner = "<table><tr><td>姓名<td>任<tr><td>张三<td>局长</table>"
    body = f"<table><tr><td>导航<td>{paragraphs('标题', '正文')}{inner}尾</table>"
    assert lines(body) == ["导航", "标题", "正文", "姓名\t任", "张三\t局长", "尾"]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (page("任命张三", "<meta charset=utf-8>"), "utf-8"),
        (page("任命张三").decode().encode("utf-8-sig"), "utf-8"),
        (page("任命张三").decode().encode("utf-16"), "utf-16-le"),
        (page("任命张三", "<meta charset='gb2312'>").decode().encode("gb18030"), "gb18030"),
        (
            page("任命张三", '<meta http-equiv="Content-Type" content="text/html; charset=gbk">')
            .decode()
            .encode("gbk"),
            "gb18030",
        ),
        (page("任命張三", "<meta charset=big5>").decode().encode("big5"), "big5"),
        (page("任命张三").decode().encode("gb18030"), "gb18030"),
        (page("任命张三", "<meta charset=utf-8>").decode().encode("gb18030"), "gb18030"),
        (page("任命张三", "<meta charset=gb2312>").decode().encode("utf-8-sig"), "utf-8"),
        (page("任命张三", "<meta charset=iso-8859-1>"), "utf-8"),
    ],
)
def test_a_page_is_decoded_by_its_mark_or_as_it_says_where_that_is_so(content: bytes, encoding: str) -> None:
    source = read(content)
    assert source.text.replace("張", "张") == "任命张三\n"
    assert (source.encoding, source.kind) == (encoding, Kind.HTML)


def test_a_page_that_says_gbk_and_is_utf_8_is_read_as_what_it_is() -> None:
    content = page(paragraphs(*NOTICE), "<meta charset=gbk>")
    assert decode_page(content).encoding == "utf-8"


def test_the_notice_is_told_from_the_page_around_it_where_that_is_sure() -> None:
    around = "<nav>首页 政务公开</nav>{}<footer>版权所有</footer>"
    assert lines(around.format(f"<article>{paragraphs(*NOTICE)}</article>")) == NOTICE
    assert lines(around.format(f"<div id='UCAP-CONTENT'>{paragraphs(*NOTICE)}</div>")) == NOTICE


@pytest.mark.parametrize("outside", [0, 1, 6])
def test_where_a_part_of_the_notice_stands_outside_all_of_the_page_is_kept(outside: int) -> None:
    """The title, the number or the day of signing above what is marked as the content."""
    inside = [words for at, words in enumerate(NOTICE) if at != outside]
    if outside == 6:
        body = f"<article>{paragraphs(*inside)}</article>{paragraphs(NOTICE[6])}"
    else:
        body = f"{paragraphs(NOTICE[outside])}<article>{paragraphs(*inside)}</article>"
    assert NOTICE[outside] in lines(f"<nav>首页</nav>{body}")


def test_of_two_notices_neither_is_lost() -> None:
    other = [words.replace("张三", "李四").replace("16号", "17号") for words in NOTICE]
    body = f"<article>{paragraphs(*NOTICE)}</article><article>{paragraphs(*other)}</article>"
    assert lines(body) == [*NOTICE, *other]


def test_a_page_without_a_notice_is_kept_whole() -> None:
    assert lines("<nav>首页</nav><article>今天多云。</article>") == ["首页", "今天多云。"]


@pytest.mark.parametrize("content", [b"<html>", b"<html></html>", b"<html>\x00\xff</html>", b"<html" * 5000])
def test_a_page_of_nothing_is_no_error(content: bytes) -> None:
    assert read(content).kind is Kind.HTML


def test_a_page_nested_a_thousand_deep_is_read_and_one_of_a_hundred_thousand_refused() -> None:
    assert read(b"<html>" + b"<div>" * 1_000 + "任命张三".encode() + b"</div>" * 1_000).text == "任命张三\n"
    with pytest.raises(Unreadable, match="^网页的结构嵌套过深，没有读入。"):
        read(b"<html>" + b"<div>" * 100_000 + "任命张三".encode())
    with pytest.raises(Unreadable, match="^网页的结构嵌套过深，没有读入。"):
        read(b"<html>" + b"<table><tr><td>" * 30_000 + "任命张三".encode())
