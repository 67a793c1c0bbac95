"""Reasons why the content does not allow a step: each a sentence, or None where it does."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.checks.unread import posts_not_known
from orders.models import ChangeKind, Clause, LogStep, OrderState
from orders.office.two_people import alone
from orders.steps.case import Case

# Of an order


def unblocked(case: Case) -> str | None:
    return next((check.sentence for check in case.examined.blocking), None)


def as_submitted(case: Case) -> str | None:
    if case.hash_at(LogStep.SUBMIT) != case.content_hash:
        return _("提交以后内容有改动，不能审核通过；请退回后重新提交。")
    return None


def as_approved(case: Case) -> str | None:
    if case.hash_at(LogStep.APPROVE) != case.content_hash:
        return _("审核通过以后内容有改动，审核已经失效；请退回后重新提交和审核。")
    return None


def settled(case: Case) -> str | None:
    return _unsettled([act.printed_official for act in case.content.acts if act.official_id is None])


def dated(case: Case) -> str | None:
    public_on = case.order.published_on or case.order.signed_on
    if public_on is None:
        return _("通知既没有公开日期，也没有成文日期，不能公开；请填写公开日期。")
    if public_on > case.today:
        return _("公开日期%(day)s还没有到，不能公开。") % {"day": date_format(public_on)}
    return None


def withdrawn_by_two(case: Case) -> str | None:
    """What is public is taken back only as a part of a confirmed change of this very order."""
    within = case.within if case.within and case.within.order_id == case.order.pk else None
    return alone(within, ChangeKind.WITHDRAWAL)


# Of an erratum


def corrects_what_is_public(case: Case) -> str | None:
    """Only a reading that the public knows is corrected for the public."""
    erratum = case.erratum
    if erratum.order.state != OrderState.PUBLISHED:
        return _("通知已经撤回，不需要更正。")
    earlier = [act.erratum.published_on for act in erratum.superseded_acts.select_related("erratum") if act.erratum]
    known_from = max(day for day in [erratum.order.published_on, *earlier] if day)
    if case.today < known_from:
        return _("更正的公开日期不能早于被更正内容的公开日期%(day)s。") % {"day": date_format(known_from)}
    return None


def erratum_settled(case: Case) -> str | None:
    acts = case.erratum.corrected_acts.filter(official__isnull=True).order_by("sequence")
    return _unsettled(list(acts.values_list("printed_official", flat=True)))


def erratum_posts_known(case: Case) -> str | None:
    """What blocks an order for its posts blocks the corrected reading too."""
    corrected = list(case.erratum.corrected_acts.select_related("official", "position__body"))
    return next((check.sentence for check in posts_not_known(corrected)), None)


def _unsettled(names: list[str]) -> str | None:
    if names:
        together = _("、").join(dict.fromkeys(names))
        return _("姓名“%(names)s”还没有认定是哪一位，不能公开。") % {"names": together}
    return None


# Of a reorganisation


def event_rests_on_something(case: Case) -> str | None:
    """Not on notices alone when all of them have been taken back. A supplement rests on those of its event."""
    event = case.event
    proofs = Clause.objects.filter(reorganisation_proofs__reorganisation=event.main)
    if not event.document and proofs.exists() and not proofs.filter(order__state=OrderState.PUBLISHED).exists():
        return _("据以提出的通知已经撤回；请写明其他依据文件，或者不采纳。")
    return None


def event_withdrawn_by_two(case: Case) -> str | None:
    """What is public is taken back only as a part of a confirmed change of this very event."""
    within = case.within if case.within and case.within.reorganisation_id == case.event.pk else None
    return alone(within, ChangeKind.EVENT)


# Of a change of what is public


def as_prepared(case: Case) -> str | None:
    """All it rests on stands as it stood when it was prepared and foreseen."""
    if case.hash_at(LogStep.PREPARE) != case.content_hash:
        return _("拟办以后，所涉的登记已有改动，预计的变化不再准确，不能确认；请不采纳，重新拟办。")
    return None
