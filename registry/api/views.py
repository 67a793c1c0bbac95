"""Read-only viewsets. Each says which rows it has, in which order, and how a page of them is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from django_filters.utils import translate_validation
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from orders.identity import standing
from orders.models import Order, Session, Tenure
from orders.tenures.heard import bodies_in_being, told
from people.models import Body, Official, Position, Reorganisation
from people.periods import today
from registry.api import answers, filters
from registry.api.pagination import Keyset, PageForm
from registry.api.parameters import refuse_unknown
from registry.api.serializers import serializer_of
from registry.days import Days, DaysForm, days_asked
from registry.tenure_record import TenureRecord

FRESH_FOR = 60  # seconds an answer may be kept; after that the ETag tells whether it still stands


class DaysSchema(AutoSchema):
    """Every endpoint takes the two days."""

    def get_override_parameters(self) -> list[OpenApiParameter | Serializer[Any] | type[Serializer[Any]]]:
        on = "所问日期，空白为今天。The day asked about; today if left out."
        known_on = "按截至这一天的公开情况回答。As publicly known on this day; today's knowledge if left out."
        return [
            OpenApiParameter("on", OpenApiTypes.DATE, description=on),
            OpenApiParameter("known_on", OpenApiTypes.DATE, description=known_on),
        ]


Row = TypeVar("Row", bound=Model)  # of a list
Read = TypeVar("Read")  # what is made of a row when it is read


@method_decorator(conditional_page, name="dispatch")
class Registered(GenericViewSet[Row]):
    """What the public register answers to programs, for the two days asked."""

    schema = DaysSchema()
    http_method_names = ["get", "head", "options"]
    pagination_class = Keyset
    filter_backends = [filters.OnRecord]
    filterset_class: type[filters.RegisterFilterSet]
    lookup_field = "code"
    lookup_value_regex = "[0-9a-z]+"
    keyset: Sequence[str] = ("id",)
    days: Days
    asked_on: date | None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        refuse_unknown(request.query_params, self.parameters())
        form = DaysForm(request.query_params)
        if not form.is_valid():
            raise translate_validation(form.errors)
        self.days = days_asked(form, today=today())
        self.asked_on = form.cleaned_data["on"]

    def parameters(self) -> set[str]:
        """The names a question may use: the two days everywhere; on a list, the filters and those of its pages."""
        if self.detail:
            return {*DaysForm.base_fields}
        return {*DaysForm.base_fields, *self.filterset_class.base_filters, *PageForm.base_fields}

    def get_queryset(self) -> QuerySet[Row]:
        rows: Any = super().get_queryset()
        return rows.known(self.days.known_on)

    def told(self, rows: Sequence[Row]) -> Sequence[object]:
        raise NotImplementedError  # the base of lists, routed to by no address: each list tells its own

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(self.told(page or []), many=True).data)

    def finalize_response(self, request: Request, response: Response, *args: object, **kwargs: object) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"  # public data: a page of any other site may read it
        if response.status_code in (200, 301):
            patch_cache_control(response, public=True, max_age=FRESH_FOR)
        return response


class RegisteredByCode(Registered[Row]):
    """Rows with an address of their own."""

    def retrieve(self, request: Request, code: str) -> Response | HttpResponsePermanentRedirect:
        return Response(self.get_serializer(self.told([self.row(code)])[0]).data)

    def row(self, code: str) -> Row:
        """The row of a code; one never given, one that only a draft knows and one not yet public are all 404."""
        row = self.get_queryset().filter(code=code).first()
        if row is None:
            raise NotFound(_("登记中没有代码为“%(code)s”的记录，或者截至所问之日尚未公开。") % {"code": code})
        return row


class Nowhere(APIView):
    """An address under /api/v1/ that answers nothing."""

    schema = None

    def get(self, request: Request, **kwargs: object) -> Response:
        raise NotFound(_("接口没有这一地址；全部地址见 /api/v1/。"))


@extend_schema_view(
    list=extend_schema(summary="人员 Officials"), retrieve=extend_schema(summary="一位人员 One official")
)
class OfficialViewSet(RegisteredByCode[Official]):
    """Officials with the posts held on the day. The code of one merged into another redirects for good."""

    queryset = Official.public.all()
    serializer_class = serializer_of(answers.OfficialAnswer)
    filterset_class = filters.OfficialFilter
    keyset = ("name", "id")

    def told(self, rows: Sequence[Official]) -> Sequence[object]:
        return answers.officials(rows, self.days)

    def filter_queryset(self, queryset: QuerySet[Official, Read]) -> QuerySet[Official, Read]:
        rows: Any = super().filter_queryset(queryset)
        return rows.standing()

    def retrieve(self, request: Request, code: str) -> Response | HttpResponsePermanentRedirect:
        official = self.row(code)
        if official.merged_into_id is None:
            return super().retrieve(request, code)
        survivor = reverse("api:official-detail", args=[standing(code).code])
        query = request.META.get("QUERY_STRING")
        return HttpResponsePermanentRedirect(f"{survivor}?{query}" if query else survivor)


@extend_schema_view(list=extend_schema(summary="机构 Bodies"), retrieve=extend_schema(summary="一个机构 One body"))
class BodyViewSet(RegisteredByCode[Body]):
    """Bodies under their name on the day; a list with `on` has those in being on that day."""

    queryset = Body.public.all()
    serializer_class = serializer_of(answers.BodyAnswer)
    filterset_class = filters.BodyFilter

    def told(self, rows: Sequence[Body]) -> Sequence[object]:
        return answers.bodies(rows, self.days)

    def filter_queryset(self, queryset: QuerySet[Body, Read]) -> QuerySet[Body, Read]:
        rows: Any = super().filter_queryset(queryset)
        if self.asked_on:
            rows = bodies_in_being(rows, self.asked_on, self.days.known_on)
        return rows

    @extend_schema(summary="机构图 Chart: the body and everything below it on the day", filters=False)
    @action(
        detail=True, serializer_class=serializer_of(answers.ChartAnswer), filterset_class=None, pagination_class=None
    )
    def chart(self, request: Request, code: str) -> Response:
        return Response(self.get_serializer(answers.chart_of(self.row(code), self.days)).data)


@extend_schema_view(
    list=extend_schema(summary="职务 Positions"), retrieve=extend_schema(summary="一个职务 One position")
)
class PositionViewSet(RegisteredByCode[Position]):
    """Positions with their holders on the day."""

    queryset = Position.public.select_related("body")
    serializer_class = serializer_of(answers.PositionAnswer)
    filterset_class = filters.PositionFilter
    keyset = ("body_id", "display_order", "id")

    def told(self, rows: Sequence[Position]) -> Sequence[object]:
        return answers.positions(rows, self.days)


@extend_schema_view(
    list=extend_schema(summary="任免通知 Orders"),
    retrieve=extend_schema(
        summary="一件通知及其任免事项 One order", responses=serializer_of(answers.OrderDetailAnswer)
    ),
)
class OrderViewSet(RegisteredByCode[Order]):
    """Orders, the last published first; a list with `on` has those in effect by that day."""

    queryset = Order.published.select_related("issuer", "series", "session")
    serializer_class = serializer_of(answers.OrderAnswer)
    filterset_class = filters.OrderFilter
    keyset = ("-published_on", "-id")

    def told(self, rows: Sequence[Order]) -> Sequence[object]:
        return answers.orders(rows, self.days)

    def filter_queryset(self, queryset: QuerySet[Order, Read]) -> QuerySet[Order, Read]:
        rows: Any = super().filter_queryset(queryset)
        return rows.decided_by(self.asked_on)

    def retrieve(self, request: Request, code: str) -> Response:
        answer = answers.order_with_clauses(self.row(code), self.days)
        return Response(serializer_of(answers.OrderDetailAnswer)(answer).data)


@extend_schema_view(list=extend_schema(summary="会议 Sessions"), retrieve=extend_schema(summary="一次会议 One session"))
class SessionViewSet(RegisteredByCode[Session]):
    """Sessions, the latest first; a list with `on` has those held by that day."""

    queryset = Session.public.select_related("body")
    serializer_class = serializer_of(answers.SessionAnswer)
    filterset_class = filters.SessionFilter
    keyset = ("-decided_on", "-id")

    def told(self, rows: Sequence[Session]) -> Sequence[object]:
        return answers.sessions(rows, self.days)

    def filter_queryset(self, queryset: QuerySet[Session, Read]) -> QuerySet[Session, Read]:
        rows: Any = super().filter_queryset(queryset)
        return rows.decided_by(self.asked_on)


@extend_schema_view(
    list=extend_schema(summary="任职 Tenures"),
)
class TenureViewSet(Registered[Tenure]):
    """Tenures in time order: with `on`, who held what on that day; without, everything on record."""

    queryset = Tenure.objects.all()
    serializer_class = serializer_of(TenureRecord)
    filterset_class = filters.TenureFilter
    keyset = ("lower", "position_id", "official_id", "id")  # rows are rebuilt with new ids; the rest stays

    def filter_queryset(self, queryset: QuerySet[Tenure, Read]) -> QuerySet[Tenure, Read]:
        rows: Any = super().filter_queryset(queryset)
        return rows.at(self.asked_on, self.days.known_on) if self.asked_on else rows

    def told(self, rows: Sequence[Tenure]) -> Sequence[object]:
        of_page = Tenure.objects.filter(pk__in=[row.pk for row in rows]).order_by(*self.keyset)
        return answers.tenure_records(of_page, self.days, on=self.asked_on)


@extend_schema_view(
    list=extend_schema(summary="机构变更 Reorganisations"),
    retrieve=extend_schema(summary="一次机构变更 One reorganisation"),
)
class ReorganisationViewSet(RegisteredByCode[Reorganisation]):
    """Reorganisations, withdrawn ones too, the latest first; a list with `on` has those in effect by that day."""

    queryset = Reorganisation.objects.none()
    serializer_class = serializer_of(answers.ReorganisationAnswer)
    filterset_class = filters.ReorganisationFilter
    keyset = ("-effective_on", "-id")

    def get_queryset(self) -> QuerySet[Reorganisation]:
        return told(self.days.known_on)

    def told(self, rows: Sequence[Reorganisation]) -> Sequence[object]:
        return answers.reorganisations(rows, self.days)

    def filter_queryset(self, queryset: QuerySet[Reorganisation, Read]) -> QuerySet[Reorganisation, Read]:
        rows: Any = super().filter_queryset(queryset)
        return rows.filter(effective_on__lte=self.asked_on) if self.asked_on else rows
