"""Trials (试用期) of tenures: how long, until when, and where each stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from orders.models import Act, Tenure
from people.periods import months_later


class TrialState(TextChoices):
    """Where a trial stands on the day asked; being overdue never confirms anybody by itself."""

    START_NOT_ON_RECORD = "start_not_on_record", _("试用起始无记录")
    NOT_BEGUN = "not_begun", _("尚未开始")
    RUNNING = "running", _("试用中")
    OVERDUE = "overdue", _("到期未见转正文件")
    CONFIRMED = "confirmed", _("已转正")
    LEFT = "left", _("未转正，任职已终止")


@dataclass(frozen=True, slots=True)
class Trial:
    """试用期: months, and the days on which it is due counted from the decision and from the notice (成文日期)."""

    months: int
    state: TrialState
    due_by_decision: date | None = None
    due_by_notice: date | None = None
    confirmed_by: Act | None = None


def trial(tenure: Tenure, on: date) -> Trial | None:
    """The trial of a tenure and where it stands on `on`; None where no trial was printed.

    Counted from the decision; the 2001 rules (试用期暂行规定 art. 3) count from the notice, so both days are given.
    """
    printed_by = _printed_by(tenure, on)
    if printed_by is None and "probation_months" not in tenure.qualifiers:
        return None
    begins = printed_by.takes_effect_on if printed_by else None
    months = int((printed_by.qualifiers if printed_by else tenure.qualifiers)["probation_months"])
    if printed_by is None or begins is None:
        return Trial(months, TrialState.START_NOT_ON_RECORD)
    signed_on = printed_by.clause.order.signed_on
    due = months_later(begins, months)
    return Trial(
        months=months,
        state=_state(tenure, due, on),
        due_by_decision=due,
        due_by_notice=months_later(signed_on, months) if signed_on else None,
        confirmed_by=tenure.confirmed_by,
    )


def _printed_by(tenure: Tenure, on: date) -> Act | None:
    """The latest appointment by `on` that prints the trial; None where only a removal prints it."""
    renewing = [each.act for each in tenure.renewals_in_order()]
    appointing = [tenure.began_by] if tenure.began_by else []
    printing = [
        act
        for act in [*appointing, *(act for act in renewing if (act.takes_effect_on or date.max) <= on)]
        if "probation_months" in act.qualifiers
    ]
    # The last in the order of the fold of those of the latest day, as for the qualifiers in force.
    return max(reversed(printing), key=lambda act: act.takes_effect_on or date.min, default=None)


def _state(tenure: Tenure, due: date, on: date) -> TrialState:
    if on < tenure.lower:
        return TrialState.NOT_BEGUN
    decided_on = tenure.confirmed_by.clause.order.decided_on if tenure.confirmed_by else None
    if decided_on and decided_on <= on:
        return TrialState.CONFIRMED
    if tenure.upper <= on:
        return TrialState.LEFT
    return TrialState.OVERDUE if due <= on else TrialState.RUNNING
