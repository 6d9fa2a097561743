"""The events of one actor, place or timeline: how many, of what status, and the newest."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.http import QueryDict

from timeline.vocabulary.date_wording import say_date
from timeline.vocabulary.dates import parse_date
from timeline.vocabulary.statuses import Status

from .browsing import browse_events
from .events import EventSummary
from .filters import Door, Filters, read_filters
from .matching import matching
from .status_words import say_status

#: How many events a page about something else shows before it links to all.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a short list; `status` is None for a forecast, `words` what is said of it."""

    url: str
    title: str
    when: str
    status: Status | None
    words: str


@dataclass(frozen=True, slots=True)
class EventsOf:
    """`by_status` has every status in order with its number, `forecasts` those without.

    `query` is the query string under which the timeline page shows them all.
    """

    count: int
    by_status: tuple[tuple[Status, int], ...]
    forecasts: int
    newest: tuple[EventLine, ...]
    query: str


def load_events_of(word: str, slug: str, known: date | None) -> EventsOf:
    """Events that the filter `word=slug` selects, today or as known on a day."""
    query = QueryDict(mutable=True)
    query.update({word: slug, "size": str(SHOWN)})
    if known is not None:
        query["known"] = known.isoformat()
    filters = read_filters(query, Door.PAGE)
    page = browse_events(filters)
    lines = tuple(_line(row) for row in page.rows)
    return EventsOf(page.count, *_statuses(filters), lines, filters.as_query(size=None))


def _line(row: EventSummary) -> EventLine:
    when = say_date(parse_date(row.edtf), year=True)
    status = Status(row.status) if row.status else None
    words = say_status(row.nature, row.status, row.outcome)
    return EventLine(row.url, row.title, when, status, words)


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
