"""The library edtf as a second opinion on one date without a sign of doubt.

Of intervals and sets it is none: it invents ten years for an unknown end and keeps reversed
intervals. It costs some ten milliseconds a date, so the examples are few.
"""

from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from tests.vocabulary.test_date_grammar import NO_DAY, ODD_X, strings
from timeline.vocabulary.dates.grammar import DateError, Point, read_shape

SIGNS = "0123456789XYTZ:+-"
CORPUS = [
    row["edtf"]
    for consensus in ("valid", "invalid", "disputed")
    for row in strings(consensus)
    if row["edtf"] and set(row["edtf"]) <= set(SIGNS) and not row["edtf"].startswith("XXXX")
]
"""Without XXXX, which the library takes for the years 0 to 9999."""

type Meaning = tuple[object, ...]


def read_by_library(text: str) -> Any:
    """The library's object, None where it refuses; it prints, and raises errors of all kinds."""
    with redirect_stdout(StringIO()):
        try:
            return parse_edtf(text)
        except Exception:  # noqa: BLE001
            return None


def said_by_library(text: str) -> Meaning | None:
    found = read_by_library(text)
    match type(found).__name__:
        case "Date" | "Unspecified":
            return (*outer_days(found), "")
        case "DateAndTime" if found.date.day:  # it takes a time of a month, too
            return (*outer_days(found.date), str(found.time))
        case "Season":
            return int(found.year), int(found.season)
        case "LongYear":
            year = int(found.year)
            return (year, 1, 1), (year, 12, 31), ""
    return None


def outer_days(found: Any) -> list[Meaning]:
    """First and last day; it gives the last month first where a year before 0 has an XX."""
    ends = list(zip(found.lower_strict()[:3], found.upper_strict()[:3], strict=True))
    return [tuple(map(min, ends)), tuple(map(max, ends))]


def said_by_us(text: str) -> Meaning:
    point = read_shape(text).spans[0].start
    assert isinstance(point, Point)
    assert point.first is not None
    return (
        (point.first[0], point.season) if point.season else (point.first, point.last, point.clock)
    )


def agree(text: str) -> bool:
    """Whether we say what the library does; it knows no common years, and takes 1XXX."""
    said = said_by_library(text)
    try:
        return said_by_us(text) == said
    except DateError as refusal:
        return said is None or refusal.reason in (NO_DAY, ODD_X)


@pytest.mark.parametrize("text", CORPUS)
def test_single_date_of_the_corpus_means_what_the_library_says(text: str) -> None:
    assert agree(text)


def figures(first: int, last: int) -> st.SearchStrategy[str]:
    return st.integers(first, last).map("{:02d}".format)


years = st.from_regex(r"-?[0-9]{4}|-?[0-9]{2}([0-9]X|XX)", fullmatch=True)
months = figures(0, 26) | st.just("XX")
of_month = figures(0, 32) | st.just("XX")
zones = st.sampled_from(["", "Z", "+00:00", "+14:00", "-14:01", "z"]) | st.from_regex(
    r"[+-](0[0-9]|1[0-5])(:[0-6][0-9])?", fullmatch=True
)
clocks = st.builds("T{}:{}:{}{}".format, figures(0, 25), figures(0, 61), figures(0, 61), zones)
written = (
    st.builds("{}-{}".format, years, months)
    | st.builds("{}-{}-{}".format, years, months, of_month)
    | st.builds("{}-{}-{}{}".format, years, figures(1, 12), figures(1, 31), clocks)
    | st.from_regex(r"Y-?[0-9]{4,9}", fullmatch=True)
    | st.text(SIGNS, min_size=1, max_size=12).filter(lambda text: not text.startswith("XXXX"))
)


@given(written)
@example("-0000")
@example("-000X")
@example("2012-02-29")
@example("2014-04-31")
@example("9999-24")
@example("2014-08-18T24:00:00-00:15")
@example("2014-08-18T24:00:01")
def test_single_date_means_what_the_library_says(text: str) -> None:
    assert agree(text)
