"""What the two groups may do with the records that staff keep by hand, as the admin asks it.

The table is code, not rows: a group has these permissions on every machine, and nobody grants others by a click. What
is done with orders, identity and reorganisations is refused or allowed by those functions themselves.
"""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend

from orders.office.access import Account, may_enter, may_review

# Read by everybody at the desk.
SEEN = frozenset(
    {
        "orders.view_act",
        "orders.view_erratum",
        "orders.view_identification",
        "orders.view_order",
        "orders.view_publicchange",
        "orders.view_review",
        "orders.view_series",
        "orders.view_session",
        "orders.view_tenure",
        "people.view_body",
        "people.view_bodyname",
        "people.view_notsame",
        "people.view_official",
        "people.view_position",
        "people.view_reorganisation",
        "people.view_reorganisationpolicy",
    }
)
# Kept by clerks: what the notices do not say, such as places on the chart and the reading of a name.
ENTERED = frozenset(
    {
        "orders.add_series",
        "orders.add_session",
        "orders.change_series",
        "orders.change_session",
        "people.add_body",
        "people.add_bodyname",
        "people.add_position",
        "people.change_body",
        "people.change_bodyname",
        "people.change_official",
        "people.change_position",
    }
)
# Rules that decide what an event does to its holders are for those who answer for publication.
REVIEWED = frozenset({"people.add_reorganisationpolicy", "people.change_reorganisationpolicy"})


class DeskPermissions(BaseBackend):
    """Permissions by group, from the table above; it lets nobody in, Django's own backend does that.

    What is not granted here, nobody has, a superuser neither.
    """

    def get_group_permissions(self, user_obj: Account, obj: object = None) -> set[str]:
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        known: set[str] | None = getattr(user_obj, "_desk_permissions", None)
        if known is None:
            clerk, reviewer = may_enter(user_obj), may_review(user_obj)
            known = set()
            if clerk or reviewer:
                known |= SEEN
            if clerk:
                known |= ENTERED
            if reviewer:
                known |= REVIEWED
            setattr(user_obj, "_desk_permissions", known)  # noqa: B010 – for this request, as Django itself does
        return set(known)

    def has_module_perms(self, user_obj: Account, app_label: str) -> bool:
        """Whether the user sees anything of an app in the admin."""
        return any(permission.startswith(f"{app_label}.") for permission in self.get_group_permissions(user_obj))
