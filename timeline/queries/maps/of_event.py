"""The map of one event: where it is known to be, how closely, and the route that is claimed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from timeline.models import Place
from timeline.queries.readers.withholding import ShownPlace
from timeline.queries.rows.facts import place_ancestors
from timeline.vocabulary.geometry import Point
from timeline.vocabulary.kinds import PlaceKind, PlacePrecision, Withhold
from timeline.vocabulary.map_layout import MARK_RADIUS, merge_spots
from timeline.vocabulary.projection import Projection, fit
from timeline.vocabulary.roles import PlaceRole
from timeline.vocabulary.words import Text

from .forms import Drawn, Form, draw_place
from .picture import Area, Disc, Picture, Route, draw_picture
from .results import Link, Outlines, load_outlines
from .shapes import corners_of, draw_area, draw_route, make_disc, point_of
from .words import join_names, label_spot, name_spot

_WIDTH, _HEIGHT = 352, 300
_MARGIN = 60.0
_LEAST_KM = 150.0
_MOST_ROUTES = 6
#: Towns that help a reader to find the way, where there is room.
_MOST_TOWNS = 4
_DOT = 2.5


@dataclass(frozen=True, slots=True)
class EventMap:
    """`known` says how closely the primary place is known; `picture` is None where it can't be
    drawn, and `sentences` say what is seen or why there is nothing to see."""

    picture: Picture | None
    known: Text
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A place of the event with its role and how it is drawn."""

    role: str
    drawn: Drawn


def map_of_event(
    places: Sequence[ShownPlace],
    *,
    title: str,
    status: str | None,
    address: str,
    known: str | None = None,
) -> EventMap | None:
    """The map of an event's shown places; None where none is recorded. Four queries.

    A mark leads to the events at its place: `address?place=SLUG`, with `known` where the
    page shows what was known on a day.
    """
    if not places:
        return None
    above = place_ancestors({place.place_id for place in places})
    rows = Place.objects.defer("outline").in_bulk(above)
    parts = [_Part(place.role, draw_place(place, above, rows)) for place in places]
    outlines = load_outlines(p.drawn for p in parts if p.drawn.form is Form.AREA)
    corners = {
        part.drawn: found
        for part in parts
        if part.drawn.form is not Form.WORDS
        and (found := corners_of(part.drawn, outlines.get(part.drawn.place_id, ())))
    }
    picture = None
    if corners:
        projection = fit(
            [point for found in corners.values() for point in found],
            _WIDTH, _HEIGHT, margin=_MARGIN, least_km=_LEAST_KM,
        )  # fmt: skip
        drawn = [part for part in parts if part.drawn in corners]

        def link(places: Sequence[Drawn]) -> str:
            words = [*(("place", place.slug) for place in places), ("known", known)]
            return f"{address}?{urlencode([pair for pair in words if pair[1]])}"

        picture = _draw(drawn, outlines, projection, status, link, title)
    return EventMap(
        picture=picture,
        known=PlacePrecision(places[0].precision).label,
        sentences=tuple(_sentences(parts, corners, picture)),
    )


def _draw(
    parts: Sequence[_Part],
    outlines: Outlines,
    projection: Projection,
    status: str | None,
    link: Link,
    title: str,
) -> Picture:
    anchors: dict[Drawn, Point] = {}
    areas: list[Area] = []
    for place in dict.fromkeys(p.drawn for p in parts if p.drawn.form is Form.AREA):
        outline = outlines.get(place.place_id, [])
        url, label = link([place]), f"{title}: {place.name}"
        area, rings = draw_area(place, outline, projection, url=url, label=label)
        areas.append(area)
        anchors[place] = _middle(rings[0] if rings else [])
    points = list(dict.fromkeys(p.drawn for p in parts if p.drawn.form is Form.POINT))
    named: list[tuple[tuple[str, ...], Disc]] = []
    for spot in merge_spots((place, point_of(place, projection), 1) for place in points):
        name = name_spot(spot.keys)
        url, label, at = link(spot.keys), label_spot(name, 1, status), (spot.x, spot.y)
        named.append(((name, spot.keys[0].name), make_disc(at, 1, status, url=url, label=label)))
        anchors |= dict.fromkeys(spot.keys, at)
    routes = _routes(parts, anchors, status or "")
    taken = [disc for _name, disc in named]
    towns = _towns(projection, [p.drawn for p in parts], taken)
    return draw_picture(
        projection,
        [part.drawn for part in parts],
        areas=areas,
        discs=[disc for _name, disc in [*named, *towns]],
        names=[*named, *towns],
        routes=routes,
    )


