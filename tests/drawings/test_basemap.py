"""The base map: countries that are closed, named, and where they are."""

import pytest

from timeline.drawings.map.basemap import Country, basemap, join
from timeline.vocabulary.geometry import Line, contains


def rings_of(country: Country) -> list[Line]:
    arcs = basemap().arcs
    return [
        join([arcs[a].line if a >= 0 else arcs[~a].line[::-1] for a in ring])
        for ring in country.rings
    ]


def test_every_country_of_the_base_map_is_closed_and_named() -> None:
    world = basemap()

    assert len({country.slug for country in world.countries}) == len(world.countries)
    for country in world.countries:
        assert country.name
        assert all(ring[0] == ring[-1] for ring in rings_of(country))


@pytest.mark.parametrize(
    ("lon", "lat", "name"),
    [(44.4, 33.3, "Iraq"), (35.0, 39.0, "Türkiye"), (-13.0, 24.0, "Western Sahara"), (0, 0, None)],
)
def test_a_point_lies_in_its_country(lon: float, lat: float, name: str | None) -> None:
    found = [c.name for c in basemap().countries if contains(rings_of(c), (lon, lat))]

    assert found == ([name] if name else [])
