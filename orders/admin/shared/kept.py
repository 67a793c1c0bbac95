"""How the pages of the staff treat records: nothing is deleted, nothing overwritten unseen, what changed is kept.

What the public can see is not edited in place.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import User
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from orders import changing
from orders.admin.shared.desk_page import waiting_about
from orders.admin.shared.history import with_values
from orders.admin.shared.seen import CarriesSeen, RecordForm
from orders.admin.shared.writing import PREPARED
from orders.changing.records import seen_by_the_public
from orders.models import PublicChange
from orders.office.permissions import DeskPermissions
from orders.office.turns import take_turn_for, take_turn_of_names
from people.refusal import Refused


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


def reason_field() -> forms.CharField:
    """Why something is changed; asked where the public sees it."""
    return forms.CharField(
        label=gettext_lazy("变更理由"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("改动已公开的内容必须写明理由，由另一位同事确认后才生效。"),
    )


class KeptForm(RecordForm):
    """A record on its page; where the public sees it, a change waits for another person, and says why."""

    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seen_by_the_public(self.instance):
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class NeverDeleted(CarriesSeen, admin.ModelAdmin[Any]):
    """A record that staff keep. No delete button, no delete action: a register forgets nothing (档案法 art. 37)."""

    form = KeptForm
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

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **about: Any
    ) -> HttpResponse:
        """Two saves at once come one after the other, so that the second sees what the first wrote.

        A refusal is said on the page, and nothing is written.
        """
        if request.method != "POST":
            return super().changeform_view(request, object_id, *args, **about)
        try:
            with transaction.atomic():
                take_turn_for(*filter(None, [self.get_object(request, unquote(object_id)) if object_id else None]))
                take_turn_of_names()  # a record may be given a name that no other may bear
                return super().changeform_view(request, object_id, *args, **about)
        except Refused as refused:
            messages.error(request, refused.sentence)
            return HttpResponseRedirect(request.get_full_path())

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """What was changed, old and new; Django keeps the names of the fields alone."""
        changed = [form] if form.changed_data and not add else []
        for formset in formsets or ():
            of_row = {id(row.instance): row for row in formset.forms}
            changed += [of_row[id(record)] for record, _fields in formset.changed_objects]
        return with_values(super().construct_change_message(request, form, formsets, add), changed)

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Only what was changed on the page is written, or prepared: orders/changing/ says which."""
        assert isinstance(request.user, User)  # permissions have seen to it
        fields = [name for name in form.changed_data if name != "reason"]
        reason = form.cleaned_data.get("reason", "")
        change_waiting = changing.edit(record=obj, fields=fields, by=request.user, reason=reason)
        request.waits = change_waiting  # type: ignore[attr-defined]  # for the answer to this request

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if waits(request) else super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if waits(request) else super().log_change(request, obj, message)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return _to_the_change(request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return _to_the_change(request) or super().response_change(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the question why, where a change waits for another person."""
        fieldsets = super().get_fieldsets(request, obj)
        allowed = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if not (allowed and seen_by_the_public(obj or self.model())):
            return fieldsets
        return [*fieldsets, (gettext_lazy("理由"), {"fields": ("reason",), "description": _waiting(obj)})]

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


def waits(request: HttpRequest) -> PublicChange | None:
    """The change that saving a record of this request prepared; None = it was written at once."""
    change: PublicChange | None = getattr(request, "waits", None)
    return change


def _waiting(record: models.Model | None) -> SafeString:
    """The changes about a record that wait for another person, each a link to its page."""
    if record is None:
        return SafeString("")
    links = ((change_address(change), change) for change in waiting_about(record))
    return format_html_join("", gettext("已拟好，待另一位同事确认：") + '<a href="{}">{}</a><br>', links)


def change_address(change: PublicChange) -> str:
    """Where a change is read, confirmed and declined."""
    return reverse("admin:orders_publicchange_change", args=[change.pk])


def _to_the_change(request: HttpRequest) -> HttpResponse | None:
    change = waits(request)
    if change is None:
        return None
    messages.success(request, PREPARED)
    return HttpResponseRedirect(change_address(change))


def is_public(record: models.Model | None) -> bool:
    """Whether the public can see this record; a record that is being added is not public."""
    return getattr(record, "public_since", None) is not None
