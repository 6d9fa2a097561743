"""Pages about places."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from timeline.models import Place
from timeline.queries.readers.shown_places import PlaceVeil
from timeline.vocabulary.kinds import PlaceKind

from .actors import Alias, aliases_of
from .noun_lists import PAGE_SIZE, NounPage, by_name, page_by_slug


@dataclass(frozen=True, slots=True)
class PlaceLink:
    slug: str
    name: str
    kind: PlaceKind


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """A place that readers may see.

    `path` is (slug, name) from the country down to itself; `lat` and `lon` are degrees,
    None where no point is known or where it is withheld (`point_withheld`).
    """

    place: Place
    kind: PlaceKind
    path: tuple[tuple[str, str], ...]
    also_in: PlaceLink | None
    inside: tuple[PlaceLink, ...]
    aliases: tuple[Alias, ...]
    lat: float | None
    lon: float | None
    point_withheld: bool


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in a list, with the way down to it."""

    kind: PlaceKind
    path: tuple[tuple[str, str], ...]


def list_places(q: str, start: tuple[bool, str] | None, size: int = PAGE_SIZE) -> NounPage[Place]:
    """Visible places by slug, `size` a page; `q` looks into names and other names."""
    found: QuerySet[Place] = Place.objects.visible_to(None).defer("outline")
    return page_by_slug(by_name(found, q, aliases=True), start, size)


def rows_of(page: NounPage[Place]) -> list[PlaceRow]:
    """The places of a page with their ways down; one query."""
    veil = PlaceVeil(place.pk for place in page.rows)
    return [PlaceRow(PlaceKind(place.kind), veil.path(place.pk)) for place in page.rows]


def find_place_detail(slug: str) -> PlaceDetail | None:
    """None where there is no such place for readers."""
    visible = Place.objects.visible_to(None).defer("outline")
    place = visible.filter(slug=slug).first()
    if place is None:
        return None
    veil = PlaceVeil([place.pk])
    lat, lon = veil.point(place.pk)
    also_in = veil.second_parent(place.pk)
    inside = visible.filter(Q(parent=place) | Q(second_parent=place)).order_by("name", "pk")
    return PlaceDetail(
        place=place,
        kind=PlaceKind(place.kind),
        path=veil.path(place.pk),
        also_in=_link(also_in) if also_in else None,
        inside=tuple(_link(place) for place in inside),
        aliases=aliases_of(place),
        lat=lat,
        lon=lon,
        point_withheld=not place.has_public_point,
    )


def _link(place: Place) -> PlaceLink:
    return PlaceLink(place.slug, place.name, PlaceKind(place.kind))
