"""The rows of an event: the hash of all that whoever confirms it answers for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from orders import reorganising
from orders.models import Clause, Order, ReorganisationProof
from orders.office.content import content_hash
from people.models import Body, HolderEffect, Official, Position, Reorganisation, ReorganisationBody
from tests.factories import make_body, make_position, revise_event
from tests.orders.reorganising.cast import NEW, OLD, body, event, post


def rename(name: str) -> None:
    body(name).names.update(name="另一名称")


def prove(prepared: Reorganisation) -> None:
    ReorganisationProof.objects.create(reorganisation=prepared, clause=Clause.objects.earliest("pk"))


CHANGES: dict[str, Any] = {
    "kind": lambda prepared: Reorganisation.objects.update(kind="merged"),
    "day": lambda prepared: Reorganisation.objects.update(effective_on=date(2021, 6, 1)),
    "effect": lambda prepared: Reorganisation.objects.update(effect="carries_on"),
    "new name": lambda prepared: Reorganisation.objects.update(new_name="某中心"),
    "document": lambda prepared: Reorganisation.objects.update(document="东编发〔2021〕8号"),
    "day of the document": lambda prepared: Reorganisation.objects.update(document_public_on=date(2021, 6, 1)),
    "note": lambda prepared: Reorganisation.objects.update(note="核对过"),
    "another party": lambda prepared: prepared.parties.create(body=make_body("第三中心"), role="old"),
    "role of a party": lambda prepared: ReorganisationBody.objects.update(role="old"),
    "a succession less": lambda prepared: prepared.successions.first().delete(),
    "no successor": lambda prepared: prepared.successions.filter(old=post(OLD, "主任")).update(new=None),
    "another successor": lambda prepared: prepared.successions.filter(old=post(OLD, "主任")).update(
        new=make_position(body(NEW), "书记")
    ),
    "effect on a holder": lambda prepared: HolderEffect.objects.update(effect="needs_order"),
    "note on a holder": lambda prepared: HolderEffect.objects.update(note="另有安排"),
    "no holder by name": lambda prepared: HolderEffect.objects.all().delete(),
    "post of a holder": lambda prepared: HolderEffect.objects.update(position=post(OLD, "副主任")),
    "holder": lambda prepared: HolderEffect.objects.update(official=Official.everything.get(name="许晶")),
    "name of a holder": lambda prepared: Official.everything.filter(name="张伟").update(name="张玮"),
    "name of an old body": lambda prepared: rename(OLD),
    "name of a new body": lambda prepared: rename(NEW),
    "title of an old post": lambda prepared: Position.everything.filter(body=body(OLD), title="主任").update(
        title="长"
    ),
    "title of a new post": lambda prepared: Position.everything.filter(body=body(NEW), title="主任").update(title="长"),
    "a proof": prove,
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_the_hash_covers_everything_a_reviewer_answers_for(new: Body, alice: User, change: str) -> None:
    prepared = event(alice)
    HolderEffect.objects.create(
        reorganisation=prepared,
        official=Official.everything.get(name="张伟"),
        position=post(OLD, "主任"),
        effect="carries_on",
    )
    before = content_hash(prepared)
    prepared.refresh_from_db()
    assert content_hash(prepared) == before
    CHANGES[change](prepared)
    prepared.refresh_from_db()
    assert content_hash(prepared) != before


def test_the_hash_covers_the_day_a_proof_was_public(new: Body, alice: User) -> None:
    prepared = event(alice)
    prove(prepared)
    before = content_hash(prepared)
    Order.everything.update(published_on=date(2020, 1, 1))
    assert content_hash(prepared) != before


def test_the_same_said_again_is_the_same_content(new: Body, alice: User) -> None:
    prepared = event(alice)
    before, plan = content_hash(prepared), reorganising.plan_of(prepared)
    again = revise_event(reorganisation=prepared, by=alice, successions=reversed(plan.successions))
    assert content_hash(again) == before
