"""Staff pages of bodies and posts: what an order under review or a public one rests on is not edited in place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.admin.desk_page import member, page
from orders.admin.writing import WriteForm
from orders.models import Act, Order
from orders.models.orders import REVIEWED_STATES
from orders.placing import place_body
from people.admin import BodyAdmin, PositionAdmin
from people.models import Body, Position


class PlaceForm(WriteForm):
    """Under which body this one stands."""

    button = gettext_lazy("调整上级机构")
    done = gettext_lazy("已调整上级机构，相关任职已随之更新。")

    parent = forms.ModelChoiceField(
        Body.everything.prefetch_related("names"),
        label=gettext_lazy("上级机构"),
        required=False,
        widget=AutocompleteSelect(Body._meta.get_field("parent"), admin.site),
        help_text=gettext_lazy("在机构图上位于其下的机构；没有则为顶层。"),
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"parent": body.parent_id}, **kwargs})
        self.body = body

    def write(self, by: User) -> Any:
        return place_body(body=self.body, parent=self.cleaned_data["parent"], by=by)


@admin.register(Body)
class PlacedBodyAdmin(BodyAdmin):
    def is_frozen(self, obj: models.Model | None) -> bool:
        if super().is_frozen(obj) or not isinstance(obj, Body):
            return super().is_frozen(obj)
        named = Q(issuer=obj) | Q(session__body=obj) | Q(clauses__acts__position__body=obj)
        return Order.everything.filter(named, state__in=REVIEWED_STATES).exists()

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        """A new body may be given a parent at once; afterwards what stands under it moves with it, by `place_body`."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None else (*fields, "parent")

    def get_urls(self) -> list[URLPattern]:
        place = self.admin_site.admin_view(self.place_view)
        return [path("<int:pk>/place/", place, name="people_body_place"), *super().get_urls()]

    def place_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the body under another; orders/placing.py says who may, and where not."""
        user = member(request)
        body = get_object_or_404(self.get_queryset(request), pk=pk)
        form = PlaceForm(request.POST if request.method == "POST" else None, prefix="place", body=body)
        if form.is_bound and form.carried_out(user):
            messages.success(request, form.done)
            return HttpResponseRedirect(reverse("admin:people_body_change", args=[body.pk]))
        title = _("调整上级机构：%(body)s") % {"body": body}
        context = {**page(self, request, title), "form": form, "media": self.media + form.media}
        return TemplateResponse(request, "admin/people/body/place.html", context)


@admin.register(Position)
class UsedPositionAdmin(PositionAdmin):
    def is_frozen(self, obj: models.Model | None) -> bool:
        if super().is_frozen(obj) or not isinstance(obj, Position):
            return super().is_frozen(obj)
        return Act.objects.filter(position=obj, clause__order__state__in=REVIEWED_STATES).exists()
