"""Which post continues which, and whom an event touches. Reading only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from orders.models import Act, Tenure
from orders.reorganising.rules import OLD
from orders.tenures.heard import events, public_days
from people.models import HolderEffect, Official, Position, PositionSuccession, Reorganisation
from people.models.reorganisations import ENDING, ReorganisationState


@dataclass(frozen=True, slots=True)
class AffectedHolder:
    """Somebody on record in an old post on the day of an event, and what the event does to them.

    `ended_by` is the clause's act that ends the tenure in its own words; then the event ends nothing.
    `named`: the effect was set for this person, not for all.
    """

    official: Official
    position: Position
    successors: tuple[Position, ...]
    tenure: Tenure
    effect: str
    named: bool
    note: str
    ended_by: Act | None


def affected_holders(reorganisation: Reorganisation) -> list[AffectedHolder]:
    """Each holder on record of each old post the event names, by today's knowledge, in display order of the posts.

    With an event come the posts its confirmed supplements name. A supplement shows its own, and what is said of their
    holders by name already.
    """
    day = reorganisation.effective_on
    successors: dict[int, list[Position]] = defaultdict(list)
    together = Reorganisation.objects.with_supplements([reorganisation])
    said = PositionSuccession.objects.said_by(together).select_related("new__body")
    for succession in said.order_by("pk"):
        successors[succession.old_id].extend([succession.new] if succession.new else [])
    main = reorganisation.supplements_id or reorganisation.pk
    named = {effect.holder: effect for effect in HolderEffect.objects.by_holder([main]).values()}
    if reorganisation.state != ReorganisationState.CONFIRMED:
        named |= {effect.holder: effect for effect in reorganisation.holder_effects.all()}
    # A tenure that ends on the day itself was held when the event came: by it, or by the words of a clause.
    tenures = Tenure.objects.known().filter(position__in=list(successors), lower__lte=day, upper__gte=day).with_proof()
    return [
        AffectedHolder(
            official=tenure.official,
            position=tenure.position,
            successors=tuple(successors[tenure.position_id]),
            tenure=tenure,
            effect=effect.effect if effect else reorganisation.effect,
            named=effect is not None,
            note=effect.note if effect else "",
            ended_by=tenure.ended_by,
        )
        for tenure in tenures.order_by("position__display_order", "position", "lower", "official")
        for effect in [named.get((tenure.official_id, tenure.position_id))]
    ]


def unnamed_posts(reorganisation: Reorganisation) -> list[Position]:
    """Posts of the bodies an event ended that neither it nor a confirmed supplement names: brought by later notices."""
    if reorganisation.kind not in ENDING:
        return []
    old = reorganisation.parties.filter(role=OLD).values("body")
    named = PositionSuccession.objects.belonging_to([reorganisation]).values("old")
    posts = Position.public.filter(body__in=old).exclude(pk__in=named).select_related("body")
    return list(posts.order_by("body", "display_order", "pk"))


def posts_without_successor(reorganisation: Reorganisation) -> list[Position]:
    """Posts an event names with nothing that continues them, where no confirmed supplement has said what does."""
    if reorganisation.kind not in ENDING:
        return []
    together = Reorganisation.objects.with_supplements([reorganisation])
    without = PositionSuccession.objects.said_by(together).filter(new__isnull=True)
    posts = Position.public.filter(pk__in=without.values("old")).select_related("body")
    return list(posts.order_by("body", "display_order", "pk"))


def known_day(reorganisation: Reorganisation) -> date | None:
    """The day the public knows a confirmed event from; None for one that is not confirmed."""
    return public_days([reorganisation.pk]).get(reorganisation.pk)


@dataclass(frozen=True, slots=True)
class Continuation:
    """One post continues another from a day on, by a confirmed event; the posts by their keys."""

    old: int
    new: int
    effective_on: date


@dataclass(frozen=True, slots=True)
class Lineage:
    """The posts that one continues, itself, and those that continue it."""

    posts: tuple[Position, ...]  # oldest first
    since: Mapping[int, date]  # by key of a post the day it first took over; a first one has none
    continuations: tuple[Continuation, ...]  # in time order; also of posts beside these, merged or split on the way


def lineage(position: Position, known_on: date | None = None) -> Lineage:
    """The lineage of a public post as the public knew it on `known_on`, None = today; a constant number of queries.

    Of posts merged into one, or split from one, those beside `position` are not of its lineage.
    """
    connected = Position.public.connected(position.pk).known(known_on)
    posts = {post.pk: post for post in connected.select_related("body")}
    posts.setdefault(position.pk, position)
    steps = continuations(posts, known_on)
    since: dict[int, date] = {}
    for step in steps:
        since.setdefault(step.new, step.effective_on)  # the steps come in time order
    reached = sorted(_reached(position.pk, steps), key=lambda post: (since.get(post, date.min), post))
    return Lineage(tuple(posts[post] for post in reached), since, tuple(steps))


def continuations(positions: Collection[int], known_on: date | None = None) -> list[Continuation]:
    """Which of these posts continues which by a confirmed event public on `known_on`, None = today, in time order."""
    rows = PositionSuccession.objects.filter(
        old__in=positions, new__in=positions, reorganisation__in=events(known_on).values("pk")
    ).values_list("old_id", "new_id", "reorganisation__effective_on")
    return [Continuation(*row) for row in rows.order_by("reorganisation__effective_on", "pk")]


def _reached(start: int, steps: Iterable[Continuation]) -> set[int]:
    """The post itself, those it continues, and those that continue it; not what only shares one of these."""
    before: dict[int, set[int]] = defaultdict(set)
    after: dict[int, set[int]] = defaultdict(set)
    for step in steps:
        before[step.new].add(step.old)
        after[step.old].add(step.new)
    return _along(start, before) | _along(start, after)


def _along(start: int, ways: Mapping[int, set[int]]) -> set[int]:
    reached, unvisited = {start}, [start]
    while unvisited:
        found = ways.get(unvisited.pop(), set()) - reached
        reached |= found
        unvisited.extend(found)
    return reached
