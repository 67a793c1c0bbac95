"""How the pages of the staff treat records: nothing is deleted, nothing overwritten unseen, what changed is kept.

What the public can see is not edited in place.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from orders.admin.shared.history import with_values
from orders.admin.shared.seen import CarriesSeen
from orders.office.permissions import DeskPermissions
from orders.office.turns import take_turn


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


class NeverDeleted(CarriesSeen, admin.ModelAdmin[Any]):
    """A record that staff keep. No delete button, no delete action: a register forgets nothing (档案法 art. 37)."""

    save_on_top = False
    object_history_template = "admin/orders/history.html"
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

    def changeform_view(self, request: HttpRequest, *args: Any, **about: Any) -> HttpResponse:
        """Two saves at once come one after the other, so that the second sees what the first wrote."""
        if request.method != "POST":
            return super().changeform_view(request, *args, **about)
        with transaction.atomic():
            take_turn()
            return super().changeform_view(request, *args, **about)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """What was changed, old and new; Django keeps the names of the fields alone."""
        changed = [form] if form.changed_data and not add else []
        for formset in formsets or ():
            of_row = {id(row.instance): row for row in formset.forms}
            changed += [of_row[id(record)] for record, _fields in formset.changed_objects]
        return with_values(super().construct_change_message(request, form, formsets, add), changed)

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


class KeptRows(CarriesSeen, admin.TabularInline[Any, Any]):
    """Rows changed under the record they belong to. Their form says on whose history that stands."""

    can_delete = False


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
