"""`/events` and `/events/ID`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse
from ninja import Router

from timeline.queries.event.detail import find_event_detail
from timeline.queries.filtering.filters import Door, Filters, read_filters
from timeline.queries.filtering.page_words import read_words
from timeline.queries.lists.browsing import browse_events
from timeline.queries.lists.events import find_summary
from timeline.queries.readers.addresses import Moved, Withdrawn, find_event
from timeline.vocabulary.clock import today

from .parameters import KNOWN_ONLY, filter_parameters
from .problems import Gone
from .schemas import EventDetailOut, EventsOut, ProblemOut, Together

router = Router(tags=["events"])
READ = ["GET", "HEAD"]


@router.api_operation(
    READ,
    "/events",
    response={200: EventsOut, 400: ProblemOut},
    openapi_extra=filter_parameters(Door.API),
    summary="Events that match the filter words",
)
def list_events(request: HttpRequest) -> Any:
    filters = read_filters(request.GET, Door.API)
    page = browse_events(filters)
    cursor = page.next_cursor
    return {
        "count": page.count,
        "next": filters.path(request.path, cursor=cursor) if cursor else None,
        "results": page.rows,
    }


@router.api_operation(
    READ,
    "/events/{public_id}",
    response={200: EventDetailOut, 400: ProblemOut, 404: ProblemOut, 410: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One event with its claims, origins, decisions and links",
)
def show_event(request: HttpRequest, public_id: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    event = find_event(public_id)
    if isinstance(event, Withdrawn):
        raise Gone(event)
    if isinstance(event, Moved):
        address = reverse("api-1:show_event", args=[event.public_id])
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    summary = find_summary(public_id, Filters(known=known)) if event else None
    detail = find_event_detail(event, known or today()) if event else None
    if summary is None or detail is None:
        raise Http404(public_id)
    return Together(summary, detail)
