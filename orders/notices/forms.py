"""The table of forms: what each verb word may be followed by, and what that means. Reading and writing both use it.

The verbs and their words stand in vocabulary.py. A verb takes the form of its role where none of its own is given here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from orders.notices import wording
from orders.notices.vocabulary import FOUNDING_WORD, ROWS, VERB_OF, Role, Verb, VerbRow
from orders.notices.wording import Close, Link


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
# Behind a name these say by themselves that a post is taken up.
_TAKEN_UP = (
    Link.EMPLOYED_AS, Link.HOLD_NEXT, Link.HOLD_NEXT_FULLY, Link.TRANSFERRED, Link.CONVERTED_TO, Link.CHANGED_TO,
    Link.TAKES_OVER, Link.TAKES_UP, Link.RISES_TO, Link.ELECTED_AS, Link.ELECTED, Link.ACTING,
    Link.RE_ELECTED,
)  # fmt: skip
_REMOVE_LINKS = (
    Link.OF, Link.OF_FORMER, Link.HELD, Link.HELD_ALSO, Link.HELD_SECONDED,
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

# Behind the words of each role; a grade is of no post, so that nothing but a rank may follow (see phrases.py).
_OF_ROLE = {
    Role.OPENS: Form(Verb.APPOINT, _APPOINT_LINKS, surely_as=True),
    Role.CONFIRMS: Form(Verb.CONFIRM, _APPOINT_LINKS, surely_as=True),
    Role.CLOSES: Form(Verb.REMOVE, _REMOVE_LINKS, _REMOVE_CLOSES, bare=True),
    Role.GRADES: Form(Verb.GRADE, (Link.AS, Link.HOLD), (Close.GRADE, Close.NONE)),
}
_OF_ITS_OWN = {Verb.RESIGN: Form(Verb.RESIGN, (*_RESIGN_LINKS, *_REQUEST_LINKS), _RESIGN_CLOSES)}
_FORM_OF = {
    row.verb: _OF_ITS_OWN.get(row.verb) or replace(_OF_ROLE[row.role], verb=row.verb) for row in ROWS if row.words
}
FORMS = {word: _FORM_OF[verb] for word, verb in VERB_OF.items()}
# Forms that begin with the name.
# The order matters: 甲正式任 before 甲任.
TRIAL_OVER = Form(
    Verb.CONFIRM,
    (Link.FORMALLY, Link.FORMALLY_FULLY, Link.FORMALLY_EMPLOYED, Link.TRIAL_OVER, Link.SERVICE_TRIAL_OVER),
)
NO_LONGER = Form(Verb.REMOVE, (*wording.NO_LONGER, Link.REMOVED, Link.REMOVED_PRONOUN))
NAME_FIRST = (
    TRIAL_OVER,
    NO_LONGER,
    Form(Verb.RESIGN, _RESIGN_LINKS, _RESIGN_CLOSES),
    Form(Verb.GRADE, (Link.PROMOTED, Link.DETERMINED, Link.CONVERTED, Link.PROMOTED_BARE), (Close.GRADE, Close.NONE)),
    # 李四为任县财政局局长 says no verb, and must not be read as 李四为 任 县财政局局长: so 为 takes part, and loses.
    Form(Verb.APPOINT, (*_APPOINT_LINKS, *_TAKEN_UP)),
)
TRIAL_OF = Form(Verb.CONFIRM, tuple(link for link in _APPOINT_LINKS if link is not Link.AS), bare=True)
NATURAL = Form(Verb.NATURAL_REMOVAL, _NATURAL_LINKS, _NATURAL_CLOSES)
NATURAL_BY_PRONOUN = Form(Verb.NATURAL_REMOVAL, _NATURAL_LINKS, _NATURAL_CLOSES, bare=True)
# Behind a comma, of the person of the phrase before: 甲任Ap，兼任Bq · 甲辞去Ap职务，改任Bq · 同意其为Bq.
ALSO_HOLD = Form(Verb.APPOINT, (Link.HOLD_ALSO, *_TAKEN_UP))
BY_PRONOUN = Form(Verb.APPOINT, (*_APPOINT_LINKS, *_TAKEN_UP))
# Forms whose verb stands in the phrase or the heading before. With nothing between name and post, 职务 must close it.
_CLOSED = (Close.OF_POST, Close.POST, Close.GRADE)


def _carried(form: Form, role: Role) -> tuple[Form, ...]:
    if form.bare:
        # 担任 and 兼任 say a verb of their own, where none stands before the name: 乙担任Bq takes the post up.
        form = replace(form, links=tuple(link for link in form.links if link not in (Link.HOLD_FULLY, Link.HOLD_ALSO)))
        return replace(form, bare=False), replace(form, closes=_CLOSED)
    return (replace(form, links=(Link.AS,)) if role is Role.GRADES else form,)


CARRIED = {row.verb: _carried(_FORM_OF[row.verb], row.role) for row in ROWS if row.carried}
ACTING_LINKS = {Link.ACTING}
ELECTED_LINKS = {Link.ELECTED_AS, Link.ELECTED}
ALSO_LINKS = {Link.HOLD_ALSO, Link.HELD_ALSO, Link.FORMERLY_HELD_ALSO, Link.WHICH_HELD_ALSO, Link.NO_LONGER_ALSO}

# Verb word, link and close of the founding form of each verb; where the person is printed as 其, no 的 stands behind it.
_FOUNDING_OF_ROLE = {
    Role.OPENS: (Link.AS, Close.NONE),
    Role.CONFIRMS: (Link.TRIAL_OVER, Close.NONE),
    Role.CLOSES: (Link.OF, Close.POST),
    Role.CLOSES_BY_ITSELF: (Link.FORMERLY_HELD, Close.NATURALLY_REMOVED),
    Role.GRADES: (Link.AS, Close.NONE),
}
_FOUNDING_OF_ITS_OWN = {Verb.RESIGN: (Link.RESIGN, Close.REQUEST)}


def _founding(row: VerbRow, *, by_pronoun: bool) -> tuple[str, Link, Close]:
    link, close = _FOUNDING_OF_ITS_OWN.get(row.verb) or _FOUNDING_OF_ROLE[row.role]
    return FOUNDING_WORD[row.verb], Link.NONE if by_pronoun and link is Link.OF else link, close


FOUNDING_FORM = {
    (row.verb, by_pronoun): _founding(row, by_pronoun=by_pronoun) for row in ROWS for by_pronoun in (False, True)
}
