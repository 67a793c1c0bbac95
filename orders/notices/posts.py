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
from people.title_words import BEFORE, HEADS, IN_NO_BODY, LEVELS, alternatives

POST_LIMIT = 160  # characters of one post; the longest in print have about sixty


def _reversed_words(words: Iterable[str]) -> str:
    """Alternatives of a pattern that reads from the end, longest first."""
    return "|".join(sorted((word[::-1] for word in words), key=len, reverse=True))


# A title is recognised from its end, so the pattern reads the reversed post: one match, greedy, never a search.
_TITLE_REVERSED = re.compile(
    f"(?:(?:{_reversed_words(HEADS)}|官[\u4e00-\u9fff]{{2,4}}?席首)"
    f"(?:{_reversed_words(BEFORE)}"
    "|会工(?!总)"  # 工会主席 of a company, but 总工会 is a body
    "|(?<=长[省市区县旗州镇乡])代|(?<=席主)代|(?<=长察检)代|(?<=长院)代"  # 代区长, but not the end of 时代
    "|的[\u4e00-\u9fff]{1,14}?(?:管分|责负|持主|管主|管协|助协|系联)"  # 分管日常工作的副院长
    f"){{0,8}}|(?:部干)?(?:导领非?)?[级职](?:{_reversed_words(LEVELS)})[正副]?)"
)
# A full title with more words after it is two posts run together or a sentence, not the name of a body …
_TITLE_INSIDE = re.compile(
    f"(?:{alternatives(IN_NO_BODY)})"
    # … unless it does belong to a name: 局长办公室, 书记处, 市长热线.
    "(?!办公|热线|团|信箱|会议|助理|处|室|接待|协会|学会|联谊|基金|公开|委员会|学院|学校|进修|培训)"
)
_NOT_IN_A_POST = re.compile(
    f"{WORD_IN_NO_BODY}|不再[任担兼]|试用期|自然免|同志[任为担的]"
    f"|^(?:{WORD_OF_REMOVAL}|拟|推荐|提名|委派|辞去|的(?!士)|接替|暂代|命|不)"
    "|^代理(?!(?:[省市区县旗州盟镇乡]长|主席|检察长|院长)$)"  # 代理县长 is a title, 代理某局局长 is not
    # 欧阳任继续任… says that 欧阳任 stays; it is not 欧阳 任 继续任….
    "|^.{0,3}(?:继续|仍然?|拟|暂|现|曾|改|转|另|再|又|连|续|历|升|调|接|代|留)(?:担任|兼任|任)(?![务职免])|[，。；：！？]"
    "|^[新前时首兼担]任|^[用命职聘]为"
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
