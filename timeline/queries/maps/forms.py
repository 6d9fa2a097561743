"""Which form a place of an event has on a map: `vocabulary.map_places` says what forms are."""

from dataclasses import replace

from timeline.models import Place
from timeline.queries.readers.shown_places import PlaceVeil, ShownPlace
from timeline.vocabulary.kinds import PlaceKind, PlacePrecision, precision_of
from timeline.vocabulary.map_places import Form, MapPlace

#: Kilometres around the point of an area whose outline we do not have.
RADIUS_KM = {PlacePrecision.DISTRICT: 30.0, PlacePrecision.REGION: 75.0, PlacePrecision.SEA: 60.0}
_COARSENESS = tuple(word for word in PlacePrecision if word is not PlacePrecision.SEA)


def choose_form(shown: ShownPlace, veil: PlaceVeil) -> MapPlace:
    """The form of a shown place, over which the veil lies."""
    own = veil.row_of(shown)
    chain = veil.public_chain(shown.point_of)
    country = next((p for p in [own, *chain] if p.kind == PlaceKind.COUNTRY), None)
    point = _place(Form.POINT, own, shown, country)
    words = _place(Form.WORDS, country or own, shown, country)
    if shown.precision == PlacePrecision.COUNTRY:
        return words
    if shown.precision in RADIUS_KM:
        precision = PlacePrecision(shown.precision)
        wide = next((place for place in chain if _is_as_wide(place, precision)), None)
        if wide is not None:
            return _area(wide, shown, country, precision)
        return replace(point, form=Form.AREA, radius_km=RADIUS_KM[precision])
    if shown.lat is not None:
        return point
    return _nearest(shown, point, chain, country) or words


def _nearest(
    shown: ShownPlace, point: MapPlace, chain: list[Place], country: Place | None
) -> MapPlace | None:
    """Where its own point is not known: that of the town around it, else the area around it."""
    for place in chain:
        precision = precision_of(place.kind)
        if precision in RADIUS_KM:
            area = _area(place, shown, country, precision)
            return replace(area, unknown="" if place.pk == shown.place_id else shown.name)
        if place.lat is not None and place.kind != PlaceKind.COUNTRY:
            return replace(point, lat=place.lat, lon=place.lon)
    return None


def _is_as_wide(place: Place, precision: PlacePrecision) -> bool:
    """Whether what is known to this precision is known to this place; countries are words."""
    own = precision_of(place.kind)
    if PlacePrecision.SEA in (own, precision):
        return own == precision
    return _COARSENESS.index(precision) <= _COARSENESS.index(own) < len(_COARSENESS) - 1


def _place(form: Form, place: Place, shown: ShownPlace, country: Place | None) -> MapPlace:
    return MapPlace(
        form=form,
        place_id=place.pk,
        slug=place.slug,
        name=place.name,
        path=_path_to(place, shown),
        country_code=country.country_code if country else "",
        disputed=place.disputed,
        lat=shown.lat,
        lon=shown.lon,
    )


def _area(
    place: Place, shown: ShownPlace, country: Place | None, precision: PlacePrecision
) -> MapPlace:
    area = _place(Form.AREA, place, shown, country)
    return replace(area, lat=place.lat, lon=place.lon, radius_km=RADIUS_KM[precision])


def _path_to(place: Place, shown: ShownPlace) -> tuple[tuple[str, str], ...]:
    """The part of the shown path that leads to the place."""
    slugs = [slug for slug, _name in shown.path]
    return shown.path[: slugs.index(place.slug) + 1] if place.slug in slugs else shown.path
