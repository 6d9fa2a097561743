"""How closely an event is placed, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.queries.readers.shown_places import ShownPlace
from timeline.vocabulary.kinds import PlacePrecision
from timeline.vocabulary.roles import PlaceRole
from timeline.vocabulary.words import Text

_WIDE = (PlacePrecision.COUNTRY, PlacePrecision.REGION)


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place with the way down to it; `role` is empty for a plain location."""

    path: tuple[tuple[str, str], ...]
    precision: Text
    role: Text


def say_places(places: Iterable[ShownPlace]) -> list[PlaceLine]:
    return [
        PlaceLine(
            path=place.path,
            precision=_precision(place),
            role="" if place.role == PlaceRole.LOCATION else PlaceRole(place.role).label,
        )
        for place in places
    ]


def _precision(place: ShownPlace) -> Text:
    if place.precision in _WIDE:
        return _("placed no closer than %(place)s") % {"place": place.name}
    return PlacePrecision(place.precision).label
