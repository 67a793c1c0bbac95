"""Every form of a clause, whoever is named and whatever the post is called.

The forms are those of the specification of reading; names and posts are made of the words that the forms are made of.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from orders.notices import parse
from orders.notices.notice import Notice
from tests.orders.notices.cast import ISSUERS, POSTS, posts_of

NAMES = """
    任为民 王任 李为 欧阳任 承志远 丁一 免成功 司马免 于任 何其正 霍去病 兼一 任正 王为 何其 上官为之 为民 其其格 乌云其其格
    诸葛正 于为 欧阳为 买买提·艾力 阿卜杜热西提·阿不都克里木 张胜任 赵有为 李自为 王大为 正德 李承 何挂 石不为 不二 张伟 王刘稳
    尉迟恭 令狐冲 司徒任 任我行 张职 李务 周任之 免之 任免之 解辞 辞远 罗撤 万确定 任同 同心 张同 王解 聂聘 张𬱖
""".split()
MORE_POSTS = """
    继续教育中心 副主任
    职务犯罪预防基地 主任
    任前公示管理中心 主任
    干部任免服务中心 副主任
    提前退休服务中心 主任
    聘任制公务员管理中心 主任
    拟任职人员考察中心 主任
    晋升考试中心 主任
    同志街小学 校长
    辞书编纂处 主任
    综合行政执法大队 大队长
    红十字会 专职副会长
    退役军人事务局 党组成员
    公安局 政治委员
    公安局交通警察支队 支队长
    审计局 总审计师
    城投集团有限公司 董事长
    铁路护路联防领导小组办公室 专职副主任
    人力资源和社会保障局 四级调研员
    人民检察院 检察员
    大数据中心 首席数据官
    信访局 督查专员
    看守所 政治教导员
    博物馆 执行馆长
    文学艺术界联合会 主席
