"""From bytes to characters: every encoding of a Chinese office, and none taken for another."""

from pathlib import Path

import pytest

from orders.notices import decode
from orders.notices.encodings import decoded

FIXTURES = Path(__file__).parents[3] / "fixtures"
TEXTS = [path.read_bytes() for path in sorted((FIXTURES / "notices").glob("*.txt"))]
NOTICE = "关于张三任职的通知\r\n任命张三为某局局长，任期3年。\n2021年5月10日\n"
TRADITIONAL = "關於張三任職的通知\n任命張三為某局局長，免去其副局長職務。\n"


@pytest.mark.parametrize(
    ("content", "encoding", "codes"),
    [
        (NOTICE.encode(), "utf-8", []),
        (NOTICE.encode("utf-8-sig"), "utf-8", []),
        (NOTICE.encode("utf-16"), "utf-16-le", ["encoding"]),
        (b"\xfe\xff" + NOTICE.encode("utf-16-be"), "utf-16-be", ["encoding"]),
        (NOTICE.encode("utf-16-le"), "utf-16-le", ["encoding"]),
        (NOTICE.encode("utf-16-be"), "utf-16-be", ["encoding"]),
        (NOTICE.encode("utf-32"), "utf-32-le", ["encoding"]),
        (b"\x00\x00\xfe\xff" + NOTICE.encode("utf-32-be"), "utf-32-be", ["encoding"]),
        (NOTICE.encode("gb2312"), "gb18030", ["encoding"]),
        (NOTICE.encode("gb18030"), "gb18030", ["encoding"]),
        (b"\x84\x31\x95\x33" + NOTICE.encode("gb18030"), "gb18030", ["encoding"]),
        (TRADITIONAL.encode("gb18030"), "gb18030", ["encoding"]),
        (TRADITIONAL.encode("big5"), "big5", ["encoding"]),
    ],
)
def test_a_text_is_decoded_whatever_its_encoding(content: bytes, encoding: str, codes: list[str]) -> None:
    text, found, findings = decoded(content)
    assert text in (NOTICE, TRADITIONAL)
    assert (found, [finding.code for finding in findings]) == (encoding, codes)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (NOTICE.encode("utf-16"), "文件以UTF-16编码，已按此读取。"),
        (NOTICE.encode("utf-32"), "文件以UTF-32编码，已按此读取。"),
        (NOTICE.encode("gb18030"), "文件不是UTF-8编码，已按GB18030读取。"),
        (TRADITIONAL.encode("big5"), "文件不是UTF-8编码，已按Big5（繁体）读取。"),
        (b"\xff\x00\x81", "文件既不是UTF-8也不是GB18030编码，读不出的字节以“\ufffd”代替。"),
        (NOTICE.encode()[:-1] + b"\xe4", "文件以UTF-8编码，但有损坏，读不出的字节以“\ufffd”代替。"),
        (
            b"\xff\xfe" + NOTICE.encode("utf-16-le") + b"\x00",
            "文件以UTF-16编码，但有损坏，读不出的字节以“\ufffd”代替。",
        ),
    ],
)
def test_a_finding_says_which_encoding_it_was(content: bytes, sentence: str) -> None:
    assert [finding.message for finding in decode(content)[1]] == [sentence]


def test_a_text_of_utf_8_that_was_cut_off_loses_its_last_sign_and_no_other() -> None:
    text, findings = decode(NOTICE.rstrip().encode()[:-1])
    assert text == f"{NOTICE.rstrip()[:-1]}\ufffd"
    assert [finding.code for finding in findings] == ["encoding_damaged"]


def test_bytes_of_no_encoding_are_replaced_and_remarked() -> None:
    text, findings = decode(b"\xff\x00\x81")
    assert "\ufffd" in text
    assert [finding.code for finding in findings] == ["encoding_damaged"]


def test_line_ends_are_left_as_they_are() -> None:
    assert decode("甲\r\n乙\r丙".encode())[0] == "甲\r\n乙\r丙"


def test_a_nought_in_a_text_of_utf_8_makes_it_no_utf_16() -> None:
    assert decoded("任命\x00张三".encode()).encoding == "utf-8"


def test_no_text_of_gb18030_is_taken_for_big5_whole_or_cut_anywhere() -> None:
    for content in TEXTS:
        whole = decode(content)[0].encode("gb18030")
        for start in range(0, len(whole), 97):
            for piece in (whole[start:], whole[:start], whole[start : start + 64]):
                assert decoded(piece).encoding != "big5", piece


def test_bytes_that_have_words_of_a_notice_in_both_readings_are_the_national_ones() -> None:
    content = "政府通知各單位".encode("big5") + "政府".encode("gb18030")
    assert content.decode("big5hkscs")
    assert decoded(content).encoding == "gb18030"


def test_every_notice_that_big5_can_write_is_read_again_from_it() -> None:
    for text in (TRADITIONAL, f"{TRADITIONAL}各單位：\n" * 50, f"某縣人民政府\n{TRADITIONAL}"):
        assert decode(text.encode("big5"))[0] == text
