"""Notices in the founding form, made of names, bodies and titles that are worse than anyone expects."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

HANZI = "零一二三四五六七八九"

SURNAMES = "王李任于丁何张兼承正为免欧马"
DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫")
GIVEN = "任为免承兼正民志远一成功之原职命自然提前退休"
RARE_NAMES = tuple(
    """
        其其格 乌云其其格 其木格 阿的江 何其正 何其 霍去病 任去非 丁一 司马免 欧阳任 上官为之
        免成功 兼一 正德 张𬱖 买买提·艾力 阿卜杜热西提·阿不都克里木 艾力·任为
    """.strip().split()
)
ISSUERS = {
    "北京市东城区人民政府": "北京市东城区",
    "任丘市人民政府": "任丘市",
    "承德县人民政府": "承德县",
    "济宁市任城区人民政府": "济宁市任城区",
    "正定县人民政府": "正定县",
    "牙克石市人民政府": "牙克石市",
    "宁夏回族自治区人民政府": "宁夏回族自治区",
}


def posts_of(table: str) -> list[tuple[str, str]]:
    """Body and title of each line."""
    return [(body, title) for body, title in map(str.split, table.strip().splitlines())]


POSTS = posts_of("""
    民政局 副局长
    人民政府办公室 副主任
    人民政府信任路街道办事处 主任
    行为科学研究中心 主任
    信任路小学 校长
    免疫规划所 所长
    离退休干部局 局长
    会计委派中心 副主任
    商务局 副处职
    教育局 正处职
    行政学院 分管日常工作的副院长
    行政学院 常务副院长
    前门大街管理委员会 专职副主任
    任务管理服务中心 副主任
    企业兼并重组服务中心 主任
    的士管理中心 主任
    为民供水服务站 站长
    第一税务分局（大企业税收服务和管理局） 局长
    职业技术教育中心 主任
    人民政府 副秘书长
    扶贫协作和支援合作工作领导小组办公室 主任
    免渡河镇人民政府 镇长
    医院 院长
