"""The table of forms: what each verb word may be followed by, and what that means. Reading and writing both use it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from orders.notices.notice import Verb
from orders.notices.wording import Close, Link, VerbWord


@dataclass(frozen=True, slots=True)
class Form:
    """What one verb word may be followed by, and what that means."""

    verb: Verb
    links: tuple[Link, ...]
    closes: tuple[Close, ...] = (Close.POST, Close.NONE)
    bare: bool = False  # the post may follow the name with nothing between
    surely_as: bool = False  # a verb word has been said, so that 为 is the link to expect


_APPOINT_LINKS = (
    Link.AS,
    Link.HOLD,
    Link.HOLD_FULLY,
    Link.HOLD_ALSO,
    Link.SECONDED,
    Link.SECONDED_AS,
    Link.SECONDED_FULLY,
)
_REMOVE_LINKS = (
    Link.OF, Link.HELD, Link.HELD_ALSO, Link.HELD_SECONDED,
    Link.FORMERLY_HELD, Link.FORMERLY_HELD_OF, Link.FORMERLY_HELD_FULLY, Link.FORMERLY_HELD_ALSO,
    Link.WHICH_HELD, Link.WHICH_HELD_OF, Link.WHICH_HELD_FULLY, Link.WHICH_HELD_ALSO,
    Link.HOLD_ALSO, Link.HOLD_FULLY,
)  # fmt: skip
_RESIGN_LINKS = (Link.RESIGN, Link.RESIGN_OWN, Link.RESIGN_HELD, Link.RESIGN_HELD_FULLY)
_REQUEST_LINKS = (Link.REQUEST_TO_RESIGN, Link.REQUESTING_TO_RESIGN)  # granted only where a verb word accepts them
_REMOVE_CLOSES = (Close.OF_POST, Close.POST, Close.GRADE, Close.NONE)
_RESIGN_CLOSES = (
    Close.REQUEST, Close.APPLICATION, Close.REQUEST_BARE, Close.POSTLESS_REQUEST, Close.POSTLESS_APPLICATION,
    Close.OF_POST, Close.POST, Close.NONE,
)  # fmt: skip
_NATURAL_CLOSES = tuple(
    sorted((close for close in Close if re.search("自然|自行|自动|相应", close)), key=len, reverse=True)
)
_NATURAL_LINKS = (
    Link.FORMERLY_HELD_OF, Link.FORMERLY_HELD_FULLY, Link.FORMERLY_HELD_ALSO, Link.FORMERLY_HELD, Link.WHICH_HELD_OF,
    Link.WHICH_HELD, Link.HELD, Link.HELD_ALSO, Link.OF,
    Link.FORMER,
)  # fmt: skip

_APPOINT = Form(Verb.APPOINT, _APPOINT_LINKS, surely_as=True)
_CONFIRM = Form(Verb.CONFIRM, _APPOINT_LINKS, surely_as=True)
_REMOVE = Form(Verb.REMOVE, _REMOVE_LINKS, _REMOVE_CLOSES, bare=True)
_DISMISS = Form(Verb.DISMISS, _REMOVE_LINKS, _REMOVE_CLOSES, bare=True)

FORMS: dict[VerbWord, Form] = {
    VerbWord.APPOINT: _APPOINT,
    VerbWord.ENGAGE: _APPOINT,
    VerbWord.INVITE: _APPOINT,
    VerbWord.HIRE: _APPOINT,
    VerbWord.RE_ENGAGE: _APPOINT,
    VerbWord.FORMALLY_APPOINT: _CONFIRM,
    VerbWord.FORMALLY_ENGAGE: _CONFIRM,
    VerbWord.REMOVE: _REMOVE,
    VerbWord.DISENGAGE: _REMOVE,
    VerbWord.ACCEPT: Form(Verb.RESIGN, (*_RESIGN_LINKS, *_REQUEST_LINKS), _RESIGN_CLOSES),
    VerbWord.DISMISS: _DISMISS,
    VerbWord.STRIP: _DISMISS,
    VerbWord.DETERMINE: Form(Verb.GRADE, (Link.AS,), (Close.GRADE, Close.NONE)),
    VerbWord.PROMOTE: Form(Verb.GRADE, (Link.AS, Link.HOLD), (Close.GRADE, Close.NONE)),
}
# Forms that begin with the name.
# The order matters: 甲正式任 before 甲任.
TRIAL_OVER = Form(Verb.CONFIRM, (Link.FORMALLY, Link.TRIAL_OVER, Link.SERVICE_TRIAL_OVER))
NO_LONGER = Form(
    Verb.REMOVE, (Link.NO_LONGER, Link.NO_LONGER_ALSO, Link.NO_LONGER_HOLD, Link.REMOVED, Link.REMOVED_PRONOUN)
)
NAME_FIRST = (
    TRIAL_OVER,
    NO_LONGER,
    Form(Verb.RESIGN, _RESIGN_LINKS, _RESIGN_CLOSES),
    Form(Verb.GRADE, (Link.PROMOTED, Link.DETERMINED, Link.CONVERTED, Link.PROMOTED_BARE), (Close.GRADE, Close.NONE)),
    # 李四为任县财政局局长 says no verb, and must not be read as 李四为 任 县财政局局长: so 为 takes part, and loses.
    Form(Verb.APPOINT, _APPOINT_LINKS),
)
TRIAL_OF = Form(Verb.CONFIRM, tuple(link for link in _APPOINT_LINKS if link is not Link.AS), bare=True)
NATURAL = Form(Verb.NATURAL_REMOVAL, _NATURAL_LINKS, _NATURAL_CLOSES)
NATURAL_BY_PRONOUN = Form(Verb.NATURAL_REMOVAL, _NATURAL_LINKS, _NATURAL_CLOSES, bare=True)
ALSO_HOLD = Form(Verb.APPOINT, (Link.HOLD_ALSO,))
# Forms whose verb stands in the phrase or the heading before. With nothing between name and post, 职务 must close it.
_CLOSED = (Close.OF_POST, Close.POST, Close.GRADE)
CARRIED = {
    Verb.APPOINT: (_APPOINT,),
    Verb.REMOVE: (
        Form(Verb.REMOVE, _REMOVE_LINKS, _REMOVE_CLOSES),
        Form(Verb.REMOVE, _REMOVE_LINKS, _CLOSED, bare=True),
    ),
    Verb.DISMISS: (
        Form(Verb.DISMISS, _REMOVE_LINKS, _REMOVE_CLOSES),
        Form(Verb.DISMISS, _REMOVE_LINKS, _CLOSED, bare=True),
    ),
    Verb.GRADE: (Form(Verb.GRADE, (Link.AS,), (Close.GRADE, Close.NONE)),),
}
ALSO_LINKS = {Link.HOLD_ALSO, Link.HELD_ALSO, Link.FORMERLY_HELD_ALSO, Link.WHICH_HELD_ALSO, Link.NO_LONGER_ALSO}

# Verb word, link and close of the founding form of each verb, by name and by 其.
FOUNDING_FORM: dict[tuple[Verb, bool], tuple[VerbWord, Link, Close]] = {
    (Verb.APPOINT, False): (VerbWord.APPOINT, Link.AS, Close.NONE),
    (Verb.APPOINT, True): (VerbWord.APPOINT, Link.AS, Close.NONE),
    (Verb.REMOVE, False): (VerbWord.REMOVE, Link.OF, Close.POST),
    (Verb.REMOVE, True): (VerbWord.REMOVE, Link.NONE, Close.POST),
    (Verb.NATURAL_REMOVAL, False): (VerbWord.NONE, Link.FORMERLY_HELD, Close.NATURALLY_REMOVED),
    (Verb.NATURAL_REMOVAL, True): (VerbWord.NONE, Link.FORMERLY_HELD, Close.NATURALLY_REMOVED),
    (Verb.CONFIRM, False): (VerbWord.NONE, Link.TRIAL_OVER, Close.NONE),
    (Verb.CONFIRM, True): (VerbWord.NONE, Link.TRIAL_OVER, Close.NONE),
    (Verb.RESIGN, False): (VerbWord.ACCEPT, Link.RESIGN, Close.REQUEST),
    (Verb.RESIGN, True): (VerbWord.ACCEPT, Link.RESIGN, Close.REQUEST),
    (Verb.DISMISS, False): (VerbWord.DISMISS, Link.OF, Close.POST),
    (Verb.DISMISS, True): (VerbWord.DISMISS, Link.NONE, Close.POST),
    (Verb.GRADE, False): (VerbWord.DETERMINE, Link.AS, Close.NONE),
    (Verb.GRADE, True): (VerbWord.DETERMINE, Link.AS, Close.NONE),
}
