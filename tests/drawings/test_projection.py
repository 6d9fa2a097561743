"""The projection: where degrees come to lie, what fits, and the scale bar."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.drawings.map.projection import Projection, fit, scale_bar
from timeline.vocabulary.geometry import Point

LONS = st.floats(-180, 180, allow_nan=False)
LATS = st.floats(-80, 80, allow_nan=False)
SPOTS = st.lists(st.tuples(LONS, LATS), min_size=1, max_size=20)


def fitted(points: list[Point]) -> Projection:
    return fit(points, 336, 330, margin=30, least_km=200)


@given(st.floats(-170, 170), st.floats(0.01, 10), LATS, st.floats(0.01, 10))
def test_projection_grows_to_the_east_and_shrinks_to_the_north(
    lon: float, east: float, lat: float, north: float
) -> None:
    projection = Projection(lon, lat, 50, 336, 330)

    here = projection.project(lon, lat)
    there = projection.project(lon + east, lat + north)

    assert here == (168, 165)
    assert there[0] > here[0]
    assert there[1] < here[1]


@given(SPOTS)
def test_fit_holds_every_point_within_the_margin(points: list[Point]) -> None:
    projection = fitted(points)

    for lon, lat in points:
        x, y = projection.project(projection.near(lon), lat)
        assert 30 - 1e-6 <= x <= 306 + 1e-6
        assert 30 - 1e-6 <= y <= 300 + 1e-6


def test_fit_shows_surroundings_of_a_single_village() -> None:
    projection = fitted([(45.0, 34.0)])

    assert round(projection.km_per_pixel * 330) == 200


def test_fit_keeps_neighbours_across_the_180th_meridian_together() -> None:
    projection = fitted([(179.0, -17.0), (-179.0, -18.0)])

    assert projection.lon == 180
    assert projection.project(projection.near(-179.0), -18.0)[0] < 336


@given(LONS, LONS)
def test_near_turns_a_longitude_to_the_nearest(middle: float, lon: float) -> None:
    turned = Projection(middle, 0, 1, 10, 10).near(lon)

    assert abs(turned - middle) <= 180 + 1e-9
    assert (turned - lon) % 360 == pytest.approx(0, abs=1e-9)


@given(st.floats(0.001, 400))
def test_scale_bar_is_a_round_number_that_nearly_fills_the_room(km_per_pixel: float) -> None:
    km, pixels = scale_bar(km_per_pixel, 120)
    assume(km > 0)

    assert 40 <= pixels <= 120 + 1e-6
    assert f"{km:e}"[0] in {"1", "2", "5"}
    assert pixels == pytest.approx(km / km_per_pixel)


def test_scale_bar_of_the_mock_is_200_km() -> None:
    assert scale_bar(200 / 111.7, 120)[0] == 200
