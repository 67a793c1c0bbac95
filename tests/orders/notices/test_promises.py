"""The four promises of reading, on any text and on generated notices."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.reading import FOOT, HEAD, RANDOM, UNITS, text_of
from orders.notices import decode, parse, render
from orders.notices.notice import Notice, Reading
from orders.notices.report import to_json
from tests.orders.notices.cast import Founding, founding_notices, one_character_names
from tests.orders.notices.tiling import assert_keeps_its_word, squeezed

FRAGMENTS = [
    *UNITS.values(),
    *HEAD.splitlines(keepends=True),
    *FOOT.splitlines(keepends=True),
    *"""
        王任 李为 欧阳任 买买提·艾力 任丘市水务局 局长 副处职 （兼） （副处级） （挂职两年）
        （女） ××× · 以上同志
        ，并办理提前退休手续 自然免去 原任职务自然免除 ，试用期一年 试用期满正式任 ，任职时间从2014年8月起算
        不再担任 不再兼任 同时 聘任 解聘 决定任命 正式任命 挂职任 兼任的 接受 辞去 的请求 撤销 免去
        确定 晋升 四级调研员 推荐 拟任 提名 委派 继续 保留 待遇 人选 一、 1． （一） 第零次会议
        任免名单 公告 特此通知。 抄送： 附件 二〇二一年十月二十四日 2021年13月40日 0000年0月0日 0 ２ ²
    """.strip().split(),
    *("\n\n", "\r", "- 75 -", "\ufeff", "\x00", "\u200b", "\U0002c5d6", "\ud7ff"),
]
fragments = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=40).map("".join)
texts = st.text(max_size=400) | fragments
white_space = st.text(alphabet=" \n\t\u3000\f\r\u00a0", min_size=1, max_size=3)


def meaning(notice: Notice) -> dict[str, Any]:
    """A notice without its spans."""
    return {
        "number": notice.number,
        "title": notice.title,
        "issuer": notice.issuer,
        "headcount": notice.headcount,
        "session": notice.session,
        "signed_on": notice.signed_on,
        "addressees": notice.addressees,
        "signatories": notice.signatories,
        "clauses": [(clause.sequence, clause.text, clause.acts) for clause in notice.clauses],
        "remainder": [squeezed(rest.text) for rest in notice.remainder],
        "findings": notice.findings,
    }


def only(reading: Reading) -> Notice:
    [notice] = reading.notices
    return notice


def blanked(notice: Notice) -> Notice:
    """The notice without any stored sentence and without spans: what is left must be enough to print it."""
    clauses = tuple(replace(clause, text="", span=(0, 0)) for clause in notice.clauses)
    return replace(notice, clauses=clauses, parts=(), span=(0, 0), remainder=(), findings=())


@given(texts)
@example("")
@example("\ufeff")
@example("任命")
@example("免去其职务")
@example("关于")
@example("年月日")
@example("任命甲为乙，免去其")
@example("（" * 2000)
@example("任命" + "甲、" * 2000)
@example("关于任为民同志任职的通知" * 3)
@example("民为任县行校长；任职试用一年")
def test_any_text_is_read_without_loss(text: str) -> None:
    assert_keeps_its_word(text, parse(text))


@pytest.mark.parametrize("name", RANDOM)
def test_no_mixture_of_forms_is_read_with_a_loss(name: str) -> None:
    for seed in range(100):
        text = text_of(name, 1500, seed)
        assert_keeps_its_word(text, parse(text))


@given(fragments, st.frozensets(st.sampled_from(["任丘市水务局", "任县", "任", "", "副局长", "任丘市"])))
def test_no_list_of_bodies_makes_reading_stumble(text: str, bodies: frozenset[str]) -> None:
    assert_keeps_its_word(text, parse(text, bodies=bodies))


@given(fragments)
def test_any_reading_can_be_written_as_json(text: str) -> None:
    written = json.loads(json.dumps(to_json(parse(text), file="-"), ensure_ascii=False))
    assert written["file"] == "-"
    spans = (
        [notice["span"] for notice in written["notices"]]
        + written["other"]
        + [rest["span"] for rest in written["remainder"]]
    )
    assert sum(end - start for start, end in spans) == len(text)


@given(st.binary(max_size=300) | texts.map(lambda text: text.encode("gb18030", "replace")))
def test_any_bytes_are_decoded(raw: bytes) -> None:
    text = decode(raw)
    text = text if isinstance(text, str) else text[0]
    assert_keeps_its_word(text, parse(text))


@given(founding_notices())
def test_a_generated_notice_says_what_it_was_made_to_say(founding: Founding) -> None:
    text = founding.text()
    reading = parse(text)
    notice = only(reading)
    assert [(str(a.verb), a.official, a.body, a.position) for c in notice.clauses for a in c.acts] == founding.acts()
    assert [a.qualifiers.as_json() for c in notice.clauses for a in c.acts] == founding.qualifiers()
    assert [clause.text for clause in notice.clauses] == founding.sentences()
    assert notice.remainder == ()
    assert notice.findings == ()
    assert (notice.number, notice.issuer) == (founding.number, founding.issuer)
    assert (notice.headcount, notice.signed_on) == (len(founding.clauses), founding.signed_on)
    assert notice.session
    assert (notice.session.body, notice.session.kind) == (founding.issuer, "常务会议")
    assert (notice.session.number, notice.session.decided_on) == (founding.session, founding.decided_on)
    assert_keeps_its_word(text, reading)


@given(founding_notices())
def test_printing_a_notice_gives_back_its_text(founding: Founding) -> None:
    text = founding.text()
    assert squeezed(render(blanked(only(parse(text))))) == squeezed(text)
    canonical = render(only(parse(text)))
    assert render(blanked(only(parse(canonical)))) == canonical


@given(founding_notices())
def test_reading_a_printed_notice_gives_back_the_notice(founding: Founding) -> None:
    notice = only(parse(founding.text()))
    assert meaning(only(parse(render(blanked(notice))))) == meaning(notice)


@given(founding_notices(), st.data())
def test_acts_put_into_another_frame_are_read_there(founding: Founding, data: st.DataObject) -> None:
    """A notice built from values, as the desk builds it, and not read from any text."""
    notice = only(parse(founding.text()))
    chosen = data.draw(st.permutations(notice.clauses))
    sequenced = tuple(replace(clause, sequence=i) for i, clause in enumerate(chosen, 1))
    rearranged = replace(blanked(notice), clauses=tuple(replace(c, text="", span=(0, 0)) for c in sequenced))
    again = only(parse(render(rearranged)))
    assert [clause.acts for clause in again.clauses] == [clause.acts for clause in sequenced]
    assert again.remainder == ()


@given(founding_notices(), st.lists(st.tuples(st.integers(min_value=0), white_space), max_size=12))
def test_white_space_inside_a_body_changes_nothing(founding: Founding, insertions: list[tuple[int, str]]) -> None:
    text = founding.text()
    start, end = founding.body_span()
    noisy = text
    for place, space in sorted(((start + 1 + at % (end - start - 1), space) for at, space in insertions), reverse=True):
        noisy = noisy[:place] + space + noisy[place:]
    reading = parse(noisy)
    assert meaning(only(reading)) == meaning(only(parse(text)))
    assert_keeps_its_word(noisy, reading)


@given(founding_notices(), st.integers(min_value=0), st.integers(min_value=0))
def test_a_notice_cut_anywhere_says_nothing_else(founding: Founding, first: int, second: int) -> None:
    """Half of a notice may lose acts, or leave a post cut short; it never names an official nobody printed."""
    text = founding.text()
    start, end = sorted((first % (len(text) + 1), second % (len(text) + 1)))
    reading = parse(text[start:end])
    assert_keeps_its_word(text[start:end], reading)
    assert len(reading.notices) <= 1


@given(founding_notices(), texts)
def test_a_strange_sentence_leaves_its_neighbours_alone(founding: Founding, strange: str) -> None:
    strange = "".join(c for c in squeezed(strange) if c.isascii() and c.isalpha())
    if not strange:
        return
    sentence = f"请{strange}做好工作"
    text = founding.text()
    place = text.index("通知如下：\n") + len("通知如下：\n")
    notice = only(parse(text[:place] + sentence + "；\n" + text[place:]))
    assert [squeezed(rest.text).rstrip("；") for rest in notice.remainder] == [sentence]
    assert [(str(a.verb), a.official, a.body, a.position) for c in notice.clauses for a in c.acts] == founding.acts()


@given(one_character_names())
def test_a_surname_alone_is_no_official(surname: str) -> None:
    """Below two characters nothing is a name: the sentence is left to a person."""
    text = HEAD + f"任命{surname}为任县水务局局长。" + FOOT
    reading = parse(text)
    assert all(act.official != surname for notice in reading.notices for c in notice.clauses for act in c.acts)
    assert_keeps_its_word(text, reading)
