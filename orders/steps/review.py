"""An order's life: which step leads from where to where, who may take it, and every reason why not.

Two people stand behind everything public: whoever enters or submits an order neither approves, publishes nor withdraws
it, and an approval holds for exactly the content that was approved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from orders import checks, reorganising
from orders.models import Act, Order, OrderState, Review
from orders.office import content
from orders.office.access import may_enter, may_review
from orders.office.turns import take_turn
from orders.tenures import projection
from people import periods
from people.models import Body, Official, Position
from people.refusal import Refused

S = OrderState
LONGEST_NOTE = 400  # characters, as Review.note and Order.withdrawal_reason keep


@dataclass(frozen=True)
class Case:
    """An order in the state in which a step with it is asked for."""

    order: Order
    today: date

    @cached_property
    def content_hash(self) -> str:
        return content_hash(self.order)


@dataclass(frozen=True, slots=True)
class Step:
    """One way from state to state. `by_another`: never by who entered or submitted. `reasoned`: needs a note."""

    label: Any
    sources: tuple[OrderState, ...]
    target: OrderState
    permitted: Callable[[Any], bool]
    by_another: bool = False
    reasoned: bool = False
    requires: tuple[Callable[[Case], str | None], ...] = ()


# Reasons why the content of an order does not allow a step: a sentence, or None where it does.


def _unblocked(case: Case) -> str | None:
    return next((check.sentence for check in checks.blocking(case.order, today=case.today)), None)


def _as_submitted(case: Case) -> str | None:
    if _hash_at(case.order, "submit") != case.content_hash:
        return _("提交以后内容有改动，不能审核通过；请退回后重新提交。")
    return None


def _as_approved(case: Case) -> str | None:
    if _hash_at(case.order, "approve") != case.content_hash:
        return _("审核通过以后内容有改动，审核已经失效；请退回后重新提交和审核。")
    return None


def _settled(case: Case) -> str | None:
    acts = Act.objects.filter(clause__order=case.order, official__isnull=True).read()
    names = acts.order_by("clause__sequence", "sequence").values_list("printed_official", flat=True)
    if unsettled := list(dict.fromkeys(names)):
        return _("姓名“%(names)s”还没有认定是哪一位，不能公开。") % {"names": _("、").join(unsettled)}
    return None


def _dated(case: Case) -> str | None:
    public_on = case.order.published_on or case.order.signed_on
    if public_on is None:
        return _("通知既没有公开日期，也没有成文日期，不能公开；请填写公开日期。")
    if public_on > case.today:
        return _("公开日期%(day)s还没有到，不能公开。") % {"day": date_format(public_on)}
    return None


STEPS = {
    "submit": Step(gettext_lazy("提交"), (S.DRAFT,), S.SUBMITTED, may_enter, requires=(_unblocked,)),
    "approve": Step(
        gettext_lazy("审核通过"), (S.SUBMITTED,), S.APPROVED, may_review, True, requires=(_as_submitted, _unblocked)
    ),
    "send_back": Step(gettext_lazy("退回"), (S.SUBMITTED, S.APPROVED), S.DRAFT, may_review, reasoned=True),
    "publish": Step(
        pgettext_lazy("步骤", "公开"),
        (S.APPROVED,),
        S.PUBLISHED,
        may_review,
        True,
        requires=(_as_approved, _unblocked, _settled, _dated),
    ),
    "withdraw": Step(gettext_lazy("撤回"), (S.PUBLISHED,), S.WITHDRAWN, may_review, True, reasoned=True),
    "discard": Step(gettext_lazy("作废"), (S.DRAFT,), S.DISCARDED, may_enter),
}


def may(step: str, order: Order, user: Any, *, today: date | None = None) -> str | None:
    """Why this user may not take this step with this order now: one full sentence; None = it may be taken."""
    return _reason(STEPS[step], Case(order, today or periods.today()), user)


def _reason(rule: Step, case: Case, user: Any) -> str | None:
    return _not_permitted(rule, case.order, user) or next(
        (reason for require in rule.requires if (reason := require(case))), None
    )


def _not_permitted(rule: Step, order: Order, user: Any) -> str | None:
    words = {"order": order, "state": order.get_state_display(), "step": rule.label}
    if order.state not in rule.sources:
        return _("%(order)s目前是“%(state)s”，不能%(step)s。") % words
    if not rule.permitted(user):
        group = _("经办") if rule.permitted is may_enter else _("审核")
        return _("只有“%(group)s”组的成员可以%(step)s。") % {**words, "group": group}
    if rule.by_another and user.pk == _submitter(order):
        return _("%(order)s是您提交的，不能由您%(step)s；请由另一人办理。") % words
    if rule.by_another and user.pk == order.entered_by_id:
        return _("%(order)s是您录入的，不能由您%(step)s；请由另一人办理。") % words
    return None


def submit(*, order: Order, by: Any, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Draft → submitted, unless a check blocks it."""
    return _take("submit", order=order, by=by, note=note, today=today, seen=seen)


