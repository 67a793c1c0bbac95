"""Which post continues which, and whom an event touches. Reading only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from orders.models import Act, Tenure
from orders.projection import first_proofs
from orders.reorganising.rules import ENDING, OLD, names_ended_by
from people.models import Official, Position, PositionSuccession, Reorganisation
from people.models.reorganisations import ReorganisationState, public_day


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
    """Each holder on record of each old post the event names, by today's knowledge, in display order of the posts."""
    day = reorganisation.effective_on
    successors: dict[int, list[Position]] = defaultdict(list)
    for succession in reorganisation.successions.select_related("new__body").order_by("pk"):
        successors[succession.old_id].extend([succession.new] if succession.new else [])
    named = {(effect.official_id, effect.position_id): effect for effect in reorganisation.holder_effects.all()}
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
    named = Position.everything.filter(names_ended_by(reorganisation)).values("pk")
    posts = Position.public.filter(body__in=old).exclude(pk__in=named).select_related("body")
    return list(posts.order_by("body", "display_order", "pk"))


def posts_without_successor(reorganisation: Reorganisation) -> list[Position]:
    """Posts an event names with nothing that continues them, where no confirmed supplement has said what does."""
    if reorganisation.kind not in ENDING:
        return []
    of_event = Q(reorganisation=reorganisation) | Q(
        reorganisation__supplements=reorganisation, reorganisation__state=ReorganisationState.CONFIRMED
    )
    rows = PositionSuccession.objects.filter(of_event)
    named = Position.public.filter(pk__in=rows.values("old")).select_related("body")
    continued = rows.filter(new__isnull=False).values("old")
    return list(named.exclude(pk__in=continued).order_by("body", "display_order", "pk"))


def known_day(reorganisation: Reorganisation) -> date | None:
    """The day the public knows a confirmed event from; see people.models.reorganisations.public_day."""
    return public_day(reorganisation, first_proofs({reorganisation.pk}).get(reorganisation.pk))


def lineage(position: Position) -> list[Position]:
    """The posts that `position` continues, itself, and those that continue it, in time; only confirmed events count.

    Of posts merged into one, or split from one, those beside `position` are not of its lineage.
    """
    return lineages([position])[position.pk]


def lineages(positions: Iterable[Position]) -> dict[int, list[Position]]:
    """The lineage of each position, by its key; as many queries as the longest lineage has steps, in each direction."""
    wanted = list(positions)
    before, after = _steps({post.pk for post in wanted}, back=True), _steps({post.pk for post in wanted}, back=False)
    keys = {post.pk for post in wanted} | before.keys() | after.keys()
    keys |= {reached for steps in (before, after) for ends in steps.values() for _day, reached in ends}
    posts = Position.everything.select_related("body").prefetch_related("body__names").in_bulk(keys)
    return {
        post.pk: [posts[key] for key in [*reversed(_walk(post.pk, before)), post.pk, *_walk(post.pk, after)]]
        for post in wanted
    }


def _steps(start: set[int], *, back: bool) -> dict[int, list[tuple[date, int]]]:
    """From each post reached from `start` the (day, post) one event further, in one direction."""
    here, there = ("new", "old") if back else ("old", "new")
    confirmed = Q(reorganisation__state=ReorganisationState.CONFIRMED, new__isnull=False)
    steps: dict[int, list[tuple[date, int]]] = defaultdict(list)
    frontier, passed = start, set(start)
    while frontier:
        rows = PositionSuccession.objects.filter(confirmed, **{f"{here}__in": frontier}).order_by(
            "-reorganisation__effective_on" if back else "reorganisation__effective_on", "pk"
        )
        frontier = set()
        for at, day, reached in rows.values_list(here, "reorganisation__effective_on", there):
            steps[at].append((day, reached))
            frontier.add(reached)
        frontier -= passed
        passed |= frontier
    return steps


def _walk(start: int, steps: dict[int, list[tuple[date, int]]]) -> list[int]:
    """Everything reached from `start`, nearest event first, each once."""
    reached: list[int] = []
    waiting = [start]
    while waiting:
        at = waiting.pop(0)
        for _day, key in steps.get(at, []):
            if key not in reached and key != start:
                reached.append(key)
                waiting.append(key)
    return reached
