"""The base map: countries that are closed, named, and where they are."""

import pytest

from timeline.drawings.map.basemap import basemap


def test_every_country_of_the_base_map_is_closed_and_named() -> None:
    world = basemap()

    assert len({country.slug for country in world.countries}) == len(world.countries)
    for country in world.countries:
        assert country.name
        for ring in country.rings:
            line = world.ring(ring)
            assert line[0] == line[-1]


@pytest.mark.parametrize(
    ("lon", "lat", "name"),
    [(44.4, 33.3, "Iraq"), (35.0, 39.0, "Türkiye"), (-13.0, 24.0, "Western Sahara"), (0, 0, None)],
)
def test_a_point_lies_in_its_country(lon: float, lat: float, name: str | None) -> None:
    found = basemap().country_at(lon, lat)

    assert (found and found.name) == name
