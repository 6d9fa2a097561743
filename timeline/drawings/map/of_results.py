"""The drawing of the results of a filter: where they are, and how many at each place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.vocabulary.geometry import area as surface
from timeline.vocabulary.map_places import Form, Group, MapPlace, Outlines
from timeline.vocabulary.map_words import label_area, label_spot, name_spot

from .extent import bulk_of
from .land import frame_of
from .layout import disc_box, free_point, merge_spots, radius_of
from .picture import Area, Disc, Link, Picture, draw_picture
from .projection import Projection, fit
from .shapes import draw_area, find_corners, is_outside, make_disc, point_of

_WIDTH, _HEIGHT = 336, 330
_MARGIN = 34.0
_LEAST_KM = 220.0
_MOST_LABELS = 12

type Named = tuple[tuple[str, ...], Disc]


@dataclass(frozen=True, slots=True)
class Target:
    """Places that one disc or area stands for, most events first, or one that is not drawn;
    how many events are there, and where they are listed."""

    places: tuple[MapPlace, ...]
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ResultsDrawing:
    """`picture` is None where nothing can be drawn. `targets` have every place once, those
    `drawn` first; of the others some lie `beyond` the edges, the rest is known too roughly."""

    picture: Picture | None
    targets: tuple[Target, ...]
    drawn: frozenset[MapPlace]
    beyond: frozenset[MapPlace]


def draw_results(groups: Sequence[Group], outlines: Outlines, *, link: Link) -> ResultsDrawing:
    """The bulk of the places, and of the others those that fall into the same picture.

    `link` makes the address of the events at these places.
    """
    weights = Counter[MapPlace]()
    for group in groups:
        weights.update(dict.fromkeys(group.places, group.count))
    places = sorted(weights, key=lambda p: (-weights[p], p.slug))
    corners = find_corners(places, outlines)
    picture, targets = None, list[Target]()
    beyond = frozenset[MapPlace]()
    if corners:
        bulk = bulk_of(corners, weights)
        points = [point for place in bulk for point in corners[place]]
        projection = fit(points, _WIDTH, _HEIGHT, margin=_MARGIN, least_km=_LEAST_KM)
        far = corners.keys() - set(bulk)
        beyond = frozenset(place for place in far if is_outside(corners[place], projection))
        here = [place for place in places if place in corners and place not in beyond]
        picture = _Sheet(groups, weights, outlines, link, projection, targets).draw(here)
    drawn = frozenset(corners) - beyond
    targets += [Target((p,), weights[p], link([p])) for p in places if p not in drawn]
    return ResultsDrawing(picture, tuple(targets), drawn, beyond)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One map while it is being put together, and what a reader can point at in it."""

    groups: Sequence[Group]
    weights: Mapping[MapPlace, int]
    outlines: Outlines
    link: Link
    projection: Projection
    targets: list[Target]

    def draw(self, places: Sequence[MapPlace]) -> Picture:
        points = self._draw_points([p for p in places if p.form is Form.POINT])
        areas = self._draw_areas([p for p in places if p.form is Form.AREA], points)
        discs = [*points, *(named for _area, named in areas if named is not None)]
        return draw_picture(
            self.projection,
            places,
            areas=[area for area, _named in areas],
            discs=[disc for _names, disc in discs],
            names=sorted(discs, key=lambda named: -named[1].count)[:_MOST_LABELS],
        )

    def _draw_points(self, places: Sequence[MapPlace]) -> list[Named]:
        spots = merge_spots((p, point_of(p, self.projection), self.weights[p]) for p in places)
        counted = self._count({p: number for number, s in enumerate(spots) for p in s.keys})
        discs: list[Named] = []
        for number, spot in enumerate(spots):
            count, status = counted[number]
            url = self.link(spot.keys)
            label = label_spot(name_spot(spot.keys, most=3), count, status)
            disc = make_disc((spot.x, spot.y), count, status, url=url, label=label)
            discs.append(((name_spot(spot.keys), spot.keys[0].name), disc))
            self.targets.append(Target(tuple(spot.keys), count, url))
        return discs

    def _draw_areas(
        self, places: Sequence[MapPlace], points: Sequence[Named]
    ) -> list[tuple[Area, Named | None]]:
        """Hatched areas, the widest first, each with a disc where there is room for one."""
        inside = frame_of(self.projection, -4)
        taken = [disc_box(disc.x, disc.y, disc.radius) for _names, disc in points]
        counted = self._count({place: number for number, place in enumerate(places)})
        drawn: list[tuple[Area, Named | None, float]] = []
        for number, place in enumerate(places):
            count, status = counted[number]
            url, label = self.link([place]), label_area(place.name, count, status)
            outline = self.outlines.get(place.place_id, [])
            area, rings = draw_area(place, outline, self.projection, url=url, label=label)
            spot = free_point(rings, radius_of(count), taken, inside)
            disc = make_disc(spot, count, status, url=url, label=label) if spot else None
            if disc is not None:
                taken.append(disc_box(disc.x, disc.y, disc.radius))
            width = sum(abs(surface(ring)) for ring in rings)
            drawn.append((area, ((place.name,), disc) if disc else None, width))
            self.targets.append(Target((place,), count, url))
        return [(area, named) for area, named, _width in sorted(drawn, key=lambda d: -d[2])]

    def _count(self, owners: Mapping[MapPlace, int]) -> dict[int, tuple[int, str | None]]:
        """Events at each numbered set of places, none twice; the status where it is one."""
        counts = Counter[int]()
        statuses: dict[int, str | None] = {}
        for group in self.groups:
            for number in {owners[place] for place in group.places if place in owners}:
                counts[number] += group.count
                statuses[number] = group.status
        return {n: (count, statuses[n] if count == 1 else None) for n, count in counts.items()}
