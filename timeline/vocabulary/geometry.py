"""Plane geometry of outlines: simplifying, clipping, containing; and faults of those in files.

A point is (x, y). A line is a list of points; a ring is a line whose last point is its first.
Units are the caller's: degrees, or the pixels of a drawing. Only what looks for faults knows the
earth: it reads GeoJSON areas (RFC 7946).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

type Point = tuple[float, float]
type Line = list[Point]

#: A closed ring of an area has three corners at least, the first one written twice.
SHORTEST_RING = 4
#: Positions in one outline at most; the finest national outlines have some ten thousand.
MOST_POSITIONS = 200_000


class Box(NamedTuple):
    """A rectangle along the axes; all four sides belong to it."""

    left: float
    low: float
    right: float
    high: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.low <= other.high
            and other.low <= self.high
        )

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.low <= point[1] <= self.high

    @property
    def sides(self) -> tuple[tuple[int, float, float], ...]:
        """Of each side its axis, where it crosses that, and the direction of what is inside."""
        across = (0, self.left, 1.0), (0, self.right, -1.0)
        return (*across, (1, self.low, 1.0), (1, self.high, -1.0))

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.low - by, self.right + by, self.high + by)


def box_of(points: Iterable[Point]) -> Box:
    """The smallest box around the points, of which there is one at least."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def simplify(line: Sequence[Point], tolerance: float) -> Line:
    """The line with fewer points, none of the old ones farther off than `tolerance`.

    The rule of Douglas and Peucker (1973); both ends stay where they are.
    """
    if len(line) < 3:
        return list(line)
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        middle, distance = _farthest(line, first, last)
        if distance > tolerance:
            keep.add(middle)
            spans += [(first, middle), (middle, last)]
    return [line[index] for index in sorted(keep)]


def _farthest(line: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    """The point between two others that lies farthest from the segment between them."""
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    best, found = 0.0, first
    for index in range(first + 1, last):
        px, py = line[index][0] - ax, line[index][1] - ay
        along = min(1.0, max(0.0, (px * dx + py * dy) / length)) if length else 0.0
        distance = hypot(px - along * dx, py - along * dy)
        if distance > best:
            best, found = distance, index
    return found, best


def simplify_ring(ring: Sequence[Point], tolerance: float) -> Line:
    """A ring with fewer points; empty where nothing wider than the tolerance is left."""
    # From a point and the one farthest from it, so that the ring cannot fold into a line.
    far = max(range(len(ring)), key=lambda i: _apart(ring[0], ring[i]), default=0)
    halves = simplify(ring[: far + 1], tolerance)[:-1] + simplify(ring[far:], tolerance)
    return halves if len(halves) >= SHORTEST_RING else []


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def clip_ring(ring: Sequence[Point], box: Box) -> Line:
    """The part of a ring inside the box, closed; empty where there is none.

    The rule of Sutherland and Hodgman (1974). A part that leaves the box and comes back runs
    along its side, which is right for a surface; an edge is clipped with `clip_line`.
    """
    points = list(ring[:-1])
    for axis, bound, sign in box.sides:
        points = _cut(points, axis, bound, sign)
    return [*points, points[0]] if len(points) >= SHORTEST_RING - 1 else []


def _cut(points: Line, axis: int, bound: float, sign: float) -> Line:
    """The part of a ring, written open, on one side of a line along an axis."""
    kept: Line = []
    for index, here in enumerate(points):
        before = points[index - 1]
        is_in = (here[axis] - bound) * sign >= 0
        was_in = (before[axis] - bound) * sign >= 0
        if is_in is not was_in:
            kept.append(_crossing(before, here, axis, bound))
        if is_in:
            kept.append(here)
    return kept


def _crossing(a: Point, b: Point, axis: int, bound: float) -> Point:
    """Where the segment between two points on two sides of a line along an axis meets it."""
    other = 1 - axis
    share = (bound - a[axis]) / (b[axis] - a[axis])
    low, high = sorted((a[other], b[other]))
    # Rounding must not carry the point beyond the segment.
    met = min(high, max(low, a[other] + share * (b[other] - a[other])))
    return (bound, met) if axis == 0 else (met, bound)


def clip_line(line: Sequence[Point], box: Box) -> list[Line]:
    """The parts of a line inside the box, in their order."""
    parts: list[Line] = []
    for a, b in pairwise(line):
        piece = _clip_segment(a, b, box)
        if piece is None:
            continue
        if parts and parts[-1][-1] == piece[0]:
            parts[-1].append(piece[1])
        else:
            parts.append(list(piece))
    return parts


def _clip_segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    for axis, bound, sign in box.sides:
        a_in = (a[axis] - bound) * sign >= 0
        b_in = (b[axis] - bound) * sign >= 0
        if not a_in and not b_in:
            return None
        if not a_in:
            a = _crossing(a, b, axis, bound)
        elif not b_in:
            b = _crossing(a, b, axis, bound)
    return a, b


def contains(rings: Iterable[Sequence[Point]], point: Point) -> bool:
    """Whether the point lies in the area; rings within rings are its holes (even-odd rule)."""
    x, y = point
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > y) is not (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                inside = not inside
    return inside


def area(ring: Sequence[Point]) -> float:
    """The surface of a ring, positive where it runs counter-clockwise (y upwards)."""
    pairs = pairwise(ring)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2


def distance_to_edge(rings: Iterable[Sequence[Point]], point: Point) -> float:
    """How far the point is from the nearest edge of any ring; infinite without rings."""
    found = float("inf")
    for ring in rings:
        for a, b in pairwise(ring):
            _index, away = _farthest((a, point, b), 0, 2)
            found = min(found, away)
    return found


def fault_of(geometry: Any) -> str | None:
    """The first thing that keeps this from being an area on earth, or None where it is one."""
    if not isinstance(geometry, dict):
        return "is no geometry"
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        return "is neither a Polygon nor a MultiPolygon"
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        return "has no coordinates"
    if not all(isinstance(polygon, list) and polygon for polygon in polygons):
        return "holds an area without rings"
    rings = [ring for polygon in polygons for ring in polygon]
    fault = next((fault for ring in rings if (fault := _fault_of_ring(ring)) is not None), None)
    if fault is None and sum(map(len, rings)) > MOST_POSITIONS:
        return f"has more than {MOST_POSITIONS} positions"
    return fault


def _fault_of_ring(ring: Any) -> str | None:
    if not isinstance(ring, list) or not all(is_position(point) for point in ring):
        return "holds a ring with something that is no [longitude, latitude] on earth"
    if len(ring) < SHORTEST_RING or ring[0] != ring[-1]:
        return "holds a ring that is not closed"
    return None


def is_position(point: Any) -> bool:
    """Whether this is [longitude, latitude] on earth; a height behind them is allowed."""
    return (
        isinstance(point, list)
        and len(point) in {2, 3}
        and all(type(number) in {int, float} for number in point)
        and -180 <= point[0] <= 180
        and -90 <= point[1] <= 90
    )


def rings_of(geometry: object) -> list[list[Line]]:
    """The polygons of a stored GeoJSON geometry, as lists of rings of (lon, lat)."""
    if not isinstance(geometry, dict):
        return []
    polygons = geometry["coordinates"]
    polygons = polygons if geometry["type"] == "MultiPolygon" else [polygons]
    return [[[(p[0], p[1]) for p in ring] for ring in polygon] for polygon in polygons]
