"""A word of the vocabulary is one line, and is understood in every layout, read and written."""

import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from orders.notices.names import Likeness, likeness
from orders.notices.posts import split_post
from orders.notices.vocabulary import (
    APPOINTMENTS,
    GRADES,
    OPENINGS,
    REMOVALS,
    ROWS,
    VERB_OF,
    VERBS,
    Role,
    Verb,
)
from tests.orders.notices.layouts import said, written
from tests.orders.notices.reading import read

ROOT = Path(__file__).resolve().parents[3]
TABLES = ("characters", "surnames", "title_words")  # what the reader reads besides
PURE = ("orders/__init__.py", "orders/notices", "people/__init__.py", *(f"people/{table}.py" for table in TABLES))
TABLE = "orders/notices/vocabulary.py"

GIVING = [word for word, verb in VERB_OF.items() if verb in APPOINTMENTS]
TAKING = [word for word, verb in VERB_OF.items() if VERBS[verb].role is Role.CLOSES and VERBS[verb].carried]
PAIRS = [*zip(GIVING, itertools.cycle(TAKING)), *zip(itertools.cycle(GIVING), TAKING)]
# Words that prove nothing by themselves may lead no list in a title.
LAYOUTS = [*written("任命", "免去")]


def copied(root: Path) -> Path:
    """A copy of the reader alone."""
    for name in PURE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
    return root


def plant(root: Path, behind: str, line: str, *, table: str = TABLE) -> None:
    """Put one line into a table, behind the one line that holds `behind`."""
    lines = (root / table).read_text(encoding="utf-8").splitlines()
    [at] = [number for number, held in enumerate(lines) if behind in held]
    lines.insert(at + 1, line)
    (root / table).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_there(root: Path, texts: list[str]) -> list[dict[str, Any]]:
    """What the copy reads of these texts."""
    program = (ROOT / "tests/orders/notices/reading.py").read_text(encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=root, input=json.dumps(texts), check=True, capture_output=True, text=True
    )
    return list(json.loads(answer.stdout))


def assert_understood(layout: str, got: dict[str, Any], expected: list[list[str]]) -> None:
    assert (got["acts"], got["remainder"]) == (expected, [])
    if "pasted" not in layout:
        assert len([title for title in got["titles"] if title]) == (0 if "other words" in layout else 1)
    if "list" not in layout and "heading" not in layout:
        assert got["written clauses"] == got["clauses"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("appoint", "remove"), PAIRS, ids="-".join)
def test_a_word_of_the_table_is_understood_in_every_layout(layout: str, appoint: str, remove: str) -> None:
    got = read(written(appoint, remove)[layout])
    assert_understood(layout, got, said(VERB_OF[appoint], VERB_OF[remove]))


@pytest.mark.parametrize("appoint", [word for word in GIVING if word != "聘"])
def test_a_title_with_the_word_is_written_again(appoint: str) -> None:
    text = written(appoint, "免去")["a title that ends with the word"]
    assert read(text)["written"] == "".join(text.split())


