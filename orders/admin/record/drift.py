"""The staff page that compares the stored tenures with what the acts say; computed when asked, and only shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from orders.admin.record.admin import TenureAdmin
from orders.admin.shared.desk_page import member, page_context
from orders.models import Tenure
from orders.tenures.projection import Drift, drift
from people.models import Official, Position

SHOWN = 200  # rows; whoever sees more has tenures rebuilt, not read


@dataclass(frozen=True, slots=True)
class DriftLine:
    """A tenure row that stands in the table and should not, or is missing from it, in words."""

    stored: bool
    official: Official
    position: Position
    began: str
    ended: str
    known_from: date


def _in_words(differences: Sequence[Drift]) -> list[DriftLine]:
    officials = Official.everything.in_bulk([difference.row.official for difference in differences])
    posts = Position.everything.select_related("body").prefetch_related("body__names")
    positions = posts.in_bulk([difference.row.position for difference in differences])
    return [
        DriftLine(
            stored=difference.stored,
            official=officials[difference.row.official],
            position=positions[difference.row.position],
            began=str(difference.row.began or ""),
            ended=str(difference.row.ended or ""),
            known_from=difference.row.known_from,
        )
        for difference in differences
    ]


@admin.register(Tenure)
class ComparedTenureAdmin(TenureAdmin):
    def get_urls(self) -> list[URLPattern]:
        compare = self.admin_site.admin_view(require_safe(self.drift_view))
        return [path("drift/", compare, name="orders_tenure_drift"), *super().get_urls()]

    def drift_view(self, request: HttpRequest) -> HttpResponse:
        """Every row that differs, the first SHOWN of them; it reads all acts, so no other page computes it."""
        member(request)
        differences = list(islice(drift(), SHOWN + 1))
        context = {
            **page_context(self, request, _("任职与任免动作有出入")),
            "rows": _in_words(differences[:SHOWN]),
            "limit": SHOWN,
            "more": len(differences) > SHOWN,
        }
        return TemplateResponse(request, "admin/orders/tenure/drift.html", context)
