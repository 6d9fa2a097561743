"""Drawings of events over time."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drawings.histogram.axes import Label, label_edges
from timeline.drawings.histogram.columns import MOST_BLOCKS, PHONE, WIDTHS, draw_histogram
from timeline.drawings.histogram.scales import NARROWEST, around, choose_scale, ticks
from timeline.drawings.histogram.shapes import LEFT, OVER, TOP
from timeline.vocabulary.histograms import NO_STATUS, Bin, bars_of
from timeline.vocabulary.statuses import Status

WORDS = [*Status.values, NO_STATUS]
ranges = st.tuples(st.dates(), st.dates()).map(lambda pair: (min(pair), max(pair)))
tables = st.dictionaries(
    st.dates(date(2014, 6, 1), date(2014, 9, 20)),
    st.dictionaries(st.sampled_from(WORDS), st.integers(1, 5), min_size=1, max_size=3),
    min_size=1,
    max_size=30,
)


def _sum(counts: dict[date, dict[str, int]]) -> int:
    return sum(sum(row.values()) for row in counts.values())


def _rectangles(path: str) -> list[tuple[int, int, int, int]]:
    """(x, y, width, height) of every rectangle of a path."""
    found = re.findall(r"M(-?\d+) (-?\d+)h(\d+)v(\d+)h-(\d+)z", path)
    assert len(found) == path.count("M")
    assert all(out == back for _x, _y, out, _h, back in found)
    return [(int(x), int(y), int(w) + 1, int(h) + 1) for x, y, w, h, _back in found]


@pytest.mark.parametrize(
    ("first", "last", "size"),
    [
        ("2014-06-01", "2014-09-28", Bin.DAY),
        ("2014-06-01", "2014-09-29", Bin.WEEK),
        ("2013-01-01", "2015-01-01", Bin.WEEK),
        ("2013-01-01", "2015-01-02", Bin.MONTH),
        ("2003-01-01", "2014-12-31", Bin.MONTH),
        ("1990-01-01", "2014-12-31", Bin.YEAR),
    ],
)
def test_scale_is_the_finest_that_the_range_allows(first: str, last: str, size: Bin) -> None:
    shown = date.fromisoformat(first), date.fromisoformat(last)

    assert choose_scale(shown, 1112 - LEFT).bin is size


def test_narrow_paper_takes_a_coarser_scale() -> None:
    summer = date(2014, 6, 10), date(2014, 9, 20)

    assert [choose_scale(summer, width - LEFT).bin for width in WIDTHS] == [
        Bin.WEEK,
        Bin.DAY,
        Bin.DAY,
    ]


@given(shown=ranges, width=st.sampled_from(WIDTHS))
def test_bars_are_never_too_narrow_and_counted_right(shown: tuple[date, date], width: int) -> None:
    scale = choose_scale(shown, width - LEFT)

    bars = bars_of(shown, scale, {})

    assert len(bars) == scale.count(shown)
    assert len(bars) * NARROWEST <= width - LEFT


def test_phone_shows_the_weeks_around_the_chosen_days() -> None:
    summer = date(2014, 6, 10), date(2014, 9, 20)
    chosen = date(2014, 8, 4), date(2014, 8, 18)
    width = WIDTHS[0] - LEFT

    found = around(chosen, summer, width)

    assert found == (date(2014, 7, 16), date(2014, 9, 6))
    assert choose_scale(found, width).bin is Bin.DAY
    assert around(summer, summer, width) is None
    assert around((date(2010, 1, 1), date(2010, 1, 2)), summer, width) is None


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(0, []), (1, [1]), (4, [1, 2, 3, 4]), (6, [2, 4, 6]), (8, [2, 4, 6, 8]),
     (13, [5, 10]), (45, [10, 20, 30, 40]), (1000, [500, 1000])],
)  # fmt: skip
def test_ticks_go_by_one_two_five(highest: int, expected: list[int]) -> None:
    assert ticks(highest) == expected


@given(counts=tables)
def test_numbers_of_the_axis_touch_no_other(counts: dict[date, dict[str, int]]) -> None:
    drawing = draw_histogram((min(counts), max(counts)), counts, width=720)

    heights = [drawing.line, *(tick.y for tick in drawing.ticks)]
    assert all(low - high >= 18 for low, high in pairwise(heights))


@given(counts=tables, width=st.sampled_from(WIDTHS), mirrored=st.booleans())
def test_one_block_is_one_event(
    counts: dict[date, dict[str, int]], width: int, mirrored: bool
) -> None:
    shown = min(counts), max(counts)

    drawing = draw_histogram(shown, counts, width=width, mirrored=mirrored)

    assert sum(column.bar.total for column in drawing.columns) == _sum(counts)
    rectangles = [r for _word, path in drawing.paths for r in _rectangles(path)]
    assert drawing.blocks == all(c.bar.total <= MOST_BLOCKS for c in drawing.columns)
    if drawing.blocks:
        assert len(rectangles) == _sum(counts)
        assert {height for _x, _y, _w, height in rectangles} <= {9, 10}
        assert len(set(rectangles)) == len(rectangles)
    for x, y, wide, high in rectangles:
        assert wide >= 5
        assert drawing.left <= x < x + wide <= drawing.right
        assert y + 2 >= TOP
        assert y + high <= drawing.bottom


@given(counts=tables, width=st.sampled_from(WIDTHS))
def test_mirrored_drawing_is_the_same_from_the_other_side(
    counts: dict[date, dict[str, int]], width: int
) -> None:
    shown = min(counts), max(counts)

    plain = draw_histogram(shown, counts, width=width)
    mirrored = draw_histogram(shown, counts, width=width, mirrored=True)

    assert [(c.bar, width - c.x - c.width, c.width) for c in plain.columns] == [
        (c.bar, c.x, c.width) for c in mirrored.columns
    ]
    assert [width - x for x in plain.rules] == list(mirrored.rules)


def test_supported_stands_above_the_line_and_contradicted_below() -> None:
    day = date(2014, 8, 18)
    counts = {day: dict.fromkeys(WORDS, 1)}

    drawing = draw_histogram((day, day), counts, width=720)

    tops = {word: _rectangles(path)[0][1] for word, path in drawing.paths}
    assert tops["confirmed"] > tops["corroborated"] > tops["unconfirmed"] > tops[NO_STATUS]
    assert tops["disputed"] < tops["denied"] < tops["retracted"]
    assert tops["confirmed"] < drawing.line < tops["disputed"]


def test_many_events_become_one_segment_a_status() -> None:
    day = date(2014, 8, 18)

    drawing = draw_histogram((day, day), {day: {"confirmed": 900, "denied": 300}}, width=720)

    (up,) = _rectangles(dict(drawing.paths)["confirmed"])
    (down,) = _rectangles(dict(drawing.paths)["denied"])
    assert not drawing.blocks
    assert abs(up[3] / down[3] - 3) < 0.2


def test_what_is_not_chosen_is_veiled() -> None:
    counts = {date(2014, 6, 10): {"confirmed": 1}, date(2014, 9, 20): {"confirmed": 1}}
    chosen = date(2014, 8, 4), date(2014, 8, 18)

    drawing = draw_histogram(
        (date(2014, 6, 10), date(2014, 9, 20)), counts, width=1112, chosen=chosen
    )

    (before, after) = drawing.brush.veils
    assert before == (LEFT, drawing.brush.start.x - LEFT)
    assert after == (drawing.brush.end.x, 1112 - drawing.brush.end.x)
    assert [label.words for label in drawing.brush.labels] == ["4 Aug", "18 Aug"]
    assert (
        draw_histogram((date(2014, 6, 10), date(2014, 9, 20)), counts, width=1112).brush.veils == ()
    )


def test_days_after_the_day_of_knowledge_are_the_future() -> None:
    shown = date(2014, 8, 1), date(2014, 8, 31)
    counts = {date(2014, 8, 1): {"confirmed": 1}}

    drawing = draw_histogram(shown, counts, width=720, known=date(2014, 8, 18))

    assert drawing.future is not None
    x, width = drawing.future
    assert x + width == 720
    assert x == LEFT + 18 * (720 - LEFT) // 31
    assert draw_histogram(shown, counts, width=720, known=date(2014, 8, 31)).future is None


@given(shown=ranges, width=st.sampled_from(WIDTHS))
def test_labels_of_the_axis_touch_no_other(shown: tuple[date, date], width: int) -> None:
    drawing = draw_histogram(shown, {shown[0]: {"confirmed": 1}}, width=width)

    spans = sorted(label.reach for label in drawing.labels)
    assert all(low >= 0 and high <= width for low, high in spans)
    for (_low, high), (low, _high) in pairwise(spans):
        assert high < low


@given(start=st.integers(LEFT, 360), beyond=st.integers(0, 326), given_both=st.booleans())
def test_labels_of_the_edges_touch_no_other(start: int, beyond: int, given_both: bool) -> None:
    end = min(360, start + beyond)
    later = (date(2014, 9, 28), end) if given_both else None

    labels: list[Label] = label_edges((date(2014, 9, 28), start), later, 360)

    spans = [label.reach for label in labels]
    assert all(low >= 0 and high <= 360 for low, high in spans)
    if given_both:
        assert spans[0][1] < spans[1][0]


def test_a_phone_is_drawn_with_the_weeks_around_the_chosen_days() -> None:
    summer = date(2014, 6, 10), date(2014, 9, 20)
    counts = {summer[0]: {"confirmed": 1}}
    chosen = date(2014, 8, 4), date(2014, 8, 18)

    shown = draw_histogram(summer, counts, width=PHONE, chosen=chosen).shown

    assert shown == (date(2014, 7, 16), date(2014, 9, 6))
    assert draw_histogram(summer, counts, width=WIDTHS[1], chosen=chosen).shown == summer
    assert draw_histogram(summer, counts, width=PHONE).shown[0] < shown[0]


def test_the_bracket_comes_down_only_where_an_edge_was_given() -> None:
    shown = date(2014, 8, 1), date(2014, 8, 31)
    counts = {date(2014, 8, 1): {"confirmed": 1}}

    drawing = draw_histogram(shown, counts, width=720, chosen=(date(2014, 8, 4), None))

    start, bottom = drawing.brush.start.x, drawing.bottom
    assert drawing.bracket == f"M{start} {bottom}V{OVER}H720"
    assert drawing.columns[0].path.startswith(f"M{LEFT} {TOP}h")


def test_what_was_not_yet_known_begins_at_the_side_where_time_goes_on() -> None:
    shown = date(2014, 8, 1), date(2014, 8, 31)
    counts = {date(2014, 8, 1): {"confirmed": 1}}
    known = date(2014, 8, 18)

    plain = draw_histogram(shown, counts, width=720, known=known)
    mirrored = draw_histogram(shown, counts, width=720, known=known, mirrored=True)

    assert plain.future is not None
    assert (plain.now, plain.words_of_future) == (plain.future[0], plain.future[0] + 8)
    assert (mirrored.now, mirrored.words_of_future) == (720 - plain.now, 712 - plain.now)
