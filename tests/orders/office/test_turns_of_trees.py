"""Who waits for whom, on an engine that locks rows: two of one tree for each other, two of two trees never."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client

from orders import changing, identity
from orders.entering import correcting, taking_in
from orders.models import Act, ChangeKind, Order, Tenure
from orders.office.turns import take_turn, take_turn_for, take_turn_of
from orders.reorganising import placing
from orders.steps import changes, errata, reorganisations, review
from orders.tenures.projection import drift
from people.models import Body, Official, ReorganisationKind
from tests.factories import (
    TODAY,
    make_body,
    make_draft,
    make_notice,
    make_source,
    prepare_event,
    say,
)
from tests.orders.office.desks import PATIENCE, Desk, Tree, Write, plant

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer: everybody waits for everybody."),
]


@pytest.fixture
def desks() -> Iterator[Callable[[], Desk]]:
    """As many as a test asks for; whoever has not committed by its end loses what they wrote."""
    at_work: list[Desk] = []

    def sit_down() -> Desk:
        at_work.append(Desk())
        return at_work[-1]

    yield sit_down
    for desk in at_work:
        desk.leaves()
    for desk in at_work:
        desk.is_gone()


@pytest.fixture
def east(db: None) -> Tree:
    return plant("东河")


@pytest.fixture
def west(db: None) -> Tree:
    return plant("西山")


def frame(tree: Tree, number: int = 1) -> dict[str, Any]:
    body = f"{tree.name}市人民政府"
    return {"number": f"{tree.name}任〔2021〕{number}号", "issuer": body, "session_body": body, "session": number}


def entered(tree: Tree, by: User, number: int = 1, name: str = "") -> Order:
    """A draft of the tree that appoints somebody nobody else bears the name of."""
    whom = say("appoint", name or f"{tree.name}生{number}", *tree.post("局长"))
    return make_draft([[whom]], by, **frame(tree, number))


def approved(tree: Tree, alice: User, bob: User) -> Order:
    order = entered(tree, alice)
    review.submit(order=order, by=alice, today=TODAY)
    return review.approve(order=order, by=bob, today=TODAY)


def published(tree: Tree, alice: User, bob: User) -> Order:
    return review.publish(order=approved(tree, alice, bob), by=bob, today=TODAY)


# Each makes what is to be written about in a tree, and gives the write. What moves the version of the register is
# looked at before it does: see `test_public_steps_…`.


def correcting_a_reading(tree: Tree, alice: User, bob: User) -> Write:
    order = entered(tree, alice)
    acts = [say("appoint", f"{tree.name}生1", *tree.post("副局长"))]
    return lambda: correcting.correct_reading(clause=order.clauses.get(), acts=acts, by=alice)


def submitting(tree: Tree, alice: User, bob: User) -> Write:
    order = entered(tree, alice)
    return lambda: review.submit(order=order, by=alice, today=TODAY)


def preparing_an_erratum(tree: Tree, alice: User, bob: User) -> Write:
    clause = published(tree, alice, bob).clauses.get()
    acts = [say("appoint", f"{tree.name}生1", *tree.post("副局长"))]
    return lambda: errata.prepare_erratum(clause=clause, acts=acts, reason="读错了。", by=alice)


def preparing_an_event(tree: Tree, alice: User, bob: User) -> Write:
    office = Body.everything.named(tree.office).get()
    plan = {"kind": ReorganisationKind.RENAMED, "old": [office], "new_name": f"{tree.name}市水利局"}
    return lambda: prepare_event(by=alice, new=[], effective_on=date(2023, 1, 1), document="编〔2022〕1号", **plan)


def preparing_a_change(tree: Tree, alice: User, bob: User) -> Write:
    order = published(tree, alice, bob)
    return lambda: changing.prepare(ChangeKind.WITHDRAWAL, about={"order": order}, by=alice, reason="发错了。")


def settling(tree: Tree, alice: User, bob: User) -> Write:
    order = make_draft([[say("appoint", f"{tree.name}生", *tree.post("局长"))]], alice, bulk=True, **frame(tree))
    official = Act.objects.get(clause__order=order).official
    assert official is not None
    Official.everything.filter(pk=official.pk).update(provisional=True)
    return lambda: identity.settle(official=official, by=alice, note="核对过。")


def picking(tree: Tree, alice: User, bob: User) -> Write:
    order = entered(tree, alice)
    act = Act.objects.get(clause__order=order)
    assert act.official is not None
    official = act.official
    return lambda: identity.pick(act=act, official=official, by=alice)


def merging(tree: Tree, alice: User, bob: User) -> Write:
    people = []
    for number in (1, 2):
        people.append(Act.objects.get(clause__order=entered(tree, alice, number)).official)
    return lambda: identity.merge(survivor=people[0], other=people[1], by=alice, note="是同一人。")


def moving_a_body(tree: Tree, alice: User, bob: User) -> Write:
    draft = make_body(f"{tree.name}市新设局", parent=tree.top, public_since=None)
    under = Body.everything.named(tree.office).get()
    return lambda: placing.place_body(body=draft, parent=under, by=alice)


WRITES = [
    correcting_a_reading,
    submitting,
    preparing_an_erratum,
    preparing_an_event,
    preparing_a_change,
    settling,
    picking,
    merging,
    moving_a_body,
]


@pytest.mark.parametrize("write_of", WRITES, ids=lambda write: write.__name__)
def test_who_writes_in_a_tree_waits_for_its_turn_alone(
    write_of: Callable[..., Write], desks: Callable[[], Desk], east: Tree, west: Tree, alice: User, bob: User
) -> None:
    here, there = write_of(east, alice, bob), write_of(west, alice, bob)
    holder, same, other = desks(), desks(), desks()
    holder.did(lambda: take_turn_of(lambda: [east.top.pk]))
    waiting = same.does(here)
    assert same.waits(waiting)
    other.did(there)
    other.commits()  # it may have taken the turn of names
    holder.commits()
    waiting.result(timeout=PATIENCE)


# What becomes public has everybody wait for the version, which it takes last.


def publishing(tree: Tree, alice: User, bob: User) -> Write:
    order = approved(tree, alice, bob)
    return lambda: review.publish(order=order, by=bob, today=TODAY)


def publishing_an_erratum(tree: Tree, alice: User, bob: User) -> Write:
    erratum = preparing_an_erratum(tree, alice, bob)()
    return lambda: errata.publish_erratum(erratum=erratum, by=bob, today=TODAY)


def confirming_an_event(tree: Tree, alice: User, bob: User) -> Write:
    published(tree, alice, bob)
    event = preparing_an_event(tree, alice, bob)()
    return lambda: reorganisations.confirm(reorganisation=event, by=bob, on=TODAY)


def confirming_a_withdrawal(tree: Tree, alice: User, bob: User) -> Write:
    change = preparing_a_change(tree, alice, bob)()
    dora = User.objects.create_user(f"dora of {tree.name}")
    dora.groups.set(bob.groups.all())
    return lambda: changes.confirm(change=change, by=dora, today=TODAY)


def confirming_that_somebody_is_settled(tree: Tree, alice: User, bob: User) -> Write:
    order = published(tree, alice, bob)
    official = Act.objects.get(clause__order=order).official
    Official.everything.filter(pk=official.pk).update(provisional=True)
    change = changing.prepare(ChangeKind.SETTLE, about={"official": official}, by=alice, reason="核对过。")
    return lambda: changes.confirm(change=change, by=bob, today=TODAY)


PUBLIC = [
    publishing,
    publishing_an_erratum,
    confirming_an_event,
    confirming_a_withdrawal,
    confirming_that_somebody_is_settled,
]


@pytest.mark.parametrize("write_of", PUBLIC, ids=lambda write: write.__name__)
def test_public_steps_in_two_trees_go_side_by_side_up_to_the_version(
    write_of: Callable[..., Write], desks: Callable[[], Desk], east: Tree, west: Tree, alice: User, bob: User
) -> None:
    here, there = write_of(east, alice, bob), write_of(west, alice, bob)
    holder, same, other = desks(), desks(), desks()
    holder.did(lambda: take_turn_of(lambda: [east.top.pk]))
    waiting = same.does(here)
    assert same.waits(waiting)
    other.did(there)
    other.commits()
    holder.commits()
    waiting.result(timeout=PATIENCE)
    same.commits()
    assert list(drift()) == []


# Turns themselves


def test_two_who_want_two_trees_in_either_order_do_not_wait_for_each_other(
    desks: Callable[[], Desk], east: Tree, west: Tree
) -> None:
    first, second = desks(), desks()
    for desk in (first, second):
        desk.commits()  # each of what follows is a transaction of its own
    for _round in range(20):
        ahead, back = [east.top.pk, west.top.pk], [west.top.pk, east.top.pk]
        both = [
            first.does(partial(_take_and_end, ahead)),
            second.does(partial(_take_and_end, back)),
        ]
        for doing in both:
            doing.result(timeout=PATIENCE)


@transaction.atomic
def _take_and_end(bodies: list[int]) -> None:
    take_turn_of(lambda: bodies)


def test_the_turn_of_the_register_excludes_every_tree_and_is_excluded_by_each(
    desks: Callable[[], Desk], east: Tree, west: Tree
) -> None:
    tree, everything, later = desks(), desks(), desks()
    tree.did(lambda: take_turn_for(west.top))
    whole = everything.does(take_turn)
    assert everything.waits(whole)
    tree.commits()
    whole.result(timeout=PATIENCE)
    after = later.does(lambda: take_turn_for(east.top))
    assert later.waits(after)
    everything.commits()
    after.result(timeout=PATIENCE)


def test_the_turn_of_the_register_includes_a_tree_that_began_while_one_waited_for_it(
    desks: Callable[[], Desk], east: Tree, alice: User
) -> None:
    mover, everything, later = desks(), desks(), desks()
    draft = make_body("东河市新设局", parent=east.top, public_since=None)
    mover.did(lambda: placing.place_body(body=draft, parent=None, by=alice))
    whole = everything.does(take_turn)
    assert everything.waits(whole)
    mover.commits()
    whole.result(timeout=PATIENCE)
    assert later.waits(later.does(lambda: take_turn_for(draft)))
    everything.commits()


def test_whoever_waited_for_a_body_that_was_moved_has_the_turn_of_its_new_tree(
    desks: Callable[[], Desk], east: Tree, west: Tree, alice: User
) -> None:
    mover, waiter, east_again, west_now = desks(), desks(), desks(), desks()
    draft = make_body("东河市新设局", parent=east.top, public_since=None)
    mover.did(lambda: placing.place_body(body=draft, parent=west.top, by=alice))
    waiting = waiter.does(lambda: take_turn_for(draft))
    assert waiter.waits(waiting)
    mover.commits()
    waiting.result(timeout=PATIENCE)
    east_again.did(lambda: take_turn_for(east.top))  # given back
    assert west_now.waits(west_now.does(lambda: take_turn_for(west.top)))
    waiter.commits()


def test_a_merge_takes_the_turn_of_every_tree_in_which_the_two_are(
    desks: Callable[[], Desk], east: Tree, west: Tree, alice: User
) -> None:
    one, other = (Act.objects.get(clause__order=entered(tree, alice)).official for tree in (east, west))
    assert one is not None
    assert other is not None
    merger = desks()
    merger.did(lambda: identity.merge(survivor=one, other=other, by=alice, note="是同一人。"))
    for tree in (east, west):
        desk = desks()
        assert desk.waits(desk.does(lambda tree=tree: take_turn_for(tree.top)))  # type: ignore[misc]
    merger.commits()


def test_whoever_reads_waits_for_nobody(
    desks: Callable[[], Desk], east: Tree, alice: User, bob: User, client: Client
) -> None:
    published(east, alice, bob)
    writer, reader = desks(), desks()
    writer.did(take_turn)
    writer.did(lambda: Tenure.objects.all().delete())
    reader.did(lambda: connection.cursor().execute("SET lock_timeout = 1"))
    assert reader.did(lambda: Tenure.objects.known().count()) == 1
    assert reader.did(lambda: client.get(f"/zh/bodies/{east.top.code}/chart/").status_code) == 200


# What no tree protects


def test_of_one_new_name_in_two_trees_the_second_waits_and_is_asked_about(
    desks: Callable[[], Desk], east: Tree, west: Tree, alice: User
) -> None:
    first, second = desks(), desks()
    first.did(lambda: entered(east, alice, name="岑夫子"))
    waiting = second.does(lambda: entered(west, alice, name="岑夫子"))
    assert second.waits(waiting)
    first.commits()
    order = waiting.result(timeout=PATIENCE)
    second.commits()
    assert Official.everything.filter(name="岑夫子").count() == 1
    assert Act.objects.get(clause__order=order).official is None


def test_of_one_new_body_in_two_trees_only_one_is_made(
    desks: Callable[[], Desk], east: Tree, west: Tree, alice: User
) -> None:
    def take_in(tree: Tree) -> Write:
        said = [say("appoint", f"{tree.name}生", "新江市数据局", "局长")]
        source = make_source(f"{tree.name}的通知", alice)
        return lambda: taking_in.take_in(source=source, notice=make_notice([said], **frame(tree)), by=alice)

    here, there = take_in(east), take_in(west)
    first, second = desks(), desks()
    first.did(here)
    waiting = second.does(there)
    assert second.waits(waiting)
    first.commits()
    waiting.result(timeout=PATIENCE)
    second.commits()
    assert Body.everything.named("新江市数据局").count() == 1


def test_two_namesakes_settled_at_once_in_two_trees_are_known_to_be_two(
    desks: Callable[[], Desk], east: Tree, west: Tree, alice: User
) -> None:
    people = []
    for tree in (east, west):
        order = make_draft([[say("appoint", "岑夫子", *tree.post("局长"))]], alice, bulk=True, **frame(tree))
        people.append(Act.objects.get(clause__order=order).official)
    Official.everything.update(provisional=True)
    first, second = desks(), desks()
    first.did(lambda: identity.settle(official=people[0], by=alice, note="核对过。"))
    waiting = second.does(lambda: identity.settle(official=people[1], by=alice, note="核对过。"))
    assert second.waits(waiting)
    first.commits()
    waiting.result(timeout=PATIENCE)
    second.commits()
    assert identity.are_not_same(people[0], people[1])
