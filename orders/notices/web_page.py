"""What a web page prints between the title of a notice and its words: when and by whom it was put there, who read it.

None of it is the notice's. Above all the day of publication there is no day of decision.
"""

from __future__ import annotations

import re

from orders.notices.text import DAY, Squeezed
from orders.notices.vocabulary import TELLING_WORD

_LABEL = (
    "(?:索引号|主题分类|信息分类|分类|主题词|关键词|体裁|文种|名称|标题|内容概述"
    "|(?:发文|发布|公开|制发)(?:机关|机构|单位|部门|责任部门)"
    "|(?:发布|发文|成文|生成|印发|公开|更新|生效|失效|废止|有效)?(?:时间|日期)|(?:信息|文章|稿件)?来源|作者|(?:责任)?编辑|审核|录入|签发人?"
    "|(?:发布|上传|撰写|供稿|撰稿|拟稿)[人者]?|栏目|类别|摘要"
    "|(?:浏览|阅读|点击|访问|查看)(?:次数|量|数|率)?|字号|字体(?:大小)?|文号|发文字号|文件编号|公开(?:方式|形式|范围|时限|类别)"
    "|(?:信息)?(?:有效性|效力状态|效力|时效)|语种|分享到?|打印|保护视力色)"
)
_BUTTONS = "(?:\\[?[特超]?大[ /|｜]?中[ /|｜]?小\\]?|A[+-]|打印(?:本页)?|关闭(?:窗口)?|收藏|分享|复制链接|扫一扫)"
_PRINTED_DAY = "[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}(?:[0-9]{1,2}：[0-9]{2}(?:：[0-9]{2})?)?"
# A line that begins with a label and its colon, or holds nothing but a day in digits and buttons.
_LINE = re.compile(
    f"[【\\[〔（]?(?:{_PRINTED_DAY}|{DAY})?[】\\]〕）]?(?:{_LABEL}：[^。；]*|(?:[【\\[（]?{_BUTTONS}[】\\]）]?)+)"
    f"|[【\\[（]?{_PRINTED_DAY}[】\\]）]?"
)
_NOT_ON_A_PAGE = re.compile(f"{TELLING_WORD}|决定|研究|同志任")
_LINE_LIMIT = 300  # characters
_MOST_LINES = 24
_LABELLED_DAY = re.compile(f"(?:时间|日期)：(?:{DAY})")


def page_lines_end(sq: Squeezed, start: int, limit: int) -> int:
    """Behind the lines of the page that begin at `start`; `start` where there are none."""
    position = start
    for _ in range(_MOST_LINES):
        end = min(sq.line_end(position), limit)
        if position >= limit or end - position > _LINE_LIMIT:
            break
        if not _LINE.fullmatch(sq.folded, position, end) or _NOT_ON_A_PAGE.search(sq.folded, position, end):
            break
        position = end
    return position


def without_days_of_the_page(folded: str) -> str:
    """The words without 发布日期：2021-05-20 and the like, which say nothing of a decision."""
    return _LABELLED_DAY.sub("", folded)
