"""What a map says: names of merged places, labels for the ear, and what is not drawn."""

from collections import Counter
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .counts import say_events
from .map_places import Form, Group, MapPart, MapPlace
from .roles import PlaceRole
from .sentences import say_all
from .statuses import Status

_SENTENCES = 2


def name_spot(places: Sequence[MapPlace], most: int = 2) -> str:
    """The places of one disc, those with most events first; beyond `most` only their number."""
    names = list(dict.fromkeys(place.name for place in places))
    if len(names) <= most:
        return say_all(names)
    more = len(names) - (most - 1)
    rest = ngettext("%(n)s more place", "%(n)s more places", more) % {"n": more}
    return say_all([*names[: most - 1], rest])


def label_spot(name: str, count: int, status: str | None) -> str:
    """What a screen reader says of a disc."""
    said = {"place": name, "events": say_events(count)}
    if count == 1 and status:
        said["status"] = str(Status(status).label)
        return _("%(place)s: %(events)s, %(status)s") % said
    return _("%(place)s: %(events)s") % said


def label_area(name: str, count: int, status: str | None) -> str:
    return _("%(events)s, placed no closer") % {"events": label_spot(name, count, status)}


def say_undrawn(groups: Collection[Group], told: Collection[MapPlace]) -> list[str]:
    """Which events are not in the picture because their place is known too roughly.

    `told` are the places that are in it, or said to lie beyond its edges.
    """
    rough: Counter[tuple[str, ...]] = Counter()
    nowhere = 0
    for group in groups:
        if not group.places:
            nowhere += group.count
        elif not any(place in told for place in group.places):
            rough[tuple(sorted({place.name for place in group.places}))] += group.count
    ordered = sorted(rough.items(), key=lambda item: (-item[1], item[0]))
    sentences = [_no_closer(count, say_all(names)) for names, count in ordered[:_SENTENCES]]
    if others := sum(count for _names, count in ordered[_SENTENCES:]):
        sentences.append(_no_closer(others, _("a country")))
    if nowhere:
        sentences.append(
            ngettext(
                "Of %(n)s event no place is recorded.",
                "Of %(n)s events no place is recorded.",
                nowhere,
            )
            % {"n": nowhere}
        )
    return sentences


def _no_closer(count: int, place: str) -> str:
    return ngettext(
        "%(n)s event is placed no closer than %(place)s and is not drawn.",
        "%(n)s events are placed no closer than %(place)s and are not drawn.",
        count,
    ) % {"n": count, "place": place}


def say_beyond(count: int, places: Sequence[MapPlace]) -> str:
    """Which places are too far from the others to be in the same picture."""
    words = ngettext(
        "%(n)s event lies beyond the edges of the map: %(places)s.",
        "%(n)s events lie beyond the edges of the map: %(places)s.",
        count,
    )
    return words % {"n": count, "places": name_spot(places, most=4)}


def say_hatched(*, circles: bool, disputed: bool) -> list[str]:
    """What hatching means on a map that has any; `circles` stand for unknown outlines."""
    sentences = [_("Hatched: known to the district or region, no point is known.")]
    if circles:
        sentences.append(_("A dashed circle stands for an area whose outline we do not have."))
    if disputed:
        sentences.append(_("A thick dashed outline: whom the area belongs to is disputed."))
    return sentences


def say_event_map(
    parts: Sequence[MapPart], drawn: Collection[MapPlace], *, routes: bool
) -> list[str]:
    """What is seen on the map of an event, and why some of its places are not.

    `drawn` are the places in the picture; `routes` whether it shows a way between them.
    """
    sentences: list[str] = []
    for place in dict.fromkeys(part.place for part in parts):
        unknown = [p.place.unknown for p in parts if p.place == place and p.place.unknown]
        if place not in drawn:
            words = _("Placed no closer than %(area)s: not drawn.")
        elif place.form is not Form.AREA:
            continue
        elif unknown:
            words = _("Hatched: %(area)s; no closer point is known for %(places)s.")
        else:
            words = _("Hatched: %(area)s, no point is known.")
        places = say_all(list(dict.fromkeys(unknown)) or [place.name])
        sentences.append(words % {"area": place.name, "places": places})
    if routes:
        starts = _names_of(PlaceRole.ORIGIN, parts, drawn)
        ends = _names_of(PlaceRole.DESTINATION, parts, drawn)
        sentences.append(
            _("Dashed: the route as claimed, %(start)s to %(end)s.")
            % {"start": say_all(starts), "end": say_all(ends)}
        )
    return sentences


def _names_of(role: PlaceRole, parts: Sequence[MapPart], drawn: Collection[MapPlace]) -> list[str]:
    return [p.place.name for p in parts if p.role == role and p.place in drawn]
