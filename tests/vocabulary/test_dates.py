"""Bounds, precision and codes of dates, and the dates that filters take."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.dates.bounds import (
    DateError,
    between,
    bounds_of,
    is_soft,
    parse_date,
    parse_day_range,
    parse_listed,
    precision_codes,
)

BOUNDS = [
    # Level 0.
    ("2014-08-18", "2014-08-18", "2014-08-18", "day"),
    ("2014-08", "2014-08-01", "2014-08-31", "month"),
    ("2014-02", "2014-02-01", "2014-02-28", "month"),
    ("2012-02", "2012-02-01", "2012-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
    ("2014", "2014-01-01", "2014-12-31", "year"),
    ("0001", "0001-01-01", "0001-12-31", "year"),
    ("9999", "9999-01-01", "9999-12-31", "year"),
    ("0000", None, None, "year"),
    ("-0999", None, None, "year"),
    ("-2001-02-03", None, None, "day"),
    ("2004-01-01T10:10:10Z", "2004-01-01", "2004-01-01", "time"),
    ("2004-01-01T10:10:10+05:00", "2004-01-01", "2004-01-01", "time"),
    ("2016-05-02T24:00:00", "2016-05-02", "2016-05-02", "time"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "time"),
    ("1964/2008", "1964-01-01", "2008-12-31", "century"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "decade"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "decade"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "decade"),
    ("2014-08-16/2014-08-18", "2014-08-16", "2014-08-18", "range"),
    ("2014-08-18/2014-08-18", "2014-08-18", "2014-08-18", "day"),
    ("2014-08-01/2014-08-27", "2014-08-01", "2014-08-27", "range"),
    ("2014-08-01/2014-08-28", "2014-08-01", "2014-08-28", "month"),
    ("2014-08-01/2014-08-31", "2014-08-01", "2014-08-31", "month"),
    ("2014-08-01/2014-09-01", "2014-08-01", "2014-09-01", "season"),
    ("2014-06-01/2014-08-31", "2014-06-01", "2014-08-31", "season"),
    ("2014-06-01/2014-09-01", "2014-06-01", "2014-09-01", "year"),
    ("2012-01-01/2012-12-31", "2012-01-01", "2012-12-31", "year"),
    ("2012/2013", "2012-01-01", "2013-12-31", "decade"),
    ("2001/2010", "2001-01-01", "2010-12-31", "decade"),
    ("2001/2100", "2001-01-01", "2100-12-31", "century"),
    ("2001/2101", "2001-01-01", "2101-12-31", "longer"),
    ("-1000/2014", None, "2014-12-31", "longer"),
    ("-0002/-0001", None, None, "decade"),
    ("1111-01-01/1111", "1111-01-01", "1111-12-31", "year"),
    # Level 1: doubts, which move nothing.
    ("2014-08-18~", "2014-08-18", "2014-08-18", "day"),
    ("2014-08-18?", "2014-08-18", "2014-08-18", "day"),
    ("2014-08-18%", "2014-08-18", "2014-08-18", "day"),
    ("2014-08~", "2014-08-01", "2014-08-31", "month"),
    ("2003~", "2003-01-01", "2003-12-31", "year"),
    ("1984?/2004%", "1984-01-01", "2004-12-31", "century"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08", "century"),
    # Level 1: digits that are not known.
    ("2014-08-XX", "2014-08-01", "2014-08-31", "month"),
    ("2014-XX", "2014-01-01", "2014-12-31", "year"),
    ("2014-XX-XX", "2014-01-01", "2014-12-31", "year"),
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("19XX", "1900-01-01", "1999-12-31", "century"),
    ("000X", None, "0009-12-31", "decade"),
    ("-01XX", None, None, "century"),
    ("XXXX", None, None, "unknown"),
    ("XXXX-XX", None, None, "unknown"),
    ("XXXX-XX-XX", None, None, "unknown"),
    # Level 1: seasons, long years, ends that are open or not known.
    ("2014-21", "2014-03-01", "2014-05-31", "season"),
    ("2014-22", "2014-06-01", "2014-08-31", "season"),
    ("2014-23", "2014-09-01", "2014-11-30", "season"),
    ("2014-24", "2014-12-01", "2015-02-28", "season"),
    ("2011-24", "2011-12-01", "2012-02-29", "season"),
    ("9999-24", "9999-12-01", None, "season"),
    ("2014-22~", "2014-06-01", "2014-08-31", "season"),
    ("2003-22/2004-22", "2003-06-01", "2004-08-31", "decade"),
    ("Y170000002", None, None, "year"),
    ("Y-10000", None, None, "year"),
    ("2014/", "2014-01-01", None, "unknown"),
    ("2014/..", "2014-01-01", None, "unknown"),
    ("/2006", None, "2006-12-31", "unknown"),
    ("../1985-04", None, "1985-04-30", "unknown"),
    ("2004-06-01/", "2004-06-01", None, "unknown"),
    ("2016-05/..", "2016-05-01", None, "unknown"),
    ("../..", None, None, "unknown"),
    # One-of sets.
    ("[..2014-08-03]", None, "2014-08-03", "unknown"),
    ("[1760-12..]", "1760-12-01", None, "unknown"),
    ("[..1984]", None, "1984-12-31", "unknown"),
    ("[2014-08-05,2014-08-03]", "2014-08-03", "2014-08-05", "range"),
    ("[2014-08-01..2014-08-05]", "2014-08-01", "2014-08-05", "range"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "decade"),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", None, "unknown"),
    ("[-1667,1760-12]", None, "1760-12-31", "longer"),
    ("[1990,2014~]", "1990-01-01", "2014-12-31", "century"),
]


def as_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), BOUNDS)
def test_date_has_its_bounds_and_precision(
    text: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    found = parse_date(text)

    assert (found.earliest, found.latest) == (as_date(earliest), as_date(latest))
    assert bounds_of(text) == (as_date(earliest), as_date(latest))
    assert found.precision == precision
    assert found.edtf == text


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2014", False, False),
        ("2014~", True, False),
        ("2014?", False, True),
        ("2014%", True, True),
        ("2013~/2014?", True, True),
        ("2013/2014~", True, False),
        ("[2013?,2014]", False, True),
        ("201X~", True, False),
    ],
)
def test_doubts_are_flags(text: str, approximate: bool, uncertain: bool) -> None:
    found = parse_date(text)

    assert (found.approximate, found.uncertain) == (approximate, uncertain)


def test_only_a_set_is_one_of() -> None:
    assert parse_date("[2013,2014]").one_of is True
    assert parse_date("2013/2014").one_of is False


def test_project_reads_dates_without_the_library() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path("timeline").rglob("*.py")]

    assert any("import" in source for source in sources)
    assert not any(re.search(r"\b(from|import) edtf\b", source) for source in sources)


days = st.dates()
signs = st.sampled_from(["", "~", "?", "%"])
forms = st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y", "%Y-%m-XX", "%Y-XX", "%Y-XX-XX"])


def written(day: date, form: str) -> str:
    year, month, of_month = f"{day.year:04d}", f"{day.month:02d}", f"{day.day:02d}"
    return form.replace("%Y", year).replace("%m", month).replace("%d", of_month)


@given(days, forms, signs)
def test_bounds_contain_the_date(day: date, form: str, sign: str) -> None:
    earliest, latest = bounds_of(written(day, form) + sign)

    assert earliest is not None
    assert latest is not None
    assert earliest <= day <= latest


@given(days, st.integers(1, 2))
def test_bounds_of_a_decade_or_century_contain_the_date(day: date, hidden: int) -> None:
    earliest, latest = bounds_of(f"{day.year:04d}"[:-hidden] + "X" * hidden)

    assert earliest is None or earliest <= day
    assert latest is not None
    assert latest >= day


@given(days, days, signs, signs)
def test_bounds_of_an_interval_are_in_order(a: date, b: date, start: str, end: str) -> None:
    first, last = sorted([a, b])

    assert bounds_of(f"{first}{start}/{last}{end}") == (first, last)
    assert bounds_of(f"{first}{start}/") == (first, None)
    assert bounds_of(f"../{last}{end}") == (None, last)
    if first != last:
        with pytest.raises(DateError, match="the end lies before the start"):
            parse_date(f"{last}/{first}")


@given(st.lists(days, min_size=2, max_size=8))
def test_bounds_of_a_set_are_its_first_and_last_day(members: list[date]) -> None:
    text = f"[{','.join(day.isoformat() for day in members)}]"

    assert bounds_of(text) == (min(members), max(members))


@pytest.mark.parametrize(
    ("text", "soft", "acled", "ucdp"),
    [
        ("2014-08-18", False, 1, 1),
        ("2014-08-18T10:00:00Z", False, 1, 1),
        ("2014-08-18/2014-08-18", False, 1, 1),
        ("2014-08-18~", True, 2, 2),
        ("2014-08-18?", True, 2, 2),
        ("2014-08-17/2014-08-18", True, 2, 2),
        ("2014-08-13/2014-08-18", True, 2, 2),
        ("2014-08-12/2014-08-18", True, 2, 3),
        ("2014-08-11/2014-08-18", True, 3, 4),
        ("2014-08", True, 3, 4),
        ("2014-08-XX", True, 3, 4),
        ("2014-08-01/2014-09-01", True, 3, 5),
        ("2014", True, 3, 5),
        ("[2014-08-03,2014-08-05]", True, 2, 2),
        ("[..2014-08-03]", True, 3, 5),
        ("2014-08-03/..", True, 3, 5),
        ("XXXX", True, 3, 5),
    ],
)
def test_softness_and_codes_follow_what_is_known(
    text: str, soft: bool, acled: int, ucdp: int
) -> None:
    found = parse_date(text)

    assert is_soft(found) is soft
    assert precision_codes(found) == (acled, ucdp)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014-08-18", "2014-08-18", "2014-08-18"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2014-12", "2014-12-01", "2014-12-31"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_filter_date_is_a_day_month_or_year(text: str, first: str, last: str) -> None:
    expected = (date.fromisoformat(first), date.fromisoformat(last))

    assert parse_day_range(text) == expected
    assert parse_listed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "soon",
            "0000",
            "2014-13",
            "2014-00",
            "2014-02-30",
            "2014-08-00",
            "2014-8",
            "20140818",
        ),
        *("2014~", " 2014", "2014\n", "٢٠١٤", "2014-0١", "12014", "-2014", "201X", "2014-08-18T10"),
        *("2014\0", "2014\udc80", "2014-W33", "２０１４"),
    ],
)
def test_filter_date_of_another_form_is_refused(text: str) -> None:
    for parse in (parse_day_range, parse_listed):
        with pytest.raises(DateError):
            parse(text)


def test_listed_takes_an_interval() -> None:
    assert parse_listed("2014-06/2014-08-18") == (date(2014, 6, 1), date(2014, 8, 18))
    assert parse_listed("2014/2014") == (date(2014, 1, 1), date(2014, 12, 31))


@pytest.mark.parametrize("text", ["2015/2014", "2014/", "/2014", "2014/..", "2014/2015/2016", "/"])
def test_listed_refuses_an_interval_without_order_or_end(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_listed(text)

    assert caught.value.text == text


@given(days, days)
def test_listed_interval_has_the_days_it_names(a: date, b: date) -> None:
    first, last = sorted([a, b])

    assert parse_listed(f"{first}/{last}") == (first, last)


@given(st.text(max_size=30) | st.text("0123456789-/", max_size=24))
def test_filter_date_raises_nothing_but_our_error(text: str) -> None:
    try:
        first, last = parse_listed(text)
    except DateError:
        return
    assert first <= last


@pytest.mark.parametrize(
    ("first", "last", "about", "edtf"),
    [
        ("2014-08-16", "2014-08-18", False, "2014-08-16/2014-08-18"),
        ("2014-08-18", "2014-08-18", False, "2014-08-18"),
        ("2014-08-18", "2014-08-18", True, "2014-08-18~"),
        ("2014-06", "2014-08-18", True, "2014-06~/2014-08-18~"),
        ("2014-08-16", "", False, "2014-08-16/.."),
        ("", "2014-08-03", False, "[..2014-08-03]"),
        ("", "", True, ""),
    ],
)
def test_not_before_and_not_after_make_one_date(
    first: str, last: str, about: bool, edtf: str
) -> None:
    assert between(first, last, about=about) == edtf
    if edtf:
        assert parse_date(edtf).edtf == edtf


@pytest.mark.parametrize(
    ("first", "last"), [("2014-08-18", "2014-08-16"), ("18 August", ""), ("", "2014-08-32")]
)
def test_not_before_and_not_after_in_disorder_are_refused(first: str, last: str) -> None:
    with pytest.raises(DateError):
        between(first, last)
