"""Discs that do not overlap, and names that cover nothing."""

from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from timeline.drawings.map.layout import (
    disc_box,
    free_point,
    merge_spots,
    place_label,
    place_name_within,
    radius_of,
)
from timeline.vocabulary.geometry import Box, Line

INSIDE = Box(0, 0, 336, 330)
PLACES = st.lists(
    st.tuples(
        st.integers(0, 10**6),
        st.tuples(st.floats(0, 336), st.floats(0, 330)),
        st.integers(1, 500),
    ),
    max_size=40,
    unique_by=lambda place: place[0],
)
FIELD: Line = [(20, 20), (220, 20), (220, 120), (20, 120), (20, 20)]


def test_radius_is_that_of_the_look() -> None:
    assert (radius_of(1), radius_of(16)) == (9.0, 5.5 + 1.75 * 4)


@given(PLACES)
def test_merged_discs_never_overlap_and_lose_no_place(places: list) -> None:
    spots = merge_spots(places)

    assert sorted(key for spot in spots for key in spot.keys) == sorted(p[0] for p in places)
    assert sum(spot.weight for spot in spots) == sum(count for _key, _point, count in places)
    for one, other in combinations(spots, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius


@given(PLACES)
def test_merging_does_not_depend_on_the_order(places: list) -> None:
    assert merge_spots(places) == merge_spots(places[::-1])


def test_a_merged_disc_stands_at_its_largest_place() -> None:
    (spot,) = merge_spots([("dam", (100, 100), 2), ("mosul", (104, 103), 9)])

    assert (spot.x, spot.y, spot.keys) == (104, 103, ["mosul", "dam"])


def test_a_label_goes_to_the_right_and_else_to_the_left() -> None:
    right = place_label("Mosul", 100, 100, 9, [], INSIDE)
    left = place_label("Mosul", 100, 100, 9, [Box(110, 90, 120, 110)], INSIDE)

    assert right is not None
    assert left is not None
    assert (right[0].anchor, left[0].anchor) == ("start", "end")


def test_a_label_without_room_is_left_out() -> None:
    assert place_label("Mosul", 100, 100, 9, [INSIDE], INSIDE) is None


def test_a_country_is_named_inside_itself_or_not_at_all() -> None:
    placed = place_name_within("IRAQ", [FIELD], [], INSIDE)

    assert placed is not None
    assert Box(20, 20, 220, 120).holds((placed[1].left, placed[1].low))
    assert (
        place_name_within("SAUDI ARABIA", [[(0, 0), (30, 0), (30, 30), (0, 0)]], [], INSIDE) is None
    )


def test_a_disc_of_an_area_keeps_away_from_others() -> None:
    point = free_point([FIELD], 12, [disc_box(120, 70, 30)], INSIDE)

    assert point is not None
    assert not disc_box(*point, 12).meets(disc_box(120, 70, 30))
    assert free_point([FIELD], 12, [INSIDE], INSIDE) is None
