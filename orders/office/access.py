"""Who may do what at the desk: two groups of staff, and nobody by mere rank (三员分立: a superuser enters nothing)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser, Group, User
from django.utils.translation import gettext as _

from people.refusal import Refused

CLERK_GROUP = "经办"
REVIEWER_GROUP = "审核"

Account = User | AnonymousUser | Any


def ensure_groups() -> dict[str, Group]:
    """The two groups by name; made where they are missing."""
    return {name: Group.objects.get_or_create(name=name)[0] for name in (CLERK_GROUP, REVIEWER_GROUP)}


def may_enter(user: Account) -> bool:
    """Whether the user may enter notices, correct their reading, submit and discard them."""
    return _belongs_to(user, CLERK_GROUP)


def may_review(user: Account) -> bool:
    """Whether the user may approve, send back, publish and withdraw."""
    return _belongs_to(user, REVIEWER_GROUP)


def require_entry(user: Account) -> None:
    """Refuses whoever may not enter notices."""
    if not may_enter(user):
        raise Refused(_("只有“经办”组的成员可以录入和修改任免通知。"))


def _belongs_to(user: Account, group: str) -> bool:
    return bool(user.is_active and user.pk and user.groups.filter(name=group).exists())
