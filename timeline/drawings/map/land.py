"""The land and borders of a map as SVG paths, clipped to it and no finer than it shows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.vocabulary.geometry import (
    Box,
    Line,
    clip_line,
    clip_ring,
    simplify,
    simplify_ring,
)

from .basemap import BORDER, COAST, DISPUTED, Basemap, Country, basemap, join
from .projection import Projection

#: Pixels by which a line may be off, which nobody sees.
FINENESS = 0.5
#: Pixels by which surfaces reach beyond the map, so that no edge shows along its side.
_OVER = 2.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The part of a country on the map; `rings` in pixels, `path` the same for SVG."""

    slug: str
    code: str
    name: str
    rings: tuple[Line, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Land:
    """Countries in view and the lines between them, all in pixels."""

    countries: tuple[Shape, ...]
    coasts: str
    borders: str
    disputed: str


@lru_cache(maxsize=128)
def draw_land(projection: Projection) -> Land:
    """What lies under a map; maps of the same part of the earth share it."""
    world = basemap()
    frame = frame_of(projection, _OVER)
    lines: dict[int, list[Line]] = {COAST: [], BORDER: [], DISPUTED: []}
    rings: dict[Country, list[Line]] = {}
    for turn in (-360.0, 0.0, 360.0):
        view = projection.view
        shifted = Box(view.left - turn, view.low, view.right - turn, view.high).grown(0.1)
        arcs = _arcs(world, projection, shifted, turn)
        for number, line in arcs.items():
            kind = world.arcs[number].kind
            if kind is not None and world.arcs[number].box.meets(shifted):
                lines[kind] += clip_line(line, frame)
        for country in world.countries:
            for uses, box in zip(country.rings, country.boxes, strict=True):
                if box.meets(shifted):
                    whole = join([arcs[a] if a >= 0 else arcs[~a][::-1] for a in uses])
                    rings.setdefault(country, []).append(clip_ring(whole, frame))
    countries = tuple(
        Shape(country.slug, country.code, country.name, tuple(kept), draw_path(kept, closed=True))
        for country, found in rings.items()
        if (kept := [ring for ring in found if ring])
    )
    return Land(countries, *(draw_path(lines[kind]) for kind in (COAST, BORDER, DISPUTED)))


def _arcs(world: Basemap, projection: Projection, view: Box, turn: float) -> dict[int, Line]:
    """The arcs of all rings that come into view, in pixels and simplified, once for both sides."""
    wanted = {
        a if a >= 0 else ~a
        for country in world.countries
        for uses, box in zip(country.rings, country.boxes, strict=True)
        if box.meets(view)
        for a in uses
    }
    return {
        number: simplify(
            [projection.project(lon + turn, lat) for lon, lat in world.arcs[number].line],
            FINENESS,
        )
        for number in wanted
    }


def frame_of(projection: Projection, over: float = 0.0) -> Box:
    """The map itself in pixels, or somewhat more."""
    return Box(0.0, 0.0, projection.width, projection.height).grown(over)


def area_rings(projection: Projection, polygons: Iterable[Sequence[Line]]) -> list[Line]:
    """Rings of polygons (lon, lat) in pixels: clipped, simplified, the invisible left out."""
    frame = frame_of(projection, _OVER)
    found: list[Line] = []
    for polygon in polygons:
        for ring in polygon:
            line = [projection.project(projection.near(lon), lat) for lon, lat in ring]
            if clipped := clip_ring(line, frame):
                found.append(simplify_ring(clipped, FINENESS))
    return [ring for ring in found if ring]


def draw_path(lines: Collection[Line], *, closed: bool = False) -> str:
    """Lines as the `d` of an SVG path: tenths of pixels, each step from the one before."""
    parts: list[str] = []
    for line in lines:
        tenths = [(round(x * 10), round(y * 10)) for x, y in (line[:-1] if closed else line)]
        (x, y), *rest = tenths
        steps: list[str] = []
        for nx, ny in rest:
            if (nx, ny) != (x, y):
                steps.append(f"{_short(nx - x)} {_short(ny - y)}")
                x, y = nx, ny
        if steps:
            start = f"M{_short(tenths[0][0])} {_short(tenths[0][1])}"
            parts.append(f"{start}l{' '.join(steps)}{'z' if closed else ''}")
    return "".join(parts)


def _short(tenths: int) -> str:
    text = f"{tenths / 10:g}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
