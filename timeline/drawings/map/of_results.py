"""The drawing of the results of a filter: where they are, and how many at each place."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from timeline.vocabulary.geometry import area as surface
from timeline.vocabulary.map_places import Form, Group, MapPlace, Outlines, weigh
from timeline.vocabulary.map_words import label_area, label_spot, name_spot

from .extent import bulk_of
from .land import frame_of
from .layout import disc_box, free_point, merge_spots, radius_of
from .picture import Area, Disc, Picture, draw_picture
from .projection import Projection, fit
from .shapes import draw_area, find_corners, is_outside, make_disc, point_of

_WIDTH, _HEIGHT = 336, 330
_MARGIN = 34.0
_LEAST_KM = 220.0
_MOST_LABELS = 12

type Named = tuple[tuple[str, ...], Disc]


@dataclass(frozen=True, slots=True)
class Target:
    """What one disc or area leads to: its places, most events first, and how many they are."""

    places: tuple[MapPlace, ...]
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ResultsDrawing:
    """`picture` is None where nothing can be drawn. Places are `drawn`, or lie `beyond` its
    edges, or are known too roughly to be either."""

    picture: Picture | None = None
    targets: tuple[Target, ...] = ()
    drawn: frozenset[MapPlace] = frozenset()
    beyond: frozenset[MapPlace] = frozenset()


def draw_results(
    groups: Sequence[Group], outlines: Outlines, *, link: Callable[[Sequence[MapPlace]], str]
) -> ResultsDrawing:
    """The bulk of the places, and of the others those that fall into the same picture.

    `link` makes the address of the events at these places.
    """
    weights = weigh(groups)
    corners = find_corners(weights, outlines)
    if not corners:
        return ResultsDrawing()
    bulk = bulk_of(corners, weights)
    projection = fit(
        [point for place in bulk for point in corners[place]],
        _WIDTH, _HEIGHT, margin=_MARGIN, least_km=_LEAST_KM,
    )  # fmt: skip
    beyond = frozenset(p for p in corners.keys() - set(bulk) if is_outside(corners[p], projection))
    here = sorted(corners.keys() - beyond, key=lambda p: (-weights[p], p.slug))
    sheet = _Sheet(groups, weights, outlines, link, projection, [])
    points = sheet.draw_points([p for p in here if p.form is Form.POINT])
    areas = sheet.draw_areas([p for p in here if p.form is Form.AREA], points)
    discs = [*points, *(named for _area, named in areas if named is not None)]
    picture = draw_picture(
        projection,
        here,
        areas=[area for area, _named in areas],
        discs=[disc for _names, disc in discs],
        names=sorted(discs, key=lambda named: -named[1].count)[:_MOST_LABELS],
    )
    return ResultsDrawing(picture, tuple(sheet.targets), frozenset(here), beyond)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One map while it is being put together, and what a reader can point at so far."""

    groups: Sequence[Group]
    weights: Mapping[MapPlace, int]
    outlines: Outlines
    link: Callable[[Sequence[MapPlace]], str]
    projection: Projection
    targets: list[Target]

    def draw_points(self, places: Sequence[MapPlace]) -> list[Named]:
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

    def draw_areas(
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
