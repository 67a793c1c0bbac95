"""Splitting a printed post into body and title."""

import json
from pathlib import Path

import pytest

from orders.notices.posts import Post, is_title, split_post

GOLD = json.loads((Path(__file__).parents[3] / "fixtures/founding/gold_acts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("act", GOLD, ids=lambda act: f"{act['person']}-{act['clause_no']}")
def test_the_founding_posts_are_split_with_no_bodies_given(act: dict[str, str]) -> None:
    post = act["organization"] + act["position"]
    assert split_post(post) == Post(post, act["organization"], act["position"])


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("行为科学研究所", "所长"),
        ("北京市东城区免疫规划所", "副所长"),
        ("国家税务总局某市税务局第一税务分局（大企业税收、国际税收管理局）", "副局长"),
        ("北京市东城区人民法院", "民事审判第一庭副庭长"),
        ("北京市东城区人民法院", "审判委员会委员"),
        ("北京市东城区民政局", "办公室主任"),
        ("北京市东城区人民政府研究室", "副主任"),
        ("国务院新闻办公室", "主任"),
        ("北京市东城区总工会", "主席"),
        ("某公司", "工会主席"),
        ("某公司", "纪委书记"),
        ("东城区纪委", "书记"),
        ("县纪委", "副书记"),
        ("某县公安局", "督察长"),
        ("某县第二中学", "教导主任"),
        ("某县人民政府", "代理县长"),
        ("某县", "代县长"),
        ("任县新时代学校", "校长"),
        ("某县公安局执法大队", "大队长"),
        ("某市财政局", "预算科科长"),
        ("某县民政局", "党组书记"),
        ("某县人民政府办公室", "综合股股长"),
        ("中共某县委办公室", "机要科科长"),
        ("某县", "人民陪审员"),
        ("", "办公室主任"),
        ("", "党组成员"),
        ("", "分管日常工作的副院长"),
        ("", "四级调研员"),
        ("", "副处职"),
    ],
)
def test_a_post_is_split_by_its_words(body: str, title: str) -> None:
    assert split_post(body + title) == Post(body + title, body, title)


@pytest.mark.parametrize(
    "words",
    [
        "某局",
        "局长某局",
        "任命张三为某局局长",
        "某局局长任命李四为某局局长",
        "某局局长某处处长",
        "（某局局长",
        "仍任某局局长",
        "的某局局长",
        "新任某局局长",
        "代理某局局长",
        "",
    ],
)
def test_what_is_no_post(words: str) -> None:
    assert split_post(words) is None


def test_a_given_body_counts_where_the_words_show_no_longer_one() -> None:
    government = "北京市东城区人民政府"
    assert split_post("某园副主任", {"某园"}) == Post("某园副主任", "某园", "副主任")
    assert split_post(f"{government}办公室副主任", {government}) == Post(
        f"{government}办公室副主任", f"{government}办公室", "副主任"
    )
    section = "某某管理委员会经济分析处"
    assert split_post(f"{section}处长", {section}) == Post(f"{section}处长", section, "处长")


@pytest.mark.parametrize(
    ("words", "title"), [("副主任", True), ("某局副主任", False), ("常务副院长", True), ("某局", False)]
)
def test_whether_words_are_a_title_alone(words: str, title: bool) -> None:
    assert is_title(words) is title
