"""The pages of one order: the order itself, the reading of one clause corrected by hand, and whom an act concerns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from orders.admin.order.forms import Offered, OfficialForm, PostForm
from orders.admin.order.page import OrderPage, orders_for_page
from orders.admin.order.reading_forms import ActFormSet, as_typed
from orders.admin.shared.careers import careers
from orders.admin.shared.desk_page import clerk, found_or_404, member, page_context
from orders.admin.shared.finding import officials_found
from orders.admin.shared.writing import carried_out
from orders.entering import correcting, matching
from orders.models import Act, Clause, Order, PublicChange, Remainder
from orders.notices.notice import Act as ReadAct
from orders.office.content import content_hash
from people.refusal import Refused

# What the hash of the content asks of an order.
ORDER_ROWS = ("order__source", "order__issuer", "order__series", "order__session__body")


def order_page(model_admin: admin.ModelAdmin[Model], request: HttpRequest, pk: str) -> HttpResponse:
    """Source and reading side by side, what is open, what will change, and the steps of review."""
    user = member(request)
    order = found_or_404(orders_for_page(), pk)
    page = OrderPage(order, user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and carried_out(request, page.asked, user):
        change = page.asked.result if page.asked else None
        if isinstance(change, PublicChange):
            return HttpResponseRedirect(reverse("admin:orders_publicchange_change", args=[change.pk]))
        return HttpResponseRedirect(f"{request.path}{_place(page)}")
    title = _("%(order)s · %(state)s") % {"order": order, "state": order.get_state_display()}
    context = {**page_context(model_admin, request, title), "page": page, "order": order, "original": order}
    return TemplateResponse(request, "admin/orders/order/order.html", context)


def _place(page: OrderPage) -> str:
    """Back to the clause a person was at."""
    form = page.asked
    if isinstance(form, OfficialForm | PostForm):
        return f"#clause-{form.act.clause.sequence}"
    return ""


def correct_clause(model_admin: admin.ModelAdmin[Model], request: HttpRequest, pk: int) -> HttpResponse:
    """What one clause of a draft means, written by hand."""
    clause = get_object_or_404(Clause.objects.select_related(*ORDER_ROWS), pk=pk)
    stored = Act.objects.read().filter(clause=clause).order_by("sequence")

    def write(acts: Sequence[ReadAct], by: User, seen: str) -> None:
        correcting.correct_reading(clause=clause, acts=acts, by=by, seen=seen)

    title = _("校正第%(number)d项") % {"number": clause.sequence}
    words = Words(clause.order, clause.text, [as_typed(act) for act in stored], write)
    return _reading_page(model_admin, request, title, words)


def clause_from_remainder(model_admin: admin.ModelAdmin[Model], request: HttpRequest, pk: int) -> HttpResponse:
    """Words left over, made into a clause with acts by hand."""
    piece = get_object_or_404(Remainder.objects.select_related(*ORDER_ROWS), pk=pk)

    def write(acts: Sequence[ReadAct], by: User, seen: str) -> None:
        correcting.turn_into_clause(remainder=piece, acts=acts, by=by, seen=seen)

    title = _("把未读出的文字列为任免事项")
    return _reading_page(model_admin, request, title, Words(piece.order, piece.text, [], write))


@dataclass(frozen=True)
class Words:
    """Words of an order that are read by hand, what was read in them so far, and what writes the reading down."""

    order: Order
    text: str
    initial: list[dict[str, object]]
    write: Callable[[Sequence[ReadAct], User, str], None]


def _reading_page(model_admin: admin.ModelAdmin[Model], request: HttpRequest, title: str, words: Words) -> HttpResponse:
    user, order = clerk(request), words.order
    formset = ActFormSet(request.POST if request.method == "POST" else None, initial=words.initial, prefix="acts")
    refusal = ""
    if request.method == "POST" and formset.is_valid():
        try:
            words.write(formset.acts(), user, request.POST.get("seen", ""))
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("已按您写的校正。"))
            return HttpResponseRedirect(reverse("admin:orders_order_change", args=[order.pk]))
    context = {
        **page_context(model_admin, request, title),
        "order": order,
        "text": words.text,
        "formset": formset,
        "refusal": refusal,
        "shown_hash": content_hash(order),
        "button": _("保存读法"),
    }
    return TemplateResponse(request, "admin/orders/order/reading.html", context)


class SearchForm(forms.Form):
    """Officials by a part of the name, by pinyin or by code."""

    q = forms.CharField(required=False, max_length=60)


def whom(model_admin: admin.ModelAdmin[Model], request: HttpRequest, pk: int) -> HttpResponse:
    """Whom an act concerns: the candidates, and anybody found by name."""
    user = member(request)
    acts = Act.objects.select_related(
        "erratum", "official", "position__body", *(f"clause__{name}" for name in ORDER_ROWS)
    )
    act = get_object_or_404(acts, pk=pk)
    search = SearchForm(request.GET)
    query = search.cleaned_data["q"].strip() if search.is_valid() else ""
    candidates = matching.candidates(act)
    officials = [candidate.official for candidate in candidates]
    officials += [official for official in officials_found(query) if official not in officials]
    form = OfficialForm(
        request.POST if request.method == "POST" else None,
        shown_hash=content_hash(act.erratum or act.clause.order),
        act=act,
        offered=Offered(officials, careers(officials), {one.official.pk: one.proof for one in candidates if one.proof}),
    )
    if request.method == "POST" and form.carried_out(user):
        messages.success(request, form.done)
        return HttpResponseRedirect(_page_of(act))
    context = {
        **page_context(model_admin, request, _("“%(name)s”是哪一位") % {"name": act.printed_official}),
        "act": act,
        "order": act.clause.order,
        "form": form,
        "query": query,
        "back": _page_of(act),
    }
    return TemplateResponse(request, "admin/orders/order/whom.html", context)


def _page_of(act: Act) -> str:
    """Where the act stands to be read: its clause on the page of the order, or the page of its erratum."""
    if act.erratum_id:
        return reverse("admin:orders_erratum_change", args=[act.erratum_id])
    return f"{reverse('admin:orders_order_change', args=[act.clause.order_id])}#clause-{act.clause.sequence}"
