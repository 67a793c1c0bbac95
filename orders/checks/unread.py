"""Remarks on what could not be read and on names and posts that wait for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from orders.checks.check import BLOCKING, NOTE, WARNING, Check, DraftReading
from orders.models import Act
from orders.notices.findings import unreadable_sign
from orders.notices.vocabulary import GRADES


def remainder(reading: DraftReading) -> Iterator[Check]:
    for rest in reading.content.remainder:
        if rest.settled_by_id is not None:
            continue
        yield Check(
            BLOCKING,
            "remainder",
            _("“%(text)s”没有读出：%(reason)s请改为任免事项，或者注明不是任免。")
            % {"text": rest.text[:40], "reason": rest.reason.rstrip("。") + "。" if rest.reason else ""},
        )
    if not reading.acts:
        yield Check(BLOCKING, "no_act", _("没有读出任何任免事项。"))


def names(reading: DraftReading) -> Iterator[Check]:
    for act in reading.acts:
        if act.official is None:
            yield Check(
                WARNING,
                "unsettled_name",
                _("“%(name)s”还没有认定是哪一位；公开以前必须认定。") % {"name": act.printed_official},
                act.clause,
            )
        elif act.official.provisional:
            yield Check(
                NOTE,
                "provisional_name",
                _("“%(name)s”的身份未定，公开后将注明。") % {"name": act.printed_official},
                act.clause,
            )


def signs(reading: DraftReading) -> Iterator[Check]:
    """A sign that nobody can read may stand for any other; the source is not edited, so it is taken in anew."""
    again = _("请核对原件，用正确的字重新录入来源。")
    places = [(clause, clause.text) for clause in reading.content.clauses]
    for clause, words in [*places, *((None, rest.text) for rest in reading.content.remainder)]:
        if sentence := unreadable_sign(words):
            yield Check(BLOCKING, "unreadable_sign", sentence + again, clause)


def posts(reading: DraftReading) -> Iterator[Check]:
    yield from posts_not_known(reading.acts)


def posts_not_known(acts: Iterable[Act]) -> Iterator[Check]:
    """The acts that move somebody in no post anyone could name: such a reading is not made public.

    The same for an order and for the reading that corrects one: published, it would hold no tenure and say nothing.
    """
    for act in acts:
        if act.position_id or act.post_not_on_record or act.verb in GRADES:
            continue
        if act.printed_post:
            sentence = _("“%(post)s”没有写明是哪个机构的；请补上机构。") % {"post": act.printed_post}
        else:
            sentence = _("%(name)s的这一项没有写明职务；请选定职务，或者标明登记中没有。") % {
                "name": act.printed_official
            }
        yield Check(BLOCKING, "post_not_known", sentence, act.clause)


def said_twice(reading: DraftReading) -> Iterator[Check]:
    times = Counter((act.verb, act.printed_official, act.printed_body, act.printed_title) for act in reading.acts)
    for act in reading.acts:
        key = (act.verb, act.printed_official, act.printed_body, act.printed_title)
        if times.pop(key, 1) > 1:
            yield Check(
                WARNING,
                "said_twice",
                _("%(act)s在通知中出现不止一次。") % {"act": act},
                act.clause,
            )
