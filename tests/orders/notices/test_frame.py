"""What stands around the clauses: titles, numbers, addressees, decisions, signatures, days; and what is no notice."""

from datetime import date

import pytest

from orders.notices import DecidedBy, Notice, PartKind, parse
from orders.notices.frame import session_in
from orders.notices.notice import Reading, Span, Verb
from orders.notices.outside import OUTSIDE

CLAUSE = "任命张三为某县民政局局长。"
FRAME = "{title}\n{number}\n各乡镇：\n{decision}\n" + CLAUSE + "\n{signature}\n{day}\n"
USUAL = {
    "title": "某县人民政府\n关于张三同志任职的通知",
    "number": "某政任〔2021〕16号",
    "decision": "经研究，决定：",
    "signature": "某县人民政府",
    "day": "2021年10月24日",
}


def read(**parts: str) -> Notice:
    [notice] = parse(FRAME.format(**USUAL | parts)).notices
    assert [clause.text for clause in notice.clauses] == [CLAUSE.rstrip("。")]
    assert notice.remainder == ()
    return notice


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("某政任〔2021〕16号", "某政任〔2021〕16号"),
        ("某政任[2021]16号", "某政任〔2021〕16号"),
        ("某政任（2021）16号", "某政任〔2021〕16号"),
        ("某政任(2021) 016 号", "某政任〔2021〕16号"),
        ("某政任〔２０２１〕第１６号", "某政任〔2021〕16号"),
        ("某政任字〔2021〕16号", "某政任字〔2021〕16号"),
        ("（2021年第3号）", "〔2021〕3号"),
        ("第16号", "16号"),
        ("〔第十八届〕第16号", "16号"),
        ("（某政任〔2021〕16号）", "某政任〔2021〕16号"),
        ("发布时间：2021-11-02 来源：某县政府网\n某政任〔2021〕16号", "某政任〔2021〕16号"),
        ("索引号：0123 发文字号：某政任〔2021〕16号 有效性：有效\n【字号：大 中 小】", "某政任〔2021〕16号"),
        ("", None),
    ],
)
def test_a_document_number_is_normalised(printed: str, number: str | None) -> None:
    assert read(number=printed).number == number


@pytest.mark.parametrize(
    ("title", "issuer", "headcount"),
    [
        ("某县人民政府\n关于张三等十三名同志任免职的通知", "某县人民政府", 13),
        ("某县人民政府关于张三等 13 名同志\n职务任\n免的通知", "某县人民政府", 13),
        ("某县人民\n政府\n关于张三、李四同志任职的通知", "某县人民政府", None),
        ("关于张三同志任职的通知", "某县人民政府", None),
        ("关于任命张三为某县民政局局长的决定", "某县人民政府", None),
        ("某县人民政府任免通知", "某县人民政府", None),
        ("某县人民政府任职通知书", "某县人民政府", None),
        ("某县第十五届人民代表大会常务委员会任命名单", "某县人民代表大会常务委员会", None),
    ],
)
def test_a_title_says_who_issues_and_how_many_are_named(title: str, issuer: str, headcount: int | None) -> None:
    notice = read(title=title)
    assert (notice.title, notice.issuer, notice.headcount) == ("".join(title.split()), issuer, headcount)


def test_the_number_may_stand_before_the_title() -> None:
    notice = read(title="某政任〔2021〕16号\n某县人民政府\n关于张三同志任职的通知", number="")
    assert (notice.number, notice.wording.number_first) == ("某政任〔2021〕16号", True)
    assert [part.kind for part in notice.parts[:3]] == [PartKind.NUMBER, PartKind.SEPARATOR, PartKind.TITLE]


