"""One sentence at a time: the forms, what carries over, what is left to a person and why."""

import pytest

from orders.notices.drafts import acts_of
from orders.notices.grammar import SENTENCE_LIMIT, read_sentence
from orders.notices.leads import Context, regions_of
from orders.notices.notice import Verb
from orders.notices.refusing import NO_VERB, NOT_CONFIRMED, NOT_KNOWN, OF_WHICH, TOO_LONG, WHOM
from orders.notices.text import Squeezed

ISSUER = "某县人民政府"
CONTEXT = Context(regions=regions_of(ISSUER))


def acts(sentence: str, *, verb: Verb | None = None, issuer: str | None = ISSUER) -> list[str]:
    """Each act as 'verb official body+title qualifiers day', [body] where it is implied."""
    read = read_sentence(Squeezed(sentence).cut(0, len(sentence)), CONTEXT, verb=verb)
    assert read.reason is None, read.reason
    rows = []
    for act in acts_of(read.stretches[0].drafts, issuer):
        body = f"[{act.body}]" if act.body_implied else act.body or ""
        said = " ".join(f"{key}={value}" for key, value in act.qualifiers.as_json().items())
        rows.append(f"{act.verb} {act.official} {body}+{act.position or ''} {said} {act.effective_on or ''}".strip())
    return rows


def reason(sentence: str) -> str | None:
    return read_sentence(Squeezed(sentence).cut(0, len(sentence)), CONTEXT).reason


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("任命李为为行为科学研究所所长", ["appoint 李为 行为科学研究所+所长"]),
        ("任命于任为任县免疫规划所副所长", ["appoint 于任 任县免疫规划所+副所长"]),
        ("任命李伟为任家庄乡人民政府乡长", ["appoint 李伟 任家庄乡人民政府+乡长"]),
        ("免去王五县水务局局长职务", ["remove 王五 县水务局+局长"]),
        ("张三任某县县委常委、副县长", ["appoint 张三 某县县委+常委", "appoint 张三 [某县人民政府]+副县长"]),
        (
            "张三任某公司执行董事兼总经理",
            ["appoint 张三 某公司+执行董事", "appoint 张三 [某公司]+总经理 concurrent=True"],
        ),
        ("任命张三为白虎镇镇长", ["appoint 张三 白虎镇+镇长"]),
        ("王任任任县副县长", ["appoint 王任 任县+副县长"]),
        ("张三同志任某县民政局党组书记、局长", ["appoint 张三 某县民政局+党组书记", "appoint 张三 [某县民政局]+局长"]),
        (
            "任命张三（女）为某局局长（副处级）（试用期一年）",
            ["appoint 张三 某局+局长 probation_months=12 level=副处级 tail=女"],
        ),
        ("张三挂职任某局副局长（挂职两年）", ["appoint 张三 某局+副局长 secondment_months=24"]),
        ("任命张三、李四为某局副局长", ["appoint 张三 某局+副局长", "appoint 李四 某局+副局长"]),
        ("任命张三为甲局局长，李四为乙局局长", ["appoint 张三 甲局+局长", "appoint 李四 乙局+局长"]),
        ("任命张三为某局局长，免去其某处处长职务", ["appoint 张三 某局+局长", "remove 张三 某处+处长"]),
        ("任命张三为某局局长，其原任职务自然免除", ["appoint 张三 某局+局长", "natural_removal 张三 +"]),
        ("任命张三为甲局局长兼乙办主任", ["appoint 张三 甲局+局长", "appoint 张三 乙办+主任 concurrent=True"]),
        ("免去张三兼任的某局局长职务", ["remove 张三 某局+局长 concurrent=True"]),
        ("免去王任重庆市民政局局长职务", ["remove 王任 重庆市民政局+局长"]),
        # A county that is in no table and begins with a surname is a place all the same.
        ("任命张三为东海县副县长", ["appoint 张三 东海县+副县长"]),
        ("任命李承任为东海县副县长", ["appoint 李承任 东海县+副县长"]),
        ("免去张三东海县民政局局长职务", ["remove 张三 东海县民政局+局长"]),
        ("免去李小明东海县民政局局长职务", ["remove 李小明 东海县民政局+局长"]),
        ("免去其其格的某局局长职务", ["remove 其其格 某局+局长"]),
        ("免去张三的某局副局长，并办理提前退休手续", ["remove 张三 某局+副局长 follow_up=early_retirement"]),
        ("免去张三某局局长职务，另有任用", ["remove 张三 某局+局长 tail=另有任用"]),
        ("张三不再兼任某局局长", ["remove 张三 某局+局长 concurrent=True"]),
        ("张三任甲局局长，不再担任乙局局长职务", ["appoint 张三 甲局+局长", "remove 张三 乙局+局长"]),
        ("免去张三的某局局长职务（终止试用期）", ["remove 张三 某局+局长 trial_ended=True"]),
        ("接受张三辞去某县县长职务的请求", ["resign 张三 某县+县长"]),
        ("撤销张三的某局局长职务", ["dismiss 张三 某局+局长"]),
        ("晋升李为为一级主任科员", ["grade 李为 +一级主任科员"]),
        ("任命张三为某局一级调研员", ["appoint 张三 某局+一级调研员"]),
        ("张三试用期满正式任某局局长，任职时间从2014年8月起算", ["confirm 张三 某局+局长  2014-08"]),
        ("张三任职试用期满，考核合格，按期转正", ["confirm 张三 +"]),
        ("张三任某局副局长试用期满，经考核合格，按期转正", ["confirm 张三 某局+副局长"]),
        ("聘任张三为某学院院长，试用期自2021年3月至2022年3月", ["appoint 张三 某学院+院长 probation_months=12"]),
        ("任命张三为某局局长（试用期半年）", ["appoint 张三 某局+局长 probation_months=6"]),
        (
            "聘任张三为某学院院长，试用期自2021年3月1日至2022年2月28日",
            ["appoint 张三 某学院+院长 probation_months=12"],
        ),
        # A grade is of no body, also where it is taken away.
        (
            "晋升张三为一级主任科员，免去其二级主任科员职级",
            ["grade 张三 +一级主任科员", "remove 张三 +二级主任科员"],
        ),
        (
            "任命张三为某县人民政府副秘书长、办公室主任",
            ["appoint 张三 某县人民政府+副秘书长", "appoint 张三 [某县人民政府]+办公室主任"],
        ),
        ("免去张三挂任的某局副局长职务", ["remove 张三 某局+副局长"]),
        ("任命张三为副县长", ["appoint 张三 [某县人民政府]+副县长"]),
        ("任命张三为副局长", ["appoint 张三 +副局长"]),
        ("因工作需要，免去张三的某局局长职务", ["remove 张三 某局+局长"]),
    ],
)
def test_a_sentence_in_a_known_form_gives_its_acts(sentence: str, expected: list[str]) -> None:
    assert acts(sentence) == expected


