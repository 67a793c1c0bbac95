"""The form in which a person says what the frame of a draft means: title, number, issuer, session and days."""

from __future__ import annotations

from typing import Unpack

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy

from orders.admin.shared.arguments import Data, SeenArguments
from orders.admin.shared.writing import DayInput, SeenForm
from orders.entering.framing import Frame, correct_frame, frame_of
from orders.models import Order
from orders.notices.notice import DecidedBy

LONG = {"class": "vLargeTextField"}


class FrameForm(SeenForm):
    """All of the frame at once, as printed in the notice; what it does not say stays empty."""

    button = gettext_lazy("保存校正")
    done = gettext_lazy("已按您写的校正。")

    title = forms.CharField(
        label=gettext_lazy("标题"), max_length=300, required=False, widget=forms.TextInput(attrs=LONG)
    )
    issuer = forms.CharField(
        label=gettext_lazy("发文机关"), max_length=200, required=False, help_text=gettext_lazy("公文印出的机构全称。")
    )
    number = forms.CharField(label=gettext_lazy("发文字号"), max_length=60, required=False)
    headcount = forms.IntegerField(label=gettext_lazy("标题所称人数"), min_value=1, max_value=9999, required=False)
    session_body = forms.CharField(
        label=gettext_lazy("会议机关"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("没有写明的，按发文机关。"),
    )
    session_kind = forms.CharField(label=gettext_lazy("会议种类"), max_length=60, required=False)
    session_number = forms.IntegerField(label=gettext_lazy("第几次会议"), min_value=1, max_value=99999, required=False)
    decided_on = forms.DateField(label=gettext_lazy("决定日期"), required=False, widget=DayInput())
    signed_on = forms.DateField(label=gettext_lazy("成文日期"), required=False, widget=DayInput())

    def __init__(self, data: Data | None = None, *, order: Order, **asked: Unpack[SeenArguments]) -> None:
        frame = frame_of(order)
        initial: dict[str, object] = {
            "title": frame.title,
            "issuer": frame.issuer,
            "number": frame.number,
            "headcount": frame.headcount,
            "signed_on": frame.signed_on,
        }
        if session := frame.session:
            initial |= {
                "session_body": session.body,
                "session_kind": session.kind,
                "session_number": session.number,
                "decided_on": session.decided_on,
            }
        asked.setdefault("initial", initial)
        super().__init__(data, **asked)
        self.order = order

    def write(self, by: User) -> Order:
        return correct_frame(order=self.order, frame=self._frame(), by=by, seen=self.seen)

    def _frame(self) -> Frame:
        answers = self.cleaned_data
        sitting = DecidedBy(
            answers["session_body"] or None,
            answers["session_kind"] or None,
            answers["session_number"],
            answers["decided_on"],
        )
        return Frame(
            title=answers["title"],
            issuer=answers["issuer"] or None,
            number=answers["number"] or None,
            headcount=answers["headcount"],
            session=sitting if any((sitting.body, sitting.kind, sitting.number, sitting.decided_on)) else None,
            signed_on=answers["signed_on"],
        )
