"""Ranges, bars and drawings of events over time."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drawings.histogram.axes import Label, label_edges
from timeline.drawings.histogram.columns import LEFT, MOST_BLOCKS, TOP, WIDTHS, draw
from timeline.vocabulary.histograms import (
    BULK,
    NARROWEST,
    NO_STATUS,
    Bin,
    Scale,
    around,
    bars_of,
    choose_scale,
    find_bulk,
    last_of_month,
    length,
    ticks,
    widen,
)
from timeline.vocabulary.statuses import Status

WORDS = [*Status.values, NO_STATUS]
days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
any_day = st.dates()
tables = st.dictionaries(
    st.dates(date(2014, 6, 1), date(2014, 9, 20)),
    st.dictionaries(st.sampled_from(WORDS), st.integers(1, 5), min_size=1, max_size=3),
    min_size=1,
    max_size=30,
)


def ranges(day: "st.SearchStrategy[date]") -> "st.SearchStrategy[tuple[date, date]]":
    return st.tuples(day, day).map(lambda pair: (min(pair), max(pair)))


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


@given(shown=ranges(any_day), width=st.sampled_from(WIDTHS))
def test_bars_are_never_too_narrow_and_counted_right(shown: tuple[date, date], width: int) -> None:
    scale = choose_scale(shown, width - LEFT)

    bars = bars_of(shown, scale, {})

    assert len(bars) == scale.count(shown)
    assert len(bars) * NARROWEST <= width - LEFT


@given(shown=ranges(days), size=st.sampled_from(list(Bin)), years=st.sampled_from([1, 2, 5, 10]))
def test_bars_follow_each_other_over_the_whole_range(
    shown: tuple[date, date], size: Bin, years: int
) -> None:
    bars = bars_of(shown, Scale(size, years if size is Bin.YEAR else 1), {})

    assert bars[0].first <= shown[0]
    assert bars[-1].last >= shown[1]
    for here, following in pairwise(bars):
        assert following.first == here.last + timedelta(days=1)


def test_weeks_are_iso_weeks() -> None:
    bars = bars_of((date(2014, 12, 31), date(2015, 1, 5)), Scale(Bin.WEEK), {})

    assert [(bar.first, bar.last) for bar in bars] == [
        (date(2014, 12, 29), date(2015, 1, 4)),
        (date(2015, 1, 5), date(2015, 1, 11)),
    ]


@given(day=any_day, size=st.sampled_from(list(Bin)), years=st.sampled_from([1, 5, 500]))
def test_every_day_stands_inside_its_bar(day: date, size: Bin, years: int) -> None:
    scale = Scale(size, years)

    assert scale.start(day) <= day <= scale.end(day)
    assert scale.start(scale.end(day)) == scale.start(day)


@given(months=st.dictionaries(days.map(lambda d: d.replace(day=1)), st.integers(1, 50)))
def test_range_holds_the_bulk_and_ends_with_events(months: dict[date, int]) -> None:
    found = find_bulk(months)

    if found is None:
        assert months == {}
        return
    inside = {m: n for m, n in months.items() if found[0] <= m <= found[1]}
    assert sum(inside.values()) * 100 >= sum(months.values()) * BULK
    assert found == (min(inside), last_of_month(max(inside)))


def test_one_event_of_long_ago_does_not_squeeze_a_summer() -> None:
    months = {date(2003, 12, 1): 1, date(2014, 6, 1): 25, date(2014, 8, 1): 58}

    assert find_bulk(months) == (date(2014, 6, 1), date(2014, 8, 31))


def test_one_event_of_three_is_no_outlier() -> None:
    months = {date(2003, 12, 1): 1, date(2014, 6, 1): 2}

    assert find_bulk(months) == (date(2003, 12, 1), date(2014, 6, 30))


def test_a_month_close_by_belongs_to_the_range() -> None:
    months = {date(2014, 2, 1): 1, date(2014, 5, 1): 99}

    assert find_bulk(months) == (date(2014, 2, 1), date(2014, 5, 31))


@given(shown=ranges(any_day))
def test_range_is_widened_unless_time_itself_ends(shown: tuple[date, date]) -> None:
    wide = widen(shown)

    assert wide[0] <= shown[0] <= shown[1] <= wide[1]
    assert length(wide) >= 43 or wide[0] == date.min or wide[1] == date.max


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
    drawing = draw((min(counts), max(counts)), counts, width=720)

    heights = [drawing.line, *(tick.y for tick in drawing.ticks)]
    assert all(low - high >= 18 for low, high in pairwise(heights))


@given(counts=tables, width=st.sampled_from(WIDTHS), mirrored=st.booleans())
def test_one_block_is_one_event(
    counts: dict[date, dict[str, int]], width: int, mirrored: bool
) -> None:
    shown = min(counts), max(counts)

    drawing = draw(shown, counts, width=width, mirrored=mirrored)

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

    plain = draw(shown, counts, width=width)
    mirrored = draw(shown, counts, width=width, mirrored=True)

    assert [(c.bar, width - c.x - c.width, c.width) for c in plain.columns] == [
        (c.bar, c.x, c.width) for c in mirrored.columns
    ]
    assert [width - x for x in plain.rules] == list(mirrored.rules)


def test_supported_stands_above_the_line_and_contradicted_below() -> None:
    day = date(2014, 8, 18)
    counts = {day: dict.fromkeys(WORDS, 1)}

    drawing = draw((day, day), counts, width=720)

    tops = {word: _rectangles(path)[0][1] for word, path in drawing.paths}
    assert tops["confirmed"] > tops["corroborated"] > tops["unconfirmed"] > tops[NO_STATUS]
    assert tops["disputed"] < tops["denied"] < tops["retracted"]
    assert tops["confirmed"] < drawing.line < tops["disputed"]


def test_many_events_become_one_segment_a_status() -> None:
    day = date(2014, 8, 18)

    drawing = draw((day, day), {day: {"confirmed": 900, "denied": 300}}, width=720)

    (up,) = _rectangles(dict(drawing.paths)["confirmed"])
    (down,) = _rectangles(dict(drawing.paths)["denied"])
    assert not drawing.blocks
    assert abs(up[3] / down[3] - 3) < 0.2


def test_what_is_not_chosen_is_veiled() -> None:
    counts = {date(2014, 6, 10): {"confirmed": 1}, date(2014, 9, 20): {"confirmed": 1}}
    chosen = date(2014, 8, 4), date(2014, 8, 18)

    drawing = draw((date(2014, 6, 10), date(2014, 9, 20)), counts, width=1112, chosen=chosen)

    (before, after) = drawing.brush.veils
    assert before == (LEFT, drawing.brush.start.x - LEFT)
    assert after == (drawing.brush.end.x, 1112 - drawing.brush.end.x)
    assert [label.words for label in drawing.brush.labels] == ["4 Aug", "18 Aug"]
    assert draw((date(2014, 6, 10), date(2014, 9, 20)), counts, width=1112).brush.veils == ()


def test_days_after_the_day_of_knowledge_are_the_future() -> None:
    shown = date(2014, 8, 1), date(2014, 8, 31)
    counts = {date(2014, 8, 1): {"confirmed": 1}}

    drawing = draw(shown, counts, width=720, known=date(2014, 8, 18))

    assert drawing.future is not None
    x, width = drawing.future
    assert x + width == 720
    assert x == LEFT + 18 * (720 - LEFT) // 31
    assert draw(shown, counts, width=720, known=date(2014, 8, 31)).future is None


@given(shown=ranges(any_day), width=st.sampled_from(WIDTHS))
def test_labels_of_the_axis_touch_no_other(shown: tuple[date, date], width: int) -> None:
    drawing = draw(shown, {shown[0]: {"confirmed": 1}}, width=width)

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
