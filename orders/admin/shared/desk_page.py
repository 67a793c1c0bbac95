"""Who may open the pages of the desk, and what all of them share."""

from __future__ import annotations

from typing import TypeVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest

from orders.models import PublicChange
from orders.office import access

Record = TypeVar("Record", bound=models.Model)


def clerk(request: HttpRequest) -> User:
    """The person at the desk, who may enter notices; anyone else is turned away."""
    user = request.user
    if not isinstance(user, User) or not access.may_enter(user):
        raise PermissionDenied
    return user


def member(request: HttpRequest) -> User:
    """The person at the desk, a clerk or a reviewer; anyone else is turned away."""
    user = request.user
    if not isinstance(user, User) or not (access.may_enter(user) or access.may_review(user)):
        raise PermissionDenied
    return user


def found_or_404(records: models.QuerySet[Record], object_id: int | str) -> Record:
    """The record of an address; 404 where there is none, also where the address holds no number."""
    try:
        return records.get(pk=object_id)
    except (ValueError, ObjectDoesNotExist) as missing:
        raise Http404 from missing


def page_context(model_admin: admin.ModelAdmin[models.Model], request: HttpRequest, title: str) -> dict[str, object]:
    """What every page of the desk shares with the pages of the admin; the side bar gives its width to the notice."""
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
        "media": model_admin.media,
        "is_nav_sidebar_enabled": False,
    }


def waiting_about(record: models.Model) -> list[PublicChange]:
    """The changes of what is public about this record that wait for another person, as its page shows them."""
    return list(PublicChange.objects.waiting().concerning(record).select_related("prepared_by"))
