"""The events of one actor or place, as the timeline shows them when it is restricted to it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.http import QueryDict

from timeline.queries.filtering.filters import Door, Filters, matching, read_filters
from timeline.queries.maps.places import ResultPlaces, load_result_places
from timeline.vocabulary.statuses import Status

from .browsing import Page, browse_events, day_counts
from .histogram import Histogram, count_histogram

#: How many events a page about something else shows before it links to all.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class EventsOf:
    """`by_status` has every status in order with its number, `forecasts` those without.

    `filters` select the events, `query` is the query string under which the timeline page
    shows them all; `page` holds the newest, `days` how many all pages list under each day.
    """

    count: int
    by_status: tuple[tuple[Status, int], ...]
    forecasts: int
    page: Page
    days: dict[date, int]
    chart: Histogram | None
    map: ResultPlaces
    filters: Filters
    query: str


def load_events_of(word: str, slug: str, known: date | None) -> EventsOf:
    """Events that the filter `word=slug` selects, today or as known on a day.

    A constant number of queries.
    """
    query = QueryDict(mutable=True)
    query.update({word: slug} if known is None else {word: slug, "known": known.isoformat()})
    filters = read_filters(query, Door.PAGE)
    page = browse_events(filters.but(size=SHOWN))
    by_status, forecasts = _statuses(filters)
    return EventsOf(
        count=page.count,
        by_status=by_status,
        forecasts=forecasts,
        page=page,
        days=day_counts(filters, {row.listed_on for row in page.rows}),
        chart=count_histogram(filters),
        map=load_result_places(filters),
        filters=filters,
        query=filters.as_query(),
    )


@dataclass(frozen=True, slots=True)
class EventCounts:
    """Events of each status in order, and `forecasts`, which have none; `query` as above."""

    by_status: tuple[tuple[Status, int], ...]
    forecasts: int
    query: str

    @property
    def count(self) -> int:
        return sum(count for _status, count in self.by_status) + self.forecasts


def count_events_of(word: str, slug: str, known: date | None) -> EventCounts:
    """How many events the filter `word=slug` selects, without loading any."""
    query = QueryDict(mutable=True)
    query.update({word: slug} if known is None else {word: slug, "known": known.isoformat()})
    filters = read_filters(query, Door.API)
    return EventCounts(*_statuses(filters), filters.as_query())


def _statuses(filters: Filters) -> tuple[tuple[tuple[Status, int], ...], int]:
    rows = matching(filters).values("status").annotate(n=Count("pk")).order_by()
    counts = {row["status"]: row["n"] for row in rows}
    return tuple((status, counts.get(status, 0)) for status in Status), counts.get(None, 0)
