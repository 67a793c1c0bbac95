"""Spells as pictures: what is written above each bar, and the two drawings, for wide and for narrow pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from orders.models.qualifiers import in_words
from registry.drawing import NARROW, WIDE, Drawing, Stretch, draw
from registry.holdings import End, Holding
from registry.pages.words import day, listed_words, romanised
from registry.timeline import Spell


def drawings(spells: Sequence[Spell], *, on: date, show_official: bool, show_post: bool) -> tuple[Drawing, ...]:
    """One row for each spell; above each bar the person or the post or both, then from when until when."""
    rows = [
        [
            _stretch(tenure, joined=place > 0, name=show_official and place == 0, post=show_post)
            for place, tenure in enumerate(spell.tenures)
        ]
        for spell in spells
    ]
    return tuple(draw(rows, on=on, width=width, name=name) for width, name in ((WIDE, "wide"), (NARROW, "narrow")))


def _stretch(tenure: Holding, *, joined: bool, name: bool, post: bool) -> Stretch:
    head = [f"{tenure.official.name} {romanised(tenure.official.pinyin)}".strip()] if name else []
    if post:
        head.append(tenure.position.post)
    qualifiers = in_words(tenure.qualifiers)
    remarks = _("（%(remarks)s）") % {"remarks": listed_words(qualifiers)} if qualifiers else ""
    title = f"{' · '.join(head)}{remarks}"
    return Stretch(
        lines=tuple(line for line in (title, period(tenure)) if line),
        began_on=tenure.start.day,
        ended_on=tenure.end.day,
        light=tenure.concurrent,
        joined=joined,
    )


def period(tenure: Holding) -> str:
    """From when until when, in words; what is not on record is said."""
    return _("%(start)s 至 %(end)s") % {
        "start": _day_on_record(tenure.start) or _("起始无记录"),
        "end": _day_on_record(tenure.end) or _("未见免职记录"),
    }


def _day_on_record(end: End) -> str:
    return day(end.day, end.precision) if end.on_record else ""
