"""Reorganisations as the public knew them: the confirmed ones, and since when each is known."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Coalesce

from orders.models.orders import PUBLIC_STATES
from people.models import Reorganisation
from people.models.reorganisations import ReorganisationState


def events(known_on: date | None = None, *, until: date | None = None) -> QuerySet[Any]:
    """Confirmed reorganisations public on `known_on` (None: today's knowledge), each with its `public_on`.

    With `until` only those in effect by that day, inclusive.

    An event is known from its document's public day, else from its first proving order's, else from its confirmation.
    """
    confirmed = Reorganisation.objects.filter(state=ReorganisationState.CONFIRMED)
    first_proof = Min("proofs__clause__order__published_on", filter=Q(proofs__clause__order__state__in=PUBLIC_STATES))
    dated = confirmed.annotate(public_on=Coalesce("document_public_on", first_proof, "confirmed_on"))
    if until is not None:
        dated = dated.filter(effective_on__lte=until)
    return dated if known_on is None else dated.filter(public_on__lte=known_on)


def public_days(reorganisations: Collection[int]) -> dict[int, date]:
    """For each of these events that is confirmed, by its key, the day the public knows it from."""
    return dict(events().filter(pk__in=reorganisations).values_list("pk", "public_on"))
