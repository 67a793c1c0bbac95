"""Reorganisations as the public knew them: the confirmed ones, and since when each is known."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Case, Min, Q, QuerySet, When
from django.db.models.functions import Coalesce

from orders.models.orders import PUBLIC_STATES
from people.models import HolderEffect, Reorganisation
from people.models.reorganisations import ReorganisationState


def events(known_on: date | None = None, *, until: date | None = None) -> QuerySet[Any]:
    """Confirmed reorganisations public on `known_on` (None: today's knowledge), each with its `public_on`.

    With `until` only those in effect by that day, inclusive.

    An event is known from its document's public day, else from its first proving order's, else from its confirmation.
    A supplement is part of the event it adds to and known with it, whenever it was recorded.
    """
    confirmed = Reorganisation.objects.filter(state=ReorganisationState.CONFIRMED)
    of_main = When(supplements__isnull=False, then=_public_on("supplements__"))
    dated = confirmed.annotate(public_on=Case(of_main, default=_public_on()))
    if until is not None:
        dated = dated.filter(effective_on__lte=until)
    return dated if known_on is None else dated.filter(public_on__lte=known_on)


def _public_on(of: str = "") -> Coalesce:
    published = Q(**{f"{of}proofs__clause__order__state__in": PUBLIC_STATES})
    first_proof = Min(f"{of}proofs__clause__order__published_on", filter=published)
    return Coalesce(f"{of}document_public_on", first_proof, f"{of}confirmed_on")


def unheard_on(known_on: date) -> QuerySet[Any]:
    """The events that were not public yet on `known_on`. Without supplements: these begin and end no body."""
    return events().filter(public_on__gt=known_on, supplements=None)


def public_days(reorganisations: Collection[int]) -> dict[int, date]:
    """For each of these events that is confirmed, by its key, the day the public knows it from."""
    return dict(events().filter(pk__in=reorganisations).values_list("pk", "public_on"))


def holder_effects(mains: Collection[int]) -> dict[tuple[int, int, int], HolderEffect]:
    """What these events do to single holders by name, by the keys of (event, official, position).

    Confirmed supplements speak for the event they add to; of several about one holder the one recorded last holds.
    """
    own = Q(reorganisation__in=mains)
    added = Q(reorganisation__supplements__in=mains, reorganisation__state=ReorganisationState.CONFIRMED)
    said = HolderEffect.objects.filter(own | added).select_related("reorganisation").order_by("reorganisation", "pk")
    return {
        (
            effect.reorganisation.supplements_id or effect.reorganisation_id,
            effect.official_id,
            effect.position_id,
        ): effect
        for effect in said
    }
