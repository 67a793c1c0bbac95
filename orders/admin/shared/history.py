"""What a save on a page of the admin changed, old and new: kept with Django's log entry, said in the reader's language.

Values are kept plain – a day as 2021-05-10, a class by its key, a record as it was called then – and put into words
when somebody reads them. Django's own part of the message stays as it was, so its pages read on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Never, TypedDict

from django import forms
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.changing.records import column

VALUES: Final = "values"  # the key under which a part of a message keeps them, beside Django's own "fields"

Part = dict[str, dict[str, object]]  # of a message, by what was done
Message = str | list[Part]


class Kept(TypedDict, total=False):
    """What a part of a message says was changed: model, key, field, old, new."""

    values: list[tuple[str, int, str, str, str]]


class KeptPart(TypedDict, total=False):
    """One part of a message, as it was kept; of Django's own nothing is asked here."""

    changed: Kept


@dataclass(frozen=True)
class Edit:
    """One value of one record that a save changed: plain, not in words."""

    model: type[models.Model]
    pk: int
    field: str
    old: str
    new: str

    def __str__(self) -> str:
        """E.g. 排列次序“5”改为“7”."""
        try:
            field = column(self.model, self.field)
        except FieldDoesNotExist:  # it has had another name since
            return _("%(what)s“%(old)s”改为“%(new)s”") % {"what": self.field, "old": self.old, "new": self.new}
        old, new = in_words(field, self.old), in_words(field, self.new)
        return _("%(what)s“%(old)s”改为“%(new)s”") % {"what": field.verbose_name, "old": old, "new": new}


def plain(value: object) -> str:
    """A value of a field as it is compared and kept; of a record its key; '' = none."""
    return "" if value is None else str(value)


def named(field: models.Field[Never, object], value: str) -> str:
    """The plain value, a record as it is called now instead of by its key."""
    if not field.is_relation or not value:
        return value
    record = field.related_model._base_manager.filter(pk=value).first()  # type: ignore[union-attr]
    return value if record is None else str(record)


def in_words(field: models.Field[Never, object], value: str) -> str:
    """A plain value as a reader of this language says it; '' = none."""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField) and value:
        return date_format(date.fromisoformat(value))
    return value


def edited(form: forms.BaseForm) -> list[Edit]:
    """What a form that has been saved changed in its record, old and new."""
    assert isinstance(form, forms.BaseModelForm)  # of a page that edits records
    record = form.instance
    fields = {field.name: field for field in record._meta.fields}
    found = []
    for name in form.changed_data:
        if name in fields:  # a form may ask more than the record holds
            field = fields[name]
            old, new = plain(form.initial.get(name)), plain(field.value_from_object(record))
            found.append(Edit(type(record), record.pk, name, named(field, old), named(field, new)))
    return found


def with_values(message: Sequence[Mapping[str, Mapping[str, object]]], saved: Iterable[forms.BaseForm]) -> list[Part]:
    """Django's message of a save, with what was changed, old and new; `saved` = the changed forms in its order."""
    told: list[Part] = [{done: dict(about) for done, about in part.items()} for part in message]
    parts = (part["changed"] for part in told if "changed" in part)
    for part, form in zip(parts, saved, strict=True):
        part[VALUES] = [
            [edit.model._meta.label_lower, edit.pk, edit.field, edit.old, edit.new] for edit in edited(form)
        ]
    return told


def edits(entry: LogEntry) -> list[Edit]:
    """What an entry of the log says was changed; nothing where it was written without values."""
    return [
        Edit(apps.get_model(label), pk, field, old, new)
        for part in _parts(entry)
        for label, pk, field, old, new in part.get("changed", {}).get(VALUES, [])
    ]


def said(entry: LogEntry) -> str:
    """What an entry of the log says, in the reader's language: each change old and new, or Django's own sentence."""
    found = edits(entry)
    if not found:
        return str(entry.get_change_message())
    others = [part for part in _parts(entry) if VALUES not in part.get("changed", {})]
    rest = LogEntry(change_message=json.dumps(others), action_flag=entry.action_flag).get_change_message()
    changes = _("%(changes)s。") % {"changes": _("；").join(map(str, found))}
    return f"{changes}{rest}" if others else changes


def who_wrote(record: models.Model, change: Edit) -> str:
    """E.g. dora于15:04 – who gave a field its value of now, and when; '' where a step did, or nobody knows."""
    kind = ContentType.objects.get_for_model(record)
    for entry in LogEntry.objects.filter(content_type=kind, object_id=record.pk).select_related("user"):
        for edit in edits(entry):
            if (edit.model, edit.pk, edit.field) == (change.model, change.pk, change.field):
                when = date_format(timezone.localtime(entry.action_time), "H:i")
                by = _("%(who)s于%(when)s") % {"who": entry.user.get_username(), "when": when}
                return by if edit.new == change.new else ""
    return ""


def _parts(entry: LogEntry) -> Iterator[KeptPart]:
    """The parts of a message; none of a message that is a plain sentence."""
    try:
        yield from json.loads(entry.change_message)
    except (TypeError, ValueError):
        return
