"""How dates read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.dates.bounds import DateError, parse_date
from timeline.vocabulary.dates.wording import say_date


@pytest.mark.parametrize(
    ("text", "short", "with_year", "long"),
    [
        ("2014-08-18", "18 Aug", "18 Aug 2014", "18 August 2014"),
        ("2014-08-18~", "about 18 Aug", "about 18 Aug 2014", "about 18 August 2014"),
        ("2014-08-18?", "possibly 18 Aug", "possibly 18 Aug 2014", "possibly 18 August 2014"),
        (
            "2014-08-18%",
            "possibly about 18 Aug",
            "possibly about 18 Aug 2014",
            "possibly about 18 August 2014",
        ),
        ("2014-08", "Aug 2014", "Aug 2014", "August 2014"),
        ("2014-09~", "about Sep 2014", "about Sep 2014", "about September 2014"),
        ("2014-08-XX", "Aug 2014", "Aug 2014", "August 2014, day not known"),
        ("2014-XX", "2014", "2014", "2014, month not known"),
        ("2014-XX-XX", "2014", "2014", "2014, day not known"),
        ("2003", "2003", "2003", "2003"),
        ("2003~", "about 2003", "about 2003", "about 2003"),
        ("0044", "44", "44", "44"),
        ("0000", "1 BC", "1 BC", "1 BC"),
        ("-0043-03-15", "15 Mar", "15 Mar 44 BC", "15 March 44 BC"),
        ("Y170000002", "170000002", "170000002", "170000002"),
        ("201X", "2010s", "2010s", "2010s"),
        ("200X", "2000–2009", "2000–2009", "2000 to 2009"),
        ("19XX", "1900–1999", "1900–1999", "1900 to 1999"),
        ("-01XX", "200 BC – 101 BC", "200 BC – 101 BC", "200 BC to 101 BC"),
        ("XXXX", "date not known", "date not known", "date not known"),
        ("XXXX-XX-XX~", "date not known", "date not known", "date not known"),
    ],
)
def test_single_date_reads(text: str, short: str, with_year: str, long: str) -> None:
    assert_reads(text, short, with_year, long)


@pytest.mark.parametrize(
    ("text", "short", "with_year", "long"),
    [
        (
            "2014-08-16/2014-08-18",
            "16–18 Aug",
            "16–18 Aug 2014",
            "16 to 18 August 2014, day not known",
        ),
        (
            "2014-07-28/2014-08-03",
            "28 Jul – 3 Aug",
            "28 Jul – 3 Aug 2014",
            "28 July to 3 August 2014, day not known",
        ),
        (
            "2013-12-30/2014-01-02",
            "30 Dec 2013 – 2 Jan 2014",
            "30 Dec 2013 – 2 Jan 2014",
            "30 December 2013 to 2 January 2014, day not known",
        ),
        ("2014-06/2014-09", "Jun–Sep", "Jun–Sep 2014", "June to September 2014"),
        (
            "2013-12/2014-02",
            "Dec 2013 – Feb 2014",
            "Dec 2013 – Feb 2014",
            "December 2013 to February 2014",
        ),
        ("2014-06-13/2014-07", "13 Jun – Jul", "13 Jun – Jul 2014", "13 June to July 2014"),
        ("1984/2004", "1984–2004", "1984–2004", "1984 to 2004"),
        ("1984~/2004", "about 1984 – 2004", "about 1984 – 2004", "about 1984 to 2004"),
        (
            "2014-08-16~/2014-08-18~",
            "about 16–18 Aug",
            "about 16–18 Aug 2014",
            "about 16 to 18 August 2014, day not known",
        ),
        (
            "2014-08-16~/2014-08-18",
            "about 16 Aug – 18 Aug",
            "about 16 Aug 2014 – 18 Aug 2014",
            "about 16 August 2014 to 18 August 2014, day not known",
        ),
        ("../2014-08-03", "by 3 Aug", "by 3 Aug 2014", "by 3 August 2014"),
        ("/2006", "by 2006", "by 2006", "by 2006"),
        ("../2014-08~", "by about Aug 2014", "by about Aug 2014", "by about August 2014"),
        ("2014-08-03/..", "from 3 Aug", "from 3 Aug 2014", "from 3 August 2014"),
        ("2014/", "from 2014", "from 2014", "from 2014"),
        ("../..", "date not known", "date not known", "date not known"),
    ],
)
def test_interval_reads(text: str, short: str, with_year: str, long: str) -> None:
    assert_reads(text, short, with_year, long)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("2014-08-01~/2014-08-10~", "early Aug"),
        ("2014-08-10~/2014-08-20~", "mid Aug"),
        ("2014-08-11~/2014-08-20~", "mid Aug"),
        ("2014-08-11%/2014-08-20~", "possibly mid Aug"),
        ("2014-08-20~/2014-08-31~", "late Aug"),
        ("2014-02-21~/2014-02-28~", "late Feb"),
        ("2014-08-21~/2014-08-30~", "about 21–30 Aug"),
        ("2014-08-12~/2014-08-20~", "about 12–20 Aug"),
        ("2014-08-11/2014-08-20", "11–20 Aug"),
        ("2014-08-11~/2014-09-20~", "about 11 Aug – 20 Sep"),
    ],
)
def test_approximate_third_of_a_month_reads_early_mid_or_late(text: str, short: str) -> None:
    assert say_date(parse_date(text)) == short


def test_third_of_a_month_names_its_year_where_asked() -> None:
    found = parse_date("2014-08-11~/2014-08-20~")

    assert say_date(found, year=True) == "mid Aug 2014"
    assert say_date(found, long=True) == "mid August 2014"


@pytest.mark.parametrize(
    ("text", "short", "with_year", "long"),
    [
        ("[..2014-08-03]", "by 3 Aug", "by 3 Aug 2014", "by 3 August 2014"),
        ("[2014-08-03..]", "from 3 Aug", "from 3 Aug 2014", "from 3 August 2014"),
        ("[2014-08-03,2014-08-05]", "3 or 5 Aug", "3 or 5 Aug 2014", "3 or 5 August 2014"),
        (
            "[2014-08-03,2014-08-05,2014-08-09]",
            "3, 5 or 9 Aug",
            "3, 5 or 9 Aug 2014",
            "3, 5 or 9 August 2014",
        ),
        (
            "[2014-07-28,2014-08-03]",
            "28 Jul or 3 Aug",
            "28 Jul 2014 or 3 Aug 2014",
            "28 July 2014 or 3 August 2014",
        ),
        (
            "[2013-08-28,2014-08-03]",
            "28 Aug 2013 or 3 Aug 2014",
            "28 Aug 2013 or 3 Aug 2014",
            "28 August 2013 or 3 August 2014",
        ),
        (
            "[2014-08-03~,2014-08-05]",
            "about 3 Aug or 5 Aug",
            "about 3 Aug 2014 or 5 Aug 2014",
            "about 3 August 2014 or 5 August 2014",
        ),
        (
            "[2014-08-03~,2014-08-05~]",
            "about 3 or 5 Aug",
            "about 3 or 5 Aug 2014",
            "about 3 or 5 August 2014",
        ),
        (
            "[2014-08-01..2014-08-05]",
            "1–5 Aug",
            "1–5 Aug 2014",
            "1 to 5 August 2014, day not known",
        ),
        ("[..1984,1990]", "by 1984 or 1990", "by 1984 or 1990", "by 1984 or 1990"),
    ],
)
def test_set_reads(text: str, short: str, with_year: str, long: str) -> None:
    assert_reads(text, short, with_year, long)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("2014-21", "spring 2014", "spring 2014 (March to May)"),
        ("2014-22~", "about summer 2014", "about summer 2014 (June to August)"),
        ("2014-23", "autumn 2014", "autumn 2014 (September to November)"),
        ("2014-24", "winter 2014–15", "winter 2014–15 (December to February)"),
        ("1999-24", "winter 1999–00", "winter 1999–00 (December to February)"),
        ("-2004-24", "winter 2005 BC", "winter 2005 BC (December to February)"),
    ],
)
def test_season_reads_with_its_months_when_long(text: str, short: str, long: str) -> None:
    assert_reads(text, short, short, long)


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("2014-08-17T21:30:00Z", "17 Aug, 21:30 UTC", "17 August 2014, 21:30 UTC"),
        (
            "2014-08-17T21:30:05+03:00",
            "17 Aug, 21:30:05 (UTC+03:00)",
            "17 August 2014, 21:30:05 (UTC+03:00)",
        ),
        ("2014-08-17T21:30:00-04", "17 Aug, 21:30 (UTC-04)", "17 August 2014, 21:30 (UTC-04)"),
        ("2014-08-17T21:30:00", "17 Aug, 21:30", "17 August 2014, 21:30, zone not stated"),
    ],
)
def test_time_reads_with_its_zone(text: str, short: str, long: str) -> None:
    found = parse_date(text)

    assert say_date(found) == short
    assert say_date(found, long=True) == long


points = st.builds(
    "{}{}{}".format,
    st.sampled_from(["2013", "-0500", "1X", "2014-08", "2014-08-18", "2015-24", "201X", "XXXX"]),
    st.sampled_from(["", "-XX", "T10:00:00Z"]),
    st.sampled_from(["", "~", "?", "%"]),
)


@given(
    points, points | st.sampled_from(["", ".."]), st.sampled_from(["{}/{}", "[{},{}]", "[{}..]"])
)
def test_every_date_that_parses_can_be_said(start: str, end: str, form: str) -> None:
    for text in (start, form.format(start, end), form.format(end, start)):
        try:
            found = parse_date(text)
        except DateError:
            continue
        for long in (False, True):
            words = say_date(found, long=long)
            assert words == words.strip()
            assert words != ""


def assert_reads(text: str, short: str, with_year: str, long: str) -> None:
    found = parse_date(text)

    assert say_date(found) == short
    assert say_date(found, year=True) == with_year
    assert say_date(found, long=True) == long
