"""Personal data that a source prints: found wherever it stands, and masked sign for sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.notices import decode, parse
from orders.notices.personal_data import MASK, masked, personal_data, without

FIXTURES = Path(__file__).parents[3] / "fixtures"
TEXTS = sorted(FIXTURES.rglob("*.txt"))
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（身份证号110101199003078515，男，1970年3月生，电话13800138000）",
         [("id_number", "110101199003078515"), ("birth", "1970年3月"), ("phone", "13800138000")]),
        ("序号 1 110101199003078515", [("id_number", "110101199003078515")]),
        ("１１０１０１ 1990\n03078515", [("id_number", "１１０１０１199003078515")]),
        ("110101\u200b199003078515", [("id_number", "110101199003078515")]),
        ("11010519491231002X", [("id_number", "11010519491231002X")]),
        ("110105 19491231 002x", [("id_number", "11010519491231002x")]),
        ("130503670401001", [("id_number", "130503670401001")]),
        ("身份证：110101199003078510", [("id_number", "110101199003078510")]),
        ("手机：138-0013-8000", [("phone", "138-0013-8000")]),
        ("+86 138 0013 8000", [("phone", "+8613800138000")]),
        ("1 13800138000 2", [("phone", "13800138000")]),
        ("电话：010-65253321转12", [("phone", "010-65253321转12")]),
        ("联系方式（010）65253321", [("phone", "010）65253321")]),
        ("生于一九七〇年三月五日", [("birth", "一九七〇年三月五日")]),
        ("出生年月：1970.03", [("birth", "1970.03")]),
        ("1970年3月出生", [("birth", "1970年3月")]),
        ("住址：北京市东城区某街12号，", [("address", "北京市东城区某街12号")]),
        ("家住某县某镇", [("address", "某县某镇")]),
        ("a.b＠gov.cn。", [("email", "a.b＠gov.cn")]),
        ("账号：6222020200112233445", [("card", "6222020200112233445")]),
        ("6228480402564890018", [("card", "6228480402564890018")]),
        ("患高血压病", [("health", "高血压病")]),
        ("确诊为胃癌", [("health", "胃癌")]),
        ("配偶：李四，", [("family", "李四")]),
        ("妻子王小明任", [("family", "王小明")]),
    ],
)  # fmt: skip
def test_personal_data_is_found_in_every_shape_of_print(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.kind.value, each.words) for each in personal_data(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "因病免去", "因病去世", "消除隐患，职业病防治院", "患者服务中心", "自2021年5月生效", "2021年5月10日生产建设兵团",
        "监督电话：010-65253321", "东政任〔2021〕16号", "配偶子女从业情况", "子女教育", "（女，回族）", "2021年5月10日",
        "110101199003078510",
        "110101199013078515", "12345678901234567890", "6228480402564890011", "2021051013800138000",
    ],
)  # fmt: skip
def test_reasons_tags_numbers_of_documents_and_the_like_are_none(text: str) -> None:
    assert personal_data(text) == ()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_nothing_is_found_in_a_notice_of_the_fixtures(path: Path) -> None:
    """But in the announcement before an appointment, which by law prints when a person was born."""
    text, _remarks = decode(path.read_bytes())
    found = [
        each.words for notice in parse(text).notices for each in personal_data(text[notice.span[0] : notice.span[1]])
    ]
    assert found == (["1975年3月"] if found and path.stem == "public-notice-before-appointment" else [])


def id_number(digits: str) -> str:
    return digits + "10X98765432"[sum(int(one) * weight for one, weight in zip(digits, WEIGHTS, strict=True)) % 11]


NUMBERS = st.builds(
    lambda place, year, month, day, order: id_number(f"{place}{year}{month:02}{day:02}{order:03}"),
    st.sampled_from(["110101", "659001", "440305"]),
    st.integers(1920, 2005),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 999),
)
BLANKS = st.sampled_from(["", "", "", " ", "\n", "\u200b", "\u3000"])


@given(NUMBERS, st.lists(BLANKS, min_size=17, max_size=17), st.text("任命甲，。 1\n", max_size=9), st.booleans())
def test_no_digit_of_a_number_is_left_however_it_is_cut(number: str, cuts: list[str], around: str, wide: bool) -> None:
    printed = number[0] + "".join(cut + digit for cut, digit in zip(cuts, number[1:], strict=True))
    printed = printed.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if wide else printed
    text = f"{around}号{printed}号{around}"
    public = masked(text, [each.span for each in personal_data(text)])
    start = len(around) + 1
    assert len(public) == len(text)
    assert not any(sign.isdigit() or sign in "xX" for sign in public[start : start + len(printed)])


@given(st.text(st.sampled_from("1３0258-@.aX任患病电话住址：生年月出 \n，妻子王\u200b"), max_size=80))
def test_spans_are_in_order_inside_the_text_and_masking_keeps_its_length_and_lines(text: str) -> None:
    found = personal_data(text)
    public = masked(text, [each.span for each in found])
    assert len(public) == len(text)
    assert [sign for sign in text if sign.isspace()] == [sign for sign in public if sign.isspace()]
    for each in found:
        start, end = each.span
        assert 0 <= start < end <= len(text)
        assert set("".join(public[start:end].split())) <= {MASK, "\u200b"}


def test_words_cut_from_a_text_are_masked_by_what_was_found_in_it() -> None:
    assert without("男，1970年3月生", ["1970年3月"]) == f"男，{MASK * 7}生"
