"""录入通知: the page with the box, and the page with what was found in the text."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orders.admin.intake.forms import IntakeForm, TakeInForm
from orders.admin.shared.arguments import Data
from orders.admin.shared.desk_page import clerk, page_context
from orders.entering import masking, taking_in
from orders.models import Order, Source
from orders.notices.notice import Notice

ALL = "all"
SHOWN = 400  # characters of other text on the preview; the rest stays in the source


@dataclass
class NoticePreview:
    """One notice of a source on the preview."""

    notice: Notice
    acts: int
    taken: Order | None
    # Why it cannot be taken in as it stands; what the form asks for may mend that.
    refusal: str | None
    form: TakeInForm
    # Words of the notice that look like personal data, and are masked for the public.
    personal: list[str]


def box(model_admin: admin.ModelAdmin[Model], request: HttpRequest) -> HttpResponse:
    """Paste or upload; a text with notices leads to its preview, a text without stays in the box, with a sentence."""
    user = clerk(request)
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.carried_out(user):
        return HttpResponseRedirect(reverse("admin:orders_order_preview", args=[form.result.pk]))
    context = {**page_context(model_admin, request, _("录入通知")), "form": form}
    return TemplateResponse(request, "admin/orders/order/intake.html", context)


def preview(model_admin: admin.ModelAdmin[Model], request: HttpRequest, source_pk: int) -> HttpResponse:
    """Each notice found in a source, to be taken in one by one or all at once."""
    user = clerk(request)
    source = get_object_or_404(Source, pk=source_pk)
    reading = taking_in.read(source)
    data = request.POST if request.method == "POST" else None
    previews = [_preview_of(source, index, notice, data) for index, notice in enumerate(reading.notices)]
    if data is not None:
        asked = [row for row in previews if row.taken is None and row.form.is_bound]
        done = [row.form.result for row in asked if row.form.carried_out(user)]
        for order in done:
            messages.success(request, _("%(order)s 已录入为草稿。") % {"order": order})
        if len(done) == len(asked) == 1 and len(previews) == 1:
            return HttpResponseRedirect(reverse("admin:orders_order_change", args=[done[0].pk]))
        if len(done) == len(asked):
            return HttpResponseRedirect(request.path)
    context = {
        **page_context(model_admin, request, _("找到的通知")),
        "source": source,
        "previews": previews,
        "media": sum((row.form.media for row in previews), model_admin.media),
        "waiting": sum(row.taken is None for row in previews),
        "outside": reading.remainder,
        "findings": reading.findings,
        "other": ["".join(source.text[start:end].split())[:SHOWN] for start, end in reading.other],
        "other_length": sum(len("".join(source.text[start:end].split())) for start, end in reading.other),
    }
    return TemplateResponse(request, "admin/orders/order/preview.html", context)


def _preview_of(source: Source, index: int, notice: Notice, data: Data | None) -> NoticePreview:
    taken = source.orders.standing().filter(source_start=notice.span[0]).first()
    key = f"notice-{index}"
    answered = data is not None and data.get("action") in (key, ALL)
    form = TakeInForm(data if answered else None, prefix=key, source=source, notice=notice)
    refusal = taking_in.refusal(source=source, notice=notice) if taken is None and not answered else None
    personal = [each.words for each in masking.found_in(source.text, *notice.span)]
    return NoticePreview(notice, sum(len(clause.acts) for clause in notice.clauses), taken, refusal, form, personal)
