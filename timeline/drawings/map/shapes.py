"""Points, areas and routes of a map, from degrees to pixels."""

from collections.abc import Iterable, Sequence
from math import cos, hypot, pi, radians, sin

from timeline.vocabulary.geometry import Line, Point, box_of
from timeline.vocabulary.map_places import Form, MapPlace, Outlines

from .land import area_rings, draw_land, draw_path, frame_of
from .layout import radius_of
from .picture import Area, Disc, Route, own_countries
from .projection import KM_PER_DEGREE, Projection


def draw_area(
    place: MapPlace,
    outlines: Sequence[Sequence[Line]],
    projection: Projection,
    *,
    url: str,
    label: str,
) -> tuple[Area, list[Line]]:
    """A hatched area and its rings in pixels; around its point where it has no outline."""
    if outlines:
        rings = area_rings(projection, outlines)
        path = draw_path(rings, closed=True)
        return Area(path, 0, 0, 0, "", place.disputed, url, label), rings
    x, y = point_of(place, projection)
    radius = place.radius_km / projection.km_per_pixel
    shapes = draw_land(projection).countries
    clip = next((shape.slug for shape in own_countries(projection, shapes, [place])), "")
    around: Line = [
        (x + radius * cos(step * pi / 12), y + radius * sin(step * pi / 12)) for step in range(25)
    ]
    area = Area("", round(x, 1), round(y, 1), round(radius, 1), clip, place.disputed, url, label)
    return area, [around]


def point_of(place: MapPlace, projection: Projection) -> Point:
    """The pixel of a place whose point is known."""
    if place.lat is None or place.lon is None:
        raise ValueError(f"{place.slug} has no point")
    return projection.project(projection.near(place.lon), place.lat)


def find_corners(places: Iterable[MapPlace], outlines: Outlines) -> dict[MapPlace, list[Point]]:
    """Points (lon, lat) that a map has to hold to show each place, of those it can draw."""
    found = {p: _corners(p, outlines.get(p.place_id)) for p in places if p.form is not Form.WORDS}
    return {place: corners for place, corners in found.items() if corners}


def _corners(place: MapPlace, outline: Sequence[Sequence[Line]] | None) -> list[Point]:
    if outline:
        box = box_of(point for polygon in outline for ring in polygon for point in ring)
        return [(box.left, box.low), (box.right, box.high)]
    if place.lat is None or place.lon is None:
        return []
    high = place.radius_km / KM_PER_DEGREE
    wide = high / max(0.15, cos(radians(place.lat)))
    return [(place.lon - wide, place.lat - high), (place.lon + wide, place.lat + high)]


def make_disc(spot: Point, count: int, status: str | None, *, url: str, label: str) -> Disc:
    """A mark where it is one event with a status, a count otherwise."""
    x, y = spot
    mark = status if count == 1 and status else ""
    return Disc(round(x, 1), round(y, 1), round(radius_of(count), 1), count, mark, url, label)


def draw_route(start: Point, end: Point, *, status: str, clear: float) -> Route | None:
    """A bent dashed way with a head, which keeps `clear` of what lies at its end.

    None where both ends are nearly the same.
    """
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length < 2 * clear:
        return None
    # Bent to the left of the way, so that the way there and back are two lines.
    bend = 0.18
    middle = (
        (start[0] + end[0]) / 2 + (end[1] - start[1]) * bend,
        (start[1] + end[1]) / 2 - (end[0] - start[0]) * bend,
    )
    last = hypot(end[0] - middle[0], end[1] - middle[1])
    dx, dy = (end[0] - middle[0]) / last, (end[1] - middle[1]) / last
    tip = (end[0] - dx * clear, end[1] - dy * clear)
    base = (tip[0] - dx * 7, tip[1] - dy * 7)
    wings = [tip, (base[0] - dy * 4, base[1] + dx * 4), (base[0] + dy * 4, base[1] - dx * 4), tip]
    numbers = " ".join(f"{value:.1f}" for point in (start, middle, base) for value in point)
    parts = numbers.split(" ")
    path = f"M{parts[0]} {parts[1]}Q{' '.join(parts[2:])}"
    return Route(path, draw_path([wings], closed=True), status)


def is_outside(corners: Sequence[Point], projection: Projection) -> bool:
    """Whether the middle of these corners (lon, lat) lies beyond the sides of the map."""
    lon = sum(corner[0] for corner in corners) / len(corners)
    lat = sum(corner[1] for corner in corners) / len(corners)
    return not frame_of(projection).holds(projection.project(projection.near(lon), lat))
