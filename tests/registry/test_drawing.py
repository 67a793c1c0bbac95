"""The geometry of the timelines."""

from datetime import date

import pytest

from registry.drawing import (
    BAR,
    EARLIER,
    EDGE,
    FONT,
    LATER,
    LEAST_BAR,
    NARROW,
    TICK_ROOM,
    WIDE,
    Stretch,
    draw,
    scale,
    text_width,
    ticks,
    wrap,
)

ON = date(2021, 9, 25)


def stretch(began: str | None, ended: str | None, *lines: str, joined: bool = False) -> Stretch:
    return Stretch(
        lines=lines or ("副主任",),
        began_on=date.fromisoformat(began) if began else None,
        ended_on=date.fromisoformat(ended) if ended else None,
        joined=joined,
    )


CENTRE = [
    [stretch(None, "2021-05-10", "网格化服务管理中心主任"), stretch("2021-05-10", None, "指挥中心主任", joined=True)],
    [stretch("2021-05-10", "2021-09-13")],
]


def bar(drawing, row, number):
    return drawing.rows[row].bars[number]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_bar_is_as_long_as_its_days(width):
    rows = [[stretch("2021-01-01", "2021-03-02")], [stretch("2021-01-01", "2021-05-01")]]  # 60 and 120 days
    drawing = draw(rows, on=ON, width=width, name="t")
    one, two = bar(drawing, 0, 0), bar(drawing, 1, 0)
    assert two.end - two.x == pytest.approx(2 * (one.end - one.x), abs=1)


def test_the_bars_of_a_spell_meet_on_the_day_of_the_reorganisation():
    drawing = draw(CENTRE, on=ON, width=WIDE, name="t")
    old, new = drawing.rows[0].bars
    assert old.end == new.x == bar(drawing, 1, 0).x
    assert new.joint.startswith(f"{new.x},")
    assert not old.joint
    assert (old.number, new.number) == (1, 2)


def test_an_unknown_start_fades_in_from_the_left_edge_and_lies_before_every_recorded_day():
    drawing = draw(CENTRE, on=ON, width=WIDE, name="t")
    old = bar(drawing, 0, 0)
    assert old.fades
    assert old.x == EDGE == drawing.fade_from
    assert drawing.fade_to == EDGE + EARLIER
    assert not bar(drawing, 1, 0).fades


def test_without_an_unknown_start_there_is_no_room_for_one():
    ruler = scale([[stretch("2021-01-01", "2021-03-02")]], date(2021, 2, 1), WIDE)
    assert ruler.left == EDGE


def test_no_end_on_record_is_an_arrow_to_the_right_edge():
    drawing = draw(CENTRE, on=ON, width=WIDE, name="t")
    new, closed = bar(drawing, 0, 1), bar(drawing, 1, 0)
    assert new.open
    assert new.end == WIDE - EDGE
    assert len(new.points.split()) == 5
    assert not closed.open
    assert len(closed.points.split()) == 4


def test_a_post_removed_on_the_day_of_appointment_is_still_seen():
    drawing = draw([[stretch("2021-05-10", "2021-05-10")]], on=ON, width=WIDE, name="t")
    assert bar(drawing, 0, 0).end - bar(drawing, 0, 0).x == LEAST_BAR


def test_the_day_asked_for_lies_on_the_scale():
    drawing = draw(CENTRE, on=date(2021, 5, 10), width=WIDE, name="t")
    assert drawing.marker.x == bar(drawing, 0, 1).x
    assert drawing.marker.text == "2021-05-10"


def test_a_far_day_breaks_the_axis_and_squeezes_nothing():
    near = draw(CENTRE, on=date(2021, 9, 13), width=WIDE, name="t")
    far = draw(CENTRE, on=date(2099, 1, 1), width=WIDE, name="t")
    assert near.break_x is None
    assert far.break_x is not None
    assert far.break_x < far.marker.x < WIDE - EDGE
    lengths = [bar(drawing, 1, 0).end - bar(drawing, 1, 0).x for drawing in (near, far)]
    assert lengths[1] > lengths[0] - LATER


