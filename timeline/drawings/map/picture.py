"""The picture of a map, as numbers and paths that a template writes out as SVG.

Everything is in pixels of the view box. Geography is the same in every direction of writing:
x grows to the east.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.vocabulary.geometry import Box, Line, area, box_of
from timeline.vocabulary.map_places import MapPlace

from .land import Land, Shape, draw_land, frame_of
from .layout import MapName, disc_box, place_label, place_name_within
from .projection import Projection, scale_bar

#: Countries named on a map at most: those that show most of themselves.
_MOST_NAMES = 6
_LONGEST_BAR = 120.0
#: Names keep this far from the sides.
_MARGIN = 5.0

#: Makes the address that a mark at these places leads to.
type Link = Callable[[Sequence[MapPlace]], str]


@dataclass(frozen=True, slots=True)
class Disc:
    """A count, or the mark of a single event where `status` is given; a dot without either."""

    x: float
    y: float
    radius: float
    count: int
    status: str
    url: str
    label: str

    @property
    def text_y(self) -> float:
        """The base line of the count."""
        return round(self.y + 4, 1)

    @property
    def mark_x(self) -> float:
        """The left side of the mark, which is 14 pixels wide and high."""
        return round(self.x - 7, 1)

    @property
    def mark_y(self) -> float:
        return round(self.y - 7, 1)


@dataclass(frozen=True, slots=True)
class Area:
    """A hatched area: a polygon, or a circle clipped to the country `clip` (may be empty)."""

    path: str
    x: float
    y: float
    radius: float
    clip: str
    disputed: bool
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Route:
    """The way from an origin to a destination as claimed, with its arrow's head."""

    path: str
    head: str
    status: str


@dataclass(frozen=True, slots=True)
class ScaleBar:
    x: float
    y: float
    width: float
    km: float

    @property
    def text_x(self) -> float:
        return round(self.width + 6, 1)

    @property
    def words(self) -> str:
        return _("%(n)s km") % {"n": f"{self.km:g}"}


@dataclass(frozen=True, slots=True)
class Picture:
    """`own` are the countries that the map is about, `around` the path of all others."""

    width: int
    height: int
    around: str
    own: tuple[Shape, ...]
    land: Land
    areas: tuple[Area, ...]
    routes: tuple[Route, ...]
    discs: tuple[Disc, ...]
    labels: tuple[MapName, ...]
    countries: tuple[MapName, ...]
    bar: ScaleBar


def draw_picture(
    projection: Projection,
    places: Iterable[MapPlace],
    *,
    areas: Sequence[Area],
    discs: Sequence[Disc],
    names: Iterable[tuple[Sequence[str], Disc]],
    routes: Sequence[Route] = (),
) -> Picture:
    """Land, areas and discs put together, and as many names as find room.

    `names` go beside their discs, the first ones first; each disc comes with the names that
    it may have, the best one first.
    """
    land = draw_land(projection)
    own = own_countries(projection, land.countries, places)
    slugs = {shape.slug for shape in own}
    bar = _bar(projection)
    inside = frame_of(projection, -_MARGIN)
    taken = [disc_box(disc.x, disc.y, disc.radius) for disc in discs]
    taken.append(Box(0, bar.y - 14, bar.x + bar.width + 60, projection.height))
    labels = []
    for texts, disc in names:
        tried = (place_label(t, disc.x, disc.y, disc.radius, taken, inside) for t in texts)
        if placed := next((found for found in tried if found), None):
            labels.append(placed[0])
            taken.append(placed[1])
    return Picture(
        width=round(projection.width),
        height=round(projection.height),
        around="".join(shape.path for shape in land.countries if shape.slug not in slugs),
        own=own,
        land=land,
        areas=tuple(areas),
        routes=tuple(routes),
        discs=tuple(discs),
        labels=tuple(labels),
        countries=tuple(_country_names(land.countries, taken, inside)),
        bar=bar,
    )


def own_countries(
    projection: Projection, shapes: Iterable[Shape], places: Iterable[MapPlace]
) -> tuple[Shape, ...]:
    """The countries on the map in which the places lie, by ISO 3166-1 code or by slug."""
    codes = {place.country_code for place in places if place.country_code}
    slugs = {place.path[0][0] for place in places if place.path and not place.country_code}
    return tuple(shape for shape in shapes if shape.code in codes or shape.slug in slugs)


def _country_names(shapes: Iterable[Shape], taken: list[Box], inside: Box) -> Iterable[MapName]:
    """Names in capitals, the countries with most room first."""
    sized = [(shape, box_of(_widest(shape.rings))) for shape in shapes]
    sized.sort(key=lambda s: -((s[1].right - s[1].left) * (s[1].high - s[1].low)))
    for shape, _box in sized[:_MOST_NAMES]:
        if placed := place_name_within(shape.name.upper(), shape.rings, taken, inside):
            taken.append(placed[1])
            yield placed[0]


def _widest(rings: Sequence[Line]) -> Line:
    return max(rings, key=lambda ring: abs(area(ring)))


def _bar(projection: Projection) -> ScaleBar:
    km, width = scale_bar(projection.km_per_pixel, _LONGEST_BAR)
    return ScaleBar(12, projection.height - 14, round(width, 1), km)
