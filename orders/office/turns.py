"""One writer at a time, where two at once would each overlook what the other is writing.

A turn is taken for whole trees of bodies: the people of two governments do not wait for each other. Everybody takes
turns in one sequence – the register or trees, people, names, and last the version (orders/office/log.py) – and several
of a kind in the order of their keys, so that no two ever wait for each other. Who takes which turn stands in
docs/adr/0020-turns-are-taken-for-trees-of-bodies.md. Readers take none.
SQLite has one writer anyway (immediate transactions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch
from typing import TypeVar

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet

from orders.models import Act, ChangeKind, Erratum, Order, PublicChange, Series, Session
from orders.models.changes import ABOUT
from orders.office.access import CLERK_GROUP, REVIEWER_GROUP
from people.models import (
    Body,
    HolderEffect,
    Official,
    Position,
    PositionSuccession,
    Reorganisation,
    ReorganisationBody,
)

# Rows that always exist are the locks, so that it works on every engine that locks rows.
OF_THE_REGISTER, OF_NAMES = CLERK_GROUP, REVIEWER_GROUP

Locked = TypeVar("Locked", bound=Model)
Bodies = Iterable[int | None]  # by their keys; None is no body


def take_turn() -> None:
    """Wait until no other transaction has any turn; it ends with the transaction. Call it before reading anything.

    For what concerns everything. Never after the turn of a tree: whoever waits for that tree would be waited for.
    """
    if connection.features.has_select_for_update:
        _lock_group(OF_THE_REGISTER)
        _lock_tops(lambda: set(Body.everything.filter(parent__isnull=True).values_list("pk", flat=True)))


def take_turn_for(*subjects: Model) -> None:
    """The turn of the trees that these records concern (`bodies_of`); where none is known, of the whole register."""
    take_turn_of(lambda: [body for subject in subjects for body in bodies_of(subject)])


def take_turn_of(bodies: Callable[[], Bodies]) -> None:
    """Wait until no other transaction has the turn of the trees in which these bodies stand; with none, of all.

    Which bodies, and in which trees they stand, is asked again with the turn taken: both may change while one waits.
    Whoever takes turns within a turn asks for nothing but what is held already, and never waits.
    """
    if not connection.features.has_select_for_update:
        return

    def tops() -> set[int]:
        return set(Body.everything.tops({body for body in bodies() if body is not None}).values())

    if not _lock_tops(tops):
        take_turn()


def take_turn_of_people(people: QuerySet[Official]) -> None:
    """Wait until nobody else decides who these people are. After the turn of their trees: namesakes stand in others."""
    if connection.features.has_select_for_update:
        list(_locked(Official.everything.filter(pk__in=people.order_by().values("pk"))).order_by("pk"))


def take_turn_of_names() -> None:
    """Wait until nobody else puts a new name on record: of a body, a post, a session, a person. Then look it up again.

    No constraint could refuse the second, since two people may bear one name. After the turn of the trees, and late:
    it keeps everybody waiting who takes in a notice.
    """
    if connection.features.has_select_for_update:
        _lock_group(OF_NAMES)


def _lock_group(name: str) -> None:
    row = _locked(Group.objects.filter(name=name))
    if not row:
        Group.objects.get_or_create(name=name)
        row.get()


def _lock_tops(wanted: Callable[[], set[int]]) -> set[int]:
    """Lock the rows of these top bodies in the order of their keys; gives those locked.

    Where others are wanted by then, all are let go and locked anew: adding one would be out of order.
    """
    while True:
        tops = wanted()
        with transaction.atomic():
            list(_locked(Body.everything.filter(pk__in=tops)).order_by("pk").values_list("pk", flat=True))
            if wanted() <= tops:
                return tops
            transaction.set_rollback(True)  # to the savepoint, which gives back what was locked since


def _locked(rows: QuerySet[Locked]) -> QuerySet[Locked]:
    """Locked against other turns alone: rows that point to them are written meanwhile by whoever is not concerned."""
    return rows.select_for_update(no_key=connection.features.has_select_for_no_key_update)


@singledispatch
def bodies_of(subject: Model) -> Bodies:
    """All bodies that a step with this record may touch or rests on, as they stand; none = it concerns the register."""
    return ()


@bodies_of.register
def _of_order(order: Order) -> Bodies:
    """Its issuer, the body that decided, and the bodies of every post it names, in superseded readings too."""
    return _of_orders(Q(pk=order.pk))


@bodies_of.register
def _of_erratum(erratum: Erratum) -> Bodies:
    return _of_orders(Q(pk=erratum.order_id))


@bodies_of.register
def _of_act(act: Act) -> Bodies:
    """Those of its order, and of whomever it means."""
    stored = Act.objects.select_related("clause").get(pk=act.pk)
    officials = [official for official in (act.official_id, stored.official_id) if official]
    return [*_of_orders(Q(pk=stored.clause.order_id)), *_of_officials(officials)]


@bodies_of.register
def _of_official(official: Official) -> Bodies:
    return _of_officials([official.pk])


@bodies_of.register
def _of_body(body: Body) -> Bodies:
    return [body.pk]


@bodies_of.register(Position)
@bodies_of.register(Session)
def _of_what_a_body_has(record: Position | Session) -> Bodies:
    return [record.body_id]


@bodies_of.register
def _of_series(series: Series) -> Bodies:
    return [series.issuer_id]


@bodies_of.register
def _of_reorganisation(event: Reorganisation) -> Bodies:
    """Of the event, of what it supplements or corrects: parties, posts, and the orders that prove it."""
    events = [key for key in (event.pk, event.supplements_id, event.corrects_id) if key]
    successions = PositionSuccession.objects.filter(reorganisation__in=events)
    return [
        *ReorganisationBody.objects.filter(reorganisation__in=events).values_list("body", flat=True),
        *(body for pair in successions.values_list("old__body", "new__body") for body in pair),
        *_posts_of_holders(Q(reorganisation__in=events)),
        *_of_orders(Q(clauses__reorganisation_proofs__reorganisation__in=events)),
    ]


@bodies_of.register
def _of_change(change: PublicChange) -> Bodies:
    """Of every record it is about, and where a body is to be moved. A rule of reorganisations concerns everything."""
    if change.kind == ChangeKind.POLICY or change.policy is not None:
        return ()
    records = [getattr(change, column) for column in (*ABOUT.values(), "other")]
    return [change.new.get("parent"), *(body for each in records if each is not None for body in bodies_of(each))]


def _of_orders(which: Q) -> list[int | None]:
    orders = Order.everything.filter(which).order_by().distinct()
    posts = Act.objects.filter(clause__order__in=orders.values("pk"), position__isnull=False)
    return [
        *(body for pair in orders.values_list("issuer", "session__body") for body in pair),
        *posts.order_by().values_list("position__body", flat=True).distinct(),
    ]


def _of_officials(officials: list[int]) -> list[int | None]:
    """Of all orders that name them – seen anew, any post of these may give reason to propose a reorganisation."""
    return [*_of_orders(Q(clauses__acts__official__in=officials)), *_posts_of_holders(Q(official__in=officials))]


def _posts_of_holders(which: Q) -> list[int]:
    return list(HolderEffect.objects.filter(which).order_by().values_list("position__body", flat=True).distinct())
