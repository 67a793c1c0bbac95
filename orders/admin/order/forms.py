"""The small forms on an order's page: who, which post, what is left over, the day, and the steps of review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Unpack

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders import changing, identity
from orders.admin.shared.arguments import Data, SeenArguments
from orders.admin.shared.careers import CareerLine
from orders.admin.shared.writing import DayInput, SeenForm
from orders.entering import correcting
from orders.models import Act, ChangeKind, LogStep, Order, PublicChange, Remainder
from orders.steps.table import ORDER
from orders.steps.taking import Asked, take
from people.models import Official, Position

ANOTHER = "another"  # another person of this name, not yet on record
NOT_ON_RECORD = "not-on-record"
FORWARD = (LogStep.SUBMIT, LogStep.APPROVE, LogStep.PUBLISH)  # the steps that lead on
NOTE = {"rows": 2, "class": "note"}


def described(name: str, lines: Sequence[object]) -> SafeString:
    """A choice between people: the name, and below it the posts by which one is told from another."""
    posts = format_html_join("", '<span class="post">{}</span>', ((line,) for line in lines))
    return format_html('<span class="candidate"><strong>{}</strong>{}</span>', name, posts)


@dataclass(frozen=True)
class Offered:
    """Between whom one is asked to choose: each with the posts on record, and with the act that proves it, if any."""

    officials: Sequence[Official]
    careers: Mapping[int, Sequence[CareerLine]]  # by the official's key
    proofs: Mapping[int, Act] = field(default_factory=dict)


class OfficialForm(SeenForm):
    """Whom an act concerns: one of the people on record, or another person of this name."""

    button = gettext_lazy("认定")
    done = gettext_lazy("已认定。")

    official = forms.ChoiceField(label=gettext_lazy("是哪一位"), widget=forms.RadioSelect)
    note = forms.CharField(label=gettext_lazy("依据"), max_length=400, required=False)

    def __init__(
        self,
        data: Data | None = None,
        *,
        act: Act,
        offered: Offered,
        **asked: Unpack[SeenArguments],
    ) -> None:
        super().__init__(data, **asked)
        self.act = act
        self.officials = {str(official.pk): official for official in offered.officials}
        choices: list[tuple[str, SafeString]] = []
        for key, official in self.officials.items():
            lines: list[object] = [*offered.careers.get(official.pk, ())] or [_("登记中没有任职。")]
            if proof := offered.proofs.get(official.pk):
                lines.append(_("与%(clause)s任免相合。") % {"clause": proof.clause})
            choices.append((key, described(official.name, lines)))
        another = described(_("另一位“%(name)s”") % {"name": act.printed_official}, [_("登记中还没有这个人。")])
        question = self.fields["official"]
        assert isinstance(question, forms.ChoiceField)
        question.choices = [*choices, (ANOTHER, another)]

    def write(self, by: User) -> Official | None:
        chosen, note = self.cleaned_data["official"], self.cleaned_data["note"]
        if chosen == ANOTHER:
            return identity.pick_new(act=self.act, by=by, note=note, seen=self.seen)
        return identity.pick(act=self.act, official=self.officials[chosen], by=by, note=note, seen=self.seen)


class PostForm(SeenForm):
    """Which post an act concerns that names none: one of those its official holds, or none on record."""

    button = gettext_lazy("确定职务")
    done = gettext_lazy("已确定职务。")

    position = forms.ChoiceField(label=gettext_lazy("是哪个职务"), widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("变更理由"), max_length=400)

    def __init__(
        self, data: Data | None = None, *, act: Act, positions: Sequence[Position], **asked: Unpack[SeenArguments]
    ) -> None:
        super().__init__(data, **asked)
        self.act = act
        self.positions = {str(position.pk): position for position in positions}
        if not act.is_public:
            del self.fields["reason"]  # a draft goes with the two people of its order
        question = self.fields["position"]
        assert isinstance(question, forms.ChoiceField)
        question.choices = [
            *((key, str(position)) for key, position in self.positions.items()),
            (NOT_ON_RECORD, _("登记中没有对应的任职；此项不结束任何任职。")),
        ]

    def write(self, by: User) -> PublicChange | None:
        chosen = self.cleaned_data["position"]
        if self.act.is_public:
            key = None if chosen == NOT_ON_RECORD else self.positions[chosen].pk
            reason = self.cleaned_data["reason"]
            about = {"act": self.act}
            return changing.prepare(ChangeKind.POST, about=about, by=by, reason=reason, new={"position": key})
        if chosen == NOT_ON_RECORD:
            return identity.declare_post_not_on_record(act=self.act, by=by, seen=self.seen)
        return identity.choose_post(act=self.act, position=self.positions[chosen], by=by, seen=self.seen)


class RemainderForm(SeenForm):
    """Words that are not an appointment or removal, set aside by a person who says why."""

    button = gettext_lazy("不属于任免")
    done = gettext_lazy("已处理未读出的文字。")
    short = True

    note = forms.CharField(
        label=gettext_lazy("处理说明"), max_length=400, help_text=gettext_lazy("例如：推荐人选，不属于任免。")
    )

    def __init__(self, data: Data | None = None, *, remainder: Remainder, **asked: Unpack[SeenArguments]) -> None:
        super().__init__(data, **asked)
        self.remainder = remainder

    def write(self, by: User) -> Remainder:
        return correcting.settle_remainder(
            remainder=self.remainder, by=by, note=self.cleaned_data["note"], seen=self.seen
        )


class PublicationDayForm(SeenForm):
    """The day the notice was made public; empty = the signed day, marked as assumed."""

    button = gettext_lazy("保存日期")
    done = gettext_lazy("已保存公开日期。")

    published_on = forms.DateField(
        label=gettext_lazy("公开日期"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("通知向社会公开的日期；空白按成文日期处理，并在公开页面注明。"),
    )

    def __init__(self, data: Data | None = None, *, order: Order, **asked: Unpack[SeenArguments]) -> None:
        super().__init__(data, **asked)
        self.order = order
        if not order.published_assumed:
            self.fields["published_on"].initial = order.published_on

    def write(self, by: User) -> Order:
        return correcting.date_publication(
            order=self.order, published_on=self.cleaned_data["published_on"], by=by, seen=self.seen
        )


class StepForm(SeenForm):
    """One step of review, with what the person wants to say about it."""

    note = forms.CharField(
        label=gettext_lazy("意见"), max_length=400, required=False, widget=forms.Textarea(attrs=NOTE)
    )

    def __init__(
        self, data: Data | None = None, *, order: Order, step: LogStep, **asked: Unpack[SeenArguments]
    ) -> None:
        super().__init__(data, **asked)
        self.order = order
        self.step = step
        self.rule = ORDER[step]
        self.weight = "default" if step in FORWARD else "quiet"
        self.button = step.label
        self.done = _("已%(step)s。") % {"step": step.label}
        if self.rule.reasoned:
            self.fields["note"].label = _("原因（必填）")

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"].strip()
        if self.rule.reasoned and not note:
            raise ValidationError(_("请写明原因，让同事知道要改什么。"))
        return note

    def write(self, by: User) -> Order:
        return take(self.step, self.order, by=by, asked=Asked(note=self.cleaned_data["note"], seen=self.seen))


class WithdrawalForm(SeenForm):
    """A published notice to be taken back: prepared here with its reason, confirmed by another person."""

    button = gettext_lazy("拟撤回")
    weight = "quiet"

    note = forms.CharField(
        label=gettext_lazy("原因（必填）"),
        max_length=400,
        widget=forms.Textarea(attrs=NOTE),
        help_text=gettext_lazy("撤回的原因会写在公开页面上。拟好以后可以先看将有的变化，由另一位同事确认后才撤回。"),
        error_messages={"required": gettext_lazy("请写明原因；撤回的原因会对外公开。")},
    )

    def __init__(self, data: Data | None = None, *, order: Order, **asked: Unpack[SeenArguments]) -> None:
        super().__init__(data, **asked)
        self.order = order

    def write(self, by: User) -> PublicChange:
        note = self.cleaned_data["note"]
        return changing.prepare(ChangeKind.WITHDRAWAL, about={"order": self.order}, by=by, reason=note)
