"""Rows of events as lists write them, in groups by day."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from timeline.queries.filtering.filters import Filters, Order
from timeline.queries.lists.browsing import Page
from timeline.queries.lists.events import EventSummary
from timeline.queries.lists.hits import Hit
from timeline.queries.lists.quotes import RowQuote
from timeline.vocabulary.dates.bounds import is_soft, parse_date
from timeline.vocabulary.dates.days import say_moment, say_weekday
from timeline.vocabulary.dates.wording import say_date
from timeline.vocabulary.statuses import DecidedBy, say_status
from timeline.vocabulary.texts.search_terms import parse_search

from .list_links import event_query


def group_by_day(
    page: Page,
    filters: Filters,
    counts: Mapping[date, int],
    quotes: Mapping[int, RowQuote],
    hits: Mapping[int, Hit],
    address: str,
) -> list[dict[str, Any]]:
    """The rows under their listing days, or under the day of their last change.

    `counts` are the matching events of each listing day on all pages, `quotes` by key of
    the event what the rows quote (none where the density shows none), `hits` what else of it
    a search hit.
    """
    by_change = filters.order == Order.CHANGED

    def day_of(row: EventSummary) -> date:
        return row.changed_at.date() if by_change else row.listed_on

    return [
        {
            "iso": day.isoformat(),
            "label": say_weekday(day),
            "count": None if by_change else counts.get(day),
            "url": None if by_change else filters.path(address, listed=day.isoformat()),
            "rows": [
                describe_row(row, filters, quotes.get(row.pk), hits.get(row.pk)) for row in rows
            ],
        }
        for day, rows in groupby(page.rows, day_of)
    ]


def describe_row(
    row: EventSummary,
    filters: Filters,
    quoted: RowQuote | None = None,
    hit: Hit | None = None,
) -> dict[str, Any]:
    """One row as `components/event_row.html` takes it; links stay on the day of knowledge,
    and the event's own in its list."""
    keep = f"?known={filters.known}" if filters.known and filters.is_past else ""
    when, soft = say_when(row.edtf, row.listed_on.year, get_language() or "")
    if row.time_of_day and not soft:
        when = say_moment(when, row.time_of_day)
    changed = filters.is_past and row.status_now != row.status
    places = _paths(row, keep)
    return {
        "search": parse_search(filters.q),
        "hit": hit,
        "status": row.status,
        "status_label": say_status(row.nature, row.status, row.outcome),
        "status_by": row.status_by,
        "said": _say_status(row, is_changed=changed),
        "url": row.url + event_query(filters),
        "title": row.title,
        "when": when,
        "when_soft": soft,
        "day_iso": row.earliest.isoformat() if row.earliest and not soft else None,
        "places": places,
        "where": places[0][-2:] if places else [],
        "actors": [
            {"name": name, "url": reverse("actor_detail", args=[slug]) + keep if slug else ""}
            for slug, name in dict.fromkeys((actor.slug, actor.name) for actor in row.actors)
        ],
        "origins": row.origins,
        "documents": row.documents,
        "denials": row.denials,
        "fallen": row.fallen,
        "now": row.status_now if changed else None,
        "now_label": say_status(row.nature, row.status_now),
        "quote": quoted.quote if quoted else "",
        "quote_language": quoted.language if quoted else "",
        "relay": quoted.way if quoted else "",
    }


def _say_status(row: EventSummary, *, is_changed: bool) -> str:
    """The status in a line of its own, for the ear: "Disputed by rule, now Denied"."""
    said = {
        "status": say_status(row.nature, row.status, row.outcome),
        "now": say_status(row.nature, row.status_now),
    }
    is_changed = is_changed and bool(row.status_now)
    if row.status_by != DecidedBy.RULE:
        return _("%(status)s, now %(now)s") % said if is_changed else said["status"]
    if is_changed:
        return _("%(status)s by rule, now %(now)s") % said
    return _("%(status)s by rule") % said


def _paths(row: EventSummary, keep: str) -> list[list[dict[str, str]]]:
    """The way down to each place; a place in two roles once."""
    return [
        [{"name": name, "url": reverse("place_detail", args=[slug]) + keep} for slug, name in path]
        for path in dict.fromkeys(place.path for place in row.places)
    ]


@lru_cache(maxsize=4096)
def say_when(edtf: str, heading_year: int, language: str) -> tuple[str, bool]:
    """A date in the words of a list, and whether anything but one known day.

    The year stands in the heading above; it is said where the date has another one.
    `language` keeps the words of different languages apart.
    """
    found = parse_date(edtf)
    years = {day.year for day in (found.earliest, found.latest) if day}
    return say_date(found, year=bool(years - {heading_year})), is_soft(found)
