"""How the pages of the staff treat records: nothing is deleted, and what the public can see is not edited in place."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from orders.office.permissions import DeskPermissions


def granted(request: HttpRequest, action: str, opts: Any) -> bool:
    """Whether the table of the desk lets this user do this; Django's own answer lets a superuser do anything."""
    permission = f"{opts.app_label}.{get_permission_codename(action, opts)}"
    return permission in DeskPermissions().get_group_permissions(request.user)


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


class NeverDeleted(admin.ModelAdmin[Any]):
    """A record that staff keep. No delete button, no delete action: a register forgets nothing (档案法 art. 37)."""

    save_on_top = False
    # Fields that become read-only once the record is frozen.
    frozen_once_public: tuple[str, ...] = ()

    def view_on_site(self, obj: models.Model) -> str | None:
        """The public page of the record, for the button on its own page; none while only the desk knows it."""
        address = getattr(obj, "get_absolute_url", None)
        return str(address()) if address and (is_public(obj) or getattr(obj, "is_public", False)) else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return granted(request, "add", self.opts)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return granted(request, "change", self.opts)

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Only what was changed on the page is written: meanwhile a step may have made the record public."""
        if change:
            obj.save(update_fields=form.changed_data)
        else:
            obj.save()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields + self.frozen_once_public if self.is_frozen(obj) else fields

    def is_frozen(self, obj: models.Model | None) -> bool:
        """Whether others already rest on what the record says: by itself, from the day it is public."""
        return is_public(obj)


class ReadOnly(NeverDeleted):
    """A record that functions write – derived, or appended by a step – and that staff only read."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ReadOnlyRows(admin.TabularInline[Any, Any]):
    """Rows shown under a record they belong to, and not changed there."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


def is_public(record: models.Model | None) -> bool:
    """Whether the public can see this record; a record that is being added is not public."""
    return getattr(record, "public_since", None) is not None
