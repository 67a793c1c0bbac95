"""Days, names and lists of words, as people write them in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from orders.notices.notice import Precision
from registry.coverage import Coverage, YearCoverage


def day(value: date | None, precision: str = Precision.DAY.value) -> str:
    """A day as people write it, in the page's language; a month or a year where no more is known; '' for none.

    Written out here rather than by the machine's locale, so that years before 1000 and after 9000 are said rightly too.
    """
    if value is None:
        return ""
    if precision == Precision.YEAR.value:
        return _("%(year)s年") % {"year": value.year}
    if precision == Precision.MONTH.value:
        return pgettext("月份写出名称", "%(year)s年%(month)s月") % {"year": value.year, "month": _month(value)}
    return pgettext("月份写出名称", "%(year)s年%(month)s月%(day)s日") % {
        "year": value.year,
        "month": _month(value),
        "day": value.day,
    }


def _month(value: date) -> str:
    """The month as a number in Chinese and by its name in English, both from Django's own catalogue."""
    return str(value.month) if is_chinese() else formats.date_format(value.replace(year=2000, day=1), "F")


def is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def zh(text: object) -> str | SafeString:
    """Words of the record, which are Chinese on every page; marked so where the page is not."""
    return str(text) if is_chinese() else format_html('<span lang="zh-Hans">{}</span>', text)


def romanised(pinyin: str) -> str:
    """An official's name for readers of Latin letters, beside the Chinese name on English pages only."""
    return "" if is_chinese() else pinyin


YEARS_NAMED = 3  # of all series; more than that in a sentence is read by nobody


def held_and_missing(coverage: Coverage) -> SafeString:
    """What is held, in half a sentence: 东政任〔2021〕16–20号，缺1–15号. Of many series only how many they are."""
    years = [(series.prefix, year) for series in coverage.series for year in series.years]
    parts: list[str | SafeString] = []
    if len(years) > YEARS_NAMED:
        held = sum(year.count_held for _prefix, year in years)
        parts.append(_("%(series)s个文号系列的通知%(held)s份") % {"series": len(coverage.series), "held": held})
    else:
        parts += [_numbers(prefix, year) for prefix, year in years]
    if coverage.without_number:
        parts.append(_("没有文号的通知%(notices)s份") % {"notices": coverage.without_number})
    return format_html_join(_("；"), "{}", ((part,) for part in parts))


def _numbers(prefix: str, year: YearCoverage) -> SafeString:
    words = {"series": zh(f"{prefix}〔{year.year}〕"), "held": listed_words(map(str, year.held))}
    if not year.missing:
        return format_html(_("{series}{held}号"), **words)
    return format_html(_("{series}{held}号，缺{missing}号"), missing=listed_words(map(str, year.missing)), **words)


def listed_words(words: Iterable[str]) -> str:
    """Several words in a row, joined as the page's language joins them."""
    return _("、").join(words)
