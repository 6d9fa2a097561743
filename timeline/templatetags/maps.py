"""Maps of a list of events and of one event, drawn of what queries found."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.drawings.map.of_event import draw_event
from timeline.drawings.map.of_results import ResultsDrawing, draw_results
from timeline.queries.event.detail import EventDetail
from timeline.queries.filtering.filters import Filters
from timeline.queries.maps.of_event import EventPlaces
from timeline.queries.maps.places import ResultPlaces
from timeline.vocabulary.map_places import Form, MapPlace, weigh
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

type Link = Callable[[Sequence[MapPlace]], str]


@register.inclusion_tag("components/map.html")
def results_map(found: ResultPlaces, filters: Filters, address: str) -> dict[str, Any]:
    """The map of the results of a filter, what is not drawn and why, and the same as a list.

    `drawn` of `total` events are in the picture. Everything leads to `address` with the
    filters' words and the place exchanged; of the list, `rows` come at once and `more` behind
    a button.
    """
    link = _link_results(filters, address)
    drawing = draw_results(found.groups, found.outlines, link=link)
    rows = _list_rows(found, drawing, link)
    shown = {
        "picture": drawing.picture,
        "drawn": sum(g.count for g in found.groups if g.places & drawing.drawn),
        "total": sum(g.count for g in found.groups),
        "rows": rows[:ROWS_AT_ONCE],
        "more": rows[ROWS_AT_ONCE:],
        "sentences": _say_results(found, drawing),
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


def _list_rows(found: ResultPlaces, drawing: ResultsDrawing, link: Link) -> list[dict[str, Any]]:
    """Places with their events, most first; `note` says what the name alone does not."""
    rough = _("placed no closer")
    rows = [
        {
            "name": name_spot(target.places, most=3),
            "note": rough if target.places[0].form is Form.AREA else "",
            "count": target.count,
            "url": target.url,
        }
        for target in drawing.targets
    ]
    rows += [
        {
            "name": place.name,
            "note": _("beyond the map") if place in drawing.beyond else rough,
            "count": count,
            "url": link([place]),
        }
        for place, count in _list_undrawn(found, drawing)
    ]
    return sorted(rows, key=lambda row: (-row["count"], row["name"]))


def _list_undrawn(found: ResultPlaces, drawing: ResultsDrawing) -> list[tuple[MapPlace, int]]:
    weights = weigh(found.groups).items()
    undrawn = [(place, count) for place, count in weights if place not in drawing.drawn]
    return sorted(undrawn, key=lambda pair: (-pair[1], pair[0].slug))


def _say_results(found: ResultPlaces, drawing: ResultsDrawing) -> list[str]:
    sentences = say_undrawn(found.groups, drawing.drawn | drawing.beyond)
    areas = drawing.picture.areas if drawing.picture else ()
    if areas:
        sentences += say_hatched(
            circles=not all(area.path for area in areas),
            disputed=any(area.disputed for area in areas),
        )
    if drawing.beyond:
        count = sum(g.count for g in found.groups if g.places & drawing.beyond)
        far = [place for place, _n in _list_undrawn(found, drawing) if place in drawing.beyond]
        sentences.append(say_beyond(count, far))
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
    shown = {
        "picture": picture,
        "known": found.known,
        "sentences": say_event_map(
            found.parts, drawn, routes=picture is not None and bool(picture.routes)
        ),
    }
    return {"map": shown}
