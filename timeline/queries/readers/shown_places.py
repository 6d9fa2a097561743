"""Places as readers may see them: a withheld place is stood in for by its ancestor."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from timeline.models import Place
from timeline.vocabulary.kinds import PlacePrecision, Withhold, precision_of


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place of an event for readers.

    `path` is (slug, name) from the country down to the place itself; `lat` and `lon`
    are degrees, or None where no point is known or public; `kind` is the place's kind.
    `point_of` is the place whose point that is: itself or, withheld, an ancestor.
    """

    place_id: int
    slug: str
    name: str
    kind: str
    path: tuple[tuple[str, str], ...]
    role: str
    precision: str
    lat: float | None
    lon: float | None
    point_of: int | None


class PlaceVeil:
    """The veil over places: what readers see of them and of what lies above them.

    One query, also where there are no places, so that the number of queries tells nothing.
    """

    def __init__(self, ids: Iterable[int]) -> None:
        rows = Place.objects.defer("outline").filter(pk__in=_with_all_above({0, *ids}))
        self._rows = {place.pk: place for place in rows}

    def show(self, place_id: int, withhold: str, role: str, precision: str) -> ShownPlace | None:
        """A place of an event, which says the rest; None where nothing above it is public."""
        stand_in = self.stand_in(place_id, withhold)
        if stand_in is None:
            return None
        point = stand_in
        if stand_in.pk != place_id:
            precision = precision_of(stand_in.kind)
        if Withhold.POINT in (withhold, stand_in.withhold):
            ancestor = next(self._public_above(stand_in), None)
            precision = precision_of(ancestor.kind) if ancestor else PlacePrecision.COUNTRY
            point = ancestor or Place()
        return ShownPlace(
            place_id=stand_in.pk,
            slug=stand_in.slug,
            name=stand_in.name,
            kind=stand_in.kind,
            path=self.path(stand_in.pk),
            role=role,
            precision=precision or precision_of(stand_in.kind),
            lat=point.lat,
            lon=point.lon,
            point_of=point.pk,
        )

    def stand_in(self, place_id: int, withhold: str = Withhold.NONE) -> Place | None:
        """The place itself, or the nearest ancestor that is public where it is withheld whole."""
        place = self._rows[place_id]
        if Withhold.PLACE in (withhold, place.withhold):
            return next(self._public_above(place), None)
        return place

    def row_of(self, shown: ShownPlace) -> Place:
        """The place that is shown."""
        return self._rows[shown.place_id]

    def path(self, place_id: int) -> tuple[tuple[str, str], ...]:
        """(slug, name) from the country down to the place, withheld ancestors left out."""
        place = self._rows[place_id]
        named = [above for above in self._above(place) if above.is_nameable]
        return tuple((step.slug, step.name) for step in reversed([place, *named]))

    def point(self, place_id: int) -> tuple[float | None, float | None]:
        """Latitude and longitude in degrees, None where not known or withheld."""
        place = self._rows[place_id]
        return (place.lat, place.lon) if place.has_public_point else (None, None)

    def public_chain(self, place_id: int | None) -> list[Place]:
        """The place and those above it, without what anything is withheld of."""
        if place_id is None:
            return []
        place = self._rows[place_id]
        own = [place] if place.has_public_point else []
        return [*own, *self._public_above(place)]

    def second_parent(self, place_id: int) -> Place | None:
        """Where it lies as well; None also where that is withheld."""
        other = self._rows.get(self._rows[place_id].second_parent_id or 0)
        return other if other is not None and other.is_nameable else None

    def named(self, ids: Iterable[int]) -> set[int]:
        """`ids` and everything above them, without what is withheld."""
        found: set[int] = set()
        stack = list(ids)
        while stack:
            if (pk := stack.pop()) not in found:
                found.add(pk)
                stack += _parents(self._rows[pk])
        return {pk for pk in found if self._rows[pk].is_nameable}

    def _above(self, place: Place) -> Iterator[Place]:
        """What it is part of, along first parents."""
        while parents := _parents(place):
            place = self._rows[parents[0]]
            yield place

    def _public_above(self, place: Place) -> Iterator[Place]:
        return (above for above in self._above(place) if above.has_public_point)


def _parents(place: Place) -> list[int]:
    return [pk for pk in (place.parent_id, place.second_parent_id) if pk is not None]


def _with_all_above(ids: Iterable[int]) -> RawSQL:
    """The keys of these places and of all above them, as a subquery."""
    table = connection.ops.quote_name(Place._meta.db_table)
    return RawSQL(  # noqa: S611  # our own table; the keys are a parameter
        f"""
        WITH RECURSIVE above AS (
            SELECT id, parent_id, second_parent_id FROM {table} WHERE id = ANY(%s)
            UNION SELECT t.id, t.parent_id, t.second_parent_id
            FROM above JOIN {table} t ON t.id IN (above.parent_id, above.second_parent_id)
        )
        SELECT id FROM above
        """,  # noqa: S608
        [list(ids)],
    )
