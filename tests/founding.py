"""The register after load_founding, cheap enough for every test that wants it.

The command runs once in a session (and worker), in a transaction that is rolled back; its rows are kept as they were.
A test that asks for `founding` gets them written into its own transaction, so that it starts from the loaded register
and leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from orders.management.commands.load_founding import CLERK, REVIEWER
from orders.office.access import CLERK_GROUP, REVIEWER_GROUP, ensure_groups

Rows = dict[type[models.Model], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def founding_rows(django_db_setup: None, django_db_blocker: Any) -> Rows:
    """Every row that load_founding writes, by model, with `by` people named instead of numbered."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_founding", stdout=StringIO())
        names = dict(User.objects.values_list("pk", "username"))
        rows: Rows = {}
        for model in (*apps.get_app_config("people").get_models(), *apps.get_app_config("orders").get_models()):
            accounts = list(_account_columns(model))
            rows[model] = list(model._base_manager.order_by("pk").values())
            for row in rows[model]:
                row.update({column: names.get(row[column]) for column in accounts})
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def founding(db: None, founding_rows: Rows) -> None:
    """The five founding notices published and the two reorganisations confirmed, as load_founding leaves them."""
    accounts = {name: account.pk for name, account in _accounts()}
    for model, rows in founding_rows.items():
        columns = list(_account_columns(model))
        model._base_manager.bulk_create(
            model(**row | {column: accounts.get(row[column]) for column in columns}) for row in rows
        )
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(founding_rows)):
            cursor.execute(statement)


def _accounts() -> Iterator[tuple[str, User]]:
    groups = ensure_groups()
    for name, group in ((CLERK, CLERK_GROUP), (REVIEWER, REVIEWER_GROUP)):
        account = User.objects.create(username=name, is_active=False)
        account.set_unusable_password()
        account.save()
        account.groups.set([groups[group]])
        yield name, account


def _account_columns(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if field.related_model is User:
            yield field.attname
