"""Who may do what at the desk: two groups of staff, and nobody by mere rank (三员分立: a superuser enters nothing)."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, Group, User
from django.utils.translation import gettext as _

from people.refusal import Refused

CLERK_GROUP = "经办"
REVIEWER_GROUP = "审核"

Account = User | AnonymousUser


def ensure_groups() -> dict[str, Group]:
    """The two groups by name; made where they are missing."""
    return {name: Group.objects.get_or_create(name=name)[0] for name in (CLERK_GROUP, REVIEWER_GROUP)}


def may_enter(user: Account) -> bool:
    """Whether the user may enter notices, correct their reading, submit and discard them."""
    return groups_of(user) == {CLERK_GROUP}


def may_review(user: Account) -> bool:
    """Whether the user may approve, send back, publish and confirm."""
    return groups_of(user) == {REVIEWER_GROUP}


def may_take_part(user: Account) -> bool:
    """Whether the user is at the desk at all: a clerk or a reviewer."""
    return may_enter(user) or may_review(user)


def groups_of(user: Account) -> frozenset[str]:
    """Which of the two groups an active user belongs to; asked once for each User as it was read.

    Whoever belongs to both belongs, for the desk, to neither: two people stand behind everything public.
    """
    if not (user.is_active and user.pk):
        return frozenset()
    known: frozenset[str] | None = getattr(user, "_desk_groups", None)
    if known is None:
        names = user.groups.filter(name__in=(CLERK_GROUP, REVIEWER_GROUP)).values_list("name", flat=True)
        known = frozenset(names)
        setattr(user, "_desk_groups", known)  # noqa: B010 – for this request, as Django itself does
    return known


def why_nothing(user: Account) -> str:
    """Why an account that belongs to both groups may do nothing at the desk, a sentence; '' = it does not."""
    if len(groups_of(user)) < len((CLERK_GROUP, REVIEWER_GROUP)):
        return ""
    return _("您的账户同时属于“经办”和“审核”两组，在办公台上不能办理任何事项；请管理员只保留一组。")


def in_both_groups() -> list[str]:
    """The names of active accounts that belong to both groups, which nobody may."""
    clerks = User.objects.filter(is_active=True, groups__name=CLERK_GROUP)
    return list(clerks.filter(groups__name=REVIEWER_GROUP).order_by("username").values_list("username", flat=True))


def require_entry(user: Account) -> None:
    """Refuses whoever may not enter notices."""
    if not may_enter(user):
        raise Refused(_("只有“经办”组的成员可以录入和修改任免通知。"))
