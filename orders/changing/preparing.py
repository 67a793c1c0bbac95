"""One door for every change at the desk: what only drafts know is done at once, what is public waits for another.

The forecast is the change itself, done and undone within one transaction: no second code path can foresee otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.changing import records
from orders.changing.table import KINDS
from orders.models import ChangeKind, ChangeState, LogStep, PublicChange
from orders.models.changes import ABOUT
from orders.office import log
from orders.office.access import CLERK_GROUP, REVIEWER_GROUP, groups_of
from orders.office.turns import take_turn_for
from people import periods
from people.refusal import Refused

LONGEST_REASON = 400

About = Mapping[str, models.Model | None]  # the records a change is about, by the columns of PublicChange


@transaction.atomic
def carry_out(
    kind: ChangeKind, *, about: About, by: User, reason: str, new: dict[str, Any] | None = None
) -> PublicChange | None:
    """Do it at once, where only drafts know what it is about, else prepare it; returns what waits for another person.

    `new` are the values the records shall have, by the names the kind gives them.
    """
    take_turn_for(_draft(kind, by, reason, new, about))
    change = _draft(kind, by, reason, new, about)
    if KINDS[kind].is_public(change):
        return prepare(kind, about=about, by=by, reason=reason, new=new)
    KINDS[kind].apply(change, by, periods.today())
    return None


@transaction.atomic
def edit(*, record: models.Model, fields: Iterable[str], by: User, reason: str = "") -> PublicChange | None:
    """Keep what somebody changed on the page of a record; `record` as it was read, with the new values of `fields`.

    A record that only drafts know is written at once, these fields alone: meanwhile a step may have written others.
    For one that is public a change waits for another person.
    """
    names = list(fields)
    if type(record) in records.EDITABLE and records.seen_by_the_public(record):
        new = records.plain(record, names)
        if record.pk is None:  # of public records only a rule is added by hand
            return prepare(ChangeKind.POLICY, about={}, by=by, reason=reason, new=records.plain(record, records.RULE))
        return prepare(ChangeKind.EDIT, about={ABOUT[type(record)]: record}, by=by, reason=reason, new=new)
    if record.pk is None:
        record.save()
    elif names:
        record.save(update_fields=names)
    return None


@transaction.atomic
def prepare(
    kind: ChangeKind,
    *,
    about: About,
    by: User,
    reason: str,
    new: dict[str, Any] | None = None,
    today: date | None = None,
) -> PublicChange:
    """Write down a change of what is public, with its forecast, for another person to confirm.

    By a clerk or a reviewer. Refused as the change itself would be, and while another of the kind waits for an answer.
    """
    take_turn_for(_draft(kind, by, reason, new, about))
    change = _draft(kind, by, reason, new, about)
    _refuse_outsider(by)
    if len(change.reason) > LONGEST_REASON:
        raise Refused(_("理由不能超过%(length)d个字。") % {"length": LONGEST_REASON})
    rule = KINDS[kind]
    if other := waits_for(change):
        words = {"who": other.prepared_by, "day": date_format(timezone.localtime(other.prepared_at), "Y-m-d H:i")}
        raise Refused(_("%(who)s已于%(day)s拟办同一事项，还没有确认；请先确认，或者不采纳。") % words)
    if rule.is_public(change):
        change.forecast = _foreseen(_draft(kind, by, reason, new, about), by, today or periods.today())
    else:
        raise Refused(_("只出现在草稿中的内容可以直接改动，不需要另一人确认。"))
    if not change.reason:
        raise Refused(_("请写明变更的理由。"))
    change.title = log.for_the_record(rule.title)(change)[:500]
    change.old = rule.live(change)
    change.save()
    states = ("", ChangeState.PREPARED)
    log.note_down(change, LogStep.PREPARE, by=by, note=change.reason, states=states, changes=change.forecast)
    return change


def title_of(change: PublicChange) -> str:
    """What a change is for, in the language of the reader while it waits; once answered, as it was recorded."""
    return KINDS[change.kind].title(change) if change.is_waiting else change.title


def waits_for(change: PublicChange) -> PublicChange | None:
    """The change of the same kind and subject that somebody prepared and nobody answered; None = there is none."""
    same = {f"{column}_id": getattr(change, f"{column}_id") for column in KINDS[change.kind].key}
    found = PublicChange.objects.waiting().filter(kind=change.kind, **same).select_related("prepared_by")
    if change.kind == ChangeKind.POLICY:
        found = found.filter(new__kind=change.new["kind"], new__issuer=change.new["issuer"])
    return found.first()


def _draft(kind: ChangeKind, by: User, reason: str, new: dict[str, Any] | None, about: About) -> PublicChange:
    """The change as it would be, not stored, with its records as they stand in the database."""
    keys = {f"{column}_id": record.pk for column, record in about.items() if record is not None}
    return PublicChange(kind=kind, reason=reason.strip(), new=new or {}, prepared_by=by, **keys)


def _foreseen(trial: PublicChange, by: User, day: date) -> list[log.Change]:
    """What the public would see changed, in words: the change is done as if confirmed, looked at, and undone."""
    rule = KINDS[trial.kind]
    picture = log.for_the_record(rule.picture)
    trial.state = ChangeState.CONFIRMED
    with transaction.atomic():
        before = picture(trial)
        rule.apply(trial, by, day)
        after = picture(_draft(ChangeKind(trial.kind), by, trial.reason, trial.new, _records(trial)))
        transaction.set_rollback(True)
    return log.differences(before, after)


def _records(change: PublicChange) -> About:
    return {column: getattr(change, column) for column in KINDS[change.kind].about}


def _refuse_outsider(by: User) -> None:
    belongs = groups_of(by)
    if len(belongs) > 1:
        raise Refused(_("您的账户同时属于“经办”和“审核”两组，不能拟办；请管理员只保留一组。"))
    if not belongs & {CLERK_GROUP, REVIEWER_GROUP}:
        raise Refused(_("只有“经办”组或者“审核”组的成员可以拟办公开事项的变更。"))
