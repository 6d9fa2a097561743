"""Events over time: which range is shown, in which bars, and what stands in each bar.

Pure arithmetic of days; `drawings.histogram` puts it on paper, `queries.lists.histogram` asks.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from .statuses import CONTRADICTED, SUPPORTED, Status
from .words import Word

#: What stands for the status of an event that has none (a forecast, or nothing stands).
NO_STATUS = ""
#: Order of blocks from the line outwards. Forecasts go last on the upper side: nothing
#: contradicts them, and a drawing tells them apart by a broken outline.
UP = (*(status.value for status in SUPPORTED), NO_STATUS)
DOWN = tuple(status.value for status in CONTRADICTED)

LONGEST_BY_WEEK = 731
#: A range is never shown shorter than three weeks on both sides of a day.
SHORTEST = 43
#: The range shown holds at least this share of the events, in percent.
BULK = 95
#: Months without an event that make what lies beyond an outlier, at the least.
CLOSE = 3

type Range = tuple[date, date]
type Counts = Mapping[str, int]


class Bin(Word):
    """What one bar stands for."""

    DAY = "day", _("Events per day")
    WEEK = "week", _("Events per week")
    MONTH = "month", _("Events per month")
    YEAR = "year", _("Events per year")


@dataclass(frozen=True, slots=True)
class Scale:
    """The days of one bar: a bin, or for long ranges several years (1-2-5)."""

    bin: Bin
    years: int = 1

    def start(self, day: date) -> date:
        """The first day of the bar in which this day stands; weeks are ISO weeks."""
        match self.bin:
            case Bin.DAY:
                return day
            case Bin.WEEK:
                return date.fromordinal(max(1, day.toordinal() - day.weekday()))
            case Bin.MONTH:
                return day.replace(day=1)
        return date(max(1, day.year - day.year % self.years), 1, 1)

    def end(self, day: date) -> date:
        """The last day of the bar in which this day stands."""
        match self.bin:
            case Bin.DAY:
                return day
            case Bin.WEEK:
                start = day.toordinal() - day.weekday()
                return date.fromordinal(min(date.max.toordinal(), start + 6))
            case Bin.MONTH:
                return last_of_month(day)
        year = day.year - day.year % self.years + self.years - 1
        return date(min(9999, year), 12, 31)

    def count(self, shown: Range) -> int:
        """How many bars cover the range."""
        first, last = self.start(shown[0]), self.start(shown[1])
        match self.bin:
            case Bin.DAY:
                return (last - first).days + 1
            case Bin.WEEK:
                return (last - first).days // 7 + 1
            case Bin.MONTH:
                return months_between(first, last) + 1
        return last.year // self.years - first.year // self.years + 1


@dataclass(frozen=True, slots=True)
class Bar:
    """The events listed from `first` to `last` inclusive, by status; none is no entry."""

    first: date
    last: date
    counts: Counts

    @property
    def up(self) -> int:
        """Events above the line."""
        return sum(self.counts.get(word, 0) for word in UP)

    @property
    def down(self) -> int:
        """Events below the line."""
        return sum(self.counts.get(word, 0) for word in DOWN)

    @property
    def total(self) -> int:
        return self.up + self.down


def last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def length(shown: Range) -> int:
    """Days of a range, both ends included."""
    return (shown[1] - shown[0]).days + 1


def bars_of(shown: Range, scale: Scale, counts: Mapping[date, Counts]) -> list[Bar]:
    """One bar after the other without a gap, empty ones included, over the whole range.

    `counts` go by any day of a bar; days outside the bars are left out.
    """
    gathered: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for day, by_status in counts.items():
        for word, count in by_status.items():
            gathered[scale.start(day)][word] += count
    bars = []
    first = scale.start(shown[0])
    while True:
        last = scale.end(first)
        bars.append(Bar(first, last, dict(gathered.get(first, {}))))
        if last >= shown[1]:
            return bars
        first = last + timedelta(days=1)


def find_bulk(months: Mapping[date, int]) -> Range | None:
    """From the first to the last day of the months that hold the bulk of the events.

    `months` are counts by first days of months. A few events (5 % at the most) that lie
    far from the others, by a gap longer than all that is shown, are left out, or an event
    of 2003 would squeeze a summer into a few pixels. None where there are no events.
    """
    filled = sorted(month for month, count in months.items() if count)
    if not filled:
        return None
    left, right = _shortest_window(filled, months)
    reach = max(CLOSE, months_between(filled[left], filled[right]) + 1)
    while left and months_between(filled[left - 1], filled[left]) <= reach:
        left -= 1
    while right < len(filled) - 1 and months_between(filled[right], filled[right + 1]) <= reach:
        right += 1
    return filled[left], last_of_month(filled[right])


def _shortest_window(filled: list[date], months: Mapping[date, int]) -> tuple[int, int]:
    """Indexes of the shortest run of months with the share that has to be shown."""
    wanted = sum(months[month] for month in filled) * BULK / 100
    best = (0, len(filled) - 1)
    held, left = 0, 0
    for right, month in enumerate(filled):
        held += months[month]
        while held - months[filled[left]] >= wanted:
            held -= months[filled[left]]
            left += 1
        shorter = months_between(filled[left], month) < months_between(*(filled[i] for i in best))
        if held >= wanted and shorter:
            best = (left, right)
    return best


def widen(shown: Range, days: int = SHORTEST) -> Range:
    """The range with as much on both sides as makes it `days` long."""
    lacking = days - length(shown)
    if lacking <= 0:
        return shown
    first = shown[0].toordinal() - lacking // 2
    last = shown[1].toordinal() + lacking - lacking // 2
    return (
        date.fromordinal(max(1, first)),
        date.fromordinal(min(date.max.toordinal(), last)),
    )


def in_order(counts: Counts) -> list[tuple[str, int]]:
    """Entries above zero in the order used everywhere, those without a status last."""
    words = (*Status.values, NO_STATUS)
    return [(word, counts[word]) for word in words if counts.get(word)]
