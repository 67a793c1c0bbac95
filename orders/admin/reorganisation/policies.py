"""Staff pages of the rules that say what a reorganisation does to holders."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.admin.shared.kept import NeverDeleted
from people.models import ReorganisationPolicy


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
