"""Pages by keyset: each begins after the last row of the one before, whatever has been added meanwhile.

No COUNT, no OFFSET: the hundredth page costs what the first does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.db.models import Model, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_filters.utils import translate_validation
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from registry.api.parameters import TextField

PAGE = 100  # rows where the question gives no page_size
LONGEST_PAGE = 500
NOT_A_CURSOR = _("cursor 无效；请使用上一页答复中 next 给出的地址。")


class PageForm(forms.Form):
    """The parameters of a page as they stand in an address."""

    page_size = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LONGEST_PAGE,
        error_messages={
            key: format_lazy(_("page_size 应当是 1 至 {longest} 之间的整数。"), longest=LONGEST_PAGE)
            for key in ("invalid", "min_value", "max_value")
        },
    )
    cursor = TextField(required=False)


class Keyset(BasePagination):
    """Orders by the view's `keyset`: non-null columns, all in one direction, the last one unique."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        form = PageForm(request.query_params)
        if not form.is_valid():
            raise translate_validation(form.errors)
        size = form.cleaned_data["page_size"] or PAGE
        keyset: Sequence[str] = view.keyset
        if cursor := form.cleaned_data["cursor"]:
            queryset = queryset.filter(_after(decoded(cursor, queryset.model, keyset), keyset))
        rows = list(queryset.order_by(*keyset)[: size + 1])
        self.next_link = None
        if len(rows) > size:
            rows.pop()
            self.next_link = replace_query_param(request.build_absolute_uri(), "cursor", encoded(rows[-1], keyset))
        return rows

    def get_paginated_response(self, data: object) -> Response:
        return Response({"next": self.next_link, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, object]) -> dict[str, object]:
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {
                    "type": "string",
                    "format": "uri",
                    "nullable": True,
                    "description": "The address of the next page; null on the last.",
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, object]]:
        return [
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "description": f"Rows on a page, {PAGE} unless given.",
                "schema": {"type": "integer", "minimum": 1, "maximum": LONGEST_PAGE, "default": PAGE},
            },
            {
                "name": "cursor",
                "in": "query",
                "required": False,
                "description": "Where the page begins: taken from `next`, never made up.",
                "schema": {"type": "string"},
            },
        ]


def encoded(row: Model, keyset: Sequence[str]) -> str:
    """The key of a row as an opaque word for an address, signed, so that nobody makes one up."""
    values = [getattr(row, field.removeprefix("-")) for field in keyset]
    words = [value if isinstance(value, int | str) else str(value) for value in values]
    return _signer(type(row), keyset).sign_object(words)


def decoded(cursor: str, model: type[Model], keyset: Sequence[str]) -> list[object]:
    """The key a cursor stands for; one that this list never gave is refused with a sentence."""
    try:
        values = _signer(model, keyset).unsign_object(cursor)
    except BadSignature as error:
        raise ValidationError({"cursor": [NOT_A_CURSOR]}) from error
    fields: list[Any] = [model._meta.get_field(field.removeprefix("-")) for field in keyset]
    return [field.to_python(value) for field, value in zip(fields, values, strict=True)]


def _signer(model: type[Model], keyset: Sequence[str]) -> Signer:
    return Signer(salt=f"{model._meta.label} {' '.join(keyset)}")


def _after(values: Sequence[object], keyset: Sequence[str]) -> Q:
    """Rows that come after the key in the order of the keyset."""
    names = [field.removeprefix("-") for field in keyset]
    beyond = "lt" if keyset[0].startswith("-") else "gt"
    after = Q()
    for place, name in enumerate(names):
        equal = dict(zip(names[:place], values[:place], strict=True))
        after |= Q(**equal, **{f"{name}__{beyond}": values[place]})
    # Says again what follows from the rest, in the form an index on the first column can use.
    return Q(**{f"{names[0]}__{beyond}e": values[0]}) & after
