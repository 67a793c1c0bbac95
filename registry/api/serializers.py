"""Serializers made of the shapes of registry/api/answers/, so that the OpenAPI document says what is told.

Days are ISO 8601; null is "not on record" or "not printed", never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from registry.shapes import Field, as_json, fields_of


class QualifiersSerializer(serializers.Serializer[Any]):
    """What brackets and tails add; a key that is absent was not printed."""

    probation_months = serializers.IntegerField(required=False, help_text="试用期, in months.")
    concurrent = serializers.BooleanField(required=False, help_text="兼: not the main post.")
    level = serializers.CharField(required=False, help_text="As printed: 副处级.")
    follow_up = serializers.CharField(required=False, help_text="early_retirement: 并办理提前退休手续.")
    secondment_months = serializers.IntegerField(required=False, help_text="挂职, in months.")
    presiding = serializers.BooleanField(required=False, help_text="主持工作.")
    acting = serializers.BooleanField(required=False, help_text="代理: holds the post for another.")
    elected = serializers.BooleanField(required=False, help_text="选举, 补选, 当选: given by a people's congress.")
    approval = serializers.BooleanField(required=False, help_text="批准任命: of what another organ has done.")
    trial_ended = serializers.BooleanField(required=False, help_text="终止试用期.")
    tail = serializers.CharField(required=False, help_text="Other words, as printed.")


@extend_schema_field(QualifiersSerializer)
class QualifiersField(serializers.JSONField):
    """Qualifiers as they are stored: only the keys that were printed."""


PLAIN: dict[Any, type[serializers.Field[Any, Any, Any, Any]]] = {
    str: serializers.CharField,
    int: serializers.IntegerField,
    bool: serializers.BooleanField,
    date: serializers.DateField,
    Mapping: QualifiersField,
}


class Told(serializers.Serializer[Any]):
    """Describes a shape; what it tells is put into JSON at once, since field by field takes several times as long."""

    def to_representation(self, instance: object) -> dict[str, object]:
        return as_json(instance)


@cache
def serializer_of(shape: type) -> type[Told]:
    """The serializer of a shape, named as the shape without Answer or Record."""
    name = shape.__name__.removesuffix("Answer").removesuffix("Record")
    declared = {field.key: _declared(field, within=shape) for field in fields_of(shape)}
    return type(f"{name}Serializer", (Told,), {"__doc__": shape.__doc__, "__module__": __name__, **declared})


def _declared(field: Field, *, within: type) -> object:
    about: dict[str, Any] = {"help_text": field.help} if field.help else {}
    if field.nullable:
        about["allow_null"] = True
    if field.kind is within:
        return _more_of(within, about)
    if field.is_shape:
        return serializer_of(field.kind)(many=field.many, **about)
    if field.choices:
        return serializers.ChoiceField(choices=field.choices, **about)
    return PLAIN[field.kind](**about)


def _more_of(shape: type, about: dict[str, Any]) -> object:
    """The children of a shape that are told in the same shape."""
    schema = {"type": "array", "items": {"$ref": f"#/components/schemas/{shape.__name__}"}}
    return extend_schema_field(schema)(type("MoreField", (serializers.Field,), {}))(**about)