@pytest.mark.parametrize(
    ("decision", "body", "kind", "number", "day"),
    [
        ("经2021年5月10日某县人民政府第121次常务会议研究决定", "某县人民政府", "常务会议", 121, "2021-05-10"),
        (
            "某县第十六届人民代表大会常务委员会第三十七次会议2021年3月25日决定",
            "某县人民代表大会常务委员会",
            "会议",
            37,
            "2021-03-25",
        ),
        ("2021年11月4日，某县人民政府第16次常务会议研究决定", "某县人民政府", "常务会议", 16, "2021-11-04"),
        ("部党组2015年12月17日决定", "部党组", None, None, "2015-12-17"),
        ("经县委常委会2021年6月3日研究决定", "县委", "常委会", None, "2021-06-03"),
        (
            "经二〇二一年四月二日某县人民政府第一百二十一次常务会议研究决定",
            "某县人民政府",
            "常务会议",
            121,
            "2021-04-02",
        ),
    ],
)
def test_a_decision_names_body_kind_number_and_day(
    decision: str, body: str, kind: str | None, number: int | None, day: str
) -> None:
    session = session_in(decision)
    assert session
    assert (session.body, session.kind, session.number, str(session.decided_on)) == (body, kind, number, day)


@pytest.mark.parametrize("decision", ["经研究，决定", "经研究决定", "现通知如下", "会议决定"])
def test_a_decision_without_day_names_no_session(decision: str) -> None:
    assert session_in(decision) is None


@pytest.mark.parametrize("page", ["发布时间：2021-11-02 09:30", "2021-11-02", "来源：政府网\n成文日期：2021年11月2日"])
def test_the_day_on_which_a_page_was_published_is_no_day_of_decision(page: str) -> None:
    session = read(number=f"某政任〔2021〕16号\n{page}").session
    assert session is None or session.decided_on is None


@pytest.mark.parametrize("courtesy", ["特此通知", "特此通知。", "特此通知."])
def test_words_of_courtesy_need_no_full_stop(courtesy: str) -> None:
    notice = read(signature=f"{courtesy}\n某县人民政府（盖章）")
    assert notice.signatories == ("某县人民政府",)


def test_decision_and_first_clause_may_share_a_sentence() -> None:
    notice = read(decision="经2021年5月10日某县人民政府第3次常务会议研究决定，")
    assert notice.session == DecidedBy("某县人民政府", "常务会议", 3, notice.session and notice.session.decided_on)


@pytest.mark.parametrize(
    "day",
    [
        "2021年10月24日",
        "2021年 10月 24日",
        "二〇二一年十月二十四日",
        "二○二一年十月二十四日",
        "２０２１年１０月２４日",
        "2021.10.24",
    ],
)
def test_the_day_of_signing_may_be_printed_in_every_shape(day: str) -> None:
    assert str(read(day=day).signed_on) == "2021-10-24"


def test_several_bodies_sign() -> None:
    notice = read(signature="中共某县委组织部　某县民政局")
    assert notice.signatories == ("中共某县委组织部", "某县民政局")


def test_what_follows_the_day_is_other_text() -> None:
    text = FRAME.format(**USUAL) + "（此件公开发布）\n- 75 -\n抄送：县委办公室。\n"
    reading = parse(text)
    assert [text[start:end].strip() for start, end in reading.other] == ["（此件公开发布）\n- 75 -\n抄送：县委办公室。"]


def test_a_day_at_the_beginning_of_a_line_in_the_decision_does_not_end_the_notice() -> None:
    notice = read(decision="经\n2021年5月10日\n某县人民政府第3次常务会议研究决定：")
    assert str(notice.session and notice.session.decided_on) == "2021-05-10"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "今天多云。",
        "关于张三同志任职的通知",
        "关于张三同志任职的通知……75\n关于李四同志任职的通知……76\n",
        "第五条 县人民政府任命下列人员：办公室副主任，副局长。\n",
        "任命工作人员，须经县人民政府常务会议研究决定；免去其职务的，应当说明理由。",
        "会议听取了关于张三等同志任免职的情况汇报。",
        "文字为：“任命张三为某县民政局局长”。",
        "聘任专家为顾问。撤销原机构的主任职务。",
        "省人民政府近日发布任免通知，其中提到，省政府决定免去张三的某县民政局局长职务（终止试用期）。",
    ],
)
def test_what_mentions_appointments_is_no_notice(text: str) -> None:
    reading = parse(text)
    assert reading.notices == ()
    assert [finding.code for finding in reading.findings] == ["no_notice"]
    assert "".join(text[start:end] for start, end in _around(reading)) == text


