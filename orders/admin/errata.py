"""Staff pages of errata: our own misreadings, prepared by one person and published by another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders import errata
from orders.admin.desk_page import clerk, found, member, page
from orders.admin.reading_forms import CorrectedActFormSet, as_typed
from orders.admin.records import order_link
from orders.admin.writing import SeenForm, carried_out
from orders.models import Act, Clause, Erratum
from orders.qualifiers import in_words
from people.desk import ReadOnly
from people.refusal import Refused


class ReasonForm(forms.Form):
    """Why the reading is corrected; the public page shows it."""

    reason = forms.CharField(
        label=gettext_lazy("更正说明"),
        max_length=400,
        help_text=gettext_lazy("原来读错了什么；更正公开后，这句话会显示在公开页面上。"),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )


class PublishErratumForm(SeenForm):
    button = gettext_lazy("公开更正")
    done = gettext_lazy("更正已公开。")

    def __init__(self, *args: Any, erratum: Erratum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.erratum = erratum

    def write(self, by: User) -> Any:
        return errata.publish_erratum(erratum=self.erratum, by=by, seen=self.seen)


class WithdrawErratumForm(SeenForm):
    button = gettext_lazy("撤销更正")
    done = gettext_lazy("更正已撤销，不起任何作用。")

    def __init__(self, *args: Any, erratum: Erratum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.erratum = erratum

    def write(self, by: User) -> Any:
        return errata.withdraw_erratum(erratum=self.erratum, by=by, seen=self.seen)


@admin.register(Erratum)
class ErratumAdmin(ReadOnly):
    list_display = ("reason", "notice", "published_on", "prepared_by", "confirmed_by", "withdrawn_by")
    list_filter = (("published_on", admin.EmptyFieldListFilter), "published_on")
    search_fields = ("reason", "order__printed_number", "order__title")
    search_help_text = gettext_lazy("按更正说明、文号或标题查找。")
    list_select_related = ("order", "prepared_by", "confirmed_by", "withdrawn_by")
    ordering = ("-pk",)

    @admin.display(description=gettext_lazy("任免通知"))
    def notice(self, erratum: Erratum) -> SafeString:
        return order_link(erratum.order)

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "clauses/<int:pk>/",
                self.admin_site.admin_view(self.prepare_view),
                name="orders_clause_erratum",
            ),
            *super().get_urls(),
        ]

    def prepare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The right reading of one clause of a published order, for another person to publish."""
        user = clerk(request)
        clause = get_object_or_404(Clause.objects.published().select_related("order"), pk=pk)
        stored = Act.objects.read().filter(clause=clause).order_by("sequence")
        data = request.POST if request.method == "POST" else None
        formset = CorrectedActFormSet(data, initial=[as_typed(act) for act in stored], prefix="acts")
        reason = ReasonForm(data)
        refusal = ""
        if data is not None and all([formset.is_valid(), reason.is_valid()]):
            try:
                erratum = errata.prepare_erratum(
                    clause=clause, acts=formset.acts(), reason=reason.cleaned_data["reason"], by=user
                )
            except Refused as refused:
                refusal = refused.sentence
            else:
                messages.success(request, _("更正已拟好，请另一位同事核对后公开。"))
                return HttpResponseRedirect(reverse("admin:orders_erratum_change", args=[erratum.pk]))
        context = {
            **page(self, request, _("更正第%(number)d项") % {"number": clause.sequence}),
            "order": clause.order,
            "text": clause.text,
            "formset": formset,
            "reason": reason,
            "refusal": refusal,
            "button": _("拟好更正"),
        }
        return TemplateResponse(request, "admin/orders/erratum/prepare.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The old reading and the new one, and the step that is open."""
        user = member(request)
        erratum = found(self.get_queryset(request).select_related("order", "prepared_by"), object_id)
        data = request.POST if request.method == "POST" else None
        forms_shown = _steps(erratum, data)
        if data is not None and carried_out(request, forms_shown.get(str(data.get("action"))), user):
            return HttpResponseRedirect(request.path)
        context = {
            **page(self, request, _("更正：%(order)s") % {"order": erratum.order}),
            "erratum": erratum,
            "before": _readings(erratum.superseded_acts),
            "after": _readings(erratum.corrected_acts),
            "forms": forms_shown,
        }
        return TemplateResponse(request, "admin/orders/erratum/erratum.html", context)


def _steps(erratum: Erratum, data: Any) -> dict[str, SeenForm]:
    """The steps open on an erratum: none once it is public or withdrawn. To be made before the readings are read."""
    if erratum.published_on or erratum.withdrawn_by_id:
        return {}
    kinds: dict[str, Any] = {"publish": PublishErratumForm, "withdraw": WithdrawErratumForm}
    asked = data.get("action") if data is not None else None
    about = {"shown": errata.content_hash(erratum), "erratum": erratum}
    return {key: kind(data if asked == key else None, prefix=key, **about) for key, kind in kinds.items()}


def _readings(acts: Any) -> list[tuple[Act, list[str]]]:
    """Each act with its qualifiers in words."""
    rows = acts.select_related("clause", "official", "position__body").prefetch_related("position__body__names")
    rows = rows.order_by("clause__sequence", "sequence")
    return [(act, in_words(act.qualifiers)) for act in rows]
