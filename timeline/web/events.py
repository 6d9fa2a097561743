"""The page of one event, and the page of its history."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse

from timeline.drawings.map.of_event import view_of_event
from timeline.models import Event
from timeline.queries.event.changes import load_event_changes
from timeline.queries.event.detail import find_event_detail
from timeline.queries.event.pages import describe_event
from timeline.queries.filtering.filters import Door, Filters, read_filters
from timeline.queries.filtering.page_words import read_words
from timeline.queries.lists.browsing import find_neighbours
from timeline.queries.lists.quotes import quote_origins
from timeline.queries.readers.veil import Veil
from timeline.vocabulary.dates.days import say_weekday

from .answers import find_or_answer, reading
from .filter_form import hide
from .list_links import event_query, list_url
from .past_views import knowledge_of
from .rendering import may_edit, render_page, wants_partial

TEMPLATE = "events/event_detail.html"


@reading
def event_detail(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    """One event, today or as known on a day; 301 where it moved, 410 where it was withdrawn."""
    found = find_or_answer(request, "event_detail", public_id, slug)
    return found if isinstance(found, HttpResponse) else _page(request, found)


def _page(request: HttpRequest, event: Event) -> HttpResponse:
    filters = read_filters(request.GET, Door.EVENT)
    words = filters.as_query(known=None)
    context = knowledge_of(request.path, filters.known, words)
    context |= _beside(event, request.path, filters)
    if wants_partial(request):
        context |= {"quotes": quote_origins(event.pk, context["day"])}
        return render_page(request, TEMPLATE, context, partial="in_place")
    detail = find_event_detail(event, context["day"])
    if detail is None:
        return render_page(request, "events/event_before.html", context | _first(event, request))
    context |= describe_event(detail, absolute=request.build_absolute_uri, view_of=view_of_event)
    return render_page(request, TEMPLATE, context | {"may_edit": may_edit(request)})


def _beside(event: Event, path: str, filters: Filters) -> dict[str, Any]:
    """The list that the reader came from, and the events beside this one in it."""
    query = event_query(filters)
    before, after = (
        neighbour
        and {
            "url": neighbour.path + query,
            "title": neighbour.title,
            "status": neighbour.status,
            "words": neighbour.words,
        }
        for neighbour in find_neighbours(event.search_row, filters)
    )
    today = filters.path(path, known=None)
    return {
        "before": before,
        "after": after,
        "list_url": list_url(filters),
        "narrowed": filters.is_narrowed,
        "today_url": today,
        "words": hide(filters.typed, without=["known"]),
        "in_list": query,
    }


def _first(event: Event, request: HttpRequest) -> dict[str, Any]:
    """When the event came to be known, for readers who ask for an earlier day."""
    day = event.search_row.states.order_by("days").values_list("days", flat=True)[0].lower
    return {"first": day, "first_url": f"{request.path}?known={day.isoformat()}"}


@reading
def event_history(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was changed since it was published, field by field, by day; 301, 410 and 404 alike."""
    read_words(request.GET)
    found = find_or_answer(request, "event_history", public_id)
    if isinstance(found, HttpResponse):
        return found
    days = groupby(load_event_changes(found), lambda change: change.at.date())
    veil = Veil(events=[found.pk])
    context = {
        "section": "events",
        "url": veil.path(found),
        "title": veil.text(found, "title"),
        "days": [
            {"iso": day.isoformat(), "label": say_weekday(day), "changes": list(rows)}
            for day, rows in days
        ],
    }
    return render_page(request, "events/event_history.html", context)
