"""The period of a tenure in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from orders.models import Tenure


def period(tenure: Tenure) -> str:
    """From when until when, saying which end is not on record."""
    began = tenure.began_on.isoformat() if tenure.began_on else _("起始无记录")
    ended = _("至 %(day)s") % {"day": tenure.ended_on} if tenure.ended_on else _("未见免职记录")
    return _("%(began)s，%(ended)s") % {"began": began, "ended": ended}