def test_a_verb_of_the_heading_may_be_left_out() -> None:
    assert acts("张三为某局局长", verb=Verb.APPOINT) == ["appoint 张三 某局+局长"]
    assert acts("张三的某局局长职务", verb=Verb.REMOVE) == ["remove 张三 某局+局长"]
    assert reason("张三为某局局长") == NO_VERB


def test_a_standing_committee_implies_no_body() -> None:
    assert acts("任命张三为副县长", issuer="某县人民代表大会常务委员会") == ["appoint 张三 +副县长"]


@pytest.mark.parametrize(
    "sentence",
    [
        "张主任任局长",
        "任命李为民政局局长",
        "免去任县民政局局长职务",
        "选派孙一任某局副局长",
        "孙一现任某局副局长",
        "李为曾任某局副局长",
        "任命张三、李四分别为甲局局长、乙局局长",
        "任命甲局局长任命乙局局长",
        "任命张三为某局局长（兼任某办主任）",
        "聘任张三为某学院院长，试用期自2021年3月15日至2022年3月1日",
        "任命张三为某局，免去其某处职务",
        "任命张三为某局局长，请予配合",
        "给予张三撤职处分",
        "",
    ],
)
def test_a_sentence_in_no_known_form_gives_no_act(sentence: str) -> None:
    assert reason(sentence) == NOT_KNOWN


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("推荐张三为某公司董事长", "推荐"),
        ("张三拟任某局局长", "拟任"),
        ("提名张三为副县长", "提名"),
        ("张三继续任某局局长", "继续任"),
        ("张三为某局局长人选", "人选"),
        ("暂缓任命张三为某局局长", "暂缓"),
    ],
)
def test_what_is_no_appointment_is_left_to_a_person(sentence: str, word: str) -> None:
    assert reason(sentence) == f"“{word}”不是任命或者免去，须由人阅读。"


def test_such_a_word_in_the_name_of_a_body_is_no_obstacle() -> None:
    assert acts("任命张三为某县会计委派中心主任") == ["appoint 张三 某县会计委派中心+主任"]


def test_why_a_sentence_is_not_read_is_said() -> None:
    assert reason("任命张三为某局局长，免去李四的某局局长职务，任职时间从2021年5月算起") == OF_WHICH
    assert reason("免去其某局局长职务") == WHOM
    assert reason("任命张三、李四为某局副局长，免去其某处处长职务") == WHOM
    assert reason("张三任职试用期满，考核合格") == NOT_CONFIRMED
    assert reason("任命" + "张三、" * SENTENCE_LIMIT) == TOO_LONG


def test_a_sentence_behind_a_semicolon_continues_the_clause_before() -> None:
    first = read_sentence(Squeezed("张三任某局局长").cut(0, 7), CONTEXT).stretches[0]
    words = Squeezed("任职试用期为一年").cut(0, 8)
    second = read_sentence(words, CONTEXT, before=first.drafts).stretches[0]
    assert second.continues
    assert [act.qualifiers.probation_months for act in acts_of(second.drafts, ISSUER)] == [12]
