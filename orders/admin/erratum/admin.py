"""Staff pages of errata: our own misreadings, prepared by one person and published by another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Unpack

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders import identity
from orders.admin.order.forms import PostForm
from orders.admin.order.reading_forms import CorrectedActFormSet, as_typed
from orders.admin.record.admin import order_link
from orders.admin.shared.arguments import Data, SeenArguments
from orders.admin.shared.desk_page import clerk, found_or_404, member, page_context
from orders.admin.shared.kept import ReadOnly
from orders.admin.shared.writing import SeenForm, WriteForm, carried_out
from orders.checks.by_hand import strange_words
from orders.checks.unread import posts_not_known
from orders.models import Act, Clause, Erratum, ErratumState, LogStep, OrderState, Review
from orders.models.acts import ActQuerySet
from orders.models.qualifiers import in_words
from orders.office.access import may_enter
from orders.office.content import content_hash
from orders.steps import errata
from people.refusal import Refused


class ReasonForm(forms.Form):
    """Why the reading is corrected; the public page shows it."""

    reason = forms.CharField(
        label=gettext_lazy("更正说明"),
        max_length=400,
        help_text=gettext_lazy("原来读错了什么；更正公开后，这句话会显示在公开页面上。"),
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )


class ErratumStep(SeenForm):
    """A step with an erratum that waits."""

    def __init__(self, data: Data | None = None, *, erratum: Erratum, **asked: Unpack[SeenArguments]) -> None:
        super().__init__(data, **asked)
        self.erratum = erratum


class PublishErratumForm(ErratumStep):
    button = gettext_lazy("公开更正")
    done = gettext_lazy("更正已公开。")

    def write(self, by: User) -> Erratum:
        return errata.publish_erratum(erratum=self.erratum, by=by, seen=self.seen)


class WithdrawErratumForm(ErratumStep):
    button = gettext_lazy("撤销更正")
    done = gettext_lazy("更正已撤销，不起任何作用。")

    def write(self, by: User) -> Erratum:
        return errata.withdraw_erratum(erratum=self.erratum, by=by, seen=self.seen)


@admin.register(Erratum)
class ErratumAdmin(ReadOnly):
    list_display = ("reason", "notice", "state", "published_on", "prepared_by", "confirmed_by")
    list_filter = ("state", "published_on")
    search_fields = ("reason", "order__printed_number", "order__title")
    search_help_text = gettext_lazy("按更正说明、文号或标题查找。")
    list_select_related = ("order", "prepared_by", "confirmed_by")
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
        shown_hash = content_hash(clause.order)  # before the reading is read: it is never newer than what is shown
        stored = Act.objects.read().filter(clause=clause).order_by("sequence")
        data = request.POST if request.method == "POST" else None
        formset = CorrectedActFormSet(data, initial=[as_typed(act) for act in stored], prefix="acts")
        reason = ReasonForm(data)
        refusal = ""
        if data is not None and all([formset.is_valid(), reason.is_valid()]):
            try:
                erratum = errata.prepare_erratum(
                    clause=clause,
                    acts=formset.acts(),
                    reason=reason.cleaned_data["reason"],
                    by=user,
                    seen=data.get("seen", ""),
                )
            except Refused as refused:
                refusal = refused.sentence
            else:
                messages.success(request, _("更正已拟好，请另一位同事核对后公开。"))
                return HttpResponseRedirect(reverse("admin:orders_erratum_change", args=[erratum.pk]))
        context = {
            **page_context(self, request, _("更正第%(number)d项") % {"number": clause.sequence}),
            "order": clause.order,
            "text": clause.text,
            "formset": formset,
            "reason": reason,
            "refusal": refusal,
            "shown_hash": shown_hash,
            "button": _("拟好更正"),
        }
        return TemplateResponse(request, "admin/orders/erratum/prepare.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The old reading and the new one, and the step that is open."""
        user = member(request)
        erratum = found_or_404(self.get_queryset(request).select_related("order", "prepared_by"), object_id)
        data = request.POST if request.method == "POST" else None
        shown_hash = content_hash(erratum)
        log = list(Review.objects.of(erratum).select_related("by", "erratum"))
        forms_shown = _steps(erratum, data, shown_hash)
        after = _readings(erratum.corrected_acts)
        if erratum.is_waiting:
            _ask(after, user, data, shown_hash)
        posts: dict[str, WriteForm] = {row.key: row.post_form for row in after if row.post_form}
        asked: dict[str, WriteForm] = {**forms_shown, **posts}
        if data is not None and carried_out(request, asked.get(str(data.get("action"))), user):
            return HttpResponseRedirect(request.path)
        context = {
            **page_context(self, request, _("更正：%(order)s") % {"order": erratum.order}),
            "erratum": erratum,
            "clauses": _clauses(erratum),
            "before": _readings(erratum.superseded_acts),
            "after": after,
            "withdrawn_by": next((entry.by for entry in log if entry.step == LogStep.WITHDRAW), None),
            "log": log,
            "forms": forms_shown,
            "open": erratum.is_waiting,
            "prepare_anew": _clause_to_prepare_anew(erratum, after, user),
        }
        return TemplateResponse(request, "admin/orders/erratum/erratum.html", context)


