"""`manage.py check --database default`: no account belongs to both groups of the desk, however it came to that."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Group, User
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils.translation import gettext as _

from orders.office.access import in_both_groups

TABLES = {User._meta.db_table, Group._meta.db_table, User.groups.through._meta.db_table}


@register(Tags.database)
def nobody_in_both_groups(*, databases: Sequence[str] | None = None, **options: object) -> list[CheckMessage]:
    """The accounts by name; nothing where the database is not asked about or has no tables yet, as before `migrate`."""
    if DEFAULT_DB_ALIAS not in (databases or ()) or not TABLES.issubset(connection.introspection.table_names()):
        return []
    names = in_both_groups()
    if not names:
        return []
    sentence = _("这些账户同时属于“经办”和“审核”两组：%(names)s。") % {"names": _("、").join(names)}
    hint = _("在办公台的“用户”页面为每个账户只保留一组。")
    return [Error(sentence, hint=hint, id="orders.E001")]
