"""Staff pages of bodies: their names, their place on the chart, and the posts they have."""

from __future__ import annotations

from functools import partial
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

from orders import changing
from orders.admin.shared.desk_page import member, page_context, waiting_about
from orders.admin.shared.kept import KeptRows, NeverDeleted, PublicityFilter, ReadOnlyRows, is_public, reason_field
from orders.admin.shared.seen import RecordForm
from orders.admin.shared.writing import RecheckedForm
from orders.models import ChangeKind, Order
from orders.models.orders import REVIEWED_STATES
from orders.office.content import digest
from people.models import Body, BodyName, Position


class BodyNameFormSet(forms.BaseInlineFormSet[BodyName, Body, Any]):
    """The names of one body: at least one, and none that another body bears, since notices name bodies by name only."""

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            name = form.cleaned_data.get("name") if form.is_valid() else None
            if name and BodyName.objects.filter(name=name).exclude(body=self.instance.pk).exists():
                form.add_error("name", _("登记中已有名为“%(name)s”的机构。") % {"name": name})


class BodyNameForm(RecordForm):
    """One name of a body."""

    @property
    def logged_on(self) -> Body:
        body: Body = self.instance.body
        return body


class BodyNameRows(KeptRows):
    """The names of a body that no one outside has seen yet. A public body changes its name by a 机构变更."""

    model = BodyName
    form = BodyNameForm
    formset = BodyNameFormSet
    extra = 0
    min_num = 1
    fields = ("name", "began_on", "ended_on")
    verbose_name = gettext_lazy("名称")
    verbose_name_plural = gettext_lazy("名称（按公文印出的全称填写。已公开的机构更名，请登记“机构变更”。）")

    def get_formset(self, request: HttpRequest, obj: Body | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, **kwargs, validate_min=True)

    def has_add_permission(self, request: HttpRequest, obj: Body | None = None) -> bool:
        return super().has_add_permission(request, obj) and not is_public(obj)

    def has_change_permission(self, request: HttpRequest, obj: Body | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_public(obj)


class PositionRows(ReadOnlyRows):
    model = Position
    fields = ("title", "position_class", "display_order", "public_since")
    show_change_link = True
    verbose_name_plural = gettext_lazy("这一机构的职务（录入通知时自动登记）")


class PlaceForm(RecheckedForm):
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
    reason = reason_field()

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        shown = {"shown_hash": _place_of(body.pk), "shows": partial(_place_of, body.pk)}
        super().__init__(*args, **{"initial": {"parent": body.parent_id}, **shown, **kwargs})
        self.body = body

    def concerns(self) -> list[Body]:
        return [body for body in (self.body, self.cleaned_data["parent"]) if body]

    def write(self, by: User) -> Any:
        parent = self.cleaned_data["parent"]
        return changing.carry_out(
            ChangeKind.PLACE,
            about={"body": self.body},
            new={"parent": parent.pk if parent else None},
            by=by,
            reason=self.cleaned_data["reason"],
        )


def _place_of(body: int) -> str:
    """The place of a body, as a hash."""
    return digest({"parent": Body.everything.values_list("parent", flat=True).get(pk=body)})


@admin.register(Body)
class BodyAdmin(NeverDeleted):
    list_display = ("__str__", "parent", "display_order", "established_on", "abolished_on", "public_since")
    list_filter = (PublicityFilter, ("abolished_on", admin.EmptyFieldListFilter))
    search_fields = ("names__name", "code")
    search_help_text = gettext_lazy("按现名、曾用名或代码查找。")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    readonly_fields = ("code", "public_since")
    frozen_once_public = ("established_on", "abolished_on")
    inlines = (BodyNameRows, PositionRows)
    fieldsets = (
        (
            None,
            {
                "fields": ("parent", "display_order"),
                "description": gettext_lazy("机构在机构图上的位置：挂在哪个上级之下，同级之中排第几。"),
            },
        ),
        (
            gettext_lazy("存续"),
            {
                "fields": ("established_on", "abolished_on"),
                "description": gettext_lazy("机构存在的起止；已公开的机构由“机构变更”登记设立与终止。"),
            },
        ),
        (
            gettext_lazy("公开"),
            {
                "fields": ("code", "public_since"),
                "description": gettext_lazy("由系统填写：代码用于公开网址；公众自公开之日起可以看到。"),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Body]:
        return super().get_queryset(request).prefetch_related("names", "parent__names")

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
        """Put the body under another, or prepare that; orders/reorganising/placing.py says where not."""
        user = member(request)
        body = get_object_or_404(self.get_queryset(request), pk=pk)
        form = PlaceForm(request.POST if request.method == "POST" else None, prefix="place", body=body)
        if form.is_bound and form.carried_out(user):
            messages.success(request, form.said)
            return HttpResponseRedirect(reverse("admin:people_body_change", args=[body.pk]))
        title = _("调整上级机构：%(body)s") % {"body": body}
        context = {**page_context(self, request, title), "form": form, "media": self.media + form.media}
        context["changes"] = waiting_about(body)
        return TemplateResponse(request, "admin/people/body/place.html", context)