def test_a_day_long_before_the_record_lies_before_the_scale():
    ruler = scale(CENTRE, date(1950, 1, 1), WIDE)
    assert ruler.edge_left < ruler.x(date(1950, 1, 1)) < ruler.left


@pytest.mark.parametrize("on", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_are_drawn_too(on):
    draw([[stretch("0001-01-01", "9999-12-31")], [stretch(None, None)]], on=on, width=NARROW, name="t")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("until", ["2021-05-11", "2021-09-13", "2024-01-01", "2051-07-01", "2999-12-31"])
def test_tick_labels_never_touch_and_stay_in_the_picture(width, until):
    ruler = scale([[stretch("2021-05-10", until)]], ON, width)
    places = [tick.x for tick in ticks(ruler)]
    assert places
    assert all(b - a > TICK_ROOM * 0.8 for a, b in zip(places, places[1:], strict=False))
    assert places[0] > EDGE
    assert places[-1] < width - EDGE


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_line_of_text_fits_the_picture(width):
    name = "北京市东城区扶贫协作和支援合作工作领导小组办公室主任 and a remark in another language（兼）"
    drawing = draw([[stretch(None, None, name)]], on=ON, width=width, name="t")
    texts = [line.text for line in drawing.rows[0].lines]
    assert all(text_width(text) <= width - 2 * EDGE for text in texts)
    assert "".join(texts).replace(" ", "") == name.replace(" ", "")


def test_rows_lie_below_each_other_and_the_axis_below_all():
    drawing = draw(CENTRE, on=ON, width=NARROW, name="t")
    first, second = drawing.rows
    assert first.lines[-1].y < first.bars[0].y < second.lines[0].y < second.bars[0].y < drawing.axis_y < drawing.height


def test_no_line_ends_with_a_bracket_that_opens():
    assert wrap("指挥中心副主任（试用期一年）", 16 * 8) == ["指挥中心副主任", "（试用期一年）"]


def test_english_words_are_not_cut():
    assert wrap("no end on record of it", 100) == ["no end on", "record of", "it"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("on", [date(2021, 6, 1), ON, date(2099, 1, 1)])
def test_no_upright_line_runs_through_a_label(width, on):
    rows = [[stretch(None, "2021-05-10", "北京市东城区城市管理指挥中心副主任")], *CENTRE]
    drawing = draw(rows, on=on, width=width, name="t")
    pieces = [(piece.x, piece.top, piece.bottom) for piece in (*drawing.grid, *drawing.marker_line)]
    for points in drawing.breaks:
        corners = [tuple(map(int, point.split(","))) for point in points.split()]
        pieces.append((min(x for x, _ in corners), corners[0][1], corners[-1][1]))
    for line in (line for row in drawing.rows for line in row.lines):
        for x, top, bottom in pieces:
            crosses = top < line.y and bottom > line.y - FONT
            assert not (crosses and x < EDGE + text_width(line.text)), line.text


def test_a_line_with_no_label_in_its_way_is_whole():
    drawing = draw([[stretch("2021-05-10", "2021-09-13", "主任")]], on=date(2021, 9, 1), width=WIDE, name="t")
    (piece,) = drawing.marker_line
    assert (piece.x, piece.bottom) == (drawing.marker.x, drawing.axis_y)
    assert piece.top < drawing.rows[0].lines[0].y - FONT


def test_the_day_asked_for_is_marked_at_every_bar():
    drawing = draw(CENTRE, on=date(2021, 5, 20), width=NARROW, name="t")
    for row in drawing.rows:
        top = row.bars[0].y
        assert any(piece.top <= top and piece.bottom >= top + BAR for piece in drawing.marker_line)
