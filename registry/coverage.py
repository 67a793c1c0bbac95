"""What the register holds of each document series, so that nobody reads anything into what it does not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q

from orders.models import Order
from orders.models.orders import OrderQuerySet
from orders.tenures.heard import Names
from people.models import Body
from registry.days import Days
from registry.holdings import BodyRef


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Numbers from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class YearCoverage:
    """One series in one year. Numbers after the last one held are unknown, never "none"."""

    year: int
    held: tuple[NumberRange, ...]
    missing: tuple[NumberRange, ...]  # below the last number held, those before the first included
    count_held: int
    count_missing: int
    first: int
    last: int
    complete_until: int  # the last number with no gap after the first one held
    last_published_on: date


@dataclass(frozen=True, slots=True)
class SeriesCoverage:
    issuer: BodyRef
    prefix: str
    years: tuple[YearCoverage, ...]  # the latest first


@dataclass(frozen=True, slots=True)
class Coverage:
    series: tuple[SeriesCoverage, ...]
    without_number: int  # notices on record that print no number
    last_published_on: date | None  # None: nothing is on record

    @property
    def empty(self) -> bool:
        return self.last_published_on is None


def coverage(days: Days, *, within: Collection[int] = ()) -> Coverage:
    """Per series and year the numbers held and missing, as known on days.known_on; a constant number of queries.

    `within`: keys of bodies; only what these and the bodies below them issued. A withdrawn order was issued under its
    number, so its number is held; entered again under the same number, it is still one number.
    """
    orders = Order.published.known(days.known_on)
    if within:
        orders = orders.filter(issuer__in=Body.everything.under(within).values("pk"))
    is_numbered = Q(series__isnull=False, year__isnull=False, number__isnull=False)
    numbered = orders.filter(is_numbered)
    totals = orders.aggregate(last=Max("published_on"), without_number=Count("pk", filter=~is_numbered))
    years = [
        _Year(*row)
        for row in numbered.order_by("series__issuer__display_order", "series__prefix", "series", "-year")
        .values_list("series", "series__prefix", "series__issuer", "series__issuer__code", "year")
        .annotate(Count("number", distinct=True), Min("number"), Max("number"), Max("published_on"))
    ]
    names = Names.of({year.issuer for year in years}, days.known_on)
    numbers = _numbers(numbered, [year for year in years if not year.unbroken])
    by_series: dict[tuple[int, str, int, str], list[YearCoverage]] = defaultdict(list)
    for year in years:
        ranges = (NumberRange(year.first, year.last),) if year.unbroken else _ranges(numbers[year.series, year.year])
        by_series[year.series, year.prefix, year.issuer, year.issuer_code].append(
            year_coverage(year.year, ranges, year.last_published_on)
        )
    return Coverage(
        series=tuple(
            SeriesCoverage(BodyRef(code, names.on(issuer, days.on), names.now(issuer)), prefix, tuple(of_series))
            for (_, prefix, issuer, code), of_series in by_series.items()
        ),
        without_number=totals["without_number"],
        last_published_on=totals["last"],
    )


def year_coverage(year: int, held: Sequence[NumberRange], last_published_on: date) -> YearCoverage:
    """What is held of one series in one year; `held`: the unbroken ranges of numbers, ascending, at least one."""
    before = [NumberRange(1, held[0].first - 1)] if held[0].first > 1 else []
    gaps = [NumberRange(one.last + 1, following.first - 1) for one, following in zip(held, held[1:], strict=False)]
    missing = (*before, *gaps)
    return YearCoverage(
        year=year,
        held=tuple(held),
        missing=missing,
        count_held=sum(numbers.count for numbers in held),
        count_missing=sum(numbers.count for numbers in missing),
        first=held[0].first,
        last=held[-1].last,
        complete_until=held[0].last,
        last_published_on=last_published_on,
    )


class _Year(NamedTuple):
    """One series in one year as the database sums it up."""

    series: int
    prefix: str
    issuer: int
    issuer_code: str
    year: int
    held: int  # numbers, each once
    first: int
    last: int
    last_published_on: date

    @property
    def unbroken(self) -> bool:
        return self.held == self.last - self.first + 1


def _numbers(numbered: OrderQuerySet, years: Sequence[_Year]) -> dict[tuple[int, int], list[int]]:
    """The numbers held in years that have gaps, each once, ascending; other years need no look at each number."""
    numbers: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = numbered.filter(series__in={year.series for year in years}, year__in={year.year for year in years})
    held = rows.values_list("series", "year", "number").distinct()
    for series, year, number in held.order_by("series", "year", "number"):
        if year is not None and number is not None:  # as the caller has asked for
            numbers[series, year].append(number)
    return numbers


def _ranges(numbers: Sequence[int]) -> tuple[NumberRange, ...]:
    """Ascending numbers as unbroken ranges."""
    ranges: list[NumberRange] = []
    for number in numbers:
        if ranges and number == ranges[-1].last + 1:
            ranges[-1] = NumberRange(ranges[-1].first, number)
        else:
            ranges.append(NumberRange(number, number))
    return tuple(ranges)
