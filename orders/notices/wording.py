"""The closed set of choices by which one and the same act may be worded. Nothing else of a sentence is ever stored.

The verb words stand in vocabulary.py.
A phrase is  opening + verb word + who + link + post + close:   同时 免去 其 · 某局副局长 职务,   · · 张三 任 某局局长 ·.
Where a choice is None, the founding form is meant: 任命…为…, 免去…的…职务, 免去其…职务, 其原任…职务自然免去.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from orders.notices.vocabulary import TITLE_WORDS


class Opening(StrEnum):
    """Before the verb word."""

    NONE = ""
    DECIDED = "决定"
    ALSO = "同时"
    AND = "并"
    AGREED = "同意"
    APPROVED = "批准"
    NOW = "现"
    HEREBY = "兹"
    DECIDED_AGREED = "决定同意"
    AGREED_ALSO = "同时决定"
    AND_AGREED = "并同意"
    AND_APPROVED = "并批准"
    AND_DECIDED = "并决定"
    ALSO_AGREED = "同时同意"
    ALSO_APPROVED = "同时批准"
    AT_ONCE = "一并"
    FURTHER = "另"


class Link(StrEnum):
    """Between the person and the post."""

    NONE = ""
    AS = "为"
    HOLD = "任"
    HOLD_FULLY = "担任"
    HOLD_ALSO = "兼任"
    EMPLOYED_AS = "任用为"
    HOLD_NEXT = "并任"
    HOLD_NEXT_FULLY = "并担任"
    TRANSFERRED = "调任"
    CONVERTED_TO = "转任"
    CHANGED_TO = "改任"
    TAKES_OVER = "接任"
    TAKES_UP = "出任"
    RISES_TO = "升任"
    ELECTED_AS = "当选为"
    ELECTED = "当选"
    ACTING = "代理"
    SECONDED = "挂职任"
    SECONDED_AS = "挂任"
    SECONDED_FULLY = "挂职担任"
    FORMALLY = "正式任"
    FORMALLY_FULLY = "正式担任"
    FORMALLY_EMPLOYED = "正式任用为"
    TRIAL_OVER = "试用期满正式任"
    SERVICE_TRIAL_OVER = "任职试用期满正式任"
    OF = "的"
    OF_FORMER = "的原"
    RE_ELECTED = "连任"
    HELD = "担任的"
    HELD_ALSO = "兼任的"
    HELD_SECONDED = "挂任的"
    FORMER = "原"
    FORMERLY_HELD = "原任"
    FORMERLY_HELD_OF = "原任的"
    FORMERLY_HELD_FULLY = "原担任的"
    FORMERLY_HELD_ALSO = "原兼任的"
    WHICH_HELD = "所任"
    WHICH_HELD_OF = "所任的"
    WHICH_HELD_FULLY = "所担任的"
    WHICH_HELD_ALSO = "所兼任的"
    NO_LONGER = "不再担任"
    NO_LONGER_ALSO = "不再兼任"
    NO_LONGER_HOLD = "不再任"
    NO_LONGER_SENT = "不再委派担任"
    REMOVED = "免去"
    REMOVED_PRONOUN = "免去其"
    RESIGN = "辞去"
    RESIGN_OWN = "辞去其"
    RESIGN_HELD = "辞去所任"
    RESIGN_HELD_FULLY = "辞去担任的"
    REQUEST_TO_RESIGN = "提出的辞去"
    REQUESTING_TO_RESIGN = "提出辞去"
    PROMOTED = "晋升为"
    PROMOTED_BARE = "晋升"
    DETERMINED = "确定为"
    CONVERTED = "套转为"


NO_LONGER = (Link.NO_LONGER, Link.NO_LONGER_ALSO, Link.NO_LONGER_HOLD)


class Close(StrEnum):
    """After the post."""

    NONE = ""
    POST = "职务"
    OF_POST = "的职务"
    GRADE = "职级"
    REQUEST = "职务的请求"
    REQUEST_BARE = "职务请求"
    APPLICATION = "职务的申请"
    POSTLESS_REQUEST = "的请求"
    POSTLESS_APPLICATION = "的申请"
    NATURALLY_REMOVED = "职务自然免去"
    NATURALLY_FREED = "职务自然免除"
    NATURALLY_ENDED = "职务自然终止"
    NATURALLY_VOID = "职务自然解除"
    ITSELF_FREED = "职务自行免除"
    ITSELF_REMOVED = "职务自行免去"
    ITSELF_ENDED = "职务自行终止"
    ITSELF_VOID = "职务自行解除"
    AUTOMATICALLY_FREED = "职务自动免除"
    AUTOMATICALLY_REMOVED = "职务自动免去"
    AUTOMATICALLY_ENDED = "职务自动终止"
    ACCORDINGLY_REMOVED = "职务相应免去"
    ACCORDINGLY_FREED = "职务相应免除"


class Join(StrEnum):
    """How an act is tied to the one before it in the same clause."""

    COMMA = "，"  # a phrase of its own
    SAME_PHRASE = "、"  # another person or another post in the same phrase
    CONCURRENTLY = "兼"  # another post in the same phrase
    STOP = "；"  # a phrase of its own that 其 ties to the clause before the stop


class Who(StrEnum):
    """How the person is printed."""

    NAME = "name"
    PRONOUN = "其"
    OMITTED = "omitted"


class Place(StrEnum):
    """Where words that qualify the act stand."""

    BRACKETS = "（）"
    COMMA = "，"
    STOP = "；"
    PERSON = "（）·"  # in brackets behind the name


@dataclass(frozen=True, slots=True)
class Wording:
    """The choices of one act. Defaults = the founding form."""

    opening: Opening = Opening.NONE
    verb_word: str | None = None  # of vocabulary.py, "" = none
    link: Link | None = None
    close: Close | None = None
    comrade: bool = False
    join: Join = Join.COMMA
    who: Who | None = None  # None = 其 where the act before is about the same person, else the name
    qualifiers: Place = Place.BRACKETS  # of probation, secondment, level and presiding
    tail: Place = Place.COMMA

    def as_json(self) -> dict[str, str | bool]:
        """Only the choices that depart from the founding form."""
        return {
            name: value
            for name, field in self.__dataclass_fields__.items()
            if (value := getattr(self, name)) != field.default
        }


FOUNDING = Wording()


# What a title says the notice is about; the first is the founding one.
SCOPES = ("任免职", "任职", "免职", "职务任免", "任免", *TITLE_WORDS)


class Named(StrEnum):
    """How a title names the people."""

    AND_OTHERS = "等…名同志"
    AND_OTHERS_IN_DIGITS = "等…名同志（数字）"
    AND_OTHERS_UNCOUNTED = "等同志"
    EACH = "、…同志"


class Announced(StrEnum):
    """How the decision leads to the clauses."""

    AS_FOLLOWS = "研究决定，现将…事项通知如下："
    DECIDED = "研究决定："
    DECIDED_AFTER_STUDY = "研究，决定："


@dataclass(frozen=True, slots=True)
class FrameWording:
    """The choices of the frame of a notice. Defaults = the founding frame."""

    titled: bool = True
    issuer_in_title: bool = True
    number_first: bool = False
    scope: str = SCOPES[0]
    named: Named = Named.AND_OTHERS
    announced: Announced | None = Announced.AS_FOLLOWS  # None = no decision is printed

    def as_json(self) -> dict[str, str | bool | None]:
        """Only the choices that depart from the founding frame."""
        return {
            name: value
            for name, field in self.__dataclass_fields__.items()
            if (value := getattr(self, name)) != field.default
        }


FOUNDING_FRAME = FrameWording()
