"""Timelines: who held a post, and what a person held, across reorganisations as spells made of several tenures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from orders.models import Act, Tenure
from orders.models.acts import ActQuerySet
from orders.notices.vocabulary import GRADES
from orders.reorganising import Continuation, Lineage, continuations, lineage
from orders.tenures.heard import Names
from people.models import Official, Position
from registry.days import Days
from registry.holdings import (
    Holding,
    OfficialRef,
    PositionRef,
    ProvingAct,
    certain,
    holdings,
    official_ref,
    position_ref,
    proving,
    uncertain,
)


@dataclass(frozen=True, slots=True)
class Spell:
    """One person's unbroken time in a post through its successions: one tenure, or several that stay several."""

    official: OfficialRef
    tenures: tuple[Holding, ...]  # in time order, never empty

    @property
    def first(self) -> Holding:
        return self.tenures[0]

    @property
    def last(self) -> Holding:
        return self.tenures[-1]

    @property
    def held(self) -> bool:
        """Whether any of its tenures is held on the day asked."""
        return any(tenure.held for tenure in self.tenures)

    @property
    def several(self) -> bool:
        return len(self.tenures) > 1


@dataclass(frozen=True, slots=True)
class LineagePost:
    """A post of a lineage: where it stands in the order of succession, and the posts it continues."""

    position: PositionRef
    asked: bool  # the post the question is about
    continues: tuple[str, ...]  # codes of the posts it directly continues
    since: date | None  # the day it took over, None for the first


@dataclass(frozen=True, slots=True)
class PositionTimeline:
    """Everybody on record in a post and in the posts it continues or is continued by, as known on days.known_on."""

    position: PositionRef
    days: Days
    lineage: tuple[LineagePost, ...]  # oldest first; one when the post has no succession
    tenures: tuple[Holding, ...]  # of the whole lineage, in time order
    spells: tuple[Spell, ...]
    holders: tuple[Holding, ...]  # of the post itself on the day asked, start on record
    holders_start_not_on_record: tuple[Holding, ...]

    @property
    def no_holder_on_record(self) -> bool:
        return not self.holders and not self.holders_start_not_on_record


@dataclass(frozen=True, slots=True)
class ActEntry:
    """An act that is no tenure: a grade, or one that names no post on record. It stands apart."""

    verb: str
    verb_label: str
    printed_post: str
    proof: ProvingAct


@dataclass(frozen=True, slots=True)
class OfficialHistory:
    """Every post on record of one official, as known on days.known_on."""

    official: OfficialRef
    days: Days
    tenures: tuple[Holding, ...]  # in time order
    spells: tuple[Spell, ...]
    held: tuple[Holding, ...]  # on the day asked, start on record
    held_start_not_on_record: tuple[Holding, ...]
    grades: tuple[ActEntry, ...]
    without_post: tuple[ActEntry, ...]

    @property
    def no_post_on_record(self) -> bool:
        """Nothing held on the day asked, as far as the record says; never "left" or "unemployed"."""
        return not self.held and not self.held_start_not_on_record


def position_timeline(position: Position, days: Days) -> PositionTimeline:
    """The incumbency of a post through its successions; a constant number of queries."""
    line = lineage(position, days.known_on)
    names = Names.of({post.body_id for post in line.posts}, days.known_on)
    rows = holdings(Tenure.objects.filter(position__in=[post.pk for post in line.posts]), days)
    of_the_post = [row for row in rows if row.held and row.position_id == position.pk]
    return PositionTimeline(
        position=position_ref(position, names, days.on),
        days=days,
        lineage=_lineage(position, line, names, days.on),
        tenures=tuple(rows),
        spells=spells(rows, line.continuations),
        holders=certain(of_the_post),
        holders_start_not_on_record=uncertain(of_the_post),
    )


def official_history(official: Official, days: Days) -> OfficialHistory:
    """What an official held and holds; a constant number of queries."""
    rows = holdings(Tenure.objects.filter(official=official), days)
    held = [row for row in rows if row.held]
    apart = [_entry(act) for act in _acts_apart(official, days.known_on)]
    return OfficialHistory(
        official=official_ref(official),
        days=days,
        tenures=tuple(rows),
        spells=spells(rows, continuations({row.position_id for row in rows}, days.known_on)),
        held=certain(held),
        held_start_not_on_record=uncertain(held),
        grades=tuple(entry for entry in apart if entry.verb in GRADES),
        without_post=tuple(entry for entry in apart if entry.verb not in GRADES),
    )


def spells(rows: Sequence[Holding], steps: Iterable[Continuation]) -> tuple[Spell, ...]:
    """The tenures grouped into spells: joined where one person went over from a post to the one that continues it.

    Joined means: the later one's start is on record and falls within or at the end of the earlier one.
    """
    followers: dict[int, set[int]] = defaultdict(set)
    for step in steps:
        followers[step.old].add(step.new)
    spell_of: list[list[int]] = []
    placed: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        joined = next(
            (
                placed[earlier]
                for earlier in range(index - 1, -1, -1)
                if rows[earlier].official_id == row.official_id
                and row.position_id in followers[rows[earlier].position_id]
                and row.start.on_record
                and rows[earlier].lower <= row.lower <= rows[earlier].upper
            ),
            None,
        )
        if joined is None:
            joined = []
            spell_of.append(joined)
        joined.append(index)
        placed[index] = joined
    return tuple(Spell(rows[spell[0]].official, tuple(rows[index] for index in spell)) for spell in spell_of)


def _lineage(asked: Position, line: Lineage, names: Names, on: date) -> tuple[LineagePost, ...]:
    codes = {post.pk: post.code for post in line.posts}
    continues: dict[int, list[str]] = defaultdict(list)
    for step in line.continuations:
        if step.old in codes:
            continues[step.new].append(codes[step.old])
    return tuple(
        LineagePost(
            position=position_ref(post, names, on),
            asked=post.pk == asked.pk,
            continues=tuple(continues[post.pk]),
            since=line.since.get(post.pk),
        )
        for post in line.posts
    )


def _acts_apart(official: Official, known_on: date | None) -> ActQuerySet:
    """The official's acts that make no tenure: grades, and acts for which no post is on record."""
    return (
        Act.objects.known(known_on)
        .filter(Q(verb__in=GRADES) | Q(position__isnull=True), official=official)
        .select_related("clause__order__session")
        .order_by("clause__order__signed_on", "clause__order__pk", "clause__sequence", "sequence")
    )


def _entry(act: Act) -> ActEntry:
    return ActEntry(act.verb, act.get_verb_display(), act.printed_post, proving(act))
