"""The organisation on one day: bodies in being, their names that day, their posts, and who is on record in them.

Flat rows stitched in Python, a constant number of queries however many bodies, posts and holders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, NamedTuple

from django.db.models import QuerySet

from orders.models import Tenure
from orders.tenures.heard import Names, Unheard
from people.models import Body, Position, PositionClass
from registry.days import Days
from registry.holdings import BodyRef
from registry.shapes import UNTOLD, Choices, database_columns
from registry.tenure_record import ClauseRef, clause_of, qualifiers_of, renewals_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartHolder:
    """One official on record as holding a post on the day."""

    official_code: Annotated[str, "The opaque code of the official."]
    official_name: Annotated[str, "As registered."]
    official_pinyin: Annotated[str, UNTOLD]
    identity_settled: Annotated[bool, "false: which person the name means is not settled."]
    from_: Annotated[date | None, "null: the start is not on record."]
    until: Annotated[date | None, "null: no end on record, which is not to say current."]
    qualifiers: Annotated[Mapping[str, Any], "In force on the day asked."]
    began_by: Annotated[ClauseRef | None, "null: the start is not on record."]
    ended_by: Annotated[ClauseRef | None, "Without recorded start, the only words that prove the tenure."]

    @property
    def provisional(self) -> bool:
        return not self.identity_settled

    @property
    def proof(self) -> ClauseRef | None:
        return self.began_by or self.ended_by


@dataclass(frozen=True, slots=True)
class ChartPosition:
    """One post with its holders on the day asked."""

    code: Annotated[str, "Code of the position."]
    title: Annotated[str, "Title without the body."]
    position_class: Annotated[str, Choices.of(PositionClass.choices)]
    holders: Annotated[tuple[ChartHolder, ...], "On the day asked, start on record. None: no holder on record."]
    holders_start_not_on_record: Annotated[tuple[ChartHolder, ...], "On the day asked, since a day not on record."]

    @property
    def no_holder_on_record(self) -> bool:
        """Not the same as vacant: that would need the authorised number of holders to be known."""
        return not self.holders and not self.holders_start_not_on_record


@dataclass(frozen=True, slots=True)
class ChartBody(BodyRef):
    """A body with its posts and the bodies below it."""

    depth: Annotated[int, UNTOLD]  # 0 for the body the chart was asked of
    positions: tuple[ChartPosition, ...]
    children: tuple[ChartBody, ...]

    def walk(self) -> Iterator[ChartBody]:
        """This body, then everything below it, in display order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Chart:
    """`root` is None when, for all the public knew, the body did not exist on the day."""

    days: Days
    root: ChartBody | None

    @property
    def bodies(self) -> Iterator[ChartBody]:
        return self.root.walk() if self.root else iter(())


class _BodyRow(NamedTuple):
    pk: int
    code: str
    parent: int | None
    established_on: date | None
    abolished_on: date | None
    public_since: date | None


def chart(body: Body, days: Days, *, levels: int | None = None) -> Chart:
    """The chart of a body and of everything below it on days.on, as known on days.known_on.

    With `levels` only what is at most so many levels below it is looked at: 0 is the body alone.
    """
    bodies = Body.everything.under([body.pk], levels=levels)
    subtree = bodies.values("pk")
    rows = [
        _BodyRow(*row)
        for row in bodies.order_by("display_order", "pk").values_list(
            "pk", "code", "parent_id", "established_on", "abolished_on", "public_since"
        )
    ]
    unheard = Unheard.of(days.known_on, subtree)
    shown = {row.pk for row in rows if _shown(row, unheard, days)}
    if body.pk not in shown:
        return Chart(days, None)
    stitch = _Stitch(
        codes={row.pk: row.code for row in rows},
        names=Names.of(subtree, days.known_on),
        children=_children(rows, shown, body.pk),
        positions=_positions(subtree, _holders(body, subtree, days, levels), days),
        on=days.on,
    )
    return Chart(days, stitch.body(body.pk, 0))


