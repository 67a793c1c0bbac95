"""What a person decides about personal data in a notice: a clerk leaves it masked, a reviewer says that it is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy

from orders.admin.shared.writing import SeenForm
from orders.entering import masking
from orders.entering.masking import Finding
from orders.models import Order, OrderState
from orders.notices.personal_data import masked
from orders.office import access


class MaskForm(SeenForm):
    """All that is open stays masked as the page shows it."""

    button = gettext_lazy("确认按此遮盖")
    done = gettext_lazy("已确认遮盖。")
    short = True

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order

    def write(self, by: User) -> object:
        return masking.confirm_masked(order=self.order, by=by, seen=self.seen)


class ReleaseForm(SeenForm):
    """One place is no personal data after all; the reason stands on the log."""

    button = gettext_lazy("不是个人信息，公开原文")
    done = gettext_lazy("已解除遮盖。")
    weight = "quiet"
    short = True

    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=400, help_text=gettext_lazy("例如：这是文件编号，不是身份证号。")
    )

    def __init__(self, *args: Any, order: Order, at: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order, self.at = order, at

    def write(self, by: User) -> object:
        return masking.release(order=self.order, at=self.at, by=by, reason=self.cleaned_data["reason"], seen=self.seen)


@dataclass(frozen=True, slots=True)
class PersonalRow:
    """One place: what it is, the line it stands in as printed and as the public reads it, and the question on it."""

    finding: Finding
    public: str
    form: ReleaseForm | None


@dataclass(frozen=True, slots=True)
class PersonalSection:
    """The part of the page on personal data; `form` asks a clerk, None where nothing is open or another may answer."""

    rows: tuple[PersonalRow, ...]
    form: MaskForm | None


def section_of(order: Order, user: User, make: Callable[..., Any]) -> PersonalSection:
    """`make` makes a form of the page by its key, its class and what it is about."""
    found = masking.findings(order)
    draft = order.state == OrderState.DRAFT
    rows = []
    for each in found:
        at = each.found.span[0]
        asks = draft and access.may_review(user) and not each.released
        form = make(f"release-{at}", ReleaseForm, order=order, at=at) if asks else None
        words = each.found.words
        public = words if each.released else masked(words, [(0, len(words))])
        rows.append(PersonalRow(each, public, form))
    waiting = draft and access.may_enter(user) and any(each.decision is None for each in found)
    return PersonalSection(tuple(rows), make("mask", MaskForm, order=order) if waiting else None)
