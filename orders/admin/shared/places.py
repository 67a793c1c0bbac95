"""Where in the original a stretch of words stood, in words: 第3页, 第12段, 表1第2行."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from orders.notices.notice import Span
from orders.sources import Place, PlaceKind, places_within


def place_said(places: Sequence[Place], span: Span) -> str:
    """The first place of a stretch and the last where it is another; empty where no place is known, as in a text."""
    touched = places_within(places, span)
    if not touched:
        return ""
    first, last = _said(touched[0]), _said(touched[-1])
    return first if first == last else _("%(first)s至%(last)s") % {"first": first, "last": last}


def _said(place: Place) -> str:
    if place.kind is PlaceKind.PAGE:
        return _("第%(number)s页") % {"number": place.number}
    if place.kind is PlaceKind.PARAGRAPH:
        return _("第%(number)s段") % {"number": place.number}
    return _("表%(table)s第%(number)s行") % {"table": place.table, "number": place.number}
