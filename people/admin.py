"""Staff pages of the ground floor: bodies with their names, positions, and the rules for reorganisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.desk import NeverDeleted, ReadOnlyRows, is_public
from people.models import Body, BodyName, Position, ReorganisationPolicy


class PublicityFilter(admin.SimpleListFilter):
    """Public, or known only from drafts."""

    title = gettext_lazy("公开情况")
    parameter_name = "public"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, Any]]:
        return [("yes", gettext_lazy("已公开")), ("no", gettext_lazy("只在草稿中"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(public_since__isnull=self.value() == "no")


class BodyNameFormSet(forms.BaseInlineFormSet[BodyName, Body, Any]):
    """The names of one body: at least one, and none that another body bears, since notices name bodies by name only."""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            name = form.cleaned_data.get("name") if form.is_valid() else None
            if name and BodyName.objects.filter(name=name).exclude(body=self.instance.pk).exists():
                form.add_error("name", _("登记中已有名为“%(name)s”的机构。") % {"name": name})


class BodyNameRows(admin.TabularInline[BodyName, Body]):
    """The names of a body that no one outside has seen yet. A public body changes its name by a 机构变更."""

    model = BodyName
    formset = BodyNameFormSet
    extra = 0
    min_num = 1
    can_delete = False
    fields = ("name", "began_on", "ended_on")
    verbose_name = gettext_lazy("名称")
    verbose_name_plural = gettext_lazy("名称（按公文印出的全称填写。已公开的机构更名，请登记“机构变更”。）")

    def get_formset(self, request: HttpRequest, obj: Body | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, **kwargs, validate_min=True)

    def has_add_permission(self, request: HttpRequest, obj: Body | None = None) -> bool:
        return super().has_add_permission(request, obj) and not is_public(obj)

    def has_change_permission(self, request: HttpRequest, obj: Body | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_public(obj)


class PositionRows(ReadOnlyRows):
    model = Position
    fields = ("title", "position_class", "display_order", "public_since")
    show_change_link = True
    verbose_name_plural = gettext_lazy("这一机构的职务（录入通知时自动登记）")


class BodyAdmin(NeverDeleted):
    """Registered in orders/admin/bodies.py, which knows what the orders rest on."""

    list_display = ("__str__", "parent", "display_order", "established_on", "abolished_on", "public_since")
    list_filter = (PublicityFilter, ("abolished_on", admin.EmptyFieldListFilter))
    search_fields = ("names__name", "code")
    search_help_text = gettext_lazy("按现名、曾用名或代码查找。")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    readonly_fields = ("code", "public_since")
    frozen_once_public = ("established_on", "abolished_on")
    inlines = (BodyNameRows, PositionRows)
    fieldsets = (
        (
            None,
            {
                "fields": ("parent", "display_order"),
                "description": gettext_lazy("机构在机构图上的位置：挂在哪个上级之下，同级之中排第几。"),
            },
        ),
        (
            gettext_lazy("存续"),
            {
                "fields": ("established_on", "abolished_on"),
                "description": gettext_lazy("机构存在的起止；已公开的机构由“机构变更”登记设立与终止。"),
            },
        ),
        (
            gettext_lazy("公开"),
            {
                "fields": ("code", "public_since"),
                "description": gettext_lazy("由系统填写：代码用于公开网址；公众自公开之日起可以看到。"),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Body]:
        return super().get_queryset(request).prefetch_related("names", "parent__names")


class PositionAdmin(NeverDeleted):
    """Registered in orders/admin/bodies.py, which knows what the orders rest on."""

    list_display = ("title", "body", "position_class", "display_order", "public_since")
    list_display_links = ("title",)
    list_filter = (PublicityFilter, "position_class")
    search_fields = ("title", "body__names__name", "code")
    search_help_text = gettext_lazy("按职务名称、机构名称或代码查找。")
    list_select_related = ("body",)
    autocomplete_fields = ("body",)
    readonly_fields = ("code", "public_since")
    frozen_once_public = ("body", "title")
    fieldsets = (
        (
            None,
            {
                "fields": ("body", "title"),
                "description": gettext_lazy("一个职务由机构和名称确定；公开之后不再改动，改称的职务另行登记。"),
            },
        ),
        (
            gettext_lazy("类别与排列"),
            {
                "fields": ("position_class", "display_order"),
                "description": gettext_lazy("类别用于统计职数；排列次序决定机构图上的先后。"),
            },
        ),
        (
            gettext_lazy("公开"),
            {
                "fields": ("code", "public_since"),
                "description": gettext_lazy("由系统填写：代码用于公开网址；公众自公开之日起可以看到。"),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Position]:
        return super().get_queryset(request).prefetch_related("body__names")


@admin.register(ReorganisationPolicy)
class ReorganisationPolicyAdmin(NeverDeleted):
    list_display = ("kind", "issuer", "effect", "basis")
    list_filter = ("kind", "effect")
    search_fields = ("basis", "issuer__names__name")
    search_help_text = gettext_lazy("按依据或发文机关查找。")
    list_select_related = ("issuer",)
    autocomplete_fields = ("issuer",)
    fieldsets = (
        (
            None,
            {
                "fields": ("issuer", "kind", "effect", "basis"),
                "description": _(
                    "各地法规对机构变更时任职者的处理规定不同：按发文机关和变更类型逐条登记，并写明法规条款。"
                ),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ReorganisationPolicy]:
        return super().get_queryset(request).prefetch_related("issuer__names")
