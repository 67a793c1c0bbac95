"""Timelines as pictures: from stretches of time to the rows, bars and ticks of an SVG. Pure geometry in CSS pixels.

The horizontal scale is days. Before it lies a margin for what began on a day nobody has recorded, after it, where the
day asked for is far off, a broken axis: years without any event would otherwise squeeze the events into nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from people.periods import shifted

EDGE = 10  # left and right of everything
EARLIER = 56  # the zone in which a bar without a start on record fades in
LATER = 64  # the zone behind a broken axis
BAR = 22
LINE = 25
RISE = 17  # from the top of a line of text to its base
CLEAR = 8  # kept free behind a label
ZIGZAG = 9  # from one corner of a broken axis to the next
ROW_GAP = 20
HEAD = 34  # above the rows, for the day asked for
FOOT = 34  # below the rows, for the ticks
TIP = 11  # how far the arrow of an open end is drawn in
LEAST_BAR = 4  # a period of no or few days is still seen
FONT = 16
TICK_ROOM = 78  # between two ticks, so that their labels never touch
TICK_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000)  # months
WIDE, NARROW = 960, 340


@dataclass(frozen=True, slots=True)
class Stretch:
    """One bar to be drawn: from ≤ day < until. No start = not on record; no end = no end on record."""

    lines: tuple[str, ...]  # what is written above the bar
    began_on: date | None
    ended_on: date | None
    light: bool = False  # concurrent posts are drawn in outline
    joined: bool = False  # continues the stretch before it through a reorganisation


@dataclass(frozen=True, slots=True)
class DrawnLine:
    text: str
    y: int  # of the base

    def covers(self, x: int) -> bool:
        """Whether an upright line at `x` would run through the words."""
        return x < EDGE + text_width(self.text) + CLEAR


@dataclass(frozen=True, slots=True)
class Upright:
    """A piece of an upright line: what is written in its way interrupts the line."""

    x: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class DrawnBar:
    points: str  # of a polygon
    x: int
    end: int
    y: int
    number: int | None  # the bar's place in its row, where the row has several and the bar has room for it
    number_x: int
    number_y: int
    fades: bool
    open: bool
    light: bool
    joint: str  # points of the diamond where a reorganisation joins it to the bar before; '' = none


@dataclass(frozen=True, slots=True)
class DrawnRow:
    lines: tuple[DrawnLine, ...]
    bars: tuple[DrawnBar, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Marker:
    """The day asked for, as a line through all rows; its label is kept inside the picture."""

    x: int
    label_x: int
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    name: str  # tells the two drawings on one page apart, for the ids in them
    width: int
    height: int
    rows: tuple[DrawnRow, ...]
    ticks: tuple[Tick, ...]
    grid: tuple[Upright, ...]
    marker: Marker
    marker_line: tuple[Upright, ...]
    axis_y: int
    left: int  # of the axis
    right: int
    break_x: int | None  # where the axis is broken
    breaks: tuple[str, ...]  # points of the zigzags there
    fade_from: int
    fade_to: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to pixels: linear from `start` (at `left`) to `end` (at `right`), with the zones outside."""

    start: date
    end: date
    left: int
    right: int
    edge_left: int
    edge_right: int

    def x(self, day: date) -> int:
        """Where a day lies; a day outside the scale lies in the middle of the zone before or behind it."""
        if day < self.start:
            return (self.edge_left + self.left) // 2
        if day > self.end:
            return (self.right + self.edge_right) // 2
        share = (day - self.start).days / max(1, (self.end - self.start).days)
        return round(self.left + share * (self.right - self.left))


