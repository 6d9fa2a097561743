"""Places as maps show them: as a point, as the area they are known to, or in words.

A point stands only where the event is known that closely: an event known to a region is that
region, never a dot on its capital.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .geometry import Line

#: The outline of each area that has one, by the key of its place: polygons, each a list of
#: rings of (lon, lat).
type Outlines = Mapping[int, list[list[Line]]]


class Form(Enum):
    POINT = "point"
    AREA = "area"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place as the map shows it; an area is that of the place named here.

    `path` leads from the country down to it. `lat` and `lon` are degrees, None where no
    point is known; `radius_km` is drawn around them where an area has no outline.
    `unknown` is the name of the place within an area whose own point is not known.
    """

    form: Form
    place_id: int
    slug: str
    name: str
    path: tuple[tuple[str, str], ...]
    country_code: str
    disputed: bool
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 0.0
    # Two places whose points are not known are one area.
    unknown: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Events that have the same places: how many, and the status where it is one event."""

    places: frozenset[MapPlace]
    count: int
    status: str | None


@dataclass(frozen=True, slots=True)
class MapPart:
    """A place of one event, and what it is to the event."""

    role: str
    place: MapPlace


@dataclass(frozen=True, slots=True)
class Town:
    """A town that helps a reader to find the way."""

    place_id: int
    name: str
    lat: float
    lon: float
