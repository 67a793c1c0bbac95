"""One box for everything: officials, bodies under any name they ever bore, positions, and orders by number.

Only rows the public may see; what a draft alone knows is never found. Best first, each group limited.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import CharField, F, Min, Q
from django.db.models.functions import Concat

from orders.models import Order, Tenure
from orders.tenures.heard import Names, names_heard
from people.models import Body, Official, Position
from people.search import any_of, best, cleaned
from registry.days import Days
from registry.holdings import BodyRef, OfficialRef, PositionRef, body_ref, official_ref, position_ref

LIMIT = 20  # hits of each group on the page of results

# 16号, 第16号, 2021年16号, 东政任〔2021〕16号 with any brackets, half or full width.
OPENING, CLOSING = r"[〔\[【(（{｛<〈《「［＜]", r"[〕\]】)）}｝>〉》」］＞]"
NUMBER = re.compile(
    rf"(?P<prefix>[^\W\d]*?)第?(?:{OPENING}(?P<year>[12]\d{{3}}){CLOSING}|(?P<plain_year>[12]\d{{3}})年)?"
    r"第?(?P<number>\d{1,5})号?"
)

Hit = TypeVar("Hit")


@dataclass(frozen=True, slots=True)
class OfficialHit:
    """An official, told apart from namesakes by the posts held on the day asked, else by the last one on record."""

    official: OfficialRef
    posts: tuple[PositionRef, ...]
    held: bool  # whether the posts are held on the day asked


@dataclass(frozen=True, slots=True)
class BodyHit:
    body: BodyRef
    found_by: str  # the name that matched, perhaps a former one


@dataclass(frozen=True, slots=True)
class OrderHit:
    code: str
    number: str  # as printed; '' where none is printed
    title: str
    signed_on: date | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Group(Generic[Hit]):
    """The best hits of one kind; `more`: there are others."""

    hits: tuple[Hit, ...] = ()
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.hits)


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What there is for a question, as known on the days' known_on."""

    question: str  # as looked for: trimmed, white space between Chinese characters gone
    officials: Group[OfficialHit] = Group()
    bodies: Group[BodyHit] = Group()
    positions: Group[PositionRef] = Group()
    orders: Group[OrderHit] = Group()

    @property
    def nothing(self) -> bool:
        return not (self.officials or self.bodies or self.positions or self.orders)


def search(question: str, days: Days, *, limit: int = LIMIT) -> SearchResults:
    """Everything public that the question may mean; a constant number of queries, none for an empty question."""
    wanted = cleaned(question)
    if not wanted:
        return SearchResults(wanted)
    return SearchResults(
        question=wanted,
        officials=_officials(wanted, days, limit),
        bodies=_bodies(wanted, days, limit),
        positions=_positions(wanted, days, limit),
        orders=_orders(wanted, days, limit),
    )


def _group(rows: Sequence[Hit], limit: int) -> Group[Hit]:
    return Group(tuple(rows[:limit]), more=len(rows) > limit)


def _officials(wanted: str, days: Days, limit: int) -> Group[OfficialHit]:
    ranked = Official.public.known(days.known_on).search(wanted).select_related("merged_into")
    best = list(ranked[: limit + 1])
    standing = list({official.pk: official for official in map(Official.survivor, best)}.values())
    posts = _posts(standing, days)
    hits = [OfficialHit(official_ref(official), *posts.get(official.pk, ((), False))) for official in standing]
    return Group(tuple(hits[:limit]), more=len(best) > limit)