def scale(rows: Sequence[Sequence[Stretch]], on: date, width: int) -> Scale:
    """The scale that shows every recorded day, and `on` too where that does not squeeze the rest."""
    stretches = [stretch for row in rows for stretch in row]
    days = [day for stretch in stretches for day in (stretch.began_on, stretch.ended_on) if day] or [on]
    first, last = min(days), max(days)
    span = (last - first).days
    margin, room = timedelta(days=max(14, span // 16)), timedelta(days=max(180, span // 2))
    start = shifted(first, -margin)
    end = shifted(last, timedelta(days=max(60, span // 4)))
    if end < on <= shifted(end, room):
        end = shifted(on, margin)
    if shifted(start, -room) <= on < start:
        start = shifted(on, -margin)
    before = EARLIER if on < start or any(stretch.began_on is None for stretch in stretches) else 0
    behind = LATER if on > end else 0
    return Scale(start, end, EDGE + before, width - EDGE - behind, EDGE, width - EDGE)


def draw(rows: Sequence[Sequence[Stretch]], *, on: date, width: int, name: str) -> Drawing:
    """The picture of several rows of stretches; each row is one official, or one spell of one official."""
    ruler = scale(rows, on, width)
    y = HEAD
    drawn: list[DrawnRow] = []
    for row in rows:
        lines: list[DrawnLine] = []
        for number, stretch in enumerate(row, start=1):
            mark = f"{number}  " if len(row) > 1 else ""
            for text in stretch.lines:
                for piece in wrap(f"{mark}{text}", ruler.edge_right - ruler.edge_left):
                    lines.append(DrawnLine(piece, y + RISE))
                    y += LINE
                mark = ""
        drawn.append(DrawnRow(tuple(lines), tuple(_bars(row, ruler, y))))
        y += BAR + ROW_GAP
    axis_y = y - ROW_GAP // 2
    texts = [line for row in drawn for line in row.lines]
    marks = tuple(ticks(ruler))
    break_x = ruler.right + 8 if ruler.right < ruler.edge_right else None
    return Drawing(
        name=name,
        width=width,
        height=axis_y + FOOT,
        rows=tuple(drawn),
        ticks=marks,
        grid=tuple(piece for tick in marks for piece in _upright(tick.x, HEAD - 6, axis_y, texts)),
        marker=_marker(ruler, on),
        marker_line=tuple(_upright(ruler.x(on), HEAD - 10, axis_y, texts)),
        axis_y=axis_y,
        left=ruler.edge_left,
        right=ruler.edge_right,
        break_x=break_x,
        breaks=() if break_x is None else tuple(_zigzags(break_x, HEAD - 6, axis_y + ZIGZAG, texts)),
        fade_from=ruler.edge_left,
        fade_to=max(ruler.left, ruler.edge_left + 1),
    )


def _upright(x: int, top: int, bottom: int, texts: Sequence[DrawnLine]) -> Iterator[Upright]:
    """A line from `top` to `bottom`, interrupted where a text, in order from above, is written across it."""
    for line in texts:
        if line.covers(x):
            if top < line.y - RISE:
                yield Upright(x, top, line.y - RISE)
            top = line.y - RISE + LINE
    if top < bottom:
        yield Upright(x, top, bottom)


def _zigzags(x: int, top: int, bottom: int, texts: Sequence[DrawnLine]) -> Iterator[str]:
    """The line of a broken axis, interrupted like any other."""
    corners = [(x + (4 if step % 2 else -4), y) for step, y in enumerate(range(top, bottom, ZIGZAG))]
    for piece in _upright(x, top, bottom, texts):
        points = [f"{corner},{y}" for corner, y in corners if piece.top <= y <= piece.bottom]
        if len(points) > 1:
            yield " ".join(points)


def _bars(row: Sequence[Stretch], ruler: Scale, y: int) -> Iterator[DrawnBar]:
    for number, stretch in enumerate(row, start=1):
        begin = ruler.edge_left if stretch.began_on is None else ruler.x(stretch.began_on)
        is_open = stretch.ended_on is None
        end = ruler.edge_right if stretch.ended_on is None else max(ruler.x(stretch.ended_on), begin + LEAST_BAR)
        yield DrawnBar(
            points=_outline(begin, end, y, TIP if is_open else 0),
            x=begin,
            end=end,
            y=y,
            number=number if len(row) > 1 and end - begin > 2 * FONT else None,
            number_x=(begin + min(end, ruler.right)) // 2,
            number_y=y + BAR - 6,
            fades=stretch.began_on is None,
            open=is_open,
            light=stretch.light,
            joint=_diamond(begin, y + BAR // 2) if stretch.joined else "",
        )


def _outline(begin: int, end: int, y: int, tip: int) -> str:
    """The corners of a bar; with a tip it is an arrow to the right."""
    corners = [(begin, y), (end - tip, y), (end, y + BAR // 2), (end - tip, y + BAR), (begin, y + BAR)]
    if not tip:
        del corners[2]
    return " ".join(f"{x},{height}" for x, height in corners)


def _diamond(x: int, y: int) -> str:
    reach = BAR // 2 + 3
    return f"{x},{y - reach} {x + 7},{y} {x},{y + reach} {x - 7},{y}"


def _marker(ruler: Scale, on: date) -> Marker:
    x = ruler.x(on)
    half = FONT * 3
    return Marker(x, min(max(x, ruler.edge_left + half), ruler.edge_right - half), on.isoformat())


def ticks(ruler: Scale) -> Iterator[Tick]:
    """Round months or years along the scale, as close as their labels allow."""
    first = ruler.start.year * 12 + ruler.start.month  # the month after the start, counted from year 0
    last = ruler.end.year * 12 + ruler.end.month - 1
    fitting = max(1, (ruler.right - ruler.left) // TICK_ROOM)
    step = next((step for step in TICK_STEPS if (last - first) // step + 1 <= fitting), TICK_STEPS[-1])
    for month in range(-(-first // step) * step, last + 1, step):
        day = date(month // 12, month % 12 + 1, 1)
        x = ruler.x(day)
        if ruler.edge_left + TICK_ROOM // 3 < x < ruler.edge_right - TICK_ROOM // 3:
            yield Tick(x, f"{day:%Y}" if step >= 12 else f"{day:%Y-%m}")


def wrap(text: str, room: int) -> list[str]:
    """The text cut into lines of at most `room` pixels: anywhere in Chinese, never inside a word of Latin letters.

    A word that is long for a line by itself is cut.
    """
    lines: list[str] = []
    line = ""
    for char in text:
        if line and text_width(line + char) > room:
            word = _carried_over(line, char)
            if text_width(word) > room / 2 or word == line:
                word = ""
            lines.append(line.removesuffix(word).rstrip())
            line = f"{word}{char}".lstrip()
        else:
            line += char
    return [*lines, line] if line else lines


def _carried_over(line: str, char: str) -> str:
    """What goes over to the next line together with `char`: the letters of its word, or a bracket that opens."""
    if line[-1] in "（(“《〔":
        return line[-1]
    if not char.isascii() or char.isspace():
        return ""
    start = len(line)
    while start and line[start - 1].isascii() and not line[start - 1].isspace():
        start -= 1
    return line[start:]


def text_width(text: str) -> float:
    """Roughly how wide a text is at the drawing's type size: a Chinese character fills a square, a Latin one half."""
    return sum(FONT if unicodedata.east_asian_width(char) in "WF" else FONT * 0.57 for char in text)
