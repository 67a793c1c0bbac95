"""What is no act, though it names a person and a post: proposals, conditions, refusals; and why a sentence is not read.

Three kinds of words matter. Some say that a segment is no act (推荐, 建议): it is kept for a person, and what was read
before it stands. Some say of the whole sentence that nothing is done yet, or no longer (暂缓, 拟, 不同意): nothing of it is
read. And some, in a segment that is not understood, may speak of its neighbours (其, 该同志, 除…外): then these are in doubt
as well.
"""

from __future__ import annotations

import re

from orders.notices.vocabulary import ANY_WORD

# △ of the forms: proposals, nominations, what stays as it was.
NOT_AN_ACT = re.compile("推荐|提名(?!委员会)|提请|建议|继续(?:任|担|兼|留|保|聘)|保留|人选")
# Nothing is done yet, or no longer, or only perhaps: of the sentence as a whole.
NOTHING_DONE = re.compile(
    f"拟任|拟提名|拟聘|拟免|拟不再|拟(?:{ANY_WORD})|暂缓|暂不|撤回|不同意|不予|未予|如果|如需|如未|应当|可以|必须|是否|未获|未能"
)
# What an unread segment may change of its neighbours.
SPEAKS_OF_OTHERS = re.compile(
    "其(?!他|它|余|中|实)|该同志|该人|本人|他们|上述|以上|前述|均|[不未暂拟待若否缓停除]|如(?!下)|撤销|取消|作废|无效|更正|候选|终止|终结|另行|原则|时间|日期|起算|生效|[年月日]起"
)
# What a list is led by: 经…提名，会议决定： leads to appointments, 经研究，提名： does not.
_DECIDING = re.compile(".*(?:研究|决定|审议|审定|讨论|会议|(?<![不未则])(?:同意|批准|通过))")
_PROPOSED = re.compile("(?:根据|依据|按照|经|应)[^，：]{2,60}(?:提请|提名|建议|推荐|请求|申请)，")
_LEADS_TO_NO_ACT = re.compile(
    f"{NOT_AN_ACT.pattern}|{NOTHING_DONE.pattern}"
    f"|[不未](?:再|得|宜|准|批|任|担|兼|聘|免|同意|通过|{ANY_WORD})|原则(?:上)?同意|拟[对将提定作调]"
    "|撤销|取消|废止|更正"
)

NOT_KNOWN = "此句不在已知句式之内。"
TOO_LONG = "此句过长，须由人阅读。"
NOT_CONFIRMED = "试用期已满，但是没有写明转正。"
NO_VERB = "此句没有写明任命还是免去。"
WHOM = "“其”所指何人不能确定。"
OF_WHICH = "此句说的是前面哪几项任免不能确定，须由人阅读。"


class Unread(Exception):
    """The words are not understood; the argument says why. `wholly`: they belong to others, which are in doubt too."""

    def __init__(self, reason: str, *, wholly: bool = False) -> None:
        super().__init__(reason)
        self.wholly = wholly


def not_an_act(word: str) -> str:
    return f"“{word}”不是任命或者免去，须由人阅读。"


def no_act_led_to(lead: str, *, titled: bool) -> str | None:
    """The word by which words lead to no acts (经研究，建议： · 不同意 before 任命); None where they may lead to acts.

    根据院长的提请，任命： leads to acts under the title of a notice; elsewhere it may be the motion itself.
    """
    decided = _DECIDING.match(lead) or (_PROPOSED.match(lead) if titled else None)
    found = _LEADS_TO_NO_ACT.search(lead, decided.end() if decided else 0)
    return found[0] if found else None
