"""The land and the borders of all countries, as every map draws them.

Read once from static/map/countries.json (its sources: static/map/SOURCE.md).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from django.conf import settings

from timeline.vocabulary.geometry import Box, Line, box_of

COAST, BORDER, DISPUTED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Arc:
    """A stretch of coast or border in degrees; `kind` is one of the three above, or None
    for the end of the sheet, which is no line on earth."""

    kind: int | None
    line: Line
    box: Box


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; each ring is a list of arcs, those below 0 walked backwards.

    `code` is ISO 3166-1, empty where there is none. A ring's box is in degrees.
    """

    code: str
    slug: str
    name: str
    rings: tuple[tuple[int, ...], ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    arcs: tuple[Arc, ...]
    countries: tuple[Country, ...]


def join(lines: Sequence[Line]) -> Line:
    """One line out of lines of which each begins where the one before ends."""
    joined: Line = list(lines[0])
    for line in lines[1:]:
        joined += line[1:]
    return joined


@lru_cache(maxsize=1)
def basemap() -> Basemap:
    """The outlines, read once in the life of the process."""
    file = Path(settings.BASE_DIR) / "static" / "map" / "countries.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    arcs = tuple(_arc(kind, steps, data["scale"]) for kind, steps in data["arcs"])
    countries = []
    for code, slug, name, rings in data["countries"]:
        boxes = tuple(box_of([p for a in ring for p in _corners(arcs, a)]) for ring in rings)
        countries.append(Country(code, slug, name, tuple(map(tuple, rings)), boxes))
    return Basemap(arcs, tuple(countries))


def _arc(kind: int | None, steps: Sequence[int], scale: int) -> Arc:
    line = [
        (x / scale, y / scale)
        for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
    ]
    return Arc(kind, line, box_of(line))


def _corners(arcs: Sequence[Arc], number: int) -> Iterator[tuple[float, float]]:
    box = arcs[number if number >= 0 else ~number].box
    yield box.left, box.low
    yield box.right, box.high
