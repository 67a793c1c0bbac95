"""Automatic numbering: the numbers that stand on the page and nowhere in the words (一、 （一） 1.)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from orders.sources.docx.counting import counted
from orders.sources.xml import child, is_on, local, value

_LEVEL_SIGN = re.compile("%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # a sign of a font of symbols: a dot, a square, a diamond
_LEVELS = 9


class Level:
    """One level of a list as it is to be printed."""

    def __init__(self, element: etree._Element) -> None:
        self.start = number_in(value(child(element, "start")), 1)
        self.form = value(child(element, "numFmt")) or "decimal"
        self.text = value(child(element, "lvlText")) or ""
        self.gap = "" if value(child(element, "suff")) == "nothing" else " "
        self.legal = bool(is_on(child(element, "isLgl")))
        self.style = value(child(element, "pStyle"))
        restart = value(child(element, "lvlRestart"))
        self.restarts_behind = None if restart is None else number_in(restart, 0)


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: etree._Element | None, lists_of_styles: dict[str, str]) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, str] = {}  # a list that is defined by a style
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._own: dict[tuple[str, int], Level] = {}
        self._lists_of_styles = lists_of_styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown_forms: set[str] = set()
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._define(element)
            elif local(element) == "num":
                self._use(element)

    def _define(self, element: etree._Element) -> None:
        key = value(element, "abstractNumId") or ""
        self._abstract[key] = dict(_levels(element))
        if link := value(child(element, "numStyleLink")):
            self._linked[key] = link

    def _use(self, element: etree._Element) -> None:
        key = value(element, "numId") or ""
        self._lists[key] = value(child(element, "abstractNumId")) or ""
        for override in element:
            if local(override) != "lvlOverride":
                continue
            at = number_in(value(override, "ilvl"), 0)
            self._own.update({(key, place): level for place, level in _levels(override)})
            start = value(child(override, "startOverride"))
            if start is not None:
                self._starts[key, at] = number_in(start, 1)

    def level_of_style(self, key: str, style: str | None) -> int:
        """The level of a list that a style stands for."""
        levels = self._abstract.get(self._root_of(key), {})
        return next((at for at, level in levels.items() if style and level.style == style), 0)

    def label(self, key: str, at: int) -> str:
        """The number of the next paragraph of this list on this level, with the gap behind it; it is counted."""
        abstract = self._root_of(key)
        level = self._level(key, abstract, at)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if (key, at) in self._starts and (key, at) not in self._begun:
            counts[at] = self._starts[key, at]
        else:
            counts[at] = counts[at] + 1 if at in counts else level.start
        self._begun.add((key, at))
        for below in range(at + 1, _LEVELS):
            deeper = self._level(key, abstract, below)
            behind = deeper.restarts_behind if deeper is not None else None
            if behind is None or (behind and at < behind):
                counts.pop(below, None)
        words = self._printed(key, abstract, level, counts)
        return f"{words}{level.gap}" if words else ""

    def _printed(self, key: str, abstract: str, level: Level, counts: dict[int, int]) -> str:
        if level.form == "bullet":
            return _PRIVATE.sub("•", level.text)

        def numeral(sign: re.Match[str]) -> str:
            place = int(sign[1]) - 1
            shown = self._level(key, abstract, place)
            number = counts.get(place, shown.start if shown else 1)
            form = "decimal" if level.legal or shown is None else shown.form
            words = counted(number, form)
            if words is None:
                self.unknown_forms.add(form)
                return str(number)
            return words

        return _LEVEL_SIGN.sub(numeral, level.text)

    def _level(self, key: str, abstract: str, at: int) -> Level | None:
        return self._own.get((key, at)) or self._abstract.get(abstract, {}).get(at)

    def _root_of(self, key: str) -> str:
        """The definition a list stands on, through the style that defines it."""
        abstract = self._lists.get(key, "")
        link = self._linked.get(abstract)
        if link is not None and not self._abstract.get(abstract):
            return self._lists.get(self._lists_of_styles.get(link, ""), abstract)
        return abstract


def _levels(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for each in element:
        if local(each) == "lvl":
            yield number_in(value(each, "ilvl"), 0), Level(each)


def number_in(words: str | None, default: int) -> int:
    """A whole number of an attribute; what is none is the default."""
    return int(words) if words is not None and words.isascii() and words.isdigit() and len(words) < 9 else default
