"""Days that are found in a pasted text or its address."""

from datetime import date

import pytest

from timeline.vocabulary.dates.finding import MOST, FoundDate, find_dates

DAY = date(2014, 8, 18)


@pytest.mark.parametrize(
    "words",
    [
        "2014-08-18", "18 August 2014", "18th August, 2014", "August 18, 2014", "Aug. 18 2014",
        "AUGUST 18TH, 2014", "18 aug 2014",
    ],
)  # fmt: skip
def test_day_is_found_with_the_words_that_name_it(words: str) -> None:
    assert find_dates(f"Alta, {words}. The brigade came.") == [FoundDate(DAY, words)]


@pytest.mark.parametrize(
    "text", ["08/09/2014", "31 June 2014", "in 2014", "1118 August 20145", "May he come", ""]
)
def test_what_nobody_can_tell_is_not_offered(text: str) -> None:
    assert find_dates(text) == []


def test_day_of_the_address_comes_first_and_each_day_once() -> None:
    text = "On 19 August 2014, a day after 2014-08-18, and on August 18, 2014"

    assert find_dates(text, "https://paper.example/2014/08/18/a") == [
        FoundDate(DAY, "2014/08/18", in_address=True),
        FoundDate(date(2014, 8, 19), "19 August 2014"),
    ]


def test_days_far_down_and_beyond_a_handful_are_left_out() -> None:
    days = " ".join(f"2014-08-{day:02}" for day in range(1, 20))

    assert len(find_dates(days)) == MOST
    assert find_dates("x" * 1500 + " 2014-08-18") == []
