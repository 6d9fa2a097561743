"""Where the discs and names of a map go so that none lies on another. Units are pixels."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot, inf, sqrt

from timeline.vocabulary.geometry import Box, Line, Point, box_of, contains, distance_to_edge

#: Radius of the land disc under the mark of a single event.
MARK_RADIUS = 9.0
#: Places nearer than this, in pixels, are one spot whatever is drawn there.
_SAME_SPOT = 3.0
_LETTER, _CAPITAL, _LINE_HEIGHT = 6.1, 8.2, 13.0
_GAP = 4.0


def radius_of(count: int) -> float:
    """Radius of the disc for so many events: 5.5 + 1.75 √n; one event is a mark."""
    return MARK_RADIUS if count == 1 else 5.5 + 1.75 * sqrt(count)


@dataclass(slots=True)
class Spot[K: Hashable]:
    """Places drawn as one disc, those with most events first.

    `weight` is the sum of their counts: an event at two of them weighs twice, so that it is
    the size of what is drawn only for finding out what would overlap.
    """

    x: float
    y: float
    weight: int
    keys: list[K] = field(default_factory=list)

    @property
    def radius(self) -> float:
        return radius_of(self.weight)

    def is_on(self, other: "Spot[K]") -> bool:
        return hypot(self.x - other.x, self.y - other.y) < self.radius + other.radius


def merge_spots[K: Hashable](points: Iterable[tuple[K, Point, int]]) -> list[Spot[K]]:
    """One spot for the places whose discs would overlap, at the place with most events.

    Largest first; the same places in any order give the same spots.
    """
    cells: dict[tuple[int, int], Spot[K]] = {}
    for key, (x, y), count in sorted(points, key=lambda p: (-p[2], p[1], str(p[0]))):
        cell = (int(x // _SAME_SPOT), int(y // _SAME_SPOT))
        spot = cells.setdefault(cell, Spot(x, y, 0))
        spot.weight += count
        spot.keys.append(key)
    spots: list[Spot[K]] = []
    for spot in sorted(cells.values(), key=lambda s: -s.weight):
        _settle(spot, spots)
    return sorted(spots, key=lambda s: (-s.weight, s.x, s.y))


def _settle[K: Hashable](spot: Spot[K], spots: list[Spot[K]]) -> None:
    """Put a spot among the others, into one after the other that it lies on."""
    while (met := next((other for other in spots if other.is_on(spot)), None)) is not None:
        spots.remove(met)
        low, high = sorted((spot, met), key=lambda s: s.weight)
        spot = Spot(high.x, high.y, low.weight + high.weight, [*high.keys, *low.keys])
    spots.append(spot)


def disc_box(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, x + radius, y + radius)


def width_of(text: str, *, capitals: bool = False) -> float:
    """About how wide a name is: what the face of the page needs on average, and a little more."""
    return len(text) * (_CAPITAL if capitals else _LETTER)


@dataclass(frozen=True, slots=True)
class MapName:
    """A name on the map; `anchor` is start, middle or end, as SVG has it."""

    x: float
    y: float
    anchor: str
    text: str


def place_label(
    text: str, x: float, y: float, radius: float, taken: Sequence[Box], inside: Box
) -> tuple[MapName, Box] | None:
    """A name beside its disc where it covers nothing; None where there is no such side."""
    width, half = width_of(text), _LINE_HEIGHT / 2
    beside = radius + _GAP
    for label, left, top in (
        (MapName(x + beside, y + 4, "start", text), x + beside, y - half),
        (MapName(x - beside, y + 4, "end", text), x - beside - width, y - half),
        (MapName(x, y + radius + 12, "middle", text), x - width / 2, y + radius + 2),
        (MapName(x, y - radius - 5, "middle", text), x - width / 2, y - radius - 15),
    ):
        box = Box(left, top, left + width, top + _LINE_HEIGHT)
        if _is_free(box, taken, inside):
            return label, box
    return None


def place_name_within(
    text: str, rings: Sequence[Line], taken: Sequence[Box], inside: Box
) -> tuple[MapName, Box] | None:
    """A name in capitals in the widest free part of an area; None where it does not fit."""
    half_wide, half_high = width_of(text, capitals=True) / 2, _LINE_HEIGHT / 2
    best: tuple[float, Point] | None = None
    for x, y in _grid(inside, rings, 12):
        box = Box(x - half_wide, y - half_high, x + half_wide, y + half_high)
        corners = [(box.left, box.low), (box.right, box.low), (box.left, box.high)]
        if not _is_free(box, taken, inside) or not all(
            contains(rings, corner) for corner in [*corners, (box.right, box.high)]
        ):
            continue
        room = min(_room((x, y), taken, inside), distance_to_edge(rings, (x, y)))
        if best is None or room > best[0]:
            best = room, (x, y)
    if best is None:
        return None
    x, y = best[1]
    box = Box(x - half_wide, y - half_high, x + half_wide, y + half_high)
    return MapName(x, y + 4, "middle", text), box


def free_point(
    rings: Sequence[Line], radius: float, taken: Sequence[Box], inside: Box
) -> Point | None:
    """The middle of a disc inside an area that covers nothing, or None without room for one."""
    best: tuple[float, Point] | None = None
    for x, y in _grid(inside, rings, 6):
        if not _is_free(disc_box(x, y, radius), taken, inside) or not contains(rings, (x, y)):
            continue
        room = min(distance_to_edge(rings, (x, y)), _room((x, y), taken, inside))
        if room >= radius and (best is None or room > best[0]):
            best = room, (x, y)
    return best[1] if best else None


def _grid(inside: Box, rings: Sequence[Line], step: float) -> Iterable[Point]:
    """Points so far apart, those of them that may lie in an area."""
    reach = box_of([corner for ring in rings for corner in ring] or [(inf, inf)])
    for row in range(1, int((inside.high - inside.low) / step)):
        y = inside.low + row * step
        if not reach.low <= y <= reach.high:
            continue
        for column in range(1, int((inside.right - inside.left) / step)):
            x = inside.left + column * step
            if reach.left <= x <= reach.right:
                yield x, y


def _is_free(box: Box, taken: Sequence[Box], inside: Box) -> bool:
    return (
        inside.holds((box.left, box.low))
        and inside.holds((box.right, box.high))
        and not any(box.meets(other) for other in taken)
    )


def _room(point: Point, taken: Sequence[Box], inside: Box) -> float:
    """How far a point is from what is taken and from the sides; a crowd is equally bad."""
    x, y = point
    found = min(x - inside.left, inside.right - x, y - inside.low, inside.high - y, 60.0)
    for box in taken:
        away = max(box.left - x, x - box.right, box.low - y, y - box.high)
        found = min(found, away)
    return found
