"""The form in which a person says what a clause means: one row for each act."""

from __future__ import annotations

from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.admin.shared.writing import DayInput
from orders.models import Act as StoredAct
from orders.models.acts import PRECISION_CHOICES, VERB_CHOICES
from orders.notices.notice import Act, PartialDay, Precision, Qualifiers
from orders.notices.qualifying import EARLY_RETIREMENT
from orders.notices.vocabulary import GRADES, Verb


class ActForm(forms.Form):
    """One act: who, what, which post, and what the brackets add. Words are those printed in the notice."""

    verb = forms.ChoiceField(label=gettext_lazy("动作"), choices=[("", "———"), *VERB_CHOICES])
    official = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    body = forms.CharField(
        label=gettext_lazy("机构"), max_length=200, required=False, help_text=gettext_lazy("公文印出的机构全称。")
    )
    position = forms.CharField(
        label=gettext_lazy("职务"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("机构之后的职务名称；通知没有写明职务时，机构和职务都空着。"),
    )
    body_implied = forms.BooleanField(label=gettext_lazy("通知未印出机构"), required=False)
    concurrent = forms.BooleanField(label=gettext_lazy("兼"), required=False)
    level = forms.CharField(
        label=gettext_lazy("级别"), max_length=40, required=False, help_text=gettext_lazy("如：副处级。")
    )
    probation_months = forms.IntegerField(label=gettext_lazy("试用期（月）"), min_value=1, max_value=60, required=False)
    secondment_months = forms.IntegerField(label=gettext_lazy("挂职（月）"), min_value=1, max_value=120, required=False)
    early_retirement = forms.BooleanField(label=gettext_lazy("办理提前退休手续"), required=False)
    presiding = forms.BooleanField(label=gettext_lazy("主持工作"), required=False)
    acting = forms.BooleanField(label=gettext_lazy("代理"), required=False)
    elected = forms.BooleanField(label=gettext_lazy("选举产生"), required=False)
    approval = forms.BooleanField(label=gettext_lazy("批准任免"), required=False)
    trial_ended = forms.BooleanField(label=gettext_lazy("终止试用期"), required=False)
    tail = forms.CharField(
        label=gettext_lazy("其他说明"), max_length=200, required=False, help_text=gettext_lazy("如：另有任用。")
    )
    effective_on = forms.DateField(
        label=gettext_lazy("另定生效日期"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("只在通知写明起算日期时填写。"),
    )
    effective_precision = forms.ChoiceField(
        label=gettext_lazy("日期精确到"), choices=PRECISION_CHOICES, initial=Precision.DAY.value, required=False
    )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        body, position = cleaned.get("body", ""), cleaned.get("position", "")
        if body and not position:
            self.add_error("position", _("写了机构，也请写出职务。"))
        if position and not body and cleaned.get("verb") not in GRADES:
            self.add_error("body", _("写了职务，也请写出机构。"))
        return cleaned

    def act(self) -> Act:
        """The act as the house's functions take it. Only after is_valid()."""
        answers = self.cleaned_data
        body, position = answers["body"] or None, answers["position"] or None
        implied = bool(body and answers["body_implied"])
        printed_body = "" if implied else body or ""
        day = answers["effective_on"]
        return Act(
            verb=Verb(answers["verb"]),
            official=answers["official"],
            post=printed_body + position if position else None,
            body=body,
            position=position,
            qualifiers=self._qualifiers(),
            effective_on=PartialDay(day, Precision(answers["effective_precision"] or Precision.DAY)) if day else None,
            body_implied=implied,
        )

    def _qualifiers(self) -> Qualifiers:
        answers = self.cleaned_data
        return Qualifiers(
            probation_months=answers["probation_months"],
            concurrent=answers["concurrent"],
            level=answers["level"] or None,
            follow_up=EARLY_RETIREMENT if answers["early_retirement"] else None,
            secondment_months=answers["secondment_months"],
            presiding=answers["presiding"],
            acting=answers["acting"],
            elected=answers["elected"],
            approval=answers["approval"],
            trial_ended=answers["trial_ended"],
            tail=answers["tail"] or None,
        )


class BaseActFormSet(forms.BaseFormSet[ActForm]):
    """The acts of one clause, in the order in which it says them; an empty row says nothing."""

    # The fewest acts that make sense; an erratum may say that a clause appoints and removes nobody.
    least = 1

    def clean(self) -> None:
        if any(self.errors):
            return
        if len(self.acts()) < self.least:
            raise ValidationError(_("请至少写出一项任免动作。"))

    def acts(self) -> tuple[Act, ...]:
        """Every row that is filled in and not struck out."""
        rows = [form for form in self.forms if form.has_changed() or form.initial]
        return tuple(row.act() for row in rows if row.is_valid() and not row.cleaned_data.get("DELETE"))


class BaseCorrectedActFormSet(BaseActFormSet):
    """The acts of a clause rightly read; it may be that there are none."""

    least = 0


ActFormSet = cast(
    type[BaseActFormSet],
    forms.formset_factory(ActForm, formset=BaseActFormSet, extra=1, can_delete=True, max_num=200),
)
CorrectedActFormSet = cast(
    type[BaseActFormSet],
    forms.formset_factory(ActForm, formset=BaseCorrectedActFormSet, extra=1, can_delete=True, max_num=200),
)


def as_typed(act: StoredAct) -> dict[str, object]:
    """The initial values of the row for an act that is stored."""
    qualifiers = act.qualifiers
    named = (
        "concurrent",
        "level",
        "probation_months",
        "secondment_months",
        "presiding",
        "acting",
        "elected",
        "approval",
        "trial_ended",
        "tail",
    )
    return {
        "verb": act.verb,
        "official": act.printed_official,
        "body": act.printed_body,
        "position": act.printed_title,
        "body_implied": act.body_implied,
        "early_retirement": qualifiers.get("follow_up") == EARLY_RETIREMENT,
        "effective_on": act.effective_on,
        "effective_precision": act.effective_precision,
        **{name: qualifiers[name] for name in named if name in qualifiers},
    }
