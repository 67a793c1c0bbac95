"""What may stand before the verb word or the name of a segment, and says nothing of the act."""

from __future__ import annotations

import re
from typing import NamedTuple

from orders.notices.leads import Context
from orders.notices.names import Likeness, likeness
from orders.notices.posts import POST_LIMIT, split_post
from orders.notices.text import Words
from orders.notices.vocabulary import ANY_WORD, any_of
from orders.notices.wording import Opening
from people.title_words import HEADS, alternatives

_OPENING = re.compile(f"({any_of(Opening)})(?<!现)(?<!另)|(现)(?!任)|(另)(?![有行])")
# 会议任命…, 会议经表决免去…, 大会选举…: who decides, printed before the verb word.
_SUBJECT = re.compile(
    f"(?:本次|本届|此次)?(?:会议|大会|全会)(?:还|并)?(?:以?(?:投票|举手|无记名投票)?(?:方式)?(?:经?(?:投票)?表决|依法|一致)?)(?=决定|通过|(?:{ANY_WORD}))"
)
# 由乙担任Bq: 由 is no surname where a verb of its own follows the name.
_BY = re.compile("由(?=[\u3400-\u9fff·]{2,10}?(?:同志)?(?:担任|兼任|接任|任|出任|代理))")
# … 、乙任Bq: another person with a verb of its own.
LEADING = re.compile("、(?P<name>[\u3400-\u9fff]{2,4}?)(?:同志)?(?:任(?![命职务免期])|担任|兼任|为|不再担任)")
_NAME_BEHIND = re.compile("([\u3400-\u9fff]{2,4}?)(?:同志|为|任(?![命职务免期])|担任|兼任|不再|的|辞去)")
_TITLE_END = re.compile(alternatives(HEADS))
_DECIDER = re.compile(
    "(?:另|此外|同时|并)?(?:经|由)?[^，任免不未拟辞聘提推]{2,40}?(?:委|会|府|组|部|局|院|厅|处|室|会议)(?:研究|讨论)?(?:决定|批准|同意)"
)
_NAMED_DECISION = re.compile("(?:会议)?(?:表决|审议)?(?:并)?通过了?《?关于(?:同意|批准)?(.+?)的?决定》?")
_NO_DECISION = re.compile("草案|议案|提请|建议")


class Opened(NamedTuple):
    """A segment without its opening."""

    opening: Opening
    words: Words


def opened(words: Words) -> Opened:
    """The segment behind 会议, 由 and one of the openings."""
    if found := _SUBJECT.match(words.folded):
        words = words.cut(found.end())
    opening = Opening.NONE
    if found := _OPENING.match(words.folded):
        opening = Opening(found[0])
        words = words.cut(found.end())
    if found := _BY.match(words.folded):
        words = words.cut(found.end())
    return Opened(opening, words)


def described(words: Words, context: Context) -> Words | None:
    """县委副书记余志安同志为…: behind a complete post that only describes whom the name means; None where none stands."""
    limit = min(len(words.folded), POST_LIMIT)
    for title in _TITLE_END.finditer(words.folded, 0, limit):
        name = _NAME_BEHIND.match(words.folded, title.end())
        if name is None or likeness(name[1]) is not Likeness.USUAL:
            continue
        if split_post(words.folded[: title.end()], context.bodies) is not None:
            return words.cut(title.end())
    return None


def passed_decision(words: Words) -> Words | None:
    """The words behind 县委决定, or those that a decision is named by: 会议通过关于免去甲Ap职务的决定."""
    if named := _NAMED_DECISION.fullmatch(words.folded):
        return None if _NO_DECISION.search(words.folded) else words.cut(*named.span(1))
    decider = _DECIDER.match(words.folded)
    return words.cut(decider.end()) if decider and decider.end() < len(words.folded) else None
