"""The two days of every question: the day asked about, and the day whose public knowledge answers.

`on` is the day asked about; left out, it is today. `known_on` asks what was public by that day, inclusive; left out,
the answer is today's knowledge. Today is read once, by the caller, and passed down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from people.periods import LATEST

ISO = "%Y-%m-%d"
NOT_A_DAY = _("日期应当写成年-月-日，例如 2021-09-25。")


def _before_the_end_of_time(day: date) -> None:
    """LATEST stands for an open end in the columns compared, so no question can be asked about it."""
    if day >= LATEST:
        raise forms.ValidationError(NOT_A_DAY, code="invalid")


class DaysForm(forms.Form):
    """The two days as they stand in an address; either may be left out."""

    on = forms.DateField(
        label=_("所问日期"),
        required=False,
        input_formats=[ISO],
        validators=[_before_the_end_of_time],
        error_messages={"invalid": NOT_A_DAY},
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        help_text=_("查看这一天的情况；空白为今天。"),
    )
    known_on = forms.DateField(
        label=_("公开截至"),
        required=False,
        input_formats=[ISO],
        validators=[_before_the_end_of_time],
        error_messages={"invalid": NOT_A_DAY},
        widget=forms.DateInput(format=ISO, attrs={"type": "date"}),
        help_text=_("只按截至这一天已经公开的通知回答；空白为目前所知。"),
    )


@dataclass(frozen=True, slots=True)
class Days:
    """A question's two days. `known_on` None = today's knowledge."""

    on: date
    known_on: date | None
    today: date

    @property
    def on_today(self) -> bool:
        return self.on == self.today

    @property
    def list_until(self) -> date | None:
        """The last day of a list as it was on `on`; None on today's list, which leaves out nothing on record."""
        return None if self.on_today else self.on

    def query(self, **changes: object) -> str:
        """The canonical query string, '?' included, '' when every day is the default.

        `changes` replace a day (`on=`, `known_on=`) or add other parameters; what is None, '' or a default is left out.
        """
        wanted: dict[str, object] = {**changes}
        on = wanted.pop("on", self.on) or self.today
        known_on = wanted.pop("known_on", self.known_on)
        kept = {name: value for name, value in wanted.items() if value not in (None, "")}
        if on != self.today:
            kept["on"] = on
        if known_on:
            kept["known_on"] = known_on
        return f"?{urlencode(kept)}" if kept else ""


def days_asked(form: DaysForm, *, today: date) -> Days:
    """The days of a bound form; for a day left out or not understood, its default (the form says which was wrong)."""
    form.is_valid()
    asked = form.cleaned_data
    return Days(on=asked.get("on") or today, known_on=asked.get("known_on"), today=today)


def read_days(parameters: Mapping[str, str], *, today: date) -> tuple[Days, DaysForm]:
    """The days of a request's query parameters, with the form that shows them and says what was wrong with them."""
    form = DaysForm(parameters)
    return days_asked(form, today=today), form
