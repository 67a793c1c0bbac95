"""Taking a step: permitted, over content that was seen, in one transaction, on the log, one version of the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from orders.models import LogStep, Order, PublicChange
from orders.office import log
from orders.office.access import CLERK_GROUP, groups_of
from orders.office.turns import take_turn_for
from orders.steps.case import Case, Subject
from orders.steps.table import BOTH, STEPS, Step
from people import periods
from people.refusal import Refused

S = TypeVar("S", bound=Subject)

LONGEST_NOTE = 400  # characters, as Review.note and Order.withdrawal_reason keep


@dataclass(frozen=True, slots=True)
class Asked:
    """How a step was asked for. `seen`: the hash of the content on the page it was asked from; None = from no page.

    `today` None = the calendar's day. `within`: the confirmed change of which the step is a part; then the change's own
    step is the one that moves the register's version.
    """

    note: str = ""
    today: date | None = None
    seen: str | None = None
    within: PublicChange | None = None


NOTHING_MORE = Asked()


def may(step: LogStep, case: Case) -> str | None:
    """Why the person may not take this step now: one full sentence; None = it may be taken."""
    rule = STEPS[type(case.subject)][step]
    reasons = (reason for require in rule.requires if (reason := require(case)))
    return _not_permitted(step, rule, case) or next(reasons, None) or _part_not_permitted(rule, case)


@transaction.atomic
def take(step: LogStep, subject: S, *, by: User, asked: Asked = NOTHING_MORE) -> S:
    """Take one step or refuse it. The subject is locked, so that of two people at once the second is refused."""
    locked = _in_turn(subject)
    rule = STEPS[type(locked)][step]
    note = asked.note.strip()
    case = Case(locked, by, asked.today or periods.today(), note, asked.within)
    if reason := may(step, case):
        raise Refused(reason, code=step)
    log.refuse_unseen(locked, seen=asked.seen, now=case.content_hash)
    if rule.reasoned and not note:
        raise Refused(_("%(step)s应当说明原因。") % {"step": step.label}, code=step)
    if len(note) > LONGEST_NOTE:
        raise Refused(_("意见不能超过%(length)d个字。") % {"length": LONGEST_NOTE}, code=step)
    states = (str(locked.state), rule.target)
    changes = locked.forecast if isinstance(locked, PublicChange) and rule.public else ()
    entry = log.note_down(locked, step, by=by, note=note, states=states, changes=changes, seen_as=case.content_hash)
    locked.state = rule.target
    rule.effect(case)
    locked.save(update_fields=["state"])
    if part := rule.within(case):
        _take_part(*part, case)
    if rule.public and asked.within is None:
        log.make_version(entry)
    return locked


def _take_part(step: LogStep, order: Order, case: Case) -> None:
    """The step of an order that a confirmed change takes, for the reason and on the day of the change."""
    change = case.change
    take(step, order, by=case.actor, asked=Asked(note=change.reason, today=case.today, within=change))


def _part_not_permitted(rule: Step, case: Case) -> str | None:
    """Why the person may not take the step of an order that is a part of this one; None also where there is none."""
    part = rule.within(case)
    if part is None:
        return None
    step, order = part
    return _not_permitted(step, STEPS[Order][step], Case(order, case.by, case.today, within=case.change))


def _in_turn(subject: S) -> S:
    """The subject as it stands, with the turn of all it touches taken."""
    take_turn_for(subject)
    if not isinstance(subject, Order):
        subject.refresh_from_db()
        return subject
    frame = Order.everything.select_related("issuer", "series", "session__body", "source")
    return cast(S, frame.defer("source__original").select_for_update(of=("self",)).get(pk=subject.pk))


def _not_permitted(step: LogStep, rule: Step, case: Case) -> str | None:
    words: Mapping[str, object] = {
        "subject": case.name(),
        "state": case.subject.get_state_display(),
        "step": step.label,
    }
    if case.subject.state not in rule.sources:
        return _("%(subject)s目前是“%(state)s”，不能%(step)s。") % words
    belongs = groups_of(case.by)
    if len(belongs) > 1:
        return _("您的账户同时属于“经办”和“审核”两组，不能%(step)s；请管理员只保留一组。") % words
    if not belongs & rule.who:
        if rule.who == BOTH:
            return _("只有“经办”组或者“审核”组的成员可以%(step)s。") % words
        group = _("经办") if CLERK_GROUP in rule.who else _("审核")
        return _("只有“%(group)s”组的成员可以%(step)s。") % {**words, "group": group}
    if rule.by_another and (entry := case.authorship()):
        return _not_by_an_author(LogStep(entry.step), words)
    return None


def _not_by_an_author(took: LogStep, words: Mapping[str, object]) -> str:
    if took == LogStep.SUBMIT:
        return _("%(subject)s是您提交的，不能由您%(step)s；请由另一人办理。") % words
    if took == LogStep.ENTER:
        return _("%(subject)s是您录入的，不能由您%(step)s；请由另一人办理。") % words
    if took in (LogStep.PREPARE, LogStep.TAKE_UP):
        return _("%(subject)s是您拟办的，不能由您%(step)s；请由另一人办理。") % words
    return _("您办理过%(subject)s的“%(took)s”，不能由您%(step)s；请由另一人办理。") % {**words, "took": took.label}