def approve(*, order: Order, by: Any, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Submitted → approved, by another person; binds to the content as it is."""
    return _take("approve", order=order, by=by, note=note, today=today, seen=seen)


def send_back(*, order: Order, by: Any, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Submitted or approved → draft, with the reason why."""
    return _take("send_back", order=order, by=by, note=note, today=today, seen=seen)


def publish(*, order: Order, by: Any, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Approved → published: visible, projected into tenures, proposals of reorganisations raised; all or nothing.

    The order is public from its published day on; where that is not known, from the day of signing, marked as assumed.
    """
    return _take("publish", order=order, by=by, note=note, today=today, seen=seen, then=_make_public)


def withdraw(*, order: Order, by: Any, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Published → withdrawn, with the reason why: before today it answers as before, from today on it does not."""
    return _take("withdraw", order=order, by=by, note=note, today=today, seen=seen, then=_take_back)


def discard(*, order: Order, by: Any, note: str = "", today: date | None = None, seen: str | None = None) -> Order:
    """Draft → discarded; it stays on record, and its number is free again."""
    return _take("discard", order=order, by=by, note=note, today=today, seen=seen)


@transaction.atomic
def _take(
    step: str,
    *,
    order: Order,
    by: Any,
    note: str,
    today: date | None,
    seen: str | None,
    then: Callable[[Order, Review, date], None] | None = None,
) -> Order:
    """Take one step or refuse it. The order is locked, so that of two people at once the second is refused.

    `seen` is the hash of the content the person had before them; None = the step is not asked from a page.
    """
    rule, today = STEPS[step], today or periods.today()
    take_turn()
    frame = Order.everything.select_related("issuer", "series", "session__body", "source").defer("source__original")
    locked = frame.select_for_update(of=("self",)).get(pk=order.pk)
    case = Case(locked, today)
    if reason := _reason(rule, case, by):
        raise Refused(reason, code=step)
    content.refuse_unseen(seen=seen, now=case.content_hash)
    if rule.reasoned and not note.strip():
        raise Refused(_("%(step)s应当说明原因。") % {"step": rule.label}, code=step)
    if len(note.strip()) > LONGEST_NOTE:
        raise Refused(_("意见不能超过%(length)d个字。") % {"length": LONGEST_NOTE}, code=step)
    review = Review.objects.create(
        order=locked,
        step=step,
        from_state=locked.state,
        to_state=rule.target,
        by=by,
        note=note.strip(),
        content_hash=case.content_hash,
    )
    locked.state = rule.target
    if then is None:
        locked.save(update_fields=["state"])
    else:
        then(locked, review, today)
    return locked


def _make_public(order: Order, review: Review, today: date) -> None:
    if order.published_on is None:
        order.published_on, order.published_assumed = order.signed_on, True
    order.save(update_fields=["state", "published_on", "published_assumed"])
    assert order.published_on is not None  # _dated has seen to it
    _reveal(order, order.published_on)
    projection.sync(projection.pairs_of(order))
    reorganising.propose(order=order)


def _take_back(order: Order, review: Review, today: date) -> None:
    order.withdrawn_on = today
    order.withdrawal_reason = review.note
    order.save(update_fields=["state", "withdrawn_on", "withdrawal_reason"])
    projection.sync(projection.pairs_of(order))


def _reveal(order: Order, day: date) -> None:
    """Everything the order speaks of is public from its day on, if it was not before."""
    acts = Act.objects.filter(clause__order=order).read()
    positions = Position.everything.filter(acts__in=acts)
    bodies = {*positions.values_list("body", flat=True), order.issuer_id}
    if order.session:
        bodies.add(order.session.body_id)
        type(order.session).everything.filter(pk=order.session.pk).become_public(day)
    Position.everything.filter(pk__in=positions.values("pk")).become_public(day)
    Official.everything.filter(pk__in=acts.values("official")).become_public(day)
    Body.everything.above(body for body in bodies if body is not None).become_public(day)


def _submitter(order: Order) -> int | None:
    """Who submitted the order last."""
    return order.reviews.filter(step="submit").order_by("-pk").values_list("by", flat=True).first()


def _hash_at(order: Order, step: str) -> str | None:
    """The content as it was when this step was last taken."""
    return order.reviews.filter(step=step).order_by("-pk").values_list("content_hash", flat=True).first()


def content_hash(order: Order) -> str:
    """SHA-256 over all a reader of the published order sees: frame, clauses, acts, whom and what they mean, by name.

    A published day left open counts as the day of signing that will stand in for it, so that publishing alone changes
    no content.
    """
    session = order.session
    acts = Act.objects.filter(clause__order=order).read()
    named = [order.issuer_id, session.body_id if session else None, *acts.values_list("position__body", flat=True)]
    return content.digest(
        {
            "frame": [
                order.issuer and order.issuer.code,
                order.series and order.series.prefix,
                [order.year, order.number, order.printed_number, order.title, order.headcount, order.addressees],
                session and [session.body.code, session.kind, session.number, session.decided_on, session.term],
                [order.signed_on, order.published_on or order.signed_on],
                order.published_on is None or order.published_assumed,
            ],
            "source": [order.source.sha256, order.source_start, order.source_end, order.parts],
            "clauses": list(order.clauses.order_by("sequence").values_list("sequence", "text", "start", "end")),
            "remainder": list(
                order.remainder.values_list("text", "start", "end", "reason", "settled_by", "settled_note")
            ),
            "acts": content.said(acts),
            "bodies": content.names(named),
        }
    )
