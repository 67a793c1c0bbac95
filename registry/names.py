"""Names of bodies as a query: those the public had heard of."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from orders.tenures.known_events import unheard_on
from people.models import BodyName, ReorganisationBody
from people.models.reorganisations import ReorganisationKind


def names_heard(known_on: date | None) -> QuerySet[Any]:
    """Every name borne now or ever, without those of a renaming not public on known_on: Names.ever as a query.

    None: today's knowledge, which leaves out none.
    """
    if known_on is None:
        return BodyName.objects.all()
    later = unheard_on(known_on).filter(kind=ReorganisationKind.RENAMED).values("pk")
    unheard = ReorganisationBody.objects.filter(
        reorganisation__in=later, body=OuterRef("body"), reorganisation__effective_on=OuterRef("began_on")
    )
    return BodyName.objects.exclude(Exists(unheard))
