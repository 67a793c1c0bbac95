"""One box for everything."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders import identity
from orders.models import Act
from orders.steps.reorganisations import confirm
from people.models import ReorganisationKind
from people.search import cleaned
from registry.search import search
from tests import two_people
from tests.factories import (
    TODAY,
    make_body,
    make_draft,
    make_official,
    make_position,
    prepare_event,
    publish,
    publish_clauses,
    say,
)
from tests.registry.conftest import CENTRE, GRID, Gazette, Secret, asked

pytestmark = pytest.mark.django_db


def names(question: str, **days: str) -> list[str]:
    return [hit.official.name for hit in search(question, asked(**days)).officials.hits]


# People


@pytest.fixture
def people() -> None:
    for name, pinyin in [
        ("张庭进", "Zhang Tingjin"),
        ("张伟", "Zhang Wei"),
        ("王张弛", "Wang Zhangchi"),
        ("欧阳兰", "Ouyang Lan"),
    ]:
        make_official(name, pinyin=pinyin)


@pytest.mark.usefixtures("people")
def test_a_name_is_found_whole_from_its_beginning_and_within_best_first() -> None:
    assert names("张伟") == ["张伟"]
    assert names("张") == ["张伟", "张庭进", "王张弛"] or names("张") == ["张庭进", "张伟", "王张弛"]
    assert names("庭进") == ["张庭进"]
    assert names("赵") == []


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "question",
    ["zhang tingjin", "zhangtingjin", "Zhang Ting Jin", "ZHANG  TINGJIN", "Tingjin Zhang", "tingjin", "zhangti", "ztj"],
)
def test_pinyin_is_found_with_and_without_spaces_in_either_order_and_by_initials(question: str) -> None:
    assert names(question) == ["张庭进"]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("question", ["Zhāng Wěi", "zhāngwěi", "Wěi Zhāng", "Zha\u0304ng We\u030ci", "ZHĀNG"])
def test_tone_marks_are_nothing_to_the_search(question: str) -> None:
    assert "张伟" in names(question)
    assert cleaned(question).isascii()


def test_an_umlaut_is_looked_for_as_it_is_written_in_names() -> None:
    make_official("吕军", pinyin="Lyu Jun")
    assert names("Lǚ Jūn") == names("lü jun") == names("LÜJUN") == ["吕军"]


@pytest.mark.usefixtures("people")
def test_a_double_surname_is_found_by_its_pinyin() -> None:
    assert names("ouyanglan") == names("ouyang") == names("Lan Ouyang") == ["欧阳兰"]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("padded", ["张 伟", " 张伟 ", "张\u3000伟", "张\n伟"])
def test_a_name_padded_as_in_print_is_the_name(padded: str) -> None:
    assert names(padded) == ["张伟"]


def test_namesakes_are_told_apart_by_their_posts(gazette: Gazette) -> None:
    (hit,) = search("张伟", asked()).officials.hits
    assert ([post.post for post in hit.posts], hit.held) == ([f"{CENTRE}主任"], True)
    (hit,) = search("张伟", asked(on="2021-05-09")).officials.hits
    assert ([post.post for post in hit.posts], hit.held) == ([f"{GRID}主任"], True)
    (hit,) = search("李哲", asked()).officials.hits
    assert ([post.post for post in hit.posts], hit.held) == (
        ["北京市东城区人民政府朝阳门街道办事处副主任"],
        False,
    )


def test_somebody_merged_into_another_is_found_as_the_other(alice: User, bob: User) -> None:
    publish_clauses([[say("appoint", "王涛", "北京市东城区民政局", "副局长")]], alice, bob)
    draft = make_draft([[say("appoint", "王涛", "北京市东城区档案馆", "馆长")]], alice, number="东政任〔2021〕18号")
    other = identity.pick_new(act=Act.objects.get(clause__order=draft), by=alice)
    publish(draft, alice, bob)
    assert len(names("王涛")) == 2
    survivor = Act.objects.get(printed_title="副局长").official
    assert survivor is not None
    two_people.withdraw_not_same(one=survivor, other=other, by=bob, note="重新核实")
    two_people.merge(survivor=survivor, other=other, by=bob, note="同一人")
    (hit,) = search("王涛", asked()).officials.hits
    assert hit.official.code == survivor.code
    assert len(hit.posts) == 2


# Bodies and posts


def test_a_body_is_found_by_any_name_it_ever_bore(alice: User, bob: User) -> None:
    body = make_body("北京市东城区商务局")
    event = prepare_event(
        kind=ReorganisationKind.RENAMED, old=[body], new=[], effective_on=date(2022, 1, 1), by=alice,
        new_name="北京市东城区商务委员会", document="京编〔2022〕1号", document_public_on=date(2022, 2, 1),
    )  # fmt: skip
    confirm(reorganisation=event, by=bob, on=TODAY)
    (hit,) = search("商务局", asked()).bodies.hits
    assert (hit.body.name, hit.found_by) == ("北京市东城区商务委员会", "北京市东城区商务局")
    (hit,) = search("商务", asked(on="2021-01-01")).bodies.hits
    assert (hit.body.name, hit.body.name_now) == ("北京市东城区商务局", "北京市东城区商务委员会")
    assert search("商务委员会", asked(known_on="2022-01-31")).bodies.hits == ()


def test_a_post_is_found_by_body_and_title_before_others() -> None:
    bureau = make_body("北京市东城区民政局")
    make_position(bureau, "副局长")
    make_position(bureau, "局长")
    make_position(make_body("北京市东城区商务局"), "副局长")
    found = search("民政局副局长", asked())
    assert [position.post for position in found.positions.hits] == ["北京市东城区民政局副局长"]
    assert [position.title for position in search("副局长", asked()).positions.hits] == ["副局长", "副局长"]
    assert [position.title for position in search("局长", asked()).positions.hits][0] == "局长"


def test_a_post_is_found_once_by_any_name_of_its_body_that_was_public(alice: User, bob: User) -> None:
    body = make_body("北京市东城区商务局")
    make_position(body, "副局长")
    event = prepare_event(
        kind=ReorganisationKind.RENAMED, old=[body], new=[], effective_on=date(2022, 1, 1), by=alice,
        new_name="北京市东城区商务委员会", document="京编〔2022〕1号", document_public_on=date(2022, 2, 1),
    )  # fmt: skip
    confirm(reorganisation=event, by=bob, on=TODAY)

    def found(question: str, **days: str) -> list[str]:
        return [position.post for position in search(question, asked(**days)).positions.hits]

    for question in ("商务局副局长", "商务委员会副局长", "副局长"):
        assert found(question) == ["北京市东城区商务委员会副局长"]
    assert found("商务委员会副局长", known_on="2022-01-31") == []
    for question in ("商务局副局长", "副局长"):
        assert found(question, known_on="2022-01-31") == ["北京市东城区商务局副局长"]


# Orders


@pytest.mark.parametrize(
    "question",
    [
        "东政任〔2021〕16号", "东政任[2021]16号", "东政任（2021）16号", "东政任(2021) 16 号", "东政任【2021】16号",
        "东政任〔２０２１〕１６号", "东政任〔2021〕第16号", "2021年16号", "[2021]16号", "16号", "第16号", "16",
        "东政任16号",
    ],
)  # fmt: skip
def test_an_order_is_found_by_its_number_in_any_form(gazette: Gazette, question: str) -> None:
    assert [hit.number for hit in search(question, asked()).orders.hits][0] == "东政任〔2021〕16号"


@pytest.mark.parametrize("question", ["东政任〔2020〕16号", "京政任〔2021〕16号", "160号", "6号"])
def test_another_number_is_another_order(gazette: Gazette, question: str) -> None:
    assert search(question, asked()).orders.hits == ()


def test_an_order_is_found_by_its_title(gazette: Gazette) -> None:
    assert [hit.number for hit in search("李哲等十三名", asked()).orders.hits] == ["东政任〔2021〕16号"]


# Days, drafts, limits


def test_what_was_not_public_yet_is_not_found(gazette: Gazette) -> None:
    assert search("冯磊", asked(known_on="2021-11-17")).nothing
    assert names("冯磊", known_on="2021-11-18") == ["冯磊"]


def test_a_draft_is_never_found(gazette: Gazette, secret: Secret) -> None:
    questions = "机密 欧阳机密 ouyangjimi oyjm 东政密〔2023〕7号 7号 机密局 机密专员 关于欧阳".split()
    questions += "诸葛机密 机密委员会 司马机密 simajimi smjm 机密助理 机密办公室 机密指挥中心 尉迟机密".split()
    assert [question for question in questions if not search(question, asked()).nothing] == []
    (hit,) = search("张伟", asked()).officials.hits
    assert [post.title for post in hit.posts] == ["主任"]


def test_each_group_is_limited_and_says_that_there_is_more() -> None:
    for number in range(5):
        make_official(f"张{number}")
    group = search("张", asked(), limit=3).officials
    assert (len(group.hits), group.more) == (3, True)
    assert not search("张", asked(), limit=5).officials.more


@pytest.mark.parametrize("empty", ["", "   ", "\u3000\n", "\0"])
def test_an_empty_question_asks_nothing(empty: str, queries: Any) -> None:
    assert search(empty, asked()).nothing
    assert queries(search, empty, asked()) == 0


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("question", ["%", "_", "张%", "\\", "'", '"', "*", "(", "[", "zhang("])
def test_signs_that_mean_something_to_a_database_mean_themselves(question: str) -> None:
    assert search(question, asked()).nothing


@given(st.text(max_size=300))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_question_gets_an_answer(db: None, question: str) -> None:
    search(question, asked())


def test_a_long_question_is_cut() -> None:
    assert len(cleaned("张" * 5000)) == 100


def test_the_number_of_queries_does_not_grow_with_the_hits(gazette: Gazette, queries: Any) -> None:
    one, many = search("体育馆路", asked()), search("东城区", asked())
    assert 0 < len(one.positions.hits) < len(many.positions.hits)
    assert queries(search, "体育馆路", asked()) == queries(search, "东城区", asked())
    assert queries(search, "冯磊", asked()) == queries(search, "张", asked())
