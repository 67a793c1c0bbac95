"""Staff pages of 机构变更: the system's proposals and events prepared by hand, confirmed by a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders import reorganising
from orders.admin.reorganisation.forms import (
    ConfirmForm,
    DeclineForm,
    EffectsForm,
    HolderForm,
    PartiesForm,
    SupplementForm,
    TakeUpForm,
    WithdrawEventForm,
)
from orders.admin.shared.arguments import Data
from orders.admin.shared.desk_page import found_or_404, member, page_context, waiting_about
from orders.admin.shared.kept import ReadOnly
from orders.admin.shared.writing import WriteForm, carried_out
from orders.models import ReorganisationProof, Review
from orders.office import access
from orders.office.content import content_hash, digest
from orders.reorganising import AffectedHolder
from orders.reorganising.proofs import without_proof
from orders.reorganising.record import OPEN
from orders.reorganising.rules import Plan
from orders.tenures.periods import period
from people.models import PositionSuccession, Reorganisation, ReorganisationBody
from people.models.reorganisations import ReorganisationState as State
from people.refusal import Refused


@dataclass
class HolderRow:
    """Somebody the event touches, and the form to treat them otherwise than the others."""

    holder: AffectedHolder
    period: str
    effect: str
    form: HolderForm | None

    @property
    def anchor(self) -> str:
        return f"holder-{self.holder.official.pk}-{self.holder.position.pk}"


class ProofFilter(admin.SimpleListFilter):
    """Events whose notices no longer say so: for two people to withdraw, or to correct with a document."""

    title = gettext_lazy("依据")
    parameter_name = "proof"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Reorganisation]) -> list[tuple[str, str]]:
        return [("gone", _("依据已撤回，待处理"))]

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Reorganisation]
    ) -> models.QuerySet[Reorganisation]:
        return queryset.filter(pk__in=without_proof()) if self.value() == "gone" else queryset


@admin.register(Reorganisation)
class ReorganisationAdmin(ReadOnly):
    list_display = ("effective_on", "kind", "bodies_before", "bodies_after", "state", "prepared_by", "confirmed_by")
    list_display_links = ("effective_on", "kind")
    list_filter = (ProofFilter, "state", "kind", "effective_on")
    search_fields = ("parties__body__names__name", "document", "note", "code")
    search_help_text = gettext_lazy("按机构名称、依据文件或代码查找。")
    list_select_related = ("prepared_by", "confirmed_by")
    ordering = ("-effective_on", "-pk")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Reorganisation]:
        return super().get_queryset(request).prefetch_related("parties__body__names")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Prepared by hand on a page of its own; the model is never written by the admin itself."""
        return access.may_enter(request.user) or access.may_review(request.user)

    @admin.display(description=gettext_lazy("原机构"))
    def bodies_before(self, event: Reorganisation) -> str:
        return _parties(event, ReorganisationBody.Role.OLD)

    @admin.display(description=gettext_lazy("新机构"))
    def bodies_after(self, event: Reorganisation) -> str:
        return _parties(event, ReorganisationBody.Role.NEW) or event.new_name

    def get_urls(self) -> list[URLPattern]:
        revise = self.admin_site.admin_view(self.revise_view)
        correct = self.admin_site.admin_view(self.correct_view)
        return [
            path("<int:pk>/revise/", revise, name="people_reorganisation_revise"),
            path("<int:pk>/correct/", correct, name="people_reorganisation_correct"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """First what and which bodies, then which post continues which; recorded for another person to confirm."""
        return self._prepare(request, member(request), None)

    def revise_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The same two pages for an event that is not confirmed yet. What a supplement is about its event has said."""
        user = member(request)
        event = get_object_or_404(Reorganisation, pk=pk, state__in=OPEN, supplements=None)
        return self._prepare(request, user, event)

    def correct_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The same two pages for an event to take the place of a confirmed one, filled with what that one says."""
        user = member(request)
        event = get_object_or_404(Reorganisation, pk=pk, state=State.CONFIRMED, supplements=None)
        return self._prepare(request, user, None, reorganising.starting_plan(event))

    def _prepare(
        self, request: HttpRequest, user: User, event: Reorganisation | None, start: Plan | None = None
    ) -> HttpResponse:
        """`event` is revised; else a new one recorded, from `start` where it corrects another."""
        data = request.POST if request.method == "POST" else None
        start = reorganising.plan_of(event) if event else start
        parties = PartiesForm(data, initial=_as_planned(start))
        effects: EffectsForm | None = None
        refusal = ""
        if data is not None and parties.is_valid():
            effects = _effects(parties, start, data if data.get("action") == "record" else None)
            if effects.is_bound and effects.is_valid():
                try:
                    plan = replace(_plan(parties, effects), corrects=start.corrects if start else None)
                    recorded = _record(plan, event, user, data.get("seen", ""))
                except Refused as refused:
                    refusal = refused.sentence
                else:
                    messages.success(request, _("机构变更已拟好，请另一位同事确认。"))
                    return HttpResponseRedirect(reverse("admin:people_reorganisation_change", args=[recorded.pk]))
        context = {
            **page_context(self, request, _heading(event, start)),
            "corrects": start.corrects if start else None,
            "parties": parties,
            "effects": effects,
            "event": event,
            "shown_hash": content_hash(event) if event else "",
            "refusal": refusal,
            "media": self.media + parties.media,
        }
        return TemplateResponse(request, "admin/people/reorganisation/prepare.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """What the event says, whom it touches and how, and the steps that are open."""
        user = member(request)
        event = found_or_404(self.get_queryset(request).prefetch_related(None), object_id)
        data = request.POST if request.method == "POST" else None
        shown_hash = content_hash(event)
        steps = _steps(
            event, data, shown_hash
        )  # before the rest is read: what is changed meanwhile is never taken for seen
        holders = [_holder_row(event, holder, data, shown_hash) for holder in reorganising.affected_holders(event)]
        if data is not None:
            offered: dict[str, WriteForm] = {row.form.prefix or "": row.form for row in holders if row.form} | steps
            if carried_out(request, offered.get(str(data.get("action"))), user):
                return HttpResponseRedirect(request.path)
            event.refresh_from_db()  # what is refused has changed nothing, whatever was tried on the row at hand
        models.prefetch_related_objects([event], "parties__body__names")
        context = {
            **page_context(self, request, str(event)),
            "event": event,
            "before": _parties(event, ReorganisationBody.Role.OLD),
            "after": _parties(event, ReorganisationBody.Role.NEW) or event.new_name,
            "successions": PositionSuccession.objects.said_by(Reorganisation.objects.with_supplements([event]))
            .select_related("old__body", "new__body")
            .prefetch_related("old__body__names", "new__body__names")
            .order_by("old__display_order", "pk"),
            "supplements": Reorganisation.objects.filter(supplements=event).order_by("pk"),
            "holders": holders,
            "proofs": ReorganisationProof.objects.filter(
                reorganisation=event.supplements_id or event.pk  # what proves an event proves its supplements
            ).select_related("clause__order"),
            "steps": steps,
            "log": Review.objects.of(event).select_related("by", "reorganisation"),
            "corrections": event.corrections.exclude(state=State.DECLINED).order_by("pk"),
            "unproved": event.pk in without_proof(among=[event]),
            "changes": waiting_about(event),
            "correctable": event.state == State.CONFIRMED and event.supplements_id is None,
            "open": event.state in OPEN and event.supplements_id is None,
        }
        return TemplateResponse(request, "admin/people/reorganisation/event.html", context)


def _parties(event: Reorganisation, role: str) -> str:
    """The bodies of one side, under the names they bore when it happened."""
    day = event.effective_on
    return "、".join(party.body.name_on(day) for party in event.parties.all() if party.role == role)


def _heading(event: Reorganisation | None, start: Plan | None) -> str:
    if event:
        return _("修改机构变更")
    return _("更正机构变更") if start else _("登记机构变更")


def _as_planned(plan: Plan | None) -> dict[str, object]:
    if plan is None:
        return {}
    return {
        "kind": plan.kind,
        "effective_on": plan.effective_on,
        "old": list(plan.old),
        "new": list(plan.new),
        "new_name": plan.new_name,
        "document": plan.document,
        "document_public_on": plan.document_public_on,
    }


def _effects(parties: PartiesForm, plan: Plan | None, data: Data | None) -> EffectsForm:
    answers = parties.cleaned_data
    successions: Sequence[Any] | None = None
    initial: dict[str, Any] = {}
    if plan is not None:
        initial = {"note": plan.note, "effect": plan.effect}
        if {*plan.old} == {*answers["old"]} and {*plan.new} == {*answers["new"]}:
            successions = plan.successions
    return EffectsForm(
        data,
        prefix="effects",
        initial=initial,
        kind=answers["kind"],
        old=list(answers["old"]),
        new=list(answers["new"]),
        successions=successions,
    )


def _plan(parties: PartiesForm, effects: EffectsForm) -> Plan:
    said = parties.cleaned_data
    return Plan(
        kind=said["kind"],
        old=tuple(said["old"]),
        new=tuple(said["new"]),
        effective_on=said["effective_on"],
        successions=tuple(effects.successions()),
        effect=effects.cleaned_data["effect"],
        document=said["document"],
        document_public_on=said["document_public_on"],
        new_name=said["new_name"],
        note=effects.cleaned_data["note"],
    )


def _record(plan: Plan, event: Reorganisation | None, user: User, seen: str) -> Reorganisation:
    if event is None:
        return reorganising.prepare(plan=plan, by=user)
    return reorganising.revise(reorganisation=event, plan=plan, by=user, seen=seen)


def _steps(event: Reorganisation, data: Data | None, shown_hash: str) -> dict[str, WriteForm]:
    """The steps open on an event in its state; who may take them, the functions say."""
    kinds: dict[str, Any] = {}
    arguments: dict[str, Any] = {"event": event}
    if event.state in OPEN:
        forward = {"take-up": TakeUpForm} if event.state == State.PROPOSED else {"confirm": ConfirmForm}
        kinds, arguments["shown_hash"] = {**forward, "decline": DeclineForm}, shown_hash
    asked = data.get("action") if data is not None else None
    steps = {key: kind(data if asked == key else None, prefix=key, **arguments) for key, kind in kinds.items()}
    if event.state == State.CONFIRMED:
        if event.supplements_id is None:
            steps |= _supplement_step(event, data if asked == "supplement" else None)
        answer = data if asked == "withdraw" else None
        steps["withdraw"] = WithdrawEventForm(answer, prefix="withdraw", event=event, shown_hash=shown_hash)
    return steps


def _supplement_step(event: Reorganisation, answer: Mapping[str, object] | None) -> dict[str, WriteForm]:
    """The question what came on record since, where anything did."""
    unnamed, without = reorganising.unnamed_posts(event), reorganising.posts_without_successor(event)
    if not unnamed and not without:
        return {}
    form = SupplementForm(
        answer,
        prefix="supplement",
        event=event,
        unnamed=unnamed,
        without_successor=without,
        shown_hash=_unanswered(event),
        shows=partial(_unanswered, event),
    )
    return {"supplement": form}


def _unanswered(event: Reorganisation) -> str:
    """The posts a supplement is asked about, as a hash."""
    unnamed, without = reorganising.unnamed_posts(event), reorganising.posts_without_successor(event)
    return digest({"unnamed": [post.pk for post in unnamed], "without": [post.pk for post in without]})


def _holder_row(event: Reorganisation, holder: AffectedHolder, data: Data | None, shown_hash: str) -> HolderRow:
    form = None
    if event.state in OPEN and event.supplements_id is None:
        key = f"holder-{holder.official.pk}-{holder.position.pk}"
        answered = data is not None and data.get("action") == key
        form = HolderForm(data if answered else None, prefix=key, shown_hash=shown_hash, event=event, holder=holder)
    effect = dict(HolderForm.base_fields["effect"].choices)[holder.effect]  # type: ignore[attr-defined]
    return HolderRow(holder, period(holder.tenure), str(effect), form)
