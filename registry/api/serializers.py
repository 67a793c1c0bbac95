"""The shape of every answer; read-only. Days are ISO 8601; null is "not on record" or "not printed", never a guess."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from orders.models.acts import PRECISION_CHOICES, VERB_CHOICES, Basis
from people.models import Effect, PositionClass, ReorganisationKind
from registry.chart import ChartBody, ChartHolder, ClauseRef
from registry.tenure_record import TenureRecord

KINDS = ReorganisationKind.choices


class BodyRefSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField(help_text="Name on the day asked.")
    name_now = serializers.CharField(help_text="Latest name on record.")


class PositionRefSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    title = serializers.CharField()
    body = BodyRefSerializer()


class QualifiersSerializer(serializers.Serializer[Any]):
    """What brackets and tails add; a key that is absent was not printed."""

    probation_months = serializers.IntegerField(required=False, help_text="试用期, in months.")
    concurrent = serializers.BooleanField(required=False, help_text="兼: not the main post.")
    level = serializers.CharField(required=False, help_text="As printed: 副处级.")
    follow_up = serializers.CharField(required=False, help_text="early_retirement: 并办理提前退休手续.")
    secondment_months = serializers.IntegerField(required=False, help_text="挂职, in months.")
    presiding = serializers.BooleanField(required=False, help_text="主持工作.")
    trial_ended = serializers.BooleanField(required=False, help_text="终止试用期.")
    tail = serializers.CharField(required=False, help_text="Other words, as printed.")


@extend_schema_field(QualifiersSerializer)
class QualifiersField(serializers.JSONField):
    """Qualifiers as they are stored: only the keys that were printed."""


def _with_from(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with `from` before `until`."""
    begins = serializers.DateField(allow_null=True, help_text="null: the start is not on record.")
    ordered: dict[str, Any] = {}
    for name, field in fields.items():
        if name == "until":
            ordered["from"] = begins
        ordered[name] = field
    return ordered


class EndingEventSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    effective_on = serializers.DateField()
    document = serializers.CharField()


class ProofSerializer(serializers.Serializer[Any]):
    """What proves an end of a tenure: a clause of an order, or a reorganisation; the other's fields are null."""

    order = serializers.CharField(allow_null=True, help_text="Number as printed; null also where none is printed.")
    order_code = serializers.CharField(allow_null=True)
    clause = serializers.IntegerField(allow_null=True, help_text="Number of the clause in the order, from 1.")
    text = serializers.CharField(allow_null=True, help_text="The clause, verbatim without white space.")
    basis = serializers.ChoiceField(choices=Basis.choices, allow_null=True, help_text="Where the day comes from.")
    precision = serializers.ChoiceField(
        choices=PRECISION_CHOICES, help_text="month, year: only that is known, and the day given is its first."
    )
    reorganisation = EndingEventSerializer(allow_null=True)


