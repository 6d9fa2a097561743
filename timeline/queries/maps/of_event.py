"""Where one event is known to be, and the towns that help to find the way there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.models import Place
from timeline.queries.readers.shown_places import PlaceVeil, ShownPlace
from timeline.vocabulary.geometry import Box
from timeline.vocabulary.kinds import PlaceKind, PlacePrecision
from timeline.vocabulary.map_places import MapPart, Outlines, Town
from timeline.vocabulary.words import Text

from .forms import choose_form
from .places import load_outlines

#: What of the earth (in degrees) a map of these places shows; None where none can be drawn.
type View = Callable[[Sequence[MapPart], Outlines], Box | None]


@dataclass(frozen=True, slots=True)
class EventPlaces:
    """`known` says how closely the primary place is known; `towns` are those in view."""

    parts: tuple[MapPart, ...]
    outlines: Outlines
    towns: tuple[Town, ...]
    known: Text


def load_event_places(places: Sequence[ShownPlace], view_of: View) -> EventPlaces | None:
    """What the map of an event's shown places takes; None where none is recorded.

    Three queries, two where nothing can be drawn. `view_of` says of which part of the
    earth towns are asked for.
    """
    if not places:
        return None
    veil = PlaceVeil(place.place_id for place in places)
    parts = tuple(MapPart(place.role, choose_form(place, veil)) for place in places)
    outlines = load_outlines(part.place for part in parts)
    view = view_of(parts, outlines)
    known = PlacePrecision(places[0].precision).label
    return EventPlaces(parts, outlines, _load_towns(view) if view else (), known)


def _load_towns(view: Box) -> tuple[Town, ...]:
    """Public cities in view, the first thirty entered."""
    found = Place.objects.visible_to(None).pinned()
    found = found.filter(
        kind=PlaceKind.CITY,
        lat__range=(view.low, view.high),
        lon__range=(view.left, view.right),
    )
    rows = found.order_by("pk").values_list("pk", "name", "lat", "lon")[:30]
    return tuple(Town(pk, name, lat or 0, lon or 0) for pk, name, lat, lon in rows)
