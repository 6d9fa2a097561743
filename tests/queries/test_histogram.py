"""Events over time, counted in the database."""

from collections import Counter
from datetime import date

import pytest
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import make_event
from timeline.models import EvidenceState
from timeline.queries.filtering.filters import Door, Filters, read_filters
from timeline.queries.lists.histogram import Beyond, Histogram, count_bins, count_histogram
from timeline.vocabulary.histograms import Bin

pytestmark = pytest.mark.django_db


def _read(query: str = "") -> Filters:
    return read_filters(QueryDict(query), Door.PAGE)


def _found(query: str = "") -> Histogram:
    found = count_histogram(_read(query))
    assert found is not None
    return found


def test_bins_count_public_events_on_their_listing_day(cast: Cast) -> None:
    bars = count_bins(_read(), Bin.DAY)

    assert [(bar.first, bar.last, bar.counts) for bar in bars] == [
        (date(2014, 8, 18), date(2014, 8, 18), {"unconfirmed": 1}),
        (date(2014, 8, 20), date(2014, 8, 20), {"disputed": 1}),
    ]


def test_bins_obey_every_word(cast: Cast) -> None:
    assert count_bins(_read("place=alta&before=2014-08-15"), Bin.DAY) == []
    assert len(count_bins(_read("listed=2014-08-20"), Bin.DAY)) == 1


@pytest.mark.parametrize(
    ("size", "first", "last"),
    [
        (Bin.WEEK, date(2014, 8, 18), date(2014, 8, 24)),
        (Bin.MONTH, date(2014, 8, 1), date(2014, 8, 31)),
        (Bin.YEAR, date(2014, 1, 1), date(2014, 12, 31)),
    ],
)
def test_bins_are_whole_weeks_months_and_years(
    cast: Cast, size: Bin, first: date, last: date
) -> None:
    (bar,) = count_bins(_read(), size)

    assert (bar.first, bar.last) == (first, last)
    assert bar.counts == {"unconfirmed": 1, "disputed": 1}


def test_forecast_is_in_no_bin_of_the_api_but_on_the_page(cast: Cast) -> None:
    make_event(nature="forecast", date="2014-09", title="Rain foretold")

    assert sum(bar.total for bar in count_bins(_read(), Bin.DAY)) == 2
    assert _found().total == 3


def test_page_counts_all_events_whatever_their_state_by_brute_force(cast: Cast) -> None:
    states = EvidenceState.objects.filter(days__upper_inf=True)
    rows = states.values_list("row__listed_on", "status")

    counts = {
        (day, status): n
        for day, by_status in _found().counts.items()
        for status, n in by_status.items()
    }

    assert counts == Counter((day, status or "") for day, status in rows)


@pytest.mark.parametrize("query", ["after=2014-08-20", "before=2014-08-19", "listed=2014-08-18"])
def test_page_shows_what_is_around_the_chosen_days(cast: Cast, query: str) -> None:
    assert _found(query).counts == _found().counts


def test_page_knows_what_was_chosen(cast: Cast) -> None:
    assert _found().chosen == (None, None)
    assert _found("after=2014-08").chosen == (date(2014, 8, 1), None)
    assert _found("before=2014-08").chosen == (None, date(2014, 8, 31))
    by_listing = _found("listed=2014-08-18/2014-08")
    assert by_listing.chosen == (date(2014, 8, 18), date(2014, 8, 31))
    assert by_listing.by_listing
    assert not _found("after=2014-08&listed=2014-08").by_listing


def test_page_obeys_the_other_words(cast: Cast) -> None:
    assert _found("place=alta").total == 1
    assert count_histogram(_read("status=retracted")) is None


def test_uncertain_dates_are_counted(cast: Cast) -> None:
    assert _found().soft == 1
    make_event(date="2014-08-21~", title="About the twenty-first")
    assert _found().soft == 2


def test_past_view_counts_what_was_known_on_the_axis_of_today(cast: Cast) -> None:
    found = _found("known=2014-08-19")

    assert found.counts == {date(2014, 8, 18): {"unconfirmed": 1}}
    assert found.known == date(2014, 8, 19)
    assert found.shown[1] >= date(2014, 8, 31)
    assert _found().known is None


def test_event_far_from_all_others_is_counted_apart(cast: Cast) -> None:
    for number in range(20):
        make_event(date=f"2014-08-{number + 1:02}", title=f"Event {number}")
    make_event(date="2003-12-30", title="Long before")

    found = _found()

    assert found.earlier == Beyond(1, date(2003, 12, 30), date(2003, 12, 30))
    assert found.later is None
    assert found.shown[0].year == 2014
    assert found.total == 22


def test_number_of_queries_does_not_grow(cast: Cast) -> None:
    from django.db import connection

    def count(query: str) -> int:
        filters = _read(query)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            count_histogram(filters)
        return len(asked)

    before = count(""), count("known=2014-08-20")
    for number in range(5):
        make_event(date=f"2014-07-{number + 1:02}", title=f"Event {number}")

    assert before == (2, 3)
    assert (count(""), count("known=2014-08-20")) == before
