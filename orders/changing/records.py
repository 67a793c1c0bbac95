"""What the staff pages let one edit on a record – class, order, pinyin, term – and the rules of reorganisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Never

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from orders.changing.kind import Json, Values
from orders.models import ChangeKind, PublicChange, Session
from orders.models.changes import ABOUT
from orders.office.two_people import refuse_alone
from people.models import Body, Official, Position, ReorganisationPolicy
from people.refusal import Refused

Record = Official | Body | Position | Session | ReorganisationPolicy
RULE = ("issuer", "kind", "effect", "basis")
# What may be changed of a record that the public sees; everything else of it stands, or has a way of its own.
EDITABLE: Mapping[type[models.Model], tuple[str, ...]] = {
    Official: ("pinyin",),
    Body: ("display_order",),
    Position: ("position_class", "display_order"),
    Session: ("term",),
    ReorganisationPolicy: RULE,
}
COLUMNS = tuple(ABOUT[model] for model in EDITABLE)


def seen_by_the_public(record: models.Model) -> bool:
    """Whether the public sees the record as it stands in the database; a rule works in public from its first day."""
    if isinstance(record, ReorganisationPolicy):
        return True
    if type(record) not in EDITABLE or record.pk is None:
        return False
    return type(record)._default_manager.filter(pk=record.pk, public_since__isnull=False).exists()


def plain(record: models.Model, fields: Iterable[str]) -> Values:
    """The values of these fields as JSON keeps them; of another record its key."""
    found: dict[str, Json] = {}
    for name in fields:
        value = getattr(record, column(type(record), name).attname)
        found[name] = value.isoformat() if isinstance(value, date) else value
    return found


# A record edited


def title(change: PublicChange) -> str:
    record = _record(change)
    fields = _("、").join(str(column(type(record), name).verbose_name) for name in change.new)
    return _("%(record)s：修改%(fields)s") % {"record": record, "fields": fields}


def is_public(change: PublicChange) -> bool:
    return seen_by_the_public(_record(change))


def live(change: PublicChange) -> Values:
    return plain(_record(change), change.new)


def picture(change: PublicChange) -> dict[str, str]:
    return _lines(_record(change), change.new)


def write(change: PublicChange, by: User, day: date) -> None:
    """Write the new values, where they make sound sense; of a public record only in a confirmed change."""
    record = _record(change)
    if seen_by_the_public(record):
        refuse_alone(change, ChangeKind.EDIT)
        if strange := [name for name in change.new if name not in EDITABLE[type(record)]]:
            fields = _("、").join(str(column(type(record), name).verbose_name) for name in strange)
            raise Refused(_("已公开的“%(record)s”不能修改%(fields)s。") % {"record": record, "fields": fields})
    if live(change) == change.new:
        raise Refused(_("没有改动。"))
    _fill(record, change.new)
    record.save(update_fields=list(change.new))


# A rule added


def always(change: PublicChange) -> bool:
    return True


def title_of_policy(change: PublicChange) -> str:
    rule = _new_policy(change)
    words = {"issuer": rule.issuer or _("没有自己规定的发文机关"), "kind": rule.get_kind_display()}
    return _("机构变更规则：%(issuer)s，%(kind)s") % words


def live_of_policy(change: PublicChange) -> Values:
    """The rule for the same issuer and kind, where somebody added one meanwhile."""
    same = ReorganisationPolicy.objects.filter(issuer=change.new["issuer"], kind=change.new["kind"]).first()
    return plain(same, RULE) if same else {}


def picture_of_policy(change: PublicChange) -> dict[str, str]:
    same = ReorganisationPolicy.objects.filter(issuer=change.new["issuer"], kind=change.new["kind"]).first()
    return _lines(same, RULE) if same else {}


def add_policy(change: PublicChange, by: User, day: date) -> ReorganisationPolicy:
    refuse_alone(change, ChangeKind.POLICY)
    if live_of_policy(change):  # the constraint of the table does not compare rules without an issuer
        raise Refused(_("这一发文机关已有这一类型的规则。"))
    rule = ReorganisationPolicy()
    _fill(rule, {name: change.new[name] for name in RULE})
    rule.save()
    return rule


def _new_policy(change: PublicChange) -> ReorganisationPolicy:
    rule = ReorganisationPolicy()
    for name in RULE:
        setattr(rule, column(ReorganisationPolicy, name).attname, change.new[name])
    return rule


def _fill(record: models.Model, values: Values) -> None:
    """Give the record these values; refused where they break a rule of its fields or of its table."""
    try:
        for name, value in values.items():
            field = column(type(record), name)
            setattr(record, field.attname, field.to_python(value))
        record.full_clean(exclude=[field.name for field in record._meta.fields if field.name not in values])
    except ValidationError as invalid:
        raise Refused("".join(invalid.messages)) from invalid


def _lines(record: models.Model, fields: Iterable[str]) -> dict[str, str]:
    """By the label of each field its value in words."""
    lines: dict[str, str] = {}
    for name in fields:
        field = column(type(record), name)
        shown = getattr(record, f"get_{name}_display", None)
        value = shown() if shown else getattr(record, name)
        lines[str(field.verbose_name)] = "" if value is None else str(value)
    return lines


def column(model: type[models.Model], name: str) -> models.Field[Never, object]:
    """A field of the model's own table; FieldDoesNotExist where it has none of the name."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # not what points to it
    return field


def _record(change: PublicChange) -> Record:
    record = next((found for column in COLUMNS if (found := getattr(change, column)) is not None), None)
    assert record is not None  # an edit is of a record
    found_record: Record = record
    return found_record
