"""The page that lists events: everything that its template shows, loaded at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.queries.filtering.fields import Named
from timeline.queries.filtering.filters import FilterErrors, Filters
from timeline.queries.filtering.words import WORDS, Density, Order
from timeline.queries.lists.browsing import (
    Page,
    browse_events,
    count_without,
    day_counts,
    measure_extent,
    measure_since,
)
from timeline.queries.lists.events import EventSummary
from timeline.queries.lists.facets import Facets, count_facets
from timeline.queries.lists.histogram import count_histogram
from timeline.queries.lists.hits import Hit, load_hits
from timeline.queries.lists.name_suggestions import FEW, guess_meant
from timeline.queries.lists.quotes import RowQuote, load_row_quotes
from timeline.queries.lists.turns import list_status_turns
from timeline.queries.maps.places import load_result_places
from timeline.vocabulary.clock import today
from timeline.vocabulary.dates.days import say_day, say_day_of_year
from timeline.vocabulary.sentences import say_sentences
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.texts.highlighting import missing_from
from timeline.vocabulary.texts.search_terms import parse_search

from .chips import describe_chips, describe_ways
from .event_rows import group_by_day
from .filter_form import describe_form, hide
from .list_links import beside_query


def describe_list(filters: Filters, address: str) -> dict[str, Any]:
    """Template context of a list of events. A constant number of queries, two more where a
    cursor is given or the day is past, some more where something is searched for, and one a
    filter where nothing matches."""
    page = browse_events(filters)
    facets = count_facets(filters)
    days = {row.listed_on for row in page.rows}
    quotes = _quotes(page, filters)
    hits = _hits(page, filters, quotes)
    chips = describe_chips(filters, address)
    narrowing = [word for word in filters.typed if WORDS[word].selects]
    return {
        **_shell(filters, address),
        **describe_form(filters.typed, facets, query=beside_query(filters)),
        "picks": _status_picks(filters, facets, address),
        "page": page,
        "filters": filters,
        "chart": count_histogram(filters),
        "map": load_result_places(filters),
        "days": group_by_day(page, filters, day_counts(filters, days), quotes, hits, address),
        "chips": chips,
        # The day of knowledge and the order stay.
        "clear_url": filters.path(address, **dict.fromkeys(narrowing)) if chips else "",
        "meant": _describe_meant(page, filters, address),
        "ways": [] if page.count else describe_ways(filters, count_without(filters), address),
        "next_url": _turn(filters, address, page.next_cursor),
        "prev_url": _turn(filters, address, page.previous_cursor),
        "lately": list_status_turns(filters),
        "order": filters.order,
        "query": filters.q,
    }


def _quotes(page: Page, filters: Filters) -> dict[int, RowQuote]:
    """What the rows quote: something each in the density of quotes, else what a search hit."""
    search = parse_search(filters.q)
    quoting = filters.density == Density.QUOTES
    hitting = filters.density == Density.STANDARD and bool(search.wanted)
    if not quoting and not hitting:
        return {}
    quotes = load_row_quotes([row.pk for row in page.rows], filters.day, search)
    return {pk: quote for pk, quote in quotes.items() if quoting or quote.hits}


def _hits(page: Page, filters: Filters, quotes: Mapping[int, RowQuote]) -> dict[int, Hit]:
    """Where a search hit what the rows do not show; past views look into what they show only."""
    search = parse_search(filters.q)
    if filters.is_past or filters.density == Density.TABLE or not search.wanted:
        return {}
    missing = {row.pk: missing_from(_shown(row, quotes), search) for row in page.rows}
    return load_hits({pk: rest for pk, rest in missing.items() if rest.wanted})


def _shown(row: EventSummary, quotes: Mapping[int, RowQuote]) -> list[str]:
    """The texts of a row in which hits are marked."""
    names = [name for place in row.places for _slug, name in place.path]
    names += [actor.name for actor in row.actors]
    return [row.title, *names, *([quotes[row.pk].quote] if row.pk in quotes else [])]


def _describe_meant(page: Page, filters: Filters, address: str) -> list[dict[str, str]]:
    """Names that a search which finds little may have misspelled, as links."""
    if not filters.q or page.count >= FEW:
        return []
    return [
        {"name": meant.name, "url": filters.path(address, q=meant.q)}
        for meant in guess_meant(filters)
    ]


def describe_refusal(
    faults: FilterErrors, data: QueryDict, fixed: Mapping[str, Named], address: str
) -> dict[str, Any]:
    """The same page where words were refused: the form as typed, and what is wrong with it."""
    filters = Filters(timeline=fixed.get("timeline"))
    typed = {word: tuple(v for v in values if v) for word, values in data.lists()}
    typed = {word: values for word, values in typed.items() if values}
    wrong = {error.word for error in faults.errors}
    return {
        **_shell(filters, address),
        **describe_form(typed, count_facets(filters), faults.errors),
        "refused": faults.errors,
        "order": typed.get("order", ("",))[0],
        "query": typed.get("q", ("",))[0],
        "known_typed": typed.get("known", ("",))[0] if "known" in wrong else "",
    }


def _shell(filters: Filters, address: str) -> dict[str, Any]:
    extent = measure_extent(filters)
    return {
        "address": address,
        "section": "events",
        "extent": extent,
        "orders": list(Order),
        "ordered": Order(filters.order).within,
        "density": filters.density,
        "densities": (Density.QUOTES, Density.STANDARD, Density.TABLE),
        "latest": today().isoformat(),
        "keep": hide(filters.typed, without=["known"]),
        **(_past(filters, address) if filters.is_past else {}),
    }


def _status_picks(filters: Filters, facets: Facets, address: str) -> list[dict[str, Any]]:
    """A link for each status that puts it beside the chosen ones, or takes it away again."""
    chosen = filters.typed.get("status", ())
    return [
        {
            "value": option.value,
            "label": option.name,
            "count": option.count,
            "on": option.value in chosen,
            "url": filters.path(
                address, status=[w for w in Status if (w in chosen) != (w == option.value)]
            ),
        }
        for option in facets["status"]
    ]


def _past(filters: Filters, address: str) -> dict[str, Any]:
    """The band over an old state of knowledge, and what has come since."""
    known = filters.day
    since = measure_since(filters)
    sayings = [
        ngettext(
            "%(n)s event has changed status since.",
            "%(n)s events have changed status since.",
            since.changed,
        )
        % {"n": since.changed},
        ngettext(
            "%(n)s event was not yet known.", "%(n)s events were not yet known.", since.unknown
        )
        % {"n": since.unknown},
        _("Titles are today's."),
    ]
    if since.undated_documents:
        sayings.append(
            ngettext(
                "%(n)s document is left out because its day is not known.",
                "%(n)s documents are left out because their day is not known.",
                since.undated_documents,
            )
            % {"n": since.undated_documents}
        )
    earlier = known - timedelta(days=1) if known > date.min else None
    return {
        "known": known.isoformat(),
        "day_words": say_day(known),
        "summary": say_sentences(sayings),
        "earlier": _beside(filters, address, earlier),
        "later": _beside(filters, address, known + timedelta(days=1)),
        "today_url": filters.path(address, known=None),
    }


def _beside(filters: Filters, address: str, day: date | None) -> dict[str, str]:
    if day is None:
        return {}
    known = None if day >= today() else day.isoformat()
    return {"url": filters.path(address, known=known), "words": say_day_of_year(day)}


def _turn(filters: Filters, address: str, cursor: str | None) -> str:
    return filters.path(address, cursor=cursor) if cursor else ""