class TenureSerializer(serializers.Serializer[TenureRecord]):
    """One official in one position, from ≤ day < until, as publicly known known_from ≤ day < known_until."""

    official = serializers.CharField(help_text="Code of the official.")
    official_name = serializers.CharField()
    post = serializers.CharField(help_text="Body and position as one.")
    body = serializers.CharField(help_text="Name on the day asked; without `on`, that of the tenure's own time.")
    position = serializers.CharField(help_text="Title without the body.")
    until = serializers.DateField(allow_null=True, help_text="null: no end on record, which is not to say current.")
    start_on_record = serializers.BooleanField(help_text="false: `from` is null and unknown.")
    qualifiers = QualifiersField()
    began_by = ProofSerializer(allow_null=True)
    ended_by = ProofSerializer(allow_null=True)
    known_from = serializers.DateField()
    known_until = serializers.DateField(allow_null=True, help_text="null: today's knowledge.")
    body_code = serializers.CharField()
    position_code = serializers.CharField()
    identity_settled = serializers.BooleanField(help_text="false: which person the name means is not settled.")

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python, so it cannot be declared like the others."""
        return _with_from(super().get_fields())

    def to_representation(self, instance: TenureRecord) -> dict[str, Any]:
        """The record of the export with the codes to go on with; built at once, not field by field."""
        return {
            **instance.as_json(),
            "body_code": instance.body_code,
            "position_code": instance.position_code,
            "identity_settled": not instance.provisional,
        }


class OfficialSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    pinyin = serializers.CharField()
    identity_settled = serializers.SerializerMethodField(help_text="false: which person the name means is not settled.")
    held = TenureSerializer(many=True, help_text="Held on the day asked, start on record.")
    held_start_not_on_record = TenureSerializer(
        many=True, help_text="Held on the day asked, since a day not on record."
    )

    def get_identity_settled(self, answer: Any) -> bool:
        return not answer.provisional


class BodyNameSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    began_on = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)


class BodySerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField(help_text="Name on the day asked.")
    name_now = serializers.CharField(help_text="Latest name on record.")
    names = BodyNameSerializer(many=True)
    parent = BodyRefSerializer(allow_null=True)
    established_on = serializers.DateField(allow_null=True)
    abolished_on = serializers.DateField(allow_null=True)
    in_being = serializers.BooleanField(help_text="Whether it existed on the day asked, as far as the record says.")


class PositionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    title = serializers.CharField()
    post = serializers.CharField(help_text="Body and title as one, under the body's name on the day asked.")
    body = BodyRefSerializer()
    position_class = serializers.ChoiceField(choices=PositionClass.choices)
    continues = PositionRefSerializer(many=True, help_text="Posts that a reorganisation made this one continue.")
    continued_by = PositionRefSerializer(many=True)
    holders = TenureSerializer(many=True, help_text="On the day asked, start on record. None: no holder on record.")
    holders_start_not_on_record = TenureSerializer(many=True, help_text="On the day asked, since a day not on record.")


class OrderRefSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    number = serializers.CharField(allow_null=True)
    title = serializers.CharField()


class SessionRefSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    kind = serializers.CharField()
    number = serializers.IntegerField(allow_null=True)
    decided_on = serializers.DateField()


class OrderSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    number = serializers.CharField(allow_null=True, help_text="As printed: 东政任〔2021〕16号.")
    prefix = serializers.CharField(allow_null=True)
    year = serializers.IntegerField(allow_null=True)
    sequence = serializers.IntegerField(allow_null=True, help_text="The number within series and year.")
    title = serializers.CharField()
    issuer = BodyRefSerializer(allow_null=True)
    session = SessionRefSerializer(allow_null=True)
    headcount = serializers.IntegerField(allow_null=True, help_text="How many people the title speaks of.")
    takes_effect_on = serializers.DateField(
        allow_null=True, help_text="The session's day, else the day of signing; a clause may state another."
    )
    decision_day_stated = serializers.BooleanField()
    signed_on = serializers.DateField(allow_null=True)
    published_on = serializers.DateField()
    published_assumed = serializers.BooleanField(help_text="true: the day of signing stands in.")
    withdrawn_on = serializers.DateField(allow_null=True)
    withdrawal_reason = serializers.CharField()


class ActSerializer(serializers.Serializer[Any]):
    verb = serializers.ChoiceField(choices=VERB_CHOICES)
    official = serializers.CharField(allow_null=True, help_text="Code of the official it concerns.")
    official_name = serializers.CharField(help_text="As printed.")
    post = serializers.CharField(allow_null=True, help_text="As printed.")
    body = serializers.CharField(allow_null=True)
    position = serializers.CharField(allow_null=True)
    position_code = serializers.CharField(allow_null=True)
    qualifiers = QualifiersField()
    effective_on = serializers.DateField(allow_null=True, help_text="Where the clause states a day of its own.")
    effective_precision = serializers.ChoiceField(choices=PRECISION_CHOICES)


class ClauseSerializer(serializers.Serializer[Any]):
    sequence = serializers.IntegerField()
    text = serializers.CharField(help_text="Verbatim, without white space.")
    acts = ActSerializer(many=True)
    superseded = ActSerializer(many=True, help_text="An earlier reading of ours, corrected by an erratum.")


class ErratumSerializer(serializers.Serializer[Any]):
    published_on = serializers.DateField()
    reason = serializers.CharField()


class OrderDetailSerializer(OrderSerializer):
    clauses = ClauseSerializer(many=True)
    errata = ErratumSerializer(many=True)


class SessionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    body = BodyRefSerializer()
    kind = serializers.CharField(help_text="常务会议 …; empty where none is printed.")
    number = serializers.IntegerField(allow_null=True)
    term = serializers.IntegerField(allow_null=True)
    decided_on = serializers.DateField()
    orders = OrderRefSerializer(many=True)


class SuccessionSerializer(serializers.Serializer[Any]):
    old = PositionRefSerializer()
    new = PositionRefSerializer(allow_null=True, help_text="null: nothing continues it.")


class ProvingClauseSerializer(serializers.Serializer[Any]):
    order = serializers.CharField(allow_null=True)
    order_code = serializers.CharField()
    clause = serializers.IntegerField()
    text = serializers.CharField()


class ReorganisationSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    effective_on = serializers.DateField()
    effect = serializers.ChoiceField(choices=Effect.choices, help_text="On those still holding an old post.")
    new_name = serializers.CharField(help_text="Only for renamed.")
    document = serializers.CharField()
    public_on = serializers.DateField(help_text="The day it is publicly known from.")
    supplements = serializers.CharField(allow_null=True, help_text="Code of the event this one adds posts to.")
    old = BodyRefSerializer(many=True)
    new = BodyRefSerializer(many=True)
    successions = SuccessionSerializer(many=True, help_text="With those its supplements add.")
    proofs = ProvingClauseSerializer(many=True)


class ChartClauseSerializer(serializers.Serializer[Any]):
    order_code = serializers.CharField()
    order = serializers.CharField(allow_null=True)
    clause = serializers.IntegerField()
    text = serializers.CharField()


class ChartHolderSerializer(serializers.Serializer[Any]):
    official = serializers.CharField(help_text="Code of the official.")
    official_name = serializers.CharField()
    identity_settled = serializers.BooleanField()
    until = serializers.DateField(allow_null=True)
    qualifiers = QualifiersField()
    began_by = ChartClauseSerializer(allow_null=True)
    ended_by = ChartClauseSerializer(allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python, so it cannot be declared like the others."""
        return _with_from(super().get_fields())


class ChartPositionSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    title = serializers.CharField()
    position_class = serializers.ChoiceField(choices=PositionClass.choices)
    holders = ChartHolderSerializer(many=True)
    holders_start_not_on_record = ChartHolderSerializer(many=True)


@extend_schema_serializer(component_name="ChartBody")
class ChartBodySerializer(serializers.Serializer[ChartBody]):
    code = serializers.CharField()
    name = serializers.CharField(help_text="Name on the day asked.")
    name_now = serializers.CharField()
    positions = ChartPositionSerializer(many=True)
    children = serializers.SerializerMethodField()

    @extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/ChartBody"}})
    def get_children(self, body: ChartBody) -> list[Any]:
        return [_chart_body(child) for child in body.children]

    def to_representation(self, instance: ChartBody) -> dict[str, Any]:
        """Built at once: field by field a chart takes several times as long."""
        return _chart_body(instance)


def _chart_body(body: ChartBody) -> dict[str, Any]:
    return {
        "code": body.body.code,
        "name": body.body.name,
        "name_now": body.body.name_now,
        "positions": [
            {
                "code": position.code,
                "title": position.title,
                "position_class": position.position_class,
                "holders": [_chart_holder(holder) for holder in position.holders],
                "holders_start_not_on_record": [_chart_holder(each) for each in position.holders_start_not_on_record],
            }
            for position in body.positions
        ],
        "children": [_chart_body(child) for child in body.children],
    }


def _chart_holder(holder: ChartHolder) -> dict[str, Any]:
    return {
        "official": holder.official_code,
        "official_name": holder.official_name,
        "identity_settled": not holder.provisional,
        "from": holder.since,
        "until": holder.until,
        "qualifiers": holder.qualifiers,
        "began_by": _chart_clause(holder.began_by),
        "ended_by": _chart_clause(holder.ended_by),
    }


def _chart_clause(proof: ClauseRef | None) -> dict[str, Any] | None:
    if proof is None:
        return None
    return {
        "order_code": proof.order_code,
        "order": proof.order_number or None,
        "clause": proof.clause,
        "text": proof.text,
    }


class ChartSerializer(serializers.Serializer[Any]):
    on = serializers.DateField(source="days.on")
    known_on = serializers.DateField(source="days.known_on", allow_null=True)
    body = ChartBodySerializer(
        source="root", allow_null=True, help_text="null: as far as the public knew, it did not exist on the day."
    )
