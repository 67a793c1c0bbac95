"""What the brackets and tails of an act say, in words for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from orders.notices.qualifying import EARLY_RETIREMENT


def in_force(
    printed: Mapping[str, object],
    renewals: Iterable[tuple[date | None, Mapping[str, object]]],
    *,
    confirmed_on: date | None,
    day: date,
) -> dict[str, object]:
    """Of the qualifiers of one tenure those in force on `day`.

    Those of its appointment, overlaid by each renewal effective by then (a renewal that prints nothing takes nothing
    away but 代理); a confirmation decided by then has ended the trial. `renewals` come in the order of the fold, which
    stands for those of one day.
    """
    by_then = [(renewed_on, added) for renewed_on, added in renewals if renewed_on and renewed_on <= day]
    qualifiers = dict(printed)
    for _renewed_on, added in sorted(by_then, key=itemgetter(0)):
        if not added.get("acting"):
            qualifiers.pop("acting", None)  # appointed or elected, whoever held the post for another holds it now
        qualifiers.update(added)
    if confirmed_on and confirmed_on <= day:
        qualifiers.pop("probation_months", None)
    return qualifiers


def in_words(qualifiers: Mapping[str, object]) -> list[str]:
    """The qualifiers of an act or a tenure, each in a few words, in the order a notice prints them."""
    words = []
    if qualifiers.get("concurrent"):
        words.append(pgettext("限定语", "兼"))
    if qualifiers.get("acting"):
        words.append(pgettext("限定语", "代理"))
    if qualifiers.get("elected"):
        words.append(pgettext("限定语", "选举"))
    if qualifiers.get("approval"):
        words.append(pgettext("限定语", "批准"))
    if level := qualifiers.get("level"):
        words.append(str(level))
    if months := _months(qualifiers, "probation_months"):
        words.append(_probation(months))
    if months := _months(qualifiers, "secondment_months"):
        words.append(_("挂职%(term)s") % {"term": _term(months)})
    if qualifiers.get("presiding"):
        words.append(_("主持工作"))
    if qualifiers.get("trial_ended"):
        words.append(_("终止试用期"))
    if qualifiers.get("follow_up") == EARLY_RETIREMENT:
        words.append(_("办理提前退休手续"))
    if tail := qualifiers.get("tail"):
        words.append(str(tail))
    return words


def _months(qualifiers: Mapping[str, object], key: str) -> int:
    """A number of months as it stands in the qualifiers; 0 where none does."""
    return int(str(qualifiers.get(key) or 0))


def _probation(months: int) -> str:
    return _("试用期%(term)s") % {"term": _term(months)}


def _term(months: int) -> str:
    """Twelve months are a year, as the notices say it."""
    if months == 12:
        return _("一年")
    if months % 12 == 0:
        return ngettext("%(years)d年", "%(years)d年", months // 12) % {"years": months // 12}
    return ngettext("%(months)d个月", "%(months)d个月", months) % {"months": months}
