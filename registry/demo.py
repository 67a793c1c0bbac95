"""The two accounts of a fresh machine, with which anybody can try the desk. A real office deactivates them."""

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

from orders.office.access import CLERK_GROUP, REVIEWER_GROUP, ensure_groups

DEMO_GROUPS = {"demo-clerk": CLERK_GROUP, "demo-reviewer": REVIEWER_GROUP}


@dataclass(frozen=True)
class DemoAccount:
    """A user name, the group whose permissions it has, and its password – shown once, stored only as a hash."""

    username: str
    group: str
    password: str


def demo_accounts_exist() -> bool:
    """Whether this database has been given its demo accounts."""
    return get_user_model().objects.filter(username__in=DEMO_GROUPS).exists()


@transaction.atomic
def renew_demo_accounts() -> list[DemoAccount]:
    """Create the demo clerk and the demo reviewer where missing, and give both new random passwords."""
    groups = ensure_groups()
    accounts = []
    for username, group in DEMO_GROUPS.items():
        user, _created = get_user_model().objects.get_or_create(username=username, defaults={"is_staff": True})
        account = DemoAccount(username, group, secrets.token_urlsafe(12))
        user.set_password(account.password)
        user.save(update_fields=["password"])
        user.groups.add(groups[group])
        accounts.append(account)
    return accounts