def test_a_word_that_does_not_exist_is_not_understood() -> None:
    for text in written("擢拔", "黜落").values():
        assert read(text)["acts"] == []


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the reader with two words more, each of them one line."""
    root = copied(tmp_path_factory.mktemp("planted"))
    plant(root, 'Word("任命"),', '            Word("擢拔"),')
    plant(root, 'Word("免去"),', '            Word("黜落"),')
    return root


def test_a_word_planted_as_one_line_is_understood_in_every_layout(planted: Path) -> None:
    texts = written("擢拔", "黜落")
    for (layout, text), got in zip(texts.items(), read_there(planted, [*texts.values()]), strict=True):
        assert_understood(layout, got, said("appoint", "remove"))
        if layout == "a title that ends with the word":
            assert got["written"] == "".join(text.split())


def notice(clauses: str, *, title: str = "关于张伟等三名同志任免职的通知", to: str = "各乡镇人民政府：") -> str:
    return f"某县人民政府\n{title}\n某政任〔2021〕5号\n{to}\n经研究，决定：\n{clauses}\n某县人民政府\n2021年5月3日\n"


ONE = "任命张伟为某县财政局局长"
ACT = [["appoint", "张伟", "某县财政局局长"]]
ABOUT = "关于张伟等三名同志"
#: Where words are told apart by whether a verb word is among them: the text, what is asked of it, and the answer.
ELSEWHERE: dict[str, tuple[str, str, Any]] = {
    "no name": ("张擢拔任某县财政局局长。", "acts", []),
    "no post": ("任命张伟为某县擢拔科员。", "acts", []),
    "no reason": ("因工作需要黜落张三某县水务局局长职务，任命李四为某县水务局局长。", "acts", []),
    "no reason with brackets": (
        "因工作需要擢拔张三为某县水务局局长（试用期一年），任命李四为某县水务局局长。",
        "acts",
        [],
    ),
    "no words in brackets": ("任命张伟为某县财政局局长（黜落李四）。", "acts", []),
    "no addressees": (notice(f"{ONE}。", to="擢拔某县财政局领导："), "addressees", [None]),
    "no signature": (notice(f"{ONE}。\n黜落某县民政局"), "remainder", ["黜落某县民政局"]),
    "no issuer": ("黜落李四民政局\n" + notice(f"{ONE}。").partition("\n")[2], "titles", [f"{ABOUT}任免职的通知"]),
    "no line of a page": (
        f"某县人民政府\n{ABOUT}任免职的通知\n来源：某县政府网黜落李四某县水务局局长职务\n{ONE}。\n",
        "remainder",
        ["来源：某县政府网黜落李四某县水务局局长职务"],
    ),
    "a title without 的": (notice(f"{ONE}。", title=f"{ABOUT}擢拔通知"), "titles", [f"某县人民政府{ABOUT}擢拔通知"]),
    "words at the end": (notice(f"{ONE}。\n特此擢拔。"), "remainder", []),
    "the day it takes effect": (f"{ONE}，擢拔时间自2021年5月起。", "acts", ACT),
    "the end of a trial": (
        "张伟任职试用期满，经考核合格，正式擢拔为某县财政局局长。",
        "acts",
        [["confirm", "张伟", "某县财政局局长"]],
    ),
}


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_planted_word_is_known_wherever_words_are_told_apart_by_it(planted: Path, place: str) -> None:
    text, asked, answer = ELSEWHERE[place]
    assert read(text)[asked] != answer, "or the case proves nothing"
    assert read_there(planted, [text])[0][asked] == answer


NOUNS = [noun for row in ROWS for noun in row.nouns]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_is_understood_in_a_title_and_is_no_name(noun: str) -> None:
    for title in (f"{ABOUT}{noun}的通知", f"{ABOUT}{noun}通知"):
        assert read(notice(f"{ONE}。", title=title))["titles"] == [f"某县人民政府{title}"]
    assert likeness(f"张{noun}") is Likeness.ODD
    assert read(notice(f"{ONE}。", to=f"{noun}的单位："))["addressees"] == [None]


@pytest.mark.parametrize("word", [word for word, verb in VERB_OF.items() if verb in REMOVALS])
def test_no_post_begins_with_a_word_that_removes(word: str) -> None:
    assert split_post(f"{word}某县财政局局长") is None


def test_what_is_only_wanted_or_denied_is_no_act_whatever_the_word() -> None:
    for word in GIVING:
        for lead in (f"拟{word}：", f"不{word}：", f"建议{word}："):
            assert read(f"经研究，{lead}\n张三为某县财政局局长；\n李四为某县民政局局长。\n")["acts"] == [], word + lead


def test_a_word_that_ends_another_word_is_not_taken_for_itself() -> None:
    for text, acts in (
        ("某县县委\n任命张三为某县财政局局长。\n", [["appoint", "张三", "某县财政局局长"]]),
        ("免去李四的某县民政局局长职务，办理退休手续\n聘任张三为某县财政局局长。\n", 2),
        ("张三任某县水务局局长，聘期三年。\n", [["appoint", "张三", "某县水务局局长"]]),
    ):
        got = read(text)["acts"]
        assert (len(got) if isinstance(acts, int) else got) == acts


def test_every_verb_has_a_row_and_every_word_one_verb() -> None:
    assert [row.verb for row in ROWS] == [*Verb]
    words = [word.word for row in ROWS for word in row.words]
    assert len(words) == len(set(words)) == len(VERB_OF)


def test_every_verb_opens_closes_or_grades() -> None:
    assert {*Verb} == OPENINGS | REMOVALS | GRADES
    assert not OPENINGS & REMOVALS | OPENINGS & GRADES | REMOVALS & GRADES
