"""Maps of a list of events and of one event, drawn of what queries found."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.drawings.map.of_event import draw_event
from timeline.drawings.map.of_results import ResultsDrawing, Target, draw_results
from timeline.drawings.map.picture import Link
from timeline.queries.event.detail import EventDetail
from timeline.queries.filtering.filters import Filters
from timeline.queries.maps.of_event import EventPlaces
from timeline.queries.maps.places import ResultPlaces
from timeline.vocabulary.map_places import Form, Group, MapPlace
from timeline.vocabulary.map_words import (
    name_spot,
    say_beyond,
    say_event_map,
    say_hatched,
    say_undrawn,
)

register = template.Library()

#: A link to several places names them one by one up to here, then what holds them all.
MOST_SLUGS = 5
ROWS_AT_ONCE = 5


@register.inclusion_tag("components/map.html")
def results_map(found: ResultPlaces, filters: Filters, address: str) -> dict[str, Any]:
    """The map of the results of a filter, what is not drawn and why, and the same as a list.

    `drawn` of `total` events are in the picture. Everything leads to `address` with the
    filters' words and the place exchanged; of the list, `rows` come at once and `more` behind
    a button.
    """
    groups = found.groups
    drawing = draw_results(groups, found.outlines, link=_link_results(filters, address))
    rows = [_describe(target, drawing) for target in drawing.targets]
    rows.sort(key=lambda row: (-row["count"], row["name"]))
    shown = {
        "picture": drawing.picture,
        "drawn": sum(group.count for group in groups if group.places & drawing.drawn),
        "total": found.total,
        "rows": rows[:ROWS_AT_ONCE],
        "more": rows[ROWS_AT_ONCE:],
        "sentences": _say_results(groups, drawing),
    }
    return {"map": shown}


def _link_results(filters: Filters, address: str) -> Link:
    """Addresses of the results at one place or several: the same words with other places."""

    def link(places: Sequence[MapPlace]) -> str:
        slugs = list(dict.fromkeys(place.slug for place in places))
        if len(slugs) > MOST_SLUGS:
            paths = [[slug for slug, _name in place.path] for place in places]
            shared = [level[0] for level in zip(*paths, strict=False) if len(set(level)) == 1]
            slugs = shared[-1:] or slugs[:MOST_SLUGS]
        return filters.path(address, place=slugs)

    return link


def _describe(target: Target, drawing: ResultsDrawing) -> dict[str, Any]:
    """A line of the list; `note` says what the name alone does not."""
    place = target.places[0]
    note = _("beyond the map") if place in drawing.beyond else _("placed no closer")
    return {
        "name": name_spot(target.places, most=3),
        "note": "" if place.form is Form.POINT and place in drawing.drawn else note,
        "count": target.count,
        "url": target.url,
    }


def _say_results(groups: Sequence[Group], drawing: ResultsDrawing) -> list[str]:
    sentences = say_undrawn(groups, drawing.drawn | drawing.beyond)
    if drawing.picture and (areas := drawing.picture.areas):
        circles = not all(area.path for area in areas)
        sentences += say_hatched(circles=circles, disputed=any(area.disputed for area in areas))
    if drawing.beyond:
        places = [place for target in drawing.targets for place in target.places]
        count = sum(group.count for group in groups if group.places & drawing.beyond)
        sentences.append(say_beyond(count, [p for p in places if p in drawing.beyond]))
    return sentences


@register.inclusion_tag("components/map_event.html")
def event_map(
    found: EventPlaces | None, event: EventDetail, known: str | None = None
) -> dict[str, Any]:
    """The map of one event, how closely its primary place is known, and what is seen.

    A mark leads to the events at its place, with the day `known` where the page shows what
    was known then. Nothing is shown where no place is recorded.
    """
    if found is None:
        return {}

    def link(places: Sequence[MapPlace]) -> str:
        words = [*(("place", place.slug) for place in places), ("known", known)]
        return f"{reverse('event_list')}?{urlencode([pair for pair in words if pair[1]])}"

    picture, drawn = draw_event(
        found.parts, found.outlines, found.towns, title=event.title, status=event.status, link=link
    )
    said = say_event_map(found.parts, drawn, routes=bool(picture and picture.routes))
    return {"map": {"picture": picture, "known": found.known, "sentences": said}}
