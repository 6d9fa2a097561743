"""What part of the earth a map of results shows."""

from collections.abc import Iterable, Mapping, Sequence
from math import cos, hypot, radians

from timeline.vocabulary.geometry import Point
from timeline.vocabulary.map_places import MapPlace

#: Degrees: results within this of their middle are never told apart as near and far.
_NEAR = 2.0


def bulk_of(
    places: Mapping[MapPlace, Sequence[Point]], weights: Mapping[MapPlace, int]
) -> list[MapPlace]:
    """All places, or without those far away where a few of them would make the rest a speck.

    What holds nine tenths of the events is the bulk. It is shown alone where all places
    reach more than twice as far from their middle. `places` come with their corners
    (lon, lat), `weights` are their events.
    """
    middles = {place: _middle(corners) for place, corners in places.items()}
    lon, lat = (_median([(m[i], weights[p]) for p, m in middles.items()]) for i in (0, 1))
    away = {
        place: hypot(_turn(m[0] - lon) * cos(radians(lat)), m[1] - lat)
        for place, m in middles.items()
    }
    ordered = sorted(places, key=lambda p: (away[p], p.slug))
    left = 0.9 * sum(weights[place] for place in ordered)
    reach = _NEAR
    for place in ordered:
        left -= weights[place]
        reach = max(reach, away[place])
        if left <= 0:
            break
    near = [place for place in ordered if away[place] <= 1.4 * reach]
    return near if away[ordered[-1]] > 2 * reach else ordered


def _turn(degrees: float) -> float:
    """The same difference of longitudes between -180 and 180."""
    return (degrees + 180) % 360 - 180


def _middle(corners: Sequence[Point]) -> Point:
    return sum(p[0] for p in corners) / len(corners), sum(p[1] for p in corners) / len(corners)


def _median(values: Iterable[tuple[float, int]]) -> float:
    """The middle value, each counted as often as its weight says."""
    ordered = sorted(values)
    half = sum(weight for _value, weight in ordered) / 2
    for value, weight in ordered:
        half -= weight
        if half <= 0:
            return value
    return ordered[-1][0]
