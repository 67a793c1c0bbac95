"""The words of a notice for the public: personal data masked sign for sign, unless a reviewer has released it.

The default is masked, from the moment a notice is taken in: whoever forgets to decide shows nothing. The source stays
as it came in, for the desk alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from orders.entering.resolving import fits
from orders.models import Act, Clause, LogStep, Order, PersonalDataDecision
from orders.models.personal import KIND_CHOICES
from orders.notices.personal_data import MASK, PersonalData, masked, personal_data, public_words, without
from orders.notices.text import Squeezed
from orders.office import log
from orders.office.access import may_review, require_entry
from orders.office.content import content_hash
from orders.office.editing import locked_draft
from people.characters import spelt
from people.refusal import Refused


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data in a notice: what and where in the source, and what was last decided; None = nothing yet."""

    found: PersonalData
    decision: PersonalDataDecision | None

    @property
    def kind_label(self) -> str:
        return str(dict(KIND_CHOICES)[self.found.kind.value])

    @property
    def released(self) -> bool:
        return self.decision is not None and self.decision.released


def found_in(text: str, start: int, end: int) -> list[PersonalData]:
    """The personal data of text[start:end], with spans in the whole text."""
    return [
        PersonalData(each.kind, (each.span[0] + start, each.span[1] + start), each.words)
        for each in personal_data(text[start:end])
    ]


def findings(order: Order) -> list[Finding]:
    """What the notice says of persons that is nobody's business, each with the last decision; one query."""
    found = found_in(order.source.text, order.source_start, order.source_end)
    if not found:
        return []
    last = {(row.kind, row.start, row.end): row for row in order.personal_data_decisions.order_by("pk")}
    return [Finding(each, last.get((each.kind.value, *each.span))) for each in found]


def mask(order: Order) -> None:
    """Write anew what the public reads of the order: the masked spans of its source, its clauses and its tails."""
    found = findings(order)
    spans = [each.found.span for each in found if not each.released]
    if spans or order.masked:
        order.masked = [list(span) for span in spans]
        order.save(update_fields=["masked"])
    order.clauses.update(public_text=F("text"))
    for clause in order.clauses.all() if spans else ():
        public = public_words(order.source.text, clause.text, (clause.start, clause.end), spans)
        if public != clause.text:
            Clause.objects.filter(pk=clause.pk).update(public_text=public)
    if found:
        _mask_tails(order)


def masked_qualifiers(qualifiers: Mapping[str, object], words: str) -> dict[str, object]:
    """Qualifiers of an act as they are kept: they go with a tenure to every door, so nothing personal is in them."""
    if not any(isinstance(value, str) for value in qualifiers.values()):
        return dict(qualifiers)
    found = [each.words for each in personal_data(words)]
    kept: dict[str, object] = {}
    for name, value in qualifiers.items():
        if isinstance(value, str):
            value = without(value, found)
            value = masked(value, [each.span for each in personal_data(value)])
        kept[name] = value
    return kept


def _mask_tails(order: Order) -> None:
    """The tails of the acts as their clauses are masked now: what was released is read again from the clause."""
    for act in Act.objects.filter(clause__order=order).select_related("clause"):
        kept = {name: _as_in_clause(value, act.clause) for name, value in act.qualifiers.items()}
        if kept != act.qualifiers:
            act.qualifiers = kept
            act.save(update_fields=["qualifiers"])


def _as_in_clause(value: object, clause: Clause) -> object:
    if not isinstance(value, str) or MASK not in value:
        return value
    words, public = Squeezed(clause.text).spelt, spelt(clause.public_text)
    return "；".join(_piece_as_in_clause(piece, words, public) for piece in value.split("；"))


def _piece_as_in_clause(piece: str, words: str, public: str) -> str:
    """One of the tails that a tail joins, as the public reads its place in the clause."""
    pattern = "".join("." if sign == MASK else re.escape(sign) for sign in piece)
    found = re.search(pattern, words) if MASK in piece else None
    return public[found.start() : found.end()] if found else piece


@transaction.atomic
def confirm_masked(*, order: Order, by: User, seen: str | None = None) -> Order:
    """A clerk has looked at what is masked and leaves it masked. Only in a draft; what is decided already stays."""
    require_entry(by)
    draft = locked_draft(order)
    log.refuse_unseen(draft, seen=seen, now=content_hash(draft))
    open_ones = [each for each in findings(draft) if each.decision is None]
    if not open_ones:
        raise Refused(_("没有待确认的个人信息。"))
    for each in open_ones:
        _decide(draft, each, released=False, by=by, reason="")
    log.note_down(draft, LogStep.MASK, log.Details(changes=_in_words(open_ones, _("遮盖"))), by=by)
    return draft


@transaction.atomic
def release(*, order: Order, at: int, by: User, reason: str, seen: str | None = None) -> Order:
    """A reviewer says that what begins at this place of the source is no personal data; the public may read it.

    Only in a draft, so that whoever submits it, approves it and publishes it has it before them; and with a reason.
    """
    if not may_review(by):
        raise Refused(_("只有审核人员可以解除遮盖。"))
    draft = locked_draft(order)
    log.refuse_unseen(draft, seen=seen, now=content_hash(draft))
    each = next((each for each in findings(draft) if each.found.span[0] == at and not each.released), None)
    if each is None:
        raise Refused(_("这里没有遮盖着的个人信息。"))
    if not reason.strip():
        raise Refused(_("请说明为什么不属于个人信息。"))
    fits(PersonalDataDecision, "reason", reason)
    _decide(draft, each, released=True, by=by, reason=reason.strip())
    mask(draft)
    details = log.Details(changes=_in_words([each], _("公开")), note=reason.strip())
    log.note_down(draft, LogStep.RELEASE, details, by=by)
    return draft


def _decide(order: Order, each: Finding, *, released: bool, by: User, reason: str) -> None:
    start, end = each.found.span
    PersonalDataDecision.objects.create(
        order=order, kind=each.found.kind.value, start=start, end=end, released=released, by=by, reason=reason
    )


def _in_words(found: Sequence[Finding], now: str) -> list[log.Change]:
    """For the log, which says what was decided where, and never the words themselves."""
    return [
        (
            _("%(kind)s（原文第%(start)d字至第%(end)d字）")
            % {"kind": each.kind_label, "start": each.found.span[0] + 1, "end": each.found.span[1]},
            _("待确认") if each.decision is None else _("遮盖"),
            now,
        )
        for each in found
    ]