""")
LEVELS = ("副处级", "正处级", "副科级", "副处职", "正科长级")


def in_words(number: int) -> str:
    """1–99 as a title prints it: 三, 十三, 二十五."""
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HANZI[tens] + "十") + (HANZI[units] if units else "")


@dataclass(frozen=True)
class Post:
    body: str
    position: str
    level: str | None = None
    probation: bool = False
    concurrent: bool = False

    def printed(self) -> str:
        brackets = (f"（{self.level}）" if self.level else "") + ("（试用期一年）" if self.probation else "")
        return self.body + self.position + brackets + ("（兼）" if self.concurrent else "")

    def qualifiers(self) -> dict[str, Any]:
        found: dict[str, Any] = {"level": self.level} if self.level else {}
        if self.probation:
            found["probation_months"] = 12
        if self.concurrent:
            found["concurrent"] = True
        return found


@dataclass(frozen=True)
class Sentence:
    """One clause: an appointment with what it takes away, or a removal."""

    official: str
    gained: Post | None
    lost: Post | None
    natural: bool = False
    retires: bool = False

    def printed(self) -> str:
        tail = "，并办理提前退休手续" if self.retires else ""
        if self.gained is None:
            assert self.lost
            return f"免去{self.official}的{self.lost.printed()}职务{tail}"
        begun = f"任命{self.official}为{self.gained.printed()}"
        if self.lost is None:
            return begun
        if self.natural:
            return f"{begun}，其原任{self.lost.printed()}职务自然免去"
        return f"{begun}，免去其{self.lost.printed()}职务"

    def acts(self) -> list[tuple[str, str, str, str]]:
        verb = "natural_removal" if self.natural else "remove"
        given = [("appoint", self.gained), (verb, self.lost)]
        return [(verb, self.official, post.body, post.position) for verb, post in given if post]

    def qualifiers(self) -> list[dict[str, Any]]:
        found = [post.qualifiers() for post in (self.gained, self.lost) if post]
        if self.retires:
            found[-1]["follow_up"] = "early_retirement"
        return found


@dataclass(frozen=True)
class Founding:
    """A whole notice in the frame of the five founding ones."""

    issuer: str
    number: str
    session: int
    decided_on: date
    signed_on: date
    clauses: tuple[Sentence, ...]

    def sentences(self) -> list[str]:
        return [clause.printed() for clause in self.clauses]

    def acts(self) -> list[tuple[str, str, str, str]]:
        return [act for clause in self.clauses for act in clause.acts()]

    def qualifiers(self) -> list[dict[str, Any]]:
        return [found for clause in self.clauses for found in clause.qualifiers()]

    def text(self) -> str:
        whom = f"{self.clauses[0].official}等{in_words(len(self.clauses))}名同志"
        return (
            f"{self.issuer}\n关于{whom}任免职的通知\n\n{self.number}\n\n"
            "各街道办事处，区政府各委、办、局，各区属机构：\n\n"
            f"经{_day(self.decided_on)}{self.issuer}第{self.session}次常务会议研究决定，现将{whom}任免职事项通知如下：\n"
            + "；\n".join(self.sentences())
            + f"。\n\n{self.issuer}\n{_day(self.signed_on)}\n"
        )

    def body_span(self) -> tuple[int, int]:
        """From the first word of the decision to before the full stop of the last clause."""
        text = self.text()
        return text.index("经" + _day(self.decided_on)), text.rindex("。")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


_WORDS_OF_THE_GRAMMAR = ("任命", "任免", "免职", "任职", "原任", "兼任", "退休", "同志", "职务", "免去", "提前")


def _is_a_plain_name(name: str) -> bool:
    """Not one that no reader could tell from the words round it; such names stand, as optional, in the goldens."""
    return len(set(name)) > 1 and not any(word in name for word in _WORDS_OF_THE_GRAMMAR)


def names() -> st.SearchStrategy[str]:
    given_name = st.text(alphabet=GIVEN, min_size=1, max_size=2)
    common = st.builds("{}{}".format, st.sampled_from(SURNAMES), given_name)
    double = st.builds("{}{}".format, st.sampled_from(DOUBLE_SURNAMES), given_name)
    return st.one_of(common, double, st.sampled_from(RARE_NAMES)).filter(_is_a_plain_name)


def one_character_names() -> st.SearchStrategy[str]:
    return st.sampled_from("王李张任")


@st.composite
def posts(draw: st.DrawFn, area: str, *, gained: bool) -> Post:
    body, position = draw(st.sampled_from(POSTS))
    level = draw(st.none() | st.sampled_from(LEVELS))
    return Post(area + body, position, level, draw(st.booleans()), gained and draw(st.booleans()))


@st.composite
def sentences(draw: st.DrawFn, area: str) -> Sentence:
    official = draw(names())
    kind = draw(st.sampled_from(["appoint", "remove", "retire", "both", "natural"]))
    gained = None if kind in ("remove", "retire") else draw(posts(area, gained=True))
    lost = None if kind == "appoint" else draw(posts(area, gained=False))
    return Sentence(official, gained, lost, natural=kind == "natural", retires=kind == "retire")


@st.composite
def founding_notices(draw: st.DrawFn) -> Founding:
    issuer = draw(st.sampled_from(sorted(ISSUERS)))
    clauses = draw(
        st.lists(sentences(ISSUERS[issuer]), min_size=1, max_size=6, unique_by=lambda clause: clause.official)
    )
    decided_on = draw(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
    signed_on = decided_on + timedelta(days=draw(st.integers(0, 200)))
    number = f"东政任〔{signed_on.year}〕{draw(st.integers(1, 300))}号"
    return Founding(issuer, number, draw(st.integers(1, 200)), decided_on, signed_on, tuple(clauses))
