"""Filters of the API. Codes stand for rows the public may see; a code never given, or given to a draft, is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

import django_filters
from django import forms
from django.db.models import Manager, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from orders.identity import standing
from orders.models import Act, Order, ReorganisationProof, Session, Tenure
from orders.models.tenures import TenureQuerySet
from orders.tenures.heard import names_heard, told
from people.models import Body, Official, Position, PositionSuccession, ReorganisationBody
from people.models.reorganisations import ReorganisationKind
from people.periods import LATEST
from registry.api.parameters import TextField
from registry.days import Days


class AsksForDays(Protocol):
    """A list that was asked its question: for two days, of which the first may have been left out."""

    days: Days
    asked_on: date | None


class OnRecord(DjangoFilterBackend):
    """Gives each filterset the two days of the question."""

    def get_filterset_kwargs(self, request: Request, queryset: QuerySet[Model], view: AsksForDays) -> dict[str, object]:
        return {**super().get_filterset_kwargs(request, queryset, view), "days": view.days, "asked_on": view.asked_on}


class CodeField(TextField):
    """An opaque code in, the public row it stands for out; an official merged into another gives the other."""

    def __init__(self, *, queryset: QuerySet[Model], **kwargs: Any) -> None:
        self.queryset = queryset
        super().__init__(**kwargs)

    def clean(self, value: object) -> Model | None:
        code = super().clean(value)
        if not code:
            return None
        row = self.queryset.all().filter(code=code).first()
        if row is None:
            raise forms.ValidationError(
                _("登记中没有代码为“%(code)s”的%(kind)s。"),
                params={"code": code, "kind": self.queryset.model._meta.verbose_name},
            )
        return standing(row.code) if isinstance(row, Official) else row


class CodeFilter(django_filters.CharFilter):
    """?position_code=qxpg5v3m8k"""

    field_class = CodeField


class WordsFilter(django_filters.CharFilter):
    """?name=张伟"""

    field_class = TextField


TRUE_OR_FALSE: Mapping[object, bool | None] = {"true": True, "false": False, "": None, None: None}


class TrueOrFalseField(forms.Field):
    """true or false in an address; anything else is refused, not passed over."""

    def to_python(self, value: object) -> object:
        return TRUE_OR_FALSE.get(value, value)

    def validate(self, value: object) -> None:
        if not (value is None or isinstance(value, bool)):
            raise forms.ValidationError(_("应当写成 true 或 false。"))


class TrueOrFalse(django_filters.BooleanFilter):
    """?open=true"""

    field_class = TrueOrFalseField


class RegisterFilterSet(django_filters.FilterSet):
    """A filterset that knows the two days of the question. `asked_on` None: no day was asked for.

    `from_act` and `from_tenure` say where an act or a tenure leads to a row of the list.
    """

    from_act = ""
    from_tenure = ""

    def __init__(self, *args: object, days: Days, asked_on: date | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.days = days
        self.asked_on = asked_on

    def told_by(self, rows: QuerySet[Model], **said: object) -> QuerySet[Model]:
        """Rows that an act as read on known_on leads to."""
        return rows.filter(pk__in=Act.objects.known(self.days.known_on).filter(**said).values(self.from_act))

    def told_by_name(self, rows: QuerySet[Model], _name: str, printed: str) -> QuerySet[Model]:
        return self.told_by(rows, printed_official=printed)

    def told_by_order(self, rows: QuerySet[Model], _name: str, order: Order) -> QuerySet[Model]:
        return self.told_by(rows, clause__order=order)

    def told_by_session(self, rows: QuerySet[Model], _name: str, session: Session) -> QuerySet[Model]:
        return self.told_by(rows, clause__order__session=session)

    def told_of_official(self, rows: QuerySet[Model], _name: str, official: Official) -> QuerySet[Model]:
        return self.told_by(rows, official=official)

    def told_of_position(self, rows: QuerySet[Model], _name: str, position: Position) -> QuerySet[Model]:
        return self.told_by(rows, position=position)

    def told_of_body(self, rows: QuerySet[Model], _name: str, body: Body) -> QuerySet[Model]:
        return self.told_by(rows, position__body=body)

    def tenures(self) -> TenureQuerySet:
        """Tenures as known; only those held on the day, where one was asked for."""
        tenures = Tenure.objects.known(self.days.known_on)
        return Tenure.objects.at(self.asked_on, self.days.known_on) if self.asked_on else tenures

    def held_by(self, rows: QuerySet[Model], _name: str, official: Official) -> QuerySet[Model]:
        return rows.filter(pk__in=self.tenures().filter(official=official).values(self.from_tenure))

    def held_in(self, rows: QuerySet[Model], _name: str, body: Body) -> QuerySet[Model]:
        return rows.filter(pk__in=self.tenures().of(body).values(self.from_tenure))

    def held_as(self, rows: QuerySet[Model], _name: str, position: Position) -> QuerySet[Model]:
        return rows.filter(pk__in=self.tenures().filter(position=position).values(self.from_tenure))

    def held_open(self, rows: QuerySet[Model], _name: str, wanted: bool) -> QuerySet[Model]:
        holding = self.tenures().open().values(self.from_tenure)
        return rows.filter(pk__in=holding) if wanted else rows.exclude(pk__in=holding)


def words(help_text: str, field: str | None = None, lookup: str = "exact", **kwargs: object) -> WordsFilter:
    return WordsFilter(field, lookup, help_text=help_text, **kwargs)


def code_of(rows: Manager[Model], help_text: str, field: str | None = None, **kwargs: object) -> CodeFilter:
    """Asks by the code of one of the `rows`, a manager of public ones; `field` leads to it where no method does."""
    return CodeFilter(field, queryset=rows.all(), help_text=help_text, **kwargs)


def with_open(help_text: str, **kwargs: object) -> TrueOrFalse:
    return TrueOrFalse(help_text=help_text, **kwargs)


OPEN = "true：有没有终止记录的任职。true: with a tenure without an end on record."


class TenureFilter(RegisterFilterSet):
    official_name = words("姓名，完全相同。Name of the official, to the character.", "official__name")
    official_code = code_of(Official.public, "人员代码。Code of an official.", "official")
    body_code = code_of(Body.public, "机构代码，不含下属机构。Code of a body, not of those below it.", "body")
    position_code = code_of(Position.public, "职务代码。Code of a position.", "position")
    order_code = code_of(
        Order.published,
        "任免通知代码：起始或终止由其证明。Code of an order that began or ended the tenure.",
        method="by_order",
    )
    session_code = code_of(
        Session.public,
        "会议代码：起始或终止由其决定。Code of a session that decided its start or end.",
        method="by_session",
    )
    open = with_open("true：没有终止记录。true: without an end on record.", method="by_open")
    start_on_record = TrueOrFalse(
        "began_on", lookup_expr="isnull", exclude=True, help_text="起始有无记录。Whether the start is on record."
    )

    def by_order(self, rows: TenureQuerySet, _name: str, order: Order) -> TenureQuerySet:
        return self.proved_by(rows, clause__order=order)

    def by_session(self, rows: TenureQuerySet, _name: str, session: Session) -> TenureQuerySet:
        return self.proved_by(rows, clause__order__session=session)

    def proved_by(self, rows: TenureQuerySet, **said: object) -> TenureQuerySet:
        acts = Act.objects.published().filter(**said).values("pk")
        return rows.filter(Q(began_by__in=acts) | Q(ended_by__in=acts))

    def by_open(self, rows: TenureQuerySet, _name: str, wanted: bool) -> TenureQuerySet:
        return rows.open() if wanted else rows.filter(upper__lt=LATEST)


class OfficialFilter(RegisterFilterSet):
    from_act = from_tenure = "official"

    name = words("姓名，完全相同。Name, to the character.")
    name_contains = words("姓名中的字。Part of the name.", "name", "contains")
    body_code = code_of(
        Body.public,
        "在这一机构任职（有 on 时限当日）。With a tenure in this body (on `on`, if given).",
        method="held_in",
    )
    position_code = code_of(
        Position.public,
        "任这一职务（有 on 时限当日）。With a tenure in this position (on `on`, if given).",
        method="held_as",
    )
    order_code = code_of(Order.published, "任免通知代码：其中写到的人员。Named in this order.", method="told_by_order")
    session_code = code_of(
        Session.public, "会议代码：其决定写到的人员。Named in an order of this session.", method="told_by_session"
    )
    open = with_open(OPEN, method="held_open")


class BodyFilter(RegisterFilterSet):
    from_act, from_tenure = "position__body", "body"

    name = words("现在或曾经的名称，完全相同。A name borne now or ever, to the character.", method="by_name")
    name_contains = words("现在或曾经的名称中的字。Part of a name borne now or ever.", method="by_part")
    parent_code = code_of(Body.public, "上级机构代码。Code of the body directly above.", "parent")
    position_code = code_of(Position.public, "职务代码：其所在机构。The body of this position.", method="by_position")
    order_code = code_of(
        Order.published,
        "任免通知代码：其中写到职务的机构。Bodies of posts named in this order.",
        method="told_by_order",
    )
    session_code = code_of(
        Session.public, "会议代码：其决定写到职务的机构。Bodies of posts it decided about.", method="told_by_session"
    )
    open = with_open(OPEN, method="held_open")

    def by_name(self, rows: QuerySet[Model], _name: str, wanted: str) -> QuerySet[Model]:
        return rows.filter(pk__in=names_heard(self.days.known_on).filter(name=wanted).values("body"))

    def by_part(self, rows: QuerySet[Model], _name: str, wanted: str) -> QuerySet[Model]:
        return rows.filter(pk__in=names_heard(self.days.known_on).filter(name__contains=wanted).values("body"))

    def by_position(self, rows: QuerySet[Model], _name: str, position: Position) -> QuerySet[Model]:
        return rows.filter(pk=position.body_id)


class PositionFilter(RegisterFilterSet):
    from_act = from_tenure = "position"

    title = words("职务名称，不含机构，完全相同。Title without its body, to the character.", "title")
    title_contains = words("职务名称中的字。Part of the title.", "title", "contains")
    body_code = code_of(Body.public, "机构代码。Code of a body.", "body")
    official_code = code_of(
        Official.public,
        "此人任过的职务（有 on 时限当日）。Held by this official (on `on`, if given).",
        method="held_by",
    )
    order_code = code_of(Order.published, "任免通知代码：其中写到的职务。Named in this order.", method="told_by_order")
    session_code = code_of(
        Session.public, "会议代码：其决定写到的职务。Named in an order of this session.", method="told_by_session"
    )
    open = with_open(OPEN, method="held_open")


class OrderFilter(RegisterFilterSet):
    from_act, from_tenure = "clause__order", "began_by__clause__order"

    document_number = words("发文字号，如 东政任〔2021〕16号。Number as printed.", "printed_number")
    year = django_filters.NumberFilter(help_text="文号中的年份。Year in the number.")
    official_name = words("写到这一姓名的通知。Orders that name this official.", method="told_by_name")
    official_code = code_of(
        Official.public, "写到这位人员的通知。Orders about this official.", method="told_of_official"
    )
    body_code = code_of(Body.public, "写到这一机构职务的通知。Orders about posts in this body.", method="told_of_body")
    position_code = code_of(
        Position.public, "写到这一职务的通知。Orders about this position.", method="told_of_position"
    )
    session_code = code_of(Session.public, "会议代码。Code of the session that decided.", "session")
    open = with_open("true：由其起始的任职有没有终止记录的。true: a tenure it began is open.", method="held_open")


class SessionFilter(RegisterFilterSet):
    from_act, from_tenure = "clause__order__session", "began_by__clause__order__session"

    body_code = code_of(Body.public, "会议机关代码。Code of the deciding body.", "body")
    number = django_filters.NumberFilter(help_text="第几次会议。Number of the session.")
    official_name = words("决定写到这一姓名的会议。Sessions whose orders name this official.", method="told_by_name")
    official_code = code_of(
        Official.public, "决定其任免的会议。Sessions that decided about this official.", method="told_of_official"
    )
    position_code = code_of(
        Position.public, "决定其任免的会议。Sessions that decided about this position.", method="told_of_position"
    )
    order_code = code_of(Order.published, "作出这一决定的会议。The session of this order.", method="by_order")
    open = with_open("true：由其决定起始的任职有没有终止记录的。true: a tenure it began is open.", method="held_open")

    def by_order(self, rows: QuerySet[Model], _name: str, order: Order) -> QuerySet[Model]:
        return rows.filter(pk__in=Order.published.known(self.days.known_on).filter(pk=order.pk).values("session"))


class ReorganisationFilter(RegisterFilterSet):
    kind = django_filters.ChoiceFilter(choices=ReorganisationKind.choices, help_text="变更类型。Kind of the event.")
    body_name = words("所涉机构现在或曾经的名称。A name, now or ever, of a body taking part.", method="by_name")
    body_code = code_of(
        Body.public, "机构代码：作为原机构或新机构。Code of a body taking part, old or new.", method="by_body"
    )
    position_code = code_of(
        Position.public, "职务代码：作为原职务或新职务。Code of an old or a new position.", method="by_position"
    )
    order_code = code_of(Order.published, "任免通知代码：作为依据。Proved by this order.", method="by_order")
    session_code = code_of(
        Session.public, "会议代码：其通知作为依据。Proved by an order of this session.", method="by_session"
    )

    # Subqueries, not joins: a join would narrow the proofs from which the public day is taken.

    def by_name(self, rows: QuerySet[Model], _name: str, wanted: str) -> QuerySet[Model]:
        named = names_heard(self.days.known_on).filter(name=wanted).values("body")
        return rows.filter(pk__in=ReorganisationBody.objects.filter(body__in=named).values("reorganisation"))

    def by_body(self, rows: QuerySet[Model], _name: str, body: Body) -> QuerySet[Model]:
        return rows.filter(pk__in=ReorganisationBody.objects.filter(body=body).values("reorganisation"))

    def by_position(self, rows: QuerySet[Model], _name: str, position: Position) -> QuerySet[Model]:
        """An event is told with what its supplements say, so it is found by their posts as well."""
        said = PositionSuccession.objects.filter(Q(old=position) | Q(new=position))
        said = said.filter(reorganisation__in=told(self.days.known_on).values("pk"))
        mains = said.exclude(reorganisation__supplements=None).values("reorganisation__supplements")
        return rows.filter(Q(pk__in=said.values("reorganisation")) | Q(pk__in=mains))

    def by_order(self, rows: QuerySet[Model], _name: str, order: Order) -> QuerySet[Model]:
        return self.proved_by(rows, pk=order.pk)

    def by_session(self, rows: QuerySet[Model], _name: str, session: Session) -> QuerySet[Model]:
        return self.proved_by(rows, session=session)

    def proved_by(self, rows: QuerySet[Model], **orders: object) -> QuerySet[Model]:
        """Events that a clause of one of these orders proves, as far as the orders were public on known_on."""
        proving = Order.published.known(self.days.known_on).filter(**orders).values("pk")
        proofs = ReorganisationProof.objects.filter(clause__order__in=proving)
        return rows.filter(pk__in=proofs.values("reorganisation"))
