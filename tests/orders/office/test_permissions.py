"""What the two groups may do in the admin stands in one table and is the same on every machine."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from orders.office.permissions import ENTERED, REVIEWED, SEEN


def test_a_clerk_keeps_records_and_sets_no_rule(alice):
    assert alice.has_perms(SEEN | ENTERED)
    assert not any(alice.has_perm(permission) for permission in REVIEWED)


def test_a_reviewer_sets_rules_and_keeps_no_records(bob):
    assert bob.has_perms(SEEN | REVIEWED)
    assert not any(bob.has_perm(permission) for permission in ENTERED)


def test_charlie_and_a_visitor_have_none(charlie):
    for user in (charlie, AnonymousUser()):
        assert not any(user.has_perm(permission) for permission in SEEN | ENTERED | REVIEWED)
        assert not user.has_module_perms("orders")


def test_a_clerk_who_has_left_has_none(alice):
    alice.is_active = False
    assert not any(alice.has_perm(permission) for permission in SEEN)


@pytest.mark.django_db
def test_every_permission_of_the_table_exists_and_none_deletes():
    known = {
        f"{row.content_type.app_label}.{row.codename}" for row in Permission.objects.select_related("content_type")
    }
    assert known >= SEEN | ENTERED | REVIEWED
    assert not any(".delete_" in permission for permission in SEEN | ENTERED | REVIEWED)
