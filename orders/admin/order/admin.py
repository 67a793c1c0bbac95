"""The list of orders and the addresses of their pages. Orders come in by 录入通知 and move by the steps of review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from orders.admin.intake import views as intake_views
from orders.admin.order import views as order_views
from orders.admin.shared.kept import ReadOnly
from orders.models import Order, OrderState, Review
from orders.office import access


class WaitingFilter(admin.SimpleListFilter):
    """What waits for the person who looks."""

    title = _("待办")
    parameter_name = "waiting"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[models.Model]
    ) -> list[tuple[str, StrOrPromise]]:
        return [
            ("mine", _("我的草稿")),
            ("review", _("待我审核")),
            ("publish", _("已审核，待公开")),
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Order]) -> models.QuerySet[Order]:
        value = self.value()
        if value is None:
            return queryset
        return waiting(queryset, value, request.user) if isinstance(request.user, User) else queryset.none()


def waiting(orders: models.QuerySet[Order], kind: str, user: User) -> models.QuerySet[Order]:
    """The orders that wait for this user: the user's own drafts, those of others to be approved or published."""
    match kind:
        case "mine":
            return orders.filter(state=OrderState.DRAFT, entered_by=user)
        case "review":
            return _of_others(orders.filter(state=OrderState.SUBMITTED), user)
        case "publish":
            return _of_others(orders.filter(state=OrderState.APPROVED), user)
    return orders.none()


def _of_others(orders: models.QuerySet[Order], user: User) -> models.QuerySet[Order]:
    """Without those whose content this user made, changed or submitted, and which somebody else approves."""
    return orders.exclude(reviews__in=Review.objects.content_by(user))


@admin.register(Order)
class OrderAdmin(ReadOnly):
    list_display = (
        "name",
        "shown_title",
        "state",
        "decided",
        "signed_on",
        "published_on",
        "clause_count",
        "entered_by",
    )
    list_display_links = ("name",)
    list_filter = (WaitingFilter, "state", "series")
    search_fields = ("printed_number", "title", "clauses__text", "code")
    search_help_text = _("按文号、标题、姓名、职务或原文中的任何文字查找。")
    list_select_related = ("session", "series__issuer", "entered_by")
    date_hierarchy = "signed_on"
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Order]:
        return super().get_queryset(request).annotate(clause_total=Count("clauses", distinct=True))

    @admin.display(description=_("文号"), ordering="printed_number")
    def name(self, order: Order) -> str:
        return order.printed_number or str(_("无文号"))

    @admin.display(description=_("标题"), ordering="title")
    def shown_title(self, order: Order) -> str:
        return order.title

    @admin.display(description=_("决定日期"), ordering="session__decided_on")
    def decided(self, order: Order) -> date | None:
        return order.session.decided_on if order.session else None

    @admin.display(description=_("事项"), ordering="clause_total")
    def clause_count(self, order: Order) -> int:
        return int(order.clause_total)  # type: ignore[attr-defined]

    def get_urls(self) -> list[URLPattern]:
        """The desk's own pages, below /admin/orders/order/."""

        def desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
            return self.admin_site.admin_view(partial(view, self))

        return [
            path("intake/", desk(intake_views.box), name="orders_order_intake"),
            path("intake/<int:source_pk>/", desk(intake_views.preview), name="orders_order_preview"),
            path("clauses/<int:pk>/reading/", desk(order_views.correct_clause), name="orders_clause_reading"),
            path("remainder/<int:pk>/clause/", desk(order_views.clause_from_remainder), name="orders_remainder_clause"),
            path("acts/<int:pk>/official/", desk(order_views.whom), name="orders_act_official"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        return order_views.order_page(self, request, object_id)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        return super().changelist_view(
            request,
            {
                **(extra_context or {}),
                "may_enter": access.may_enter(request.user),
                "is_nav_sidebar_enabled": False,  # its width goes to the titles
            },
        )
