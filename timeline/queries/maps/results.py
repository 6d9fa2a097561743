"""The map of the results of a filter: what is drawn, what is said, and the same as a list."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.models import Place
from timeline.queries.filtering.filters import Filters
from timeline.queries.filtering.matching import matching
from timeline.vocabulary.geometry import Line, Point
from timeline.vocabulary.geometry import area as surface
from timeline.vocabulary.map_layout import disc_box, free_point, merge_spots, radius_of
from timeline.vocabulary.projection import Projection, fit

from .extent import bulk_of
from .forms import Drawn, Form
from .land import frame_of
from .picture import Area, Disc, Picture, draw_picture
from .places import Group, group_by_places
from .shapes import corners_of, draw_area, is_outside, make_disc, point_of, rings_of
from .words import (
    label_area,
    label_spot,
    name_spot,
    say_beyond,
    say_hatched,
    say_undrawn,
)

_WIDTH, _HEIGHT = 336, 330
_MARGIN = 34.0
_LEAST_KM = 220.0
#: A link to several places names them one by one up to here, then what holds them all.
_MOST_SLUGS = 5
_MOST_LABELS = 12
_ROWS_AT_ONCE = 5

type Outlines = Mapping[int, list[list[Line]]]
type Named = tuple[tuple[str, ...], Disc]
type Link = Callable[[Sequence[Drawn]], str]


@dataclass(frozen=True, slots=True)
class MapRow:
    """A line of the list beside the map; `note` says what the name alone does not."""

    name: str
    note: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ResultMap:
    """`drawn` of `total` events are in the picture, which is None where nothing can be.

    `rows` come at once, `more` behind a button; `sentences` say what is not drawn and why.
    """

    picture: Picture | None
    drawn: int
    total: int
    rows: tuple[MapRow, ...]
    more: tuple[MapRow, ...]
    sentences: tuple[str, ...]


def map_of_results(filters: Filters, address: str) -> ResultMap:
    """The map of the events that match; links lead to `address` with the place exchanged.

    Three queries, whatever matches: the events by their places, the places with what lies
    above them, and the outlines of areas.
    """
    groups = group_by_places(matching(filters))
    weights = Counter[Drawn]()
    for group in groups:
        for place in group.places:
            weights[place] += group.count
    outlines = load_outlines(place for place in weights if place.form is Form.AREA)
    corners = {
        place: found
        for place in weights
        if place.form is not Form.WORDS
        and (found := corners_of(place, outlines.get(place.place_id, ())))
    }
    link = _link(filters, address)
    sheet = _Sheet(groups, weights, outlines, link)
    picture = sheet.draw(corners) if corners else None
    sheet.list_undrawn()
    rows = sorted(sheet.rows, key=lambda row: (-row.count, row.name))
    return ResultMap(
        picture=picture,
        drawn=sum(g.count for g in groups if g.places & sheet.drawn),
        total=sum(g.count for g in groups),
        rows=tuple(rows[:_ROWS_AT_ONCE]),
        more=tuple(rows[_ROWS_AT_ONCE:]),
        sentences=(*say_undrawn(groups, sheet.drawn | sheet.beyond), *sheet.sentences),
    )


def load_outlines(places: Iterable[Drawn]) -> Outlines:
    """Stored outlines of areas by place; one query."""
    keys = {0, *(place.place_id for place in places)}
    rows = Place.objects.filter(pk__in=keys, outline__isnull=False)
    return {pk: rings_of(outline) for pk, outline in rows.values_list("pk", "outline")}


def _link(filters: Filters, address: str) -> Link:
    """Addresses of the results at one place or several: the same words with other places."""

    def link(places: Sequence[Drawn]) -> str:
        slugs = list(dict.fromkeys(place.slug for place in places))
        if len(slugs) > _MOST_SLUGS:
            paths = [[slug for slug, _name in place.path] for place in places]
            shared = [level[0] for level in zip(*paths, strict=False) if len(set(level)) == 1]
            slugs = shared[-1:] or slugs[:_MOST_SLUGS]
        return filters.path(address, place=slugs)

    return link


class _Sheet:
    """One map while it is being put together, and what became of every place."""

    def __init__(
        self,
        groups: Sequence[Group],
        weights: Mapping[Drawn, int],
        outlines: Outlines,
        link: Link,
    ) -> None:
        self.groups, self.weights, self.outlines, self.link = groups, weights, outlines, link
        self.drawn: frozenset[Drawn] = frozenset()
        self.beyond: frozenset[Drawn] = frozenset()
        self.rows: list[MapRow] = []
        self.sentences: list[str] = []

    def draw(self, corners: Mapping[Drawn, Sequence[Point]]) -> Picture:
        """Draw the bulk of the places, and of the others those that fall into the picture."""
        bulk = bulk_of(corners, self.weights)
        projection = fit(
            [point for place in bulk for point in corners[place]],
            _WIDTH, _HEIGHT, margin=_MARGIN, least_km=_LEAST_KM,
        )  # fmt: skip
        self.beyond = frozenset(
            p for p in corners.keys() - set(bulk) if is_outside(corners[p], projection)
        )
        self.drawn = frozenset(corners) - self.beyond
        here = sorted(self.drawn, key=lambda p: (-self.weights[p], p.slug))
        points = self._draw_points([p for p in here if p.form is Form.POINT], projection)
        areas = self._draw_areas([p for p in here if p.form is Form.AREA], points, projection)
        discs = [*points, *(pair for _area, pair in areas if pair is not None)]
        return draw_picture(
            projection,
            here,
            areas=[area for area, _pair in areas],
            discs=[disc for _name, disc in discs],
            names=sorted(discs, key=lambda pair: -pair[1].count)[:_MOST_LABELS],
        )

    def _draw_points(self, places: Sequence[Drawn], projection: Projection) -> list[Named]:
        spots = merge_spots((p, point_of(p, projection), self.weights[p]) for p in places)
        owners = {place: number for number, spot in enumerate(spots) for place in spot.keys}
        counted = self._count(owners)
        discs: list[Named] = []
        for number, spot in enumerate(spots):
            count, status = counted[number]
            url, name = self.link(spot.keys), name_spot(spot.keys, most=3)
            label = label_spot(name, count, status)
            disc = make_disc((spot.x, spot.y), count, status, url=url, label=label)
            discs.append(((name_spot(spot.keys), spot.keys[0].name), disc))
            self.rows.append(MapRow(name, "", count, url))
        return discs

    def _draw_areas(
        self,
        places: Sequence[Drawn],
        points: Sequence[Named],
        projection: Projection,
    ) -> list[tuple[Area, Named | None]]:
        """Hatched areas, the widest first, each with a disc where there is room for one."""
        taken = [disc_box(disc.x, disc.y, disc.radius) for _name, disc in points]
        counted = self._count({place: number for number, place in enumerate(places)})
        drawn: list[tuple[Area, Named | None, float]] = []
        for number, place in enumerate(places):
            count, status = counted[number]
            url, label = self.link([place]), label_area(place.name, count, status)
            outlines = self.outlines.get(place.place_id, [])
            area, rings = draw_area(place, outlines, projection, url=url, label=label)
            spot = free_point(rings, radius_of(count), taken, frame_of(projection, -4))
            disc = make_disc(spot, count, status, url=url, label=label) if spot else None
            if disc is not None:
                taken.append(disc_box(disc.x, disc.y, disc.radius))
            width = sum(abs(surface(ring)) for ring in rings)
            drawn.append((area, ((place.name,), disc) if disc else None, width))
            self.rows.append(MapRow(place.name, _("placed no closer"), count, url))
        self.sentences += say_hatched([area for area, _pair, _width in drawn])
        return [(area, pair) for area, pair, _width in sorted(drawn, key=lambda d: -d[2])]

    def list_undrawn(self) -> None:
        """Say which places are not in the picture, and list them with the others."""
        missing = sorted(self.weights.keys() - self.drawn, key=lambda p: (-self.weights[p], p.slug))
        counted = self._count({place: number for number, place in enumerate(missing)})
        for number, place in enumerate(missing):
            note = _("beyond the map") if place in self.beyond else _("placed no closer")
            self.rows.append(MapRow(place.name, note, counted[number][0], self.link([place])))
        if self.beyond:
            together = self._count(dict.fromkeys(self.beyond, 0))[0][0]
            far = [place for place in missing if place in self.beyond]
            self.sentences.append(say_beyond(together, far))

    def _count(self, owners: Mapping[Drawn, int]) -> dict[int, tuple[int, str | None]]:
        """Events at each numbered set of places, none twice; the status where it is one."""
        counts = Counter[int]()
        statuses: dict[int, str | None] = {}
        for group in self.groups:
            for number in {owners[place] for place in group.places if place in owners}:
                counts[number] += group.count
                statuses[number] = group.status
        return {n: (count, statuses[n] if count == 1 else None) for n, count in counts.items()}