@dataclass
class ErratumAct:
    """One act as the page shows it; of an act that cannot be published as it is also why, and how to mend it."""

    act: Act
    qualifiers: list[str]  # in words
    why_not: str = ""  # what blocks it for its post
    post_form: PostForm | None = None

    @property
    def key(self) -> str:
        """The name of its question on the page, and the place where that stands."""
        return f"post-{self.act.pk}"


def _steps(erratum: Erratum, data: Data | None, shown_hash: str) -> dict[str, ErratumStep]:
    """The steps open on an erratum: none once it is public or withdrawn. To be made before the readings are read."""
    if not erratum.is_waiting:
        return {}
    kinds: dict[str, type[ErratumStep]] = {"publish": PublishErratumForm, "withdraw": WithdrawErratumForm}
    asked = data.get("action") if data is not None else None
    return {
        key: kind(data if asked == key else None, prefix=key, shown_hash=shown_hash, erratum=erratum)
        for key, kind in kinds.items()
    }


def _clauses(erratum: Erratum) -> list[tuple[Clause, list[str]]]:
    """The sentences an erratum reads anew, each with the words of the new reading that do not stand in it."""
    of_erratum = Q(acts__erratum=erratum) | Q(acts__superseded_by=erratum)
    strange: dict[int, list[str]] = {}
    for act in erratum.corrected_acts.select_related("clause"):
        strange.setdefault(act.clause_id, []).extend(strange_words(act))
    clauses = Clause.objects.filter(of_erratum).distinct().order_by("sequence")
    return [(clause, list(dict.fromkeys(strange.get(clause.pk, [])))) for clause in clauses]


def _readings(acts: ActQuerySet) -> list[ErratumAct]:
    """Each act with its qualifiers in words."""
    rows = acts.select_related("clause__order__session", "erratum", "official", "position__body")
    rows = rows.prefetch_related("position__body__names").order_by("clause__sequence", "sequence")
    return [ErratumAct(act, in_words(act.qualifiers)) for act in rows]


def _ask(readings: Iterable[ErratumAct], user: User, data: Data | None, shown_hash: str) -> None:
    """Beside each act that would block publication for its post, why; where it names none, the question which it is.

    The question goes to whoever may answer it, as on a draft.
    """
    asked = data.get("action") if data is not None else None
    for row in readings:
        act = row.act
        row.why_not = "".join(check.sentence for check in posts_not_known([act]))
        if row.why_not and not act.printed_post and act.official and may_enter(user):
            row.post_form = PostForm(
                data if asked == row.key else None,
                prefix=row.key,
                shown_hash=shown_hash,
                act=act,
                positions=identity.posts_on_record(act),
            )


def _clause_to_prepare_anew(erratum: Erratum, readings: Sequence[ErratumAct], user: User) -> Clause | None:
    """The clause whose reading was to be corrected by an erratum since withdrawn, for whoever may prepare another."""
    stands = erratum.order.state == OrderState.PUBLISHED
    if erratum.state == ErratumState.WITHDRAWN and stands and readings and may_enter(user):
        return readings[0].act.clause
    return None
