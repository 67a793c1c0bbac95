"""The list of changes of what is public, and the page of one: old and new, forecast, log, and the steps open on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders import changing
from orders.admin.shared.desk_page import found_or_404, member, page_context
from orders.admin.shared.kept import ReadOnly
from orders.admin.shared.writing import SeenForm, WriteForm, carried_out
from orders.models import LogStep, PublicChange, Review
from orders.office.content import content_hash
from orders.steps import changes
from orders.steps.case import Case
from orders.steps.taking import may
from people import periods


class ChangeStep(SeenForm):
    """A step with a change that waits."""

    explanation: Any = ""

    def __init__(self, *args: Any, change: PublicChange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.change = change


class ConfirmChangeForm(ChangeStep):
    button = gettext_lazy("确认")
    weight = "default"
    explanation = gettext_lazy("确认以后立即生效，公众看到的内容随之改变。")
    done = gettext_lazy("变更已确认并生效。")

    def write(self, by: User) -> Any:
        return changes.confirm(change=self.change, by=by, seen=self.seen)


class DeclineChangeForm(ChangeStep):
    button = gettext_lazy("不采纳")
    weight = "quiet"
    explanation = gettext_lazy("留作记录，不起作用；公众看到的内容不变。")
    done = gettext_lazy("已记为不采纳，公开的内容没有改动。")

    note = forms.CharField(label=gettext_lazy("理由"), max_length=400)

    def write(self, by: User) -> Any:
        return changes.decline(change=self.change, by=by, note=self.cleaned_data["note"], seen=self.seen)


STEPS: dict[LogStep, type[ChangeStep]] = {LogStep.CONFIRM: ConfirmChangeForm, LogStep.DECLINE: DeclineChangeForm}


@admin.register(PublicChange)
class PublicChangeAdmin(ReadOnly):
    list_display = ("title", "kind", "state", "prepared_by", "prepared_at", "confirmed_by", "confirmed_on")
    list_filter = ("state", "kind", "prepared_at")
    search_fields = ("title", "reason", "prepared_by__username")
    search_help_text = gettext_lazy("按事项、理由或拟办人查找。")
    list_select_related = ("prepared_by", "confirmed_by")
    ordering = ("-pk",)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What would change, old and new, and the steps that are open, each with the sentence why not where it is."""
        user = member(request)
        change = found_or_404(self.get_queryset(request).select_related("prepared_by", "confirmed_by"), object_id)
        case = Case(change, user, periods.today())
        shown_hash = content_hash(change) if change.is_waiting else ""
        data = request.POST if request.method == "POST" else None
        asked = str(data.get("action")) if data is not None else ""
        steps: dict[str, WriteForm] = {}
        if change.is_waiting:
            for step, form in STEPS.items():
                answer = data if asked == step.value else None
                steps[step.value] = form(answer, prefix=step.value, shown_hash=shown_hash, change=change)
        if data is not None and carried_out(request, steps.get(asked), user):
            return HttpResponseRedirect(request.path)
        context = {
            **page_context(self, request, _("公开事项变更")),
            "change": change,
            "title_of_change": changing.title_of(change),
            "steps": [(form, may(LogStep(key), case)) for key, form in steps.items()],
            "log": list(Review.objects.of(change).select_related("by", "change")),
        }
        return TemplateResponse(request, "admin/orders/change/change.html", context)