def _posts(officials: Sequence[Official], days: Days) -> dict[int, tuple[tuple[PositionRef, ...], bool]]:
    """For each official the posts held on the day, else the last one on record; with whether they are held."""
    tenures: dict[int, list[Tenure]] = defaultdict(list)
    rows = Tenure.objects.filter(official__in=officials).known(days.known_on)
    for tenure in rows.select_related("position__body").order_by("upper", "lower", "pk"):
        tenures[tenure.official_id].append(tenure)
    names = Names.of({tenure.position.body_id for of_one in tenures.values() for tenure in of_one}, days.known_on)
    posts = {}
    for official, of_one in tenures.items():
        held = [tenure for tenure in of_one if tenure.lower <= days.on < tenure.upper]
        telling = held or of_one[-1:]
        posts[official] = tuple(position_ref(tenure.position, names, days.on) for tenure in telling), bool(held)
    return posts


def _bodies(wanted: str, days: Days, limit: int) -> Group[BodyHit]:
    rows = (
        names_heard(days.known_on)
        .filter(name__contains=wanted, body__in=Body.public.known(days.known_on).values("pk"))
        .annotate(rank=best([Q(name=wanted), Q(name__endswith=wanted), Q(name__startswith=wanted)]))
        .select_related("body")
        .order_by("rank", "body__display_order", "body", F("began_on").desc(nulls_last=True))
    )
    matching = list(rows[: 3 * limit + 1])  # a body may bear several names that match
    names = Names.of({name.body_id for name in matching}, days.known_on)
    hits: dict[int, BodyHit] = {}
    for name in matching:
        hits.setdefault(name.body_id, BodyHit(body_ref(name.body, names, days.on), name.name))
    return _group(list(hits.values()), limit)


def _positions(wanted: str, days: Days, limit: int) -> Group[PositionRef]:
    choices = [
        Q(post=wanted),
        Q(title=wanted),
        Q(post__endswith=wanted),
        Q(title__contains=wanted),
        Q(post__contains=wanted),
    ]
    rows = (
        Position.public.known(days.known_on)
        .alias(
            name=F("body__names"),
            withdrawn=F("body__names__withdrawn_on"),
            post=Concat("body__names__name", "title", output_field=CharField()),
        )
        .filter(any_of(choices[3:]), _heard("name", days.known_on) if days.known_on else Q(withdrawn=None))
        .annotate(rank=Min(best(choices)))
        .order_by("rank", "body__display_order", "body", "display_order", "pk")
    )
    positions = _with_bodies(list(rows.values_list("pk", flat=True)[: limit + 1]))
    names = Names.of({position.body_id for position in positions}, days.known_on)
    return _group([position_ref(position, names, days.on) for position in positions], limit)


def _heard(name: str, known_on: date) -> Q:
    """The column `name` holds the key of a name the public had heard of."""
    return Q(**{f"{name}__in": names_heard(known_on).values("pk")})


def _with_bodies(keys: Sequence[int]) -> list[Position]:
    """The positions of these keys, in the order of the keys."""
    positions = {position.pk: position for position in Position.public.filter(pk__in=keys).select_related("body")}
    return [positions[key] for key in keys]


def _orders(wanted: str, days: Days, limit: int) -> Group[OrderHit]:
    number = NUMBER.fullmatch(wanted)
    # 7号 means the seventh, not also the seventeenth.
    by_number = _numbered(number) if number else Q(printed_number__contains=wanted)
    choices = [Q(printed_number=wanted), by_number, Q(title__contains=wanted)]
    rows = (
        Order.published.known(days.known_on)
        .filter(any_of(choices))
        .annotate(rank=best(choices))
        .order_by("rank", "-published_on", "-year", "-number", "-pk")
    )
    columns = ("code", "printed_number", "title", "signed_on", "published_on")
    return _group([OrderHit(*row) for row in rows.values_list(*columns)[: limit + 1]], limit)


def _numbered(number: re.Match[str]) -> Q:
    """Orders of this number, in the year and the series where they are given."""
    wanted = Q(number=int(number["number"]))
    if year := number["year"] or number["plain_year"]:
        wanted &= Q(year=int(year))
    if prefix := number["prefix"]:
        wanted &= Q(series__prefix__contains=prefix)
    return wanted
