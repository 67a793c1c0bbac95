"""Remarks on the bodies an order names: whether they are in being, and whether a name is perhaps a misprint."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.checks.check import NOTE, WARNING, Check, DraftReading
from orders.notices.vocabulary import APPOINTMENTS
from people.models import BodyName
from people.title_words import COMMON, alternatives

_MISPRINT = re.compile(f"付(?:{alternatives(COMMON)})")  # for 副
# A name that differs by at most so many characters left out is taken for the same body named otherwise.
_LEFT_OUT = 4
# Names asked for in one query: an expression has a greatest depth on every engine.
_AT_ONCE = 100


def in_being(reading: DraftReading) -> Iterator[Check]:
    """Nobody is appointed to a body before it is there or once it is gone."""
    for act in reading.acts:
        day = reading.day_of(act)
        if act.position is None or act.verb not in APPOINTMENTS or day is None:
            continue
        body = act.position.body
        words = {"body": act.printed_body, "day": date_format(day)}
        if body.abolished_on and body.abolished_on <= day:
            words["end"] = date_format(body.abolished_on)
            yield Check(
                WARNING,
                "body_closed",
                _("%(body)s已于%(end)s终止，而任职自%(day)s起算。") % words,
                act.clause,
            )
        elif body.established_on and body.established_on > day:
            words["start"] = date_format(body.established_on)
            yield Check(
                WARNING,
                "body_not_yet_there",
                _("%(body)s于%(start)s设立，而任职自%(day)s起算。") % words,
                act.clause,
            )


def alike(reading: DraftReading) -> Iterator[Check]:
    """A body that only drafts know and whose name is nearly that of a known one is perhaps the same body."""
    new = {
        act.printed_body: act
        for act in reversed(reading.acts)
        if act.position is not None and act.position.body.public_since is None and len(act.printed_body) > 4
    }
    known = _known_near(list(new))
    for name, act in new.items():
        if same := next((other for other in known if are_alike(name, other)), None):
            yield Check(
                NOTE,
                "body_alike",
                _("“%(name)s”在登记中是新的，与已登记的“%(same)s”相近；请核对是不是同一机构。")
                % {"name": name, "same": same},
                act.clause,
            )


def _known_near(names: list[str]) -> list[str]:
    """Names of public bodies that begin or end like one of these, asked for in a few queries."""
    known: set[str] = set()
    for start in range(0, len(names), _AT_ONCE):
        near = (Q(name__endswith=name[-3:]) | Q(name__startswith=name[:-3]) for name in names[start : start + _AT_ONCE])
        public = BodyName.objects.filter(reduce(or_, near), body__public_since__isnull=False)
        known.update(public.values_list("name", flat=True))
    return sorted(known)


def are_alike(name: str, other: str) -> bool:
    """Whether one name is the other with a few characters left out, or has the same characters in another order."""
    if name == other:
        return False
    if Counter(name) == Counter(other):
        return True
    short, long = sorted((name, other), key=len)
    if not 0 < len(long) - len(short) <= _LEFT_OUT:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def misprints(reading: DraftReading) -> Iterator[Check]:
    """副 is never 付."""
    for act in reading.acts:
        if _MISPRINT.search(act.printed_post):
            yield Check(
                WARNING,
                "misprint",
                _("“%(post)s”中的“付”应为“副”；请核对是原文有误还是录入有误。") % {"post": act.printed_post},
                act.clause,
            )
