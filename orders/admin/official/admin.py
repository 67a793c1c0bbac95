"""Staff pages of officials: what is on record of each, and the decisions on who is who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from orders.admin.official.forms import MergeForm, NotSameForm, SameAgainForm, SettleForm, SplitForm
from orders.admin.shared.arguments import Data
from orders.admin.shared.careers import CareerLine, careers
from orders.admin.shared.desk_page import found_or_404, member, page_context, waiting_about
from orders.admin.shared.finding import officials_found
from orders.admin.shared.kept import NeverDeleted, PublicityFilter, ReadOnlyRows
from orders.admin.shared.writing import WriteForm, carried_out
from orders.models import Act, Identification, Tenure
from orders.office.content import digest
from people.models import NotSame, Official


class StandingFilter(admin.SimpleListFilter):
    title = gettext_lazy("身份")
    parameter_name = "identity"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[models.Model]
    ) -> list[tuple[str, StrOrPromise]]:
        return [
            ("provisional", gettext_lazy("身份未定")),
            ("settled", gettext_lazy("身份已定")),
            ("merged", gettext_lazy("已并入他人")),
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Official]) -> models.QuerySet[Official]:
        match self.value():
            case "provisional":
                return queryset.filter(provisional=True, merged_into__isnull=True)
            case "settled":
                return queryset.filter(provisional=False, merged_into__isnull=True)
            case "merged":
                return queryset.filter(merged_into__isnull=False)
        return queryset


class IdentificationRows(ReadOnlyRows):
    model = Identification
    fk_name = "official"
    fields = ("at", "kind", "act", "other", "by", "note")
    readonly_fields = ("at",)
    verbose_name_plural = gettext_lazy("认定记录（只增不改）")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Identification]:
        return super().get_queryset(request).select_related("other", "by", "act")


@admin.register(Official)
class OfficialAdmin(NeverDeleted):
    list_display = ("name", "pinyin", "posts", "provisional", "merged_into", "public_since")
    list_filter = (StandingFilter, PublicityFilter)
    search_fields = ("name", "pinyin", "code")
    search_help_text = gettext_lazy("按姓名、拼音或代码查找。")
    list_select_related = ("merged_into",)
    list_per_page = 50
    readonly_fields = ("name", "posts", "provisional", "merged_into", "code", "public_since")
    inlines = (IdentificationRows,)
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "posts"),
                "description": gettext_lazy(
                    "姓名和任职来自通知，不在这里改动；一个姓名可能是几个人，认定在“身份认定”里做。"
                ),
            },
        ),
        (
            gettext_lazy("拼音"),
            {
                "fields": ("pinyin",),
                "description": gettext_lazy("供查找和英文页面使用；多音字姓名请核对后改正。"),
            },
        ),
        (
            gettext_lazy("身份"),
            {
                "fields": ("provisional", "merged_into", "code", "public_since"),
                "description": gettext_lazy("由认定和公开这些步骤填写。"),
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A person comes on record by a notice, never by hand."""
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Official]:
        return (
            super()
            .get_queryset(request)
            .prefetch_related(models.Prefetch("tenures", _standing_tenures(), to_attr="tenures_known"))
        )

    @admin.display(description=gettext_lazy("未见免职的任职"))
    def posts(self, official: Official) -> SafeString:
        held = [tenure.position for tenure in getattr(official, "tenures_known", [])]
        return format_html_join("", '<div class="post">{}</div>', ((position,) for position in held)) or SafeString("—")

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<int:pk>/identity/",
                self.admin_site.admin_view(self.identity_view),
                name="people_official_identity",
            ),
            *super().get_urls(),
        ]

    def identity_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Settle, merge, split, not the same: each a form of its own, each refused or done by orders/identity."""
        user = member(request)
        official = found_or_404(self.get_queryset(request), pk)
        people = People.around(official, request.GET.get("q", "").strip())
        forms = _identity_forms(people, request.POST if request.method == "POST" else None)
        if request.method == "POST" and carried_out(request, forms.get(str(request.POST.get("action"))), user):
            return HttpResponseRedirect(request.path)
        context = {
            **page_context(self, request, _("身份认定：%(name)s") % {"name": official.name}),
            "official": official,
            "posts": people.careers.get(official.pk, []),
            "forms": forms,
            "settled_as_others": NotSame.objects.filter(Q(one=official) | Q(other=official)).select_related(
                "one", "other", "by"
            ),
            "query": people.query,
            "changes": waiting_about(official),
        }
        return TemplateResponse(request, "admin/people/official/identity.html", context)


@dataclass(frozen=True)
class People:
    """An official and everybody the page on identity shows beside them, with what is on record of each."""

    official: Official
    query: str
    apart: list[Official]
    others: list[Official]
    careers: dict[int, list[CareerLine]]
    acts: list[Act]

    @classmethod
    def around(cls, official: Official, query: str) -> People:
        settled_apart = _settled_apart(official)
        apart = [other for other in settled_apart if other.merged_into_id is None]
        others = [other for other in _others(official, query) if other not in settled_apart]
        acts = list(Act.objects.read().filter(official=official).select_related("clause__order"))
        return cls(official, query, apart, others, careers([official, *others, *apart]), acts)

    def as_hash(self) -> str:
        """All that the page shows, as it was read."""
        return digest(
            {
                "official": [self.official.name, self.official.provisional, self.official.merged_into_id],
                "apart": [other.pk for other in self.apart],
                "others": [[other.pk, other.name] for other in self.others],
                "posts": sorted((key, [str(post) for post in posts]) for key, posts in self.careers.items()),
                "acts": sorted(act.pk for act in self.acts),
            }
        )

    def hash_now(self) -> str:
        """The same as it is on record now."""
        return People.around(Official.everything.get(pk=self.official.pk), self.query).as_hash()


def _standing_tenures() -> models.QuerySet[Tenure]:
    return Tenure.objects.known().open().select_related("position__body").prefetch_related("position__body__names")


def _identity_forms(people: People, data: Data | None) -> dict[str, WriteForm]:
    """The decisions open on this official; a merged one has none."""
    official = people.official
    if official.merged_into_id:
        return {}
    pair: dict[str, Any] = {"official": official, "careers": people.careers}
    kinds: list[tuple[str, Any, bool, dict[str, Any]]] = [
        ("settle", SettleForm, official.provisional, {"official": official}),
        ("merge", MergeForm, bool(people.others), {**pair, "others": people.others}),
        ("not-same", NotSameForm, bool(people.others), {**pair, "others": people.others}),
        ("same-again", SameAgainForm, bool(people.apart), {**pair, "others": people.apart}),
        ("split", SplitForm, len(people.acts) > 1, {"official": official, "acts": people.acts}),
    ]
    shown = {"shown_hash": people.as_hash(), "shows": people.hash_now}
    forms: dict[str, WriteForm] = {}
    for key, kind, offered, arguments in kinds:
        if offered:
            answered = data is not None and data.get("action") == key
            forms[key] = kind(data if answered else None, prefix=key, **shown, **arguments)
    return forms


def _settled_apart(official: Official) -> list[Official]:
    """Those settled to be other people than this one."""
    pairs = NotSame.objects.filter(Q(one=official) | Q(other=official)).select_related("one", "other").order_by("pk")
    return [pair.other if pair.one == official else pair.one for pair in pairs]


def _others(official: Official, query: str) -> Sequence[Official]:
    """Whom this official may be mistaken for: the namesakes, and whom a search by name, pinyin or code finds."""
    namesakes = Official.everything.namesakes(official.name).order_by("pk")
    others = dict.fromkeys([*namesakes, *officials_found(query)])
    return [other for other in others if other != official]