def _middle(ring: Sequence[Point]) -> Point:
    count = max(1, len(ring) - 1)
    return sum(p[0] for p in ring[:-1]) / count, sum(p[1] for p in ring[:-1]) / count


def _routes(parts: Sequence[_Part], anchors: Mapping[Drawn, Point], status: str) -> list[Route]:
    """Ways from every origin to every destination; none where either is only words."""
    starts = [p.drawn for p in parts if p.role == PlaceRole.ORIGIN]
    ends = [p.drawn for p in parts if p.role == PlaceRole.DESTINATION]
    routes = [
        draw_route(anchors[start], anchors[end], status=status, clear=MARK_RADIUS + 2)
        for start in starts
        for end in ends
        if start in anchors and end in anchors
    ]
    return [route for route in routes if route is not None][:_MOST_ROUTES]


def _towns(
    projection: Projection, own: Iterable[Drawn], taken: Sequence[Disc]
) -> list[tuple[tuple[str, ...], Disc]]:
    """Public cities in view as dots with names, which are no links and claim nothing."""
    view = projection.view.grown(-0.1)
    found = Place.objects.visible_to(None).filter(
        kind=PlaceKind.CITY,
        withhold=Withhold.NONE,
        lat__range=(view.low, view.high),
        lon__range=(view.left, view.right),
    )
    keys = {place.place_id for place in own}
    towns: list[tuple[tuple[str, ...], Disc]] = []
    for town in found.order_by("pk").defer("outline")[:30]:
        x, y = projection.project(projection.near(town.lon or 0), town.lat or 0)
        others = [*taken, *(disc for _name, disc in towns)]
        near = any(abs(x - d.x) < 50 and abs(y - d.y) < 24 for d in others)
        if town.pk not in keys and not near and len(towns) < _MOST_TOWNS:
            towns.append(((town.name,), Disc(round(x, 1), round(y, 1), _DOT, 0, "", "", "")))
    return towns


def _sentences(
    parts: Sequence[_Part], corners: Mapping[Drawn, object], picture: Picture | None
) -> list[str]:
    sentences: list[str] = []
    for place in dict.fromkeys(part.drawn for part in parts):
        unknown = [p.drawn.unknown for p in parts if p.drawn == place and p.drawn.unknown]
        if place not in corners:
            words = _("Placed no closer than %(area)s: not drawn.")
        elif place.form is not Form.AREA:
            continue
        elif unknown:
            words = _("Hatched: %(area)s; no closer point is known for %(places)s.")
        else:
            words = _("Hatched: %(area)s, no point is known.")
        places = join_names(list(dict.fromkeys(unknown)) or [place.name])
        sentences.append(words % {"area": place.name, "places": places})
    if picture is not None and picture.routes:
        starts = [p.drawn.name for p in parts if p.role == PlaceRole.ORIGIN and p.drawn in corners]
        ends = [
            p.drawn.name for p in parts if p.role == PlaceRole.DESTINATION and p.drawn in corners
        ]
        sentences.append(
            _("Dashed: the route as claimed, %(start)s to %(end)s.")
            % {"start": join_names(starts), "end": join_names(ends)}
        )
    return sentences
