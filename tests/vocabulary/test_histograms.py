"""Ranges and bars of events over time."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.histograms import (
    BULK,
    Bin,
    Scale,
    bars_of,
    find_bulk,
    last_of_month,
    length,
    widen,
)

days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
any_day = st.dates()


def ranges(day: "st.SearchStrategy[date]") -> "st.SearchStrategy[tuple[date, date]]":
    return st.tuples(day, day).map(lambda pair: (min(pair), max(pair)))


@given(shown=ranges(days), size=st.sampled_from(list(Bin)), years=st.sampled_from([1, 2, 5, 10]))
def test_bars_follow_each_other_over_the_whole_range(
    shown: tuple[date, date], size: Bin, years: int
) -> None:
    bars = bars_of(shown, Scale(size, years if size is Bin.YEAR else 1), {})

    assert bars[0].first <= shown[0]
    assert bars[-1].last >= shown[1]
    for here, following in pairwise(bars):
        assert following.first == here.last + timedelta(days=1)


def test_weeks_are_iso_weeks() -> None:
    bars = bars_of((date(2014, 12, 31), date(2015, 1, 5)), Scale(Bin.WEEK), {})

    assert [(bar.first, bar.last) for bar in bars] == [
        (date(2014, 12, 29), date(2015, 1, 4)),
        (date(2015, 1, 5), date(2015, 1, 11)),
    ]


@given(day=any_day, size=st.sampled_from(list(Bin)), years=st.sampled_from([1, 5, 500]))
def test_every_day_stands_inside_its_bar(day: date, size: Bin, years: int) -> None:
    scale = Scale(size, years)

    assert scale.start(day) <= day <= scale.end(day)
    assert scale.start(scale.end(day)) == scale.start(day)


@given(months=st.dictionaries(days.map(lambda d: d.replace(day=1)), st.integers(1, 50)))
def test_range_holds_the_bulk_and_ends_with_events(months: dict[date, int]) -> None:
    found = find_bulk(months)

    if found is None:
        assert months == {}
        return
    inside = {m: n for m, n in months.items() if found[0] <= m <= found[1]}
    assert sum(inside.values()) * 100 >= sum(months.values()) * BULK
    assert found == (min(inside), last_of_month(max(inside)))


def test_one_event_of_long_ago_does_not_squeeze_a_summer() -> None:
    months = {date(2003, 12, 1): 1, date(2014, 6, 1): 25, date(2014, 8, 1): 58}

    assert find_bulk(months) == (date(2014, 6, 1), date(2014, 8, 31))


def test_one_event_of_three_is_no_outlier() -> None:
    months = {date(2003, 12, 1): 1, date(2014, 6, 1): 2}

    assert find_bulk(months) == (date(2003, 12, 1), date(2014, 6, 30))


def test_a_month_close_by_belongs_to_the_range() -> None:
    months = {date(2014, 2, 1): 1, date(2014, 5, 1): 99}

    assert find_bulk(months) == (date(2014, 2, 1), date(2014, 5, 31))


@given(shown=ranges(any_day))
def test_range_is_widened_unless_time_itself_ends(shown: tuple[date, date]) -> None:
    wide = widen(shown)

    assert wide[0] <= shown[0] <= shown[1] <= wide[1]
    assert length(wide) >= 43 or wide[0] == date.min or wide[1] == date.max
