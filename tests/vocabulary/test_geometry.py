"""Simplifying, clipping and containing: what holds of any line and any ring."""

from math import hypot
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.geometry import (
    Box,
    Line,
    area,
    clip_line,
    clip_ring,
    contains,
    distance_to_edge,
    simplify,
    simplify_ring,
)

NUMBERS = st.floats(-50, 50, allow_nan=False, width=32)
POINTS = st.tuples(NUMBERS, NUMBERS)
LINES: st.SearchStrategy[Line] = st.lists(POINTS, min_size=2, max_size=40)
RINGS = st.lists(POINTS, min_size=3, max_size=40).map(lambda points: [*points, points[0]])
BOX = Box(-10, -10, 20, 15)
SQUARE: Line = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]


def off(line: Line, point: tuple[float, float]) -> float:
    """How far a point is from a line."""
    return distance_to_edge([line], point)


@given(LINES, st.floats(0, 10))
def test_simplify_keeps_ends_order_and_distance(line: Line, tolerance: float) -> None:
    short = simplify(line, tolerance)

    assert (short[0], short[-1]) == (line[0], line[-1])
    rest = iter(line)
    assert all(point in rest for point in short)
    assert all(off(short, point) <= tolerance + 1e-6 for point in line)


def test_simplify_drops_what_lies_on_a_straight_way() -> None:
    assert simplify([(0, 0), (1, 0.01), (2, 0), (3, 3)], 0.1) == [(0, 0), (2, 0), (3, 3)]


@given(RINGS, st.floats(0, 10))
def test_simplify_ring_stays_closed_or_is_gone(ring: Line, tolerance: float) -> None:
    short = simplify_ring(ring, tolerance)

    assert short == [] or (len(short) >= 4 and short[0] == short[-1])


def test_simplify_ring_does_not_fold_a_square() -> None:
    assert sorted(set(simplify_ring(SQUARE, 0.5))) == [(0, 0), (0, 4), (4, 0), (4, 4)]


@given(RINGS)
def test_clip_ring_stays_in_the_box_and_closed(ring: Line) -> None:
    kept = clip_ring(ring, BOX)

    assert all(BOX.grown(1e-9).holds(point) for point in kept)
    assert kept == [] or kept[0] == kept[-1]


@given(RINGS)
def test_clip_ring_leaves_alone_what_lies_inside(ring: Line) -> None:
    around = Box(-60, -60, 60, 60)

    assert set(clip_ring(ring, around)) == set(ring)


def test_clip_ring_gives_the_box_where_the_ring_is_around_it() -> None:
    kept = clip_ring([(-99, -99), (99, -99), (99, 99), (-99, 99), (-99, -99)], BOX)

    assert abs(area(kept)) == 30 * 25


def test_clip_ring_outside_is_nothing() -> None:
    assert clip_ring([(30, 30), (40, 30), (40, 40), (30, 30)], BOX) == []


@given(LINES)
def test_clip_line_stays_in_the_box(line: Line) -> None:
    from_inside = clip_line([(0, 0), (1, 1), *line], BOX)

    assert from_inside
    for part in [*from_inside, *clip_line(line, BOX)]:
        assert len(part) >= 2
        assert all(BOX.grown(1e-9).holds(point) for point in part)


def test_clip_line_makes_two_parts_where_it_leaves_and_comes_back() -> None:
    line: Line = [(-20, 0), (0, 0), (0, 30), (5, 30), (5, 0)]

    assert clip_line(line, BOX) == [[(-10, 0), (0, 0), (0, 15)], [(5, 15), (5, 0)]]


def test_clip_line_does_not_run_along_the_side() -> None:
    assert clip_line([(0, 20), (10, 20)], BOX) == []


@pytest.mark.parametrize(
    ("point", "inside"), [((2, 2), True), ((5, 2), False), ((-1, -1), False), ((0.5, 0.5), True)]
)
def test_contains_tells_inside_from_outside(point: Any, inside: bool) -> None:
    assert contains([SQUARE], point) is inside


def test_contains_takes_a_ring_within_a_ring_for_a_hole() -> None:
    hole: Line = [(1, 1), (3, 1), (3, 3), (1, 3), (1, 1)]

    assert contains([SQUARE, hole], (2, 2)) is False


def test_area_is_positive_counter_clockwise() -> None:
    assert (area(SQUARE), area(SQUARE[::-1])) == (16, -16)


def test_distance_to_edge_is_to_the_nearest_side() -> None:
    assert distance_to_edge([SQUARE], (7, 8)) == hypot(3, 4)
