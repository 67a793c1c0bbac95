"""Events between bodies: what the tables themselves guarantee."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from people.models import Effect, Reorganisation, ReorganisationBody, ReorganisationKind, ReorganisationPolicy
from people.models.reorganisations import PARTIES, effect_of
from tests.factories import make_body

DAY, CONFIRMED = date(2021, 5, 10), date(2022, 3, 1)
Kind = ReorganisationKind


def test_the_kind_fixes_the_number_of_bodies() -> None:
    assert PARTIES == {
        Kind.ESTABLISHED: ((0, 0), (1, 1)),
        Kind.RENAMED: ((1, 1), (0, 0)),
        Kind.REPLACED: ((1, 1), (1, 1)),
        Kind.MERGED: ((1, None), (1, 1)),
        Kind.SPLIT: ((1, 1), (2, None)),
        Kind.ABOLISHED: ((1, None), (0, 0)),
    }


def test_the_issuers_rule_comes_before_the_general_one_and_none_removes_nobody() -> None:
    general = {Kind.ABOLISHED: Effect.CARRIES_ON}
    assert effect_of(Kind.ABOLISHED, {Kind.ABOLISHED: Effect.NATURAL_REMOVAL}, general) == Effect.NATURAL_REMOVAL
    assert effect_of(Kind.ABOLISHED, {}, general) == Effect.CARRIES_ON
    assert effect_of(Kind.MERGED, {}, general) == Effect.NEEDS_ORDER


def test_nobody_confirms_what_they_prepared_even_past_the_functions(alice: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reorganisation.objects.create(
            kind=Kind.ABOLISHED,
            effective_on=DAY,
            state="confirmed",
            prepared_by=alice,
            confirmed_by=alice,
            confirmed_on=CONFIRMED,
        )


def test_a_confirmed_event_says_by_whom_and_when(alice: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Reorganisation.objects.create(kind=Kind.ABOLISHED, effective_on=DAY, state="confirmed", prepared_by=alice)


def test_a_body_takes_part_once(db: None) -> None:
    body, event = make_body("甲中心"), Reorganisation.objects.create(kind=Kind.ABOLISHED, effective_on=DAY)
    ReorganisationBody.objects.create(reorganisation=event, body=body, role="old")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReorganisationBody.objects.create(reorganisation=event, body=body, role="new")


def test_an_issuer_has_one_rule_for_a_kind(db: None) -> None:
    body = make_body("某区人民政府")
    ReorganisationPolicy.objects.create(issuer=body, kind=Kind.MERGED, effect=Effect.CARRIES_ON, basis="试验")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReorganisationPolicy.objects.create(issuer=body, kind=Kind.MERGED, effect=Effect.NEEDS_ORDER, basis="试验")