def _around(reading: Reading) -> list[Span]:
    return sorted([*reading.other, *(rest.span for rest in reading.remainder)])


@pytest.mark.parametrize(
    ("text", "session"),
    [
        (
            "2021年5月10日，县人大常委会召开第三次会议，会议决定任命张三为某县民政局局长。",
            DecidedBy("县人大常委会", "会议", 3, date(2021, 5, 10)),
        ),
        ("日前，县委决定：张三同志任某县民政局局长。", DecidedBy("县委", None, None, None)),
    ],
)
def test_a_report_of_a_decision_is_read_and_said_to_be_one(text: str, session: DecidedBy) -> None:
    [notice] = parse(text).notices
    assert [(act.verb, act.official, act.post) for clause in notice.clauses for act in clause.acts] == [
        (Verb.APPOINT, "张三", "某县民政局局长")
    ]
    assert "reported" in [finding.code for finding in notice.findings]
    assert notice.session == session


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("县委组织部发布任前公示，余志安现任云岭县水务局局长，拟任云岭县林业局局长。", "公示"),
        ("关于任命余志安为云岭县林业局局长的议案（草案）", "议案"),
    ],
)
def test_a_text_that_is_no_notice_says_why(text: str, word: str) -> None:
    reading = parse(text)
    assert reading.notices == ()
    assert [finding.message for finding in reading.findings] == [
        f"没有读出任免通知：文中写明“{word}”，不是已经作出的任免。"
    ]


def test_a_sentence_outside_a_notice_that_could_be_an_act_is_left_to_a_person() -> None:
    text = "张三同志被推举为某县民政局局长，李四任某县财政局局长一事另议。今天多云。"
    reading = parse(text)
    assert [(rest.text, rest.reason) for rest in reading.remainder] == [(text.partition("。")[0], OUTSIDE)]
    assert [text[start:end] for start, end in reading.other] == ["。今天多云。"]


@pytest.mark.parametrize(
    "text",
    [
        "任命张三为某县民政局局长。",
        "任命张三为某县民政局局长",
        "张三任某县民政局局长。",
        "某政任〔2021〕16号\n各乡镇：\n经研究，决定：\n任命张三为某县民政局局长。\n",
        "天气晴。\n任命张三为某县民政局局长。\n天气晴。天气晴。天气晴。",
    ],
)
def test_clauses_without_a_title_are_a_notice_without_a_title(text: str) -> None:
    [notice] = parse(text).notices
    assert notice.title is None
    assert [act.official for clause in notice.clauses for act in clause.acts] == ["张三"]
    assert not any("天气" in rest.text for rest in notice.remainder)


def test_a_repeated_title_and_words_of_courtesy_are_separators() -> None:
    text = "国务院任免国家工作人员\n国务院任免国家工作人员。\n任命张三为自然资源部副部长。\n特此通知。\n2021年6月4日"
    [notice] = parse(text).notices
    assert notice.remainder == ()
    assert {part.kind for part in notice.parts} == {
        PartKind.TITLE,
        PartKind.SEPARATOR,
        PartKind.CLAUSE,
        PartKind.DATE,
    }


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("关于李四等二名同志任职的通知", "headcount"),
        ("关于李四等同志任职的通知", "first_name"),
    ],
)
def test_what_does_not_agree_is_remarked(title: str, code: str) -> None:
    assert code in [finding.code for finding in read(title=title).findings]


def test_what_is_missing_is_remarked() -> None:
    [notice] = parse("任命张三为某县民政局局长；任命张三为某县民政局局长。").notices
    assert [finding.code for finding in notice.findings] == [
        "no_title",
        "no_number",
        "no_decision_day",
        "no_session",
        "no_signing_day",
        "duplicate",
    ]
