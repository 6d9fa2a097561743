"""The drawing of one event: where it is known to be, and the route that is claimed."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from timeline.vocabulary.geometry import Box, Point
from timeline.vocabulary.map_places import Form, MapPart, MapPlace, Outlines, Town
from timeline.vocabulary.map_words import label_spot, name_spot
from timeline.vocabulary.roles import PlaceRole

from .layout import MARK_RADIUS, merge_spots
from .picture import Area, Disc, Link, Picture, Route, draw_picture
from .projection import Projection, fit
from .shapes import draw_area, draw_route, find_corners, make_disc, point_of

_WIDTH, _HEIGHT = 352, 300
_MARGIN = 60.0
_LEAST_KM = 150.0
_MOST_ROUTES = 6
#: Towns that help a reader to find the way, where there is room.
_MOST_TOWNS = 4
_DOT = 2.5


def view_of_event(parts: Sequence[MapPart], outlines: Outlines) -> Box | None:
    """What of the earth the map of an event shows, in degrees; None where none can be drawn."""
    corners = find_corners((part.place for part in parts), outlines)
    return _fit(corners).view.grown(-0.1) if corners else None


def _fit(corners: Mapping[MapPlace, Sequence[Point]]) -> Projection:
    points = [point for found in corners.values() for point in found]
    return fit(points, _WIDTH, _HEIGHT, margin=_MARGIN, least_km=_LEAST_KM)


def draw_event(
    parts: Sequence[MapPart],
    outlines: Outlines,
    towns: Iterable[Town],
    *,
    title: str,
    status: str | None,
    link: Link,
) -> tuple[Picture | None, frozenset[MapPlace]]:
    """The picture of an event's places, and which of them are in it; None where none can be.

    `towns` are dots with names, which are no links and claim nothing.
    """
    corners = find_corners((part.place for part in parts), outlines)
    if not corners:
        return None, frozenset()
    projection = _fit(corners)
    parts = [part for part in parts if part.place in corners]
    anchors: dict[MapPlace, Point] = {}
    areas: list[Area] = []
    for place in dict.fromkeys(p.place for p in parts if p.place.form is Form.AREA):
        outline = outlines.get(place.place_id, [])
        label = _("%(title)s: %(place)s") % {"title": title, "place": place.name}
        url = link([place])
        area, rings = draw_area(place, outline, projection, url=url, label=label)
        areas.append(area)
        anchors[place] = _middle(rings[0] if rings else [])
    points = list(dict.fromkeys(p.place for p in parts if p.place.form is Form.POINT))
    named: list[tuple[tuple[str, ...], Disc]] = []
    for spot in merge_spots((place, point_of(place, projection), 1) for place in points):
        name = name_spot(spot.keys)
        url, label, at = link(spot.keys), label_spot(name, 1, status), (spot.x, spot.y)
        named.append(((name, spot.keys[0].name), make_disc(at, 1, status, url=url, label=label)))
        anchors |= dict.fromkeys(spot.keys, at)
    own = {part.place.place_id for part in parts}
    taken = [disc for _name, disc in named]
    named += _draw_towns(projection, (t for t in towns if t.place_id not in own), taken)
    picture = draw_picture(
        projection,
        [part.place for part in parts],
        areas=areas,
        discs=[disc for _name, disc in named],
        names=named,
        routes=_draw_routes(parts, anchors, status or ""),
    )
    return picture, frozenset(corners)


def _middle(ring: Sequence[Point]) -> Point:
    count = max(1, len(ring) - 1)
    return sum(p[0] for p in ring[:-1]) / count, sum(p[1] for p in ring[:-1]) / count


def _draw_routes(
    parts: Sequence[MapPart], anchors: Mapping[MapPlace, Point], status: str
) -> list[Route]:
    """Ways from every origin to every destination; none where either is only words."""
    starts = [p.place for p in parts if p.role == PlaceRole.ORIGIN]
    ends = [p.place for p in parts if p.role == PlaceRole.DESTINATION]
    routes = [
        draw_route(anchors[start], anchors[end], status=status, clear=MARK_RADIUS + 2)
        for start in starts
        for end in ends
    ]
    return [route for route in routes if route is not None][:_MOST_ROUTES]


def _draw_towns(
    projection: Projection, towns: Iterable[Town], taken: Sequence[Disc]
) -> list[tuple[tuple[str, ...], Disc]]:
    """Dots of the first towns that are not near anything else."""
    dots: list[tuple[tuple[str, ...], Disc]] = []
    for town in towns:
        x, y = projection.project(projection.near(town.lon), town.lat)
        others = [*taken, *(disc for _name, disc in dots)]
        near = any(abs(x - d.x) < 50 and abs(y - d.y) < 24 for d in others)
        if not near and len(dots) < _MOST_TOWNS:
            dots.append(((town.name,), Disc(round(x, 1), round(y, 1), _DOT, 0, "", "", "")))
    return dots