"""
ALL_POSTS = (*POSTS, *posts_of(MORE_POSTS))

A, B, P, Q = 0, 1, 0, 1  # which person, which post


@dataclass(frozen=True)
class Says:
    verb: str
    whom: int = A
    what: int | None = P
    qualifiers: dict[str, Any] = field(default_factory=dict)
    effective_on: str | None = None


APPOINT, REMOVE, REMOVE_OLD = Says("appoint"), Says("remove"), Says("remove", what=Q)
NATURAL = Says("natural_removal", what=Q)
ON_TRIAL = Says("appoint", qualifiers={"probation_months": 12})
CONCURRENT_REMOVE = Says("remove", qualifiers={"concurrent": True})
RETIRE = Says("remove", qualifiers={"follow_up": "early_retirement"})

FORMS: dict[str, list[Says]] = {
    "任命{a}为{p}": [APPOINT],
    "免去{a}的{p}职务": [REMOVE],
    "任命{a}为{p}，免去其{q}职务": [APPOINT, REMOVE_OLD],
    "任命{a}为{p}，其原任{q}职务自然免去": [APPOINT, NATURAL],
    "免去{a}的{p}职务，并办理提前退休手续": [RETIRE],
    "免去{a}的{p}，并办理提前退休手续": [RETIRE],
    "任命{a}为{p}（兼）": [Says("appoint", qualifiers={"concurrent": True})],
    "任命{a}为{p}（副处级）（试用期一年），其原任{q}（副处职）职务自然免去": [
        Says("appoint", qualifiers={"level": "副处级", "probation_months": 12}),
        Says("natural_removal", what=Q, qualifiers={"level": "副处职"}),
    ],
    "{a}任{p}": [APPOINT],
    "{a}同志任{p}": [APPOINT],
    "{a}担任{p}": [APPOINT],
    "任命{a}同志为{p}": [APPOINT],
    "任命{a}任{p}": [APPOINT],
    "聘任{a}为{p}": [APPOINT],
    "决定任命{a}为{p}": [APPOINT],
    "{a}挂职任{p}（挂职两年）": [Says("appoint", qualifiers={"secondment_months": 24})],
    "任命：{a}为{p}；{b}为{q}": [APPOINT, Says("appoint", B, Q)],
    "任命{a}为{p}，{b}为{q}": [APPOINT, Says("appoint", B, Q)],
    "任命{a}、{b}为{p}": [APPOINT, Says("appoint", B)],
    "免去{a}{p}职务": [REMOVE],
    "免去{a}同志的{p}职务": [REMOVE],
    "免去{a}兼任的{p}职务": [CONCURRENT_REMOVE],
    "免去{a}、{b}的{p}职务": [REMOVE, Says("remove", B)],
    "免去{a}的{p}、{q}职务": [REMOVE, REMOVE_OLD],
    "{a}免去{p}职务": [REMOVE],
    "{a}不再担任{p}职务": [REMOVE],
    "{a}不再兼任{p}": [CONCURRENT_REMOVE],
    "解聘{a}的{p}职务": [REMOVE],
    "{a}同志任{p}，不再担任{q}职务": [APPOINT, REMOVE_OLD],
    "任命{a}为{p}，同时免去其{q}职务": [APPOINT, REMOVE_OLD],
    "免去{a}的{p}职务，另有任用": [Says("remove", qualifiers={"tail": "另有任用"})],
    "免去{a}{p}职务，退休": [Says("remove", qualifiers={"tail": "退休"})],
    "任命{a}为{p}，其原任{q}职务自然免除": [APPOINT, NATURAL],
    "任命{a}为{p}，其原任{q}职务自行免除": [APPOINT, NATURAL],
    "任命{a}为{p}，其原任{q}职务自然终止": [APPOINT, NATURAL],
    "任命{a}为{p}，原任职务自然免除": [APPOINT, Says("natural_removal", what=None)],
    "{a}试用期满正式任{p}，任职时间从2014年8月起算": [Says("confirm", effective_on="2014-08")],
    "正式任命{a}为{p}": [Says("confirm")],
    "{a}任{p}；任职试用期为一年": [ON_TRIAL],
    "{a}任{p}，试用期一年": [ON_TRIAL],
    "接受{a}辞去{p}职务的请求": [Says("resign")],
    "撤销{a}的{p}职务": [Says("dismiss")],
    "免去{a}的{p}职务（终止试用期）": [Says("remove", qualifiers={"trial_ended": True})],
    "任命{a}为{p}（正科长级）（主持工作）": [Says("appoint", qualifiers={"level": "正科长级", "presiding": True})],
    "任命{a}（女）为{p}": [Says("appoint", qualifiers={"tail": "女"})],
}
NOT_AN_ACT = (
    *("推荐{a}为{p}人选", "拟任命{a}为{p}", "拟推荐{a}任{p}", "提名{a}为{p}", "{a}继续任{p}"),
    *("拟免去{a}的{p}职务", "提请任命{a}为{p}", "{a}同志为{p}人选", "建议免去{a}的{p}职务", "{a}保留{p}待遇"),
    *("不再任命{a}为{p}", "不予任命{a}为{p}", "暂缓免去{a}的{p}职务", "{a}拟任{p}", "{a}仍任{p}", "{a}曾任{p}"),
)

CASES = [
    # Every name meets every form, and so does every post: the strides have no factor in common with the lengths.
    ((name, NAMES[(i * 5 + 17) % len(NAMES)]), (ALL_POSTS[i % len(ALL_POSTS)], ALL_POSTS[(i * 7 + 3) % len(ALL_POSTS)]))
    for i, name in enumerate(NAMES)
]
ISSUER_NAMES = sorted(ISSUERS)


@dataclass(frozen=True)
class Case:
    """One form filled with two people and two posts, in a notice of one issuer."""

    form: str
    issuer: str
    names: tuple[str, str]
    bodies: tuple[str, str]
    titles: tuple[str, str]

    def sentence(self) -> str:
        first, second = (body + title for body, title in zip(self.bodies, self.titles, strict=True))
        return self.form.format(a=self.names[A], b=self.names[B], p=first, q=second)

    def acts(self) -> list[tuple[Any, ...]]:
        return [
            (
                says.verb,
                self.names[says.whom],
                None if says.what is None else self.bodies[says.what],
                None if says.what is None else self.titles[says.what],
                says.qualifiers,
                says.effective_on,
            )
            for says in FORMS[self.form]
        ]


def cases(form: str) -> Iterator[Case]:
    for i, (names, posts) in enumerate(CASES):
        if names[A] == names[B] or posts[P] == posts[Q]:
            continue
        issuer = ISSUER_NAMES[i % len(ISSUER_NAMES)]
        bodies = [ISSUERS[issuer] + body for body, _ in posts]
        yield Case(form, issuer, names, (bodies[P], bodies[Q]), (posts[P][1], posts[Q][1]))


def read(issuer: str, *sentences: str) -> Notice:
    [notice] = parse(
        f"{issuer}\n关于张三丰等同志任免职的通知\n某政任〔2021〕5号\n各乡镇人民政府：\n"
        f"经2021年4月2日{issuer}第12次常务会议研究决定：\n{'；'.join(sentences)}。\n{issuer}\n2021年4月6日\n"
    ).notices
    return notice


def acts_of(notice: Notice) -> list[tuple[Any, ...]]:
    return [
        (str(a.verb), a.official, a.body, a.position, a.qualifiers.as_json(), a.effective_on and str(a.effective_on))
        for clause in notice.clauses
        for a in clause.acts
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_read_whoever_is_named(form: str) -> None:
    misread = []
    for case in cases(form):
        notice = read(case.issuer, case.sentence())
        if acts_of(notice) != case.acts() or notice.remainder:
            misread.append((case.sentence(), acts_of(notice)))
    assert misread == []


@pytest.mark.parametrize("form", NOT_AN_ACT)
def test_what_only_resembles_a_form_is_left_to_a_person(form: str) -> None:
    misread = []
    for case in cases(form):
        clear = f"任命张三丰为{ISSUERS[case.issuer]}审计局局长"
        notice = read(case.issuer, clear, case.sentence())
        if [clause.text for clause in notice.clauses] != [clear] or sentences_left(notice) != [case.sentence()]:
            misread.append((case.sentence(), acts_of(notice)[1:]))
    assert misread == []


def sentences_left(notice: Notice) -> list[str]:
    return [rest.text for rest in notice.remainder]
