"""Staff pages of posts: their title, class and place on the chart."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from orders.admin.shared.kept import NeverDeleted, PublicityFilter
from orders.models import Act
from orders.models.orders import REVIEWED_STATES
from people.models import Position


@admin.register(Position)
class PositionAdmin(NeverDeleted):
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

    def is_frozen(self, obj: models.Model | None) -> bool:
        if super().is_frozen(obj) or not isinstance(obj, Position):
            return super().is_frozen(obj)
        return Act.objects.filter(position=obj, clause__order__state__in=REVIEWED_STATES).exists()
