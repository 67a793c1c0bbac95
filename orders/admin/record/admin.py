"""Staff pages of what stands around the orders: sessions and series kept by hand, the rest only read."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from orders.admin.shared.kept import NeverDeleted, PublicityFilter, ReadOnly
from orders.models import Act, Identification, Order, OrderState, Review, Series, Session, Tenure
from orders.models.acts import ActQuerySet
from orders.models.orders import REVIEWED_STATES
from orders.models.qualifiers import in_words
from orders.tenures.periods import period
from people.models import NotSame
from people.periods import LATEST


def order_link(order: Order, anchor: str = "") -> SafeString:
    """A link to the order's page on the desk."""
    address = reverse("admin:orders_order_change", args=[order.pk])
    return format_html('<a href="{}{}">{}</a>', address, anchor, order)


@admin.register(Session)
class SessionAdmin(NeverDeleted):
    list_display = ("__str__", "decided_on", "term", "public_since")
    list_filter = (PublicityFilter, "kind")
    search_fields = ("number", "kind", "body__names__name", "code")
    search_help_text = gettext_lazy("按次数、种类、机关名称或代码查找。")
    date_hierarchy = "decided_on"
    list_select_related = ("body",)
    autocomplete_fields = ("body",)
    readonly_fields = ("code", "public_since")
    frozen_once_public = ("body", "kind", "number", "decided_on")
    fieldsets = (
        (
            None,
            {
                "fields": ("body", "kind", "number", "decided_on"),
                "description": gettext_lazy("任免自决定之日起计算；有通知提交审核或者会议公开之后，不再改动。"),
            },
        ),
        (
            None,
            {"fields": ("term",), "description": gettext_lazy("届由人填写：各届会议的次数重新编起，通知很少印出届。")},
        ),
        (
            gettext_lazy("公开"),
            {"fields": ("code", "public_since"), "description": gettext_lazy("由系统填写，随通知一起公开。")},
        ),
    )

    def is_frozen(self, obj: models.Model | None) -> bool:
        """Frozen already while somebody reviews an order that names it: its day is the day of that order's acts."""
        under_review = isinstance(obj, Session) and obj.orders.filter(state__in=REVIEWED_STATES).exists()
        return under_review or super().is_frozen(obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Session]:
        return super().get_queryset(request).prefetch_related("body__names")


