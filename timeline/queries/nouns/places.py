"""Pages about places."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from timeline.models import Place
from timeline.queries.readers.withholding import path_of
from timeline.queries.rows.facts import place_ancestors
from timeline.vocabulary.kinds import NameKind, PlaceKind, Withhold

from .actors import Alias
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
    """The places of a page with their ways down; a query a level."""
    above = place_ancestors(place.pk for place in page.rows)
    places = Place.objects.defer("outline").in_bulk(above.keys())
    return [PlaceRow(PlaceKind(p.kind), path_of(p, above, places)) for p in page.rows]


def load_place(slug: str) -> PlaceDetail | None:
    """None where there is no such place for readers."""
    visible = Place.objects.visible_to(None).defer("outline")
    place = visible.filter(slug=slug).first()
    if place is None:
        return None
    above = place_ancestors([place.pk])
    places = Place.objects.defer("outline").in_bulk(above.keys())
    inside = visible.filter(Q(parent=place) | Q(second_parent=place)).order_by("name", "pk")
    withheld = place.withhold == Withhold.POINT
    return PlaceDetail(
        place=place,
        kind=PlaceKind(place.kind),
        path=path_of(place, above, places),
        also_in=_also_in(places.get(place.second_parent_id or 0)),
        inside=tuple(PlaceLink(p.slug, p.name, PlaceKind(p.kind)) for p in inside),
        aliases=tuple(
            Alias(alias.name, alias.language, NameKind(alias.kind)) for alias in place.aliases.all()
        ),
        lat=None if withheld else place.lat,
        lon=None if withheld else place.lon,
        point_withheld=withheld,
    )


def _also_in(place: Place | None) -> PlaceLink | None:
    if place is None or place.withhold == Withhold.PLACE:
        return None
    return PlaceLink(place.slug, place.name, PlaceKind(place.kind))
