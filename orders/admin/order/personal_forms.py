"""What a person decides about personal data in a notice: a clerk leaves it masked, a reviewer says that it is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy

from orders.admin.shared.writing import SeenForm
from orders.entering import masking
from orders.entering.masking import Finding
from orders.models import Order, OrderState
from orders.notices.personal_data import masked
from orders.office import access


class PersonalForm(SeenForm):
    """About the personal data of an order, or about what begins at one place of its source."""

    order: Order
    at: int


class MaskForm(PersonalForm):
    """All that is open stays masked as the page shows it."""

    button = gettext_lazy("确认按此遮盖")
    done = gettext_lazy("已确认遮盖。")
    short = True

    def write(self, by: User) -> Order:
        return masking.confirm_masked(order=self.order, by=by, seen=self.seen)


class ReleaseForm(PersonalForm):
    """One place is no personal data after all; the reason stands on the log."""

    button = gettext_lazy("不是个人信息，公开原文")
    done = gettext_lazy("已解除遮盖。")
    weight = "quiet"
    short = True

    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=400, help_text=gettext_lazy("例如：这是文件编号，不是身份证号。")
    )

    def write(self, by: User) -> Order:
        return masking.release(order=self.order, at=self.at, by=by, reason=self.cleaned_data["reason"], seen=self.seen)


@dataclass(frozen=True, slots=True)
class PersonalRow:
    """One place: what it is, its words as the public reads them, and the question on it."""

    finding: Finding
    public: str
    form: PersonalForm | None


@dataclass(frozen=True, slots=True)
class PersonalSection:
    """The part of the page on personal data; `form` asks a clerk, None where nothing is open or another may answer."""

    rows: tuple[PersonalRow, ...]
    form: PersonalForm | None


Make = Callable[[str, type[PersonalForm]], PersonalForm]  # a form of the page by its key and its class


def section_of(order: Order, found: Sequence[Finding], user: User, make: Make) -> PersonalSection:
    """What is found in the order, with the questions that this person may answer."""

    def asked(key: str, kind: type[PersonalForm], at: int) -> PersonalForm:
        form = make(key, kind)
        form.order, form.at = order, at
        return form

    draft = order.state == OrderState.DRAFT
    reviews, enters = draft and access.may_review(user), draft and access.may_enter(user)
    rows = []
    for each in found:
        at, words = each.found.span[0], each.found.words
        form = asked(f"release-{at}", ReleaseForm, at) if reviews and not each.released else None
        rows.append(PersonalRow(each, words if each.released else masked(words, [(0, len(words))]), form))
    waiting = enters and any(each.decision is None for each in found)
    return PersonalSection(tuple(rows), asked("mask", MaskForm, 0) if waiting else None)
