"""Links between a list of events and the pages beside it: events, and facets as a whole."""

from collections.abc import Iterable

from django.urls import reverse

from timeline.queries.filtering.filters import Door, Filters


def list_url(filters: Filters, **changes: str | Iterable[str] | None) -> str:
    """The list with some words changed; that of a timeline at its own address."""
    if filters.timeline is None:
        return filters.path(reverse("event_list"), **changes)
    address = reverse("timeline_detail", args=[filters.timeline.slug])
    return filters.path(address, **{"timeline": None, **changes})


def beside_query(filters: Filters) -> str:
    """The words for a page beside the list: the timeline too, where the address fixes it."""
    story = {"timeline": filters.timeline.slug} if filters.timeline else {}
    return filters.query_for(Door.BESIDE, **story)


def event_query(filters: Filters) -> str:
    """The words that an event's page takes, with a question mark; nothing where there are none.

    How a list is shown means nothing there; a day that is not over is the present.
    """
    story = {"timeline": filters.timeline.slug} if filters.timeline else {}
    known = filters.known.isoformat() if filters.known and filters.is_past else None
    query = filters.query_for(Door.EVENT, known=known, **story)
    return f"?{query}" if query else ""
