"""Accounts and groups in the admin: no account in both groups of the desk, and the two groups stay what they are."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth import admin as django_pages
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from orders.office.access import CLERK_GROUP, REVIEWER_GROUP

DESK_GROUPS = {CLERK_GROUP, REVIEWER_GROUP}

# Django registers pages of its own as soon as its module is read, which the import above has done.
admin.site.unregister([User, Group])


class AccountForm(UserChangeForm[User]):
    """An account, in one group of the desk at most."""

    def clean_groups(self) -> models.QuerySet[Group]:
        groups: models.QuerySet[Group] = self.cleaned_data["groups"]
        if {group.name for group in groups} >= DESK_GROUPS:
            raise ValidationError(
                _("同一账户不能同时属于“经办”和“审核”两组：公开的内容由两个人先后经手。请只保留一组。"),
                code="both_groups",
            )
        return groups


@admin.register(User)
class AccountAdmin(django_pages.UserAdmin[User]):
    form = AccountForm


@admin.register(Group)
class GroupAdmin(django_pages.GroupAdmin):
    """The two groups of the desk are named in the code, so they are neither renamed nor deleted."""

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> list[str] | tuple[str, ...]:
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "name") if _of_the_desk(obj) else fields

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return not _of_the_desk(obj) and super().has_delete_permission(request, obj)


def _of_the_desk(group: Group | None) -> bool:
    return group is not None and group.name in DESK_GROUPS
