"""The histogram as a page shows it."""

import gzip
import re
from datetime import date

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation

from timeline.queries.filtering.filters import Door, Filters, read_filters
from timeline.queries.lists.histogram import Beyond, Histogram
from timeline.templatetags.charts import listed_word, say_bar, say_days
from timeline.vocabulary.histograms import Bar


def _histogram(**changes: object) -> Histogram:
    return Histogram(
        **{
            "shown": (date(2014, 6, 10), date(2014, 9, 20)),
            "counts": {
                date(2014, 6, 10): {"confirmed": 2},
                date(2014, 8, 18): {"confirmed": 1, "unconfirmed": 4, "disputed": 1, "": 1},
                date(2014, 9, 20): {"retracted": 1},
            },
            "total": 10,
            "soft": 3,
            "earlier": Beyond(1, date(2003, 12, 31), date(2003, 12, 31)),
            "later": None,
            "chosen": (None, None),
            "by_listing": False,
            "known": None,
            **changes,
        }  # type: ignore[arg-type]
    )


def _filters(query: str = "") -> Filters:
    return read_filters(QueryDict(query), Door.PAGE)


def _render(found: Histogram | None, query: str = "") -> str:
    source = Template("{% load charts %}{% histogram found filters %}")
    return source.render(Context({"found": found, "filters": _filters(query)}))


def _pictures(markup: str) -> list[str]:
    return re.findall(r"<svg class=\"only.*?</svg>", markup, re.DOTALL)


@pytest.mark.parametrize(
    ("first", "last", "word", "words"),
    [
        ("2014-08-18", "2014-08-18", "2014-08-18", "18 August 2014"),
        ("2014-08-11", "2014-08-17", "2014-08-11/2014-08-17", "11 to 17 August 2014"),
        ("2014-07-28", "2014-08-03", "2014-07-28/2014-08-03", "28 July to 3 August 2014"),
        ("2014-12-29", "2015-01-04", "2014-12-29/2015-01-04",
         "29 December 2014 to 4 January 2015"),
        ("2014-02-01", "2014-02-28", "2014-02", "February 2014"),
        ("2014-08-01", "2014-08-30", "2014-08-01/2014-08-30", "1 to 30 August 2014"),
        ("2014-01-01", "2014-12-31", "2014", "2014"),
        ("1900-01-01", "1904-12-31", "1900/1904", "1900 to 1904"),
        ("9999-12-01", "9999-12-31", "9999-12", "December 9999"),
    ],
)  # fmt: skip
def test_days_of_a_bar_are_said_and_linked(first: str, last: str, word: str, words: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)

    assert listed_word(*days) == word
    assert say_days(*days) == words
    listed = _filters(f"listed={word}").listed
    assert listed == days


def test_bar_says_its_numbers_in_the_order_of_statuses() -> None:
    day = date(2014, 8, 18)

    said = say_bar(Bar(day, day, {"": 1, "disputed": 2, "confirmed": 3}))

    assert said == "18 August 2014: 6 events, 3 confirmed, 2 disputed, 1 without a status"


def test_every_drawing_and_every_bar_has_a_name() -> None:
    pictures = _pictures(_render(_histogram()))

    assert len(pictures) == 3
    for picture in pictures:
        assert re.search(r'^<svg [^>]*role="group" aria-label="Events per ', picture)
        links = re.findall(r"<a ([^>]*)>", picture)
        assert len(links) == 3
        assert all(re.search(r'aria-label="[^"]+: [0-9]+ events?, ', link) for link in links)


def test_bar_leads_to_what_it_counts_and_keeps_the_other_filters() -> None:
    markup = _render(
        _histogram(), "status=disputed&after=2014-08&overlap=0&listed=2014&order=oldest"
    )

    widest = _pictures(markup)[-1]
    assert re.findall(r'href="([^"]*)"', widest)[1] == (
        "?status=disputed&amp;listed=2014-08-18&amp;order=oldest"
    )


def test_event_left_out_is_said_and_linked() -> None:
    assert '<a href="?listed=2003-12-31">1 earlier event, 2003</a>' in _render(_histogram())
    assert "earlier" not in _render(_histogram(earlier=None))
    later = Beyond(2, date(2031, 1, 1), date(2033, 1, 1))
    assert ">2 later events, 2031 to 2033</a>" in _render(_histogram(later=later))


def test_uncertain_dates_are_said() -> None:
    words = "3 events have uncertain dates; each counts once, on its listing day."

    assert words in _render(_histogram())
    assert "uncertain" not in _render(_histogram(soft=0))


def test_table_holds_the_same_numbers() -> None:
    table = _render(_histogram()).partition("<table")[2]

    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", table)
    numbers = [re.findall(r'<td class="r">([0-9]+)</td>', row) for row in rows]
    assert numbers == [
        ["2", "0", "0", "0", "0", "0", "0", "2"],
        ["1", "0", "4", "1", "0", "0", "1", "7"],
        ["0", "0", "0", "0", "0", "1", "0", "1"],
    ]


def test_forecasts_are_explained_only_where_there_are_any() -> None:
    without = {date(2014, 8, 18): {"confirmed": 1}}

    assert "No status: a forecast, or nothing stands." in _render(_histogram())
    assert "No status" not in _render(_histogram(counts=without))


def test_grips_show_only_where_dates_are_chosen() -> None:
    chosen = date(2014, 8, 4), date(2014, 8, 18)

    assert _render(_histogram()).count(" hidden>") == 6
    assert _render(_histogram(chosen=chosen)).count(" hidden>") == 0
    assert _render(_histogram(chosen=chosen, by_listing=True)).count(" hidden>") == 6
    assert _render(_histogram(chosen=(chosen[0], None))).count(" hidden>") == 3


def test_past_view_says_what_was_not_yet_known() -> None:
    markup = _render(_histogram(known=date(2014, 7, 1)))

    assert "Not yet known on 1 July 2014" in markup
    assert markup.count('class="future"') == 3


def test_nothing_to_draw_is_said() -> None:
    markup = _render(None)

    assert "No events in this range." in markup
    assert "<svg" not in markup


def test_time_runs_from_right_to_left_where_the_language_does() -> None:
    with translation.override("ar"):
        picture = _pictures(_render(_histogram()))[-1]

    assert 'direction="rtl"' in picture
    xs = [int(x) for x in re.findall(r'"><path d="M(\d+) ', picture)]
    assert xs == sorted(xs)
    assert "2014-09-20" in re.findall(r'href="([^"]*)"', picture)[0]


def test_hundred_busy_days_stay_light() -> None:
    first = date(2014, 6, 10).toordinal()
    counts = {
        date.fromordinal(first + n): {"confirmed": n % 4 + 1, "disputed": n % 3 + 1, "": n % 2}
        for n in range(103)
    }

    markup = "".join(_pictures(_render(_histogram(counts=counts))))

    assert len(gzip.compress(markup.encode())) < 12_000


def test_no_number_breaks_a_path() -> None:
    with translation.override("de"):
        markup = _render(_histogram(counts={date(2014, 8, 18): {"confirmed": 12_345}}))

    assert not re.search(r'(?:x|y|d|width|height|viewBox)="[^"]*[.,]\d{3}', markup)
