"""Days in words, by the formats of a language."""

from datetime import date, time

import pytest
from django.utils import translation

from timeline.vocabulary.dates.days import (
    say_day,
    say_day_of_year,
    say_days,
    say_moment,
    say_month,
    say_weekday,
)

DAY = date(2014, 8, 18)


def test_days_are_written_as_in_english() -> None:
    assert say_day(DAY) == "18 August 2014"
    assert say_weekday(DAY) == "Monday 18 August 2014"
    assert say_day_of_year(DAY) == "18 Aug"
    assert say_month(DAY) == "Aug 2014"
    assert say_moment("18 Aug", time(9, 5)) == "18 Aug, 09:05"
    assert say_moment("18 Aug", time(9, 5), "UTC") == "18 Aug, 09:05 UTC"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (DAY, "18 August 2014"),
        (date(2014, 8, 20), "18 to 20 August 2014"),
        (date(2014, 9, 1), "18 August to 1 September 2014"),
        (date(2015, 8, 18), "18 August 2014 to 18 August 2015"),
    ],
)
def test_span_does_not_repeat_what_its_ends_share(last: date, said: str) -> None:
    assert say_days(DAY, last) == said


def test_language_without_formats_of_ours_writes_as_django_does() -> None:
    with translation.override("de"):
        assert say_day(DAY) == "18. August 2014"
        assert say_days(DAY, date(2014, 9, 1)).startswith("18. August ")
