"""Splitting a printed post into the body and the title: by the bodies given, else by a table of title words.

Identity of a post is (body, title), so the two always concatenate to the post as printed. A section inside a body
belongs to the title (中关村科技园区东城园管理委员会 + 经济分析处处长), and a level may be the whole title (商务局 + 副处职).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from orders.notices.vocabulary import WORD_IN_NO_BODY, WORD_OF_REMOVAL

POST_LIMIT = 160  # characters of one post; the longest in print have about sixty

# Words that a title ends with, and words that may stand before these and belong to the title.
_HEADS = (
    "局长 厅长 部长 司长 署长 处长 科长 股长 院长 校长 园长 所长 站长 馆长 台长 社长 厂长 场长 矿长 船长 行长 庭长 室长 关长 "
    "省长 市长 区长 县长 旗长 盟长 州长 镇长 乡长 村长 组长 队长 团长 营长 师长 旅长 军长 班长 段长 会长 理事长 监事长 董事长 秘书长 检察长 督察长 "
    "审计长 参谋长 护士长 总长 委员长 教务长 总务长 首长 总理 主任 书记 主席 委员 常委 成员 组员 政委 政治委员 教导员 指导员 协理员 司令员 司令 "
    "联络员 特派员 巡视员 调研员 督导员 督查员 检查员 监察员 稽查员 审判员 检察员 执行员 陪审员 监督员 书记员 科员 办事员 专员 助理员 公证员 "
    "人民陪审员 人民监督员 仲裁员 研究员 管理员 组织员 宣传员 教练员 参事 馆员 顾问 助理 秘书 干事 督学 督察 巡察 代表 大使 公使 参赞 总领事 领事 武官 代办 经理 总裁 "
    "总监 财务总监 技术总监 安全总监 运营总监 监事 董事 理事 会计师 经济师 工程师 审计师 规划师 统计师 农艺师 畜牧师 兽医师 设计师 建筑师 "
    "医师 药师 技师 教师 教授 讲师 编审 编辑 主编 总编 记者 法官 检察官 警官 警长 指挥 指挥长 总指挥 指挥官 总干事 干部 负责人 法定代表人 "
    "政治教导员 督查专员 信访督查专员 大队长 中队长 支队长 总队长 分队长 监狱长 部务委员 "
    "教导主任 教务主任 政教主任 总务主任 德育主任 年级主任 纪检组长 省长助理 市长助理 区长助理 县长助理 镇长助理 乡长助理 局长助理 院长助理 校长助理 "
    "行长助理 主任助理 总经理助理 "
    "新闻发言人 召集人 院士 领队 联系人 组织委员 宣传委员 纪检委员 统战委员 政法委员 武装部长 人武部长 处级检察员"
).split()
_BEFORE = (
    "副 常务 第一 第二 第三 专职 兼职 专任 执行 首席 名誉 荣誉 高级 资深 总 代理 独立 外部 职工 一级 二级 三级 四级 主任 助理 专门 特约 候补 "
    "驻会 见习 轮值 值班 机关党委 机关纪委 党委 党组 党总支 党支部 总支 团委 纪委 审判委员会 检察委员会 审委会 检委会 校务委员会 法官 检察官 "
    "法律 联合 联席 临时"
).split()
_LEVELS = "省部 厅局 地厅 县处 乡科 省 部 厅 局 司 地 市 县 处 区 团 旅 师 军 乡 镇 科 股".split()


def _reversed_words(words: Iterable[str]) -> str:
    """Alternatives of a pattern that reads from the end, longest first."""
    return "|".join(sorted((word[::-1] for word in words), key=len, reverse=True))


# A title is recognised from its end, so the pattern reads the reversed post: one match, greedy, never a search.
_TITLE_REVERSED = re.compile(
    f"(?:(?:{_reversed_words(_HEADS)}|官[\u4e00-\u9fff]{{2,4}}?席首)"
    f"(?:{_reversed_words(_BEFORE)}"
    "|会工(?!总)"  # 工会主席 of a company, but 总工会 is a body
    "|(?<=长[省市区县旗州镇乡])代|(?<=席主)代|(?<=长察检)代|(?<=长院)代"  # 代区长, but not the end of 时代
    "|的[\u4e00-\u9fff]{1,14}?(?:管分|责负|持主|管主|管协|助协|系联)"  # 分管日常工作的副院长
    f"){{0,8}}|(?:部干)?(?:导领非?)?[级职](?:{_reversed_words(_LEVELS)})[正副]?)"
)
# A full title with more words after it is two posts run together or a sentence, not the name of a body …
_TITLE_INSIDE = re.compile(
    "(?:局长|主任|书记|院长|处长|部长|厅长|区长|科长|县长|市长|省长|镇长|乡长|校长|所长|庭长|行长|经理|董事长|秘书长|检察长|调研员|"
    "巡视员|审判员|科员)"
    # … unless it does belong to a name: 局长办公室, 书记处, 市长热线.
    "(?!办公|热线|信箱|会议|助理|处|室|接待|协会|学会|联谊|基金|公开|委员会|学院|学校|进修|培训)"
)
_NOT_IN_A_POST = re.compile(
    f"{WORD_IN_NO_BODY}|不再[任担兼]|试用期|自然免|同志[任为担]"
    f"|^(?:{WORD_OF_REMOVAL}|拟|推荐|提名|委派|辞去|的(?!士)|接替|暂代|命|不)"
    "|^代理(?!(?:[省市区县旗州盟镇乡]长|主席|检察长|院长)$)"  # 代理县长 is a title, 代理某局局长 is not
    # 欧阳任继续任… says that 欧阳任 stays; it is not 欧阳 任 继续任….
    "|^.{0,3}(?:继续|仍然?|拟|暂|现|曾|改|转|另|再|又|连|续|历|升|调|接|代|留)(?:担任|兼任|任)(?![务职免])|[，。；：！？]"
    "|^[新前时首]任"
)
_BODY = re.compile("[\u3400-\u9fff\U00020000-\U000323afA-Za-z0-9０-９（）()〔〕“”‘’《》·•—\\-－/〇○&、]{2,}")
# Words that end the name of a body; behind one of them a section (处 科 庭 室 部) is inside that body.
_LAST_BODY_END = re.compile(
    ".*(?:(?:政府|[省市区县旗州]委)办公[室厅]|"
    "委员会|管委会|政府|局|厅|公司|集团|大学|学校|中学|小学|中心|法院|检察院|学院|医院|研究院|总队|支队|党校|银行|办事处|署|政协|党委|"
    "监委|国资委|发改委|组织部|宣传部|统战部|报社|出版社|联合会|工会|工商联|纪委|工委|税务所)"
)
# The section that such a title heads, where it stands inside a body.
_SECTION_OF = {"处长": "处", "科长": "科", "股长": "股", "庭长": "庭", "室长": "室", "审判员": "庭", "组长": "组"}
_NOT_A_SECTION = ("办事处", "小组", "派出所")
_SECTION_UNDER_A_DIRECTOR = re.compile(
    "(?:(?<!办公)室|(?:检察|审查|审判|业务|第[一二三四五六七八九十]+)部|(?<=[局厅部司社司])办公室)$"
)
_SECTION_OF_A_COMPANY = re.compile("(?:公司|集团|银行|医院|大学|学院).{1,12}[部室]$")
_REGION = re.compile("[省市区县州旗盟镇乡]$")

# In 张胜任担任… and 徐升任（女）为… the link begins where the name ends, and not one character before.
_NO_BODY_BEGINS_WITH = ("（", "(", "担任")


@dataclass(frozen=True, slots=True)
class Post:
    """One printed post without its brackets. `body` is empty where only a title is printed."""

    printed: str
    body: str
    title: str


def is_title(words: str) -> bool:
    """Whether the words are a title and nothing else: 副主任, 分管日常工作的副院长, 四级调研员, 副处职."""
    return 0 < len(words) <= POST_LIMIT and _title_start(words) == 0


def ends_in_title(words: str) -> bool:
    return _TITLE_REVERSED.match(words[: -POST_LIMIT - 1 : -1]) is not None


def _title_start(post: str) -> int | None:
    found = _TITLE_REVERSED.match(post[::-1])
    return len(post) - found.end() if found else None


def split_post(post: str, bodies: Collection[str] = frozenset()) -> Post | None:
    """The post as body and title, which concatenate to it; None where it does not end in a title.

    Of the bodies given, the longest that begins the post counts, unless the words themselves show a longer body: an
    issuer 北京市东城区人民政府 must not swallow 北京市东城区人民政府办公室副主任.
    """
    by_table = _split_by_table(post)
    if not bodies or len(post) > POST_LIMIT:
        return by_table
    known = next((post[:end] for end in range(len(post) - 1, 1, -1) if post[:end] in bodies), "")
    if known and ends_in_title(post[len(known) :]) and (by_table is None or len(known) >= len(by_table.body)):
        return Post(post, known, post[len(known) :])
    return by_table


@lru_cache(maxsize=1 << 13)
def _split_by_table(post: str) -> Post | None:
    if not 2 <= len(post) <= POST_LIMIT or _NOT_IN_A_POST.search(post):
        return None
    start = _title_start(post)
    if start is None:
        return None
    if post.startswith(("党委", "纪委", "团委"), start) and _REGION.search(post, 0, start):
        start += 2  # 东城区纪委书记 heads a body of its own, 某公司纪委书记 an office inside one
    body, title = post[:start], post[start:]
    if not body or body == "办公室":  # of which body, the title before may say
        return Post(post, "", post)
    if _TITLE_INSIDE.search(body) or not _BODY.fullmatch(body) or not _brackets_match(body):
        return None
    if body.startswith(_NO_BODY_BEGINS_WITH):
        return None
    if _ends_in_section(body, title):
        start = _section_start(body)
    return Post(post, post[:start], post[start:])


def _ends_in_section(body: str, title: str) -> bool:
    """Whether what stands before the title is a section that the title heads: 经济分析处 before 处长."""
    section = next((sign for head, sign in _SECTION_OF.items() if title.endswith(head)), None)
    if section is not None:
        return body.endswith(section) and not body.endswith(_NOT_A_SECTION) and "驻" not in body
    if title.endswith(("主任", "经理", "部长")):
        return bool(_SECTION_UNDER_A_DIRECTOR.search(body) or _SECTION_OF_A_COMPANY.search(body))
    return False


def _section_start(body: str) -> int:
    """Where the section at the end of the body begins; the whole is a body where no other is named before it."""
    outer = _LAST_BODY_END.match(body, 0, len(body) - 1)
    if outer is not None:
        # The research office of a government is a body, not a section of the government.
        return len(body) if outer.group().endswith("政府") and body.endswith("室") else outer.end()
    bare = len(body) <= 10 and body.endswith(("庭", "科", "股")) and not re.search("[省市区县]", body)
    return 0 if bare else len(body)


def _brackets_match(words: str) -> bool:
    return words.count("（") + words.count("(") == words.count("）") + words.count(")")