@admin.register(Series)
class SeriesAdmin(NeverDeleted):
    list_display = ("prefix", "issuer")
    search_fields = ("prefix", "issuer__names__name")
    search_help_text = gettext_lazy("按机关代字或发文机关查找。")
    list_select_related = ("issuer",)
    autocomplete_fields = ("issuer",)
    fieldsets = (
        (
            None,
            {
                "fields": ("issuer", "prefix"),
                "description": gettext_lazy("发文机关和它的机关代字，如“东政任”；有通知使用之后不再改动。"),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Series]:
        return super().get_queryset(request).prefetch_related("issuer__names")

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        used = isinstance(obj, Series) and obj.orders.exists()
        return ("issuer", "prefix") if used else ()


class OpenFilter(admin.SimpleListFilter):
    title = gettext_lazy("终止")
    parameter_name = "open"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[models.Model]
    ) -> list[tuple[str, StrOrPromise]]:
        return [("yes", gettext_lazy("未见免职记录")), ("no", gettext_lazy("已终止"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Tenure]) -> models.QuerySet[Tenure]:
        if self.value() is None:
            return queryset
        return queryset.filter(upper=LATEST) if self.value() == "yes" else queryset.exclude(upper=LATEST)


class TenureAdmin(ReadOnly):
    """Derived: whoever wants another tenure corrects its act. Registered in orders/admin/record/drift.py."""

    list_display = ("official", "position", "held", "qualifiers_in_words", "known_from", "superseded")
    list_filter = (OpenFilter, ("began_on", admin.EmptyFieldListFilter), "began_on")
    search_fields = ("official__name", "official__pinyin", "position__title", "position__body__names__name")
    search_help_text = gettext_lazy("按姓名、拼音、职务或机构查找。任职由任免动作推算，只读。")
    list_select_related = ("official", "position__body")
    ordering = ("lower", "upper", "position__display_order", "pk")
    fields = (
        "official",
        "position",
        "held",
        "qualifiers_in_words",
        "began_by",
        "ended_by",
        "ended_by_reorganisation",
        "confirmed_by",
        "known_from",
        "superseded",
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Tenure]:
        return super().get_queryset(request).prefetch_related("position__body__names")

    @admin.display(description=gettext_lazy("任期"), ordering="lower")
    def held(self, tenure: Tenure) -> str:
        return period(tenure)

    @admin.display(description=gettext_lazy("说明"))
    def qualifiers_in_words(self, tenure: Tenure) -> str:
        return "、".join(in_words(tenure.qualifiers))

    @admin.display(description=gettext_lazy("公开至"), ordering="known_until", empty_value="—")
    def superseded(self, tenure: Tenure) -> str | None:
        return None if tenure.known_until == LATEST else tenure.known_until.isoformat()


@admin.register(Review)
class ReviewAdmin(ReadOnly):
    list_display = ("at", "about", "step", "moved", "by", "note", "version")
    list_display_links = None
    list_filter = ("step", "at")
    search_fields = ("order__printed_number", "order__title", "note", "by__username")
    search_help_text = gettext_lazy("按文号、标题、意见或经手人查找。审核记录只增不改。")
    list_select_related = ("order", "erratum__order", "reorganisation", "change", "by")
    ordering = ("-at", "-pk")

    @admin.display(description=gettext_lazy("事项"))
    def about(self, review: Review) -> str:
        """A link to the page of what the entry is about."""
        subject = review.subject
        if subject is None:
            return ""
        name = f"admin:{subject._meta.app_label}_{subject._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[subject.pk]), subject)

    @admin.display(description=gettext_lazy("状态"))
    def moved(self, review: Review) -> str:
        return review.moved


class UnsettledFilter(admin.SimpleListFilter):
    """What waits for a person: the name, or the post."""

    title = gettext_lazy("待认定")
    parameter_name = "unsettled"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[models.Model]
    ) -> list[tuple[str, StrOrPromise]]:
        return [("name", gettext_lazy("姓名未认定")), ("provisional", gettext_lazy("暂列，身份未定"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Act]) -> models.QuerySet[Act]:
        assert isinstance(queryset, ActQuerySet)  # as the page of acts asks for them
        if self.value() == "name":
            return unsettled_names(queryset)
        return queryset.filter(official__provisional=True) if self.value() == "provisional" else queryset


def unsettled_names(acts: ActQuerySet) -> ActQuerySet:
    """Of these acts those in force, of orders that still count, whose name nobody has settled."""
    return acts.read().filter(official__isnull=True).exclude(clause__order__state=OrderState.DISCARDED)


@admin.register(Act)
class ActAdmin(ReadOnly):
    list_display = ("notice", "verb", "printed_official", "printed_post", "qualifiers_in_words", "official")
    list_display_links = None
    list_filter = (UnsettledFilter, "verb")
    search_fields = ("printed_official", "printed_post", "clause__order__printed_number")
    search_help_text = gettext_lazy("按印出的姓名、职务或文号查找。任免动作在通知的页面上校对和认定。")
    list_select_related = ("clause__order", "official")
    ordering = ("-clause__order__signed_on", "clause", "sequence")

    @admin.display(description=gettext_lazy("任免通知"), ordering="clause")
    def notice(self, act: Act) -> SafeString:
        return order_link(act.clause.order, f"#clause-{act.clause.sequence}")

    @admin.display(description=gettext_lazy("说明"))
    def qualifiers_in_words(self, act: Act) -> str:
        return "、".join(in_words(act.qualifiers))


@admin.register(Identification)
class IdentificationAdmin(ReadOnly):
    list_display = ("at", "kind", "official", "other", "act_decided", "by", "note")
    list_display_links = None
    list_filter = ("kind", "at")
    search_fields = ("official__name", "official__pinyin", "other__name", "note", "act__clause__order__printed_number")
    search_help_text = gettext_lazy("按姓名、拼音、依据或文号查找。认定只增不改；要改，再作一次认定。")
    list_select_related = ("official", "other", "by", "act__clause__order")

    @admin.display(description=gettext_lazy("任免动作"))
    def act_decided(self, identification: Identification) -> str:
        act = identification.act
        return "" if act is None else _("%(order)s：%(act)s") % {"order": act.clause.order, "act": act}


@admin.register(NotSame)
class NotSameAdmin(ReadOnly):
    list_display = ("one", "other", "by", "at", "note")
    list_display_links = None
    search_fields = ("one__name", "other__name", "note")
    search_help_text = gettext_lazy("按姓名或依据查找。")
    list_select_related = ("one", "other", "by")