def _shown(row: _BodyRow, unheard: Unheard, days: Days) -> bool:
    """Public, known by then, and in being on the day as far as the public knew."""
    if row.public_since is None or (days.known_on and row.public_since > days.known_on):
        return False
    return unheard.in_being(row.pk, row.established_on, row.abolished_on, days.on)


def _children(rows: Iterable[_BodyRow], shown: set[int], root: int) -> dict[int, list[int]]:
    """For each body shown, those shown directly below it; what stands below a body not shown moves up to the next."""
    parents = {row.pk: row.parent for row in rows}
    children: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.pk == root or row.pk not in shown:
            continue
        parent, passed = parents[row.pk], {row.pk}
        while parent is not None and parent not in shown and parent not in passed:
            passed.add(parent)
            parent = parents.get(parent)
        if parent is not None and parent in shown:
            children[parent].append(row.pk)
    return children


def _positions(
    subtree: QuerySet[Body, object], holders: Mapping[int, list[ChartHolder]], days: Days
) -> dict[int, list[ChartPosition]]:
    """For each body its posts in display order, each with its holders."""
    positions: dict[int, list[ChartPosition]] = defaultdict(list)
    rows = (
        Position.public.filter(body__in=subtree)
        .known(days.known_on)
        .order_by("display_order", "pk")
        .values_list("pk", "body_id", "code", "title", "position_class")
    )
    for key, body, code, title, position_class in rows:
        held_by = holders.get(key, [])
        positions[body].append(
            ChartPosition(
                code=code,
                title=title,
                position_class=position_class,
                holders=tuple(holder for holder in held_by if holder.from_),
                holders_start_not_on_record=tuple(holder for holder in held_by if not holder.from_),
            )
        )
    return positions


HOLDER_COLUMNS = (
    "pk",
    "position_id",
    "official__code",
    "official__name",
    "official__pinyin",
    "official__provisional",
    "began_on",
    "ended_on",
    "qualifiers",
    "confirmed_by__clause__order__session__decided_on",
    "confirmed_by__clause__order__signed_on",
    *database_columns(ClauseRef, "began_by__"),
    *database_columns(ClauseRef, "ended_by__"),
)


def _holders(
    body: Body, subtree: QuerySet[Body, object], days: Days, levels: int | None
) -> dict[int, list[ChartHolder]]:
    """For each post who is on record as holding it, those longest in it first; two flat queries."""
    held = Tenure.objects.at(days.on, days.known_on)
    # The copy of the top body on the tenure saves the walk through the tree.
    whole = body.parent_id is None and levels is None
    held = held.filter(jurisdiction=body) if whole else held.filter(body__in=subtree)
    renewals = renewals_of(held)
    holders: dict[int, list[ChartHolder]] = defaultdict(list)
    in_order = held.order_by("lower", "began_by__clause__order", "began_by__clause__sequence", "pk")
    for row in in_order.values(*HOLDER_COLUMNS):
        holders[row["position_id"]].append(
            ChartHolder(
                official_code=row["official__code"],
                official_name=row["official__name"],
                official_pinyin=row["official__pinyin"],
                identity_settled=not row["official__provisional"],
                from_=row["began_on"],
                until=row["ended_on"],
                qualifiers=qualifiers_of(row, renewals.get(row["pk"], ()), days.on),
                began_by=clause_of(row, "began_by"),
                ended_by=clause_of(row, "ended_by"),
            )
        )
    return holders


@dataclass(frozen=True, slots=True)
class _Stitch:
    """The flat rows of one chart, ready to be put together."""

    codes: Mapping[int, str]
    names: Names
    children: Mapping[int, list[int]]
    positions: Mapping[int, list[ChartPosition]]
    on: date

    def body(self, key: int, depth: int) -> ChartBody:
        return ChartBody(
            code=self.codes[key],
            name=self.names.on(key, self.on),
            name_now=self.names.now(key),
            depth=depth,
            positions=tuple(self.positions.get(key, ())),
            children=tuple(self.body(child, depth + 1) for child in self.children.get(key, ())),
        )
