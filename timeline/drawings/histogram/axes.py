"""What is written along the axis of a histogram, and beside the edges of the chosen days.

No label touches another: a month gives way to the month before it, a day to both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format

from timeline.vocabulary.dates.days import say_day_of_year, say_month
from timeline.vocabulary.histograms import Bar, Bin, Scale, last_of_month

#: Pixels that a letter may take, with the larger type of scaled drawings.
LETTER, BOLD_LETTER = 7.2, 8
APART = 6
WEEK = 7


@dataclass(frozen=True, slots=True)
class Label:
    """Words at x; `anchor` is start, middle or end in the direction of the text."""

    x: int
    words: str
    anchor: str
    bold: bool = False

    def moved(self, x: int) -> "Label":
        return replace(self, x=x)

    @property
    def width(self) -> float:
        return len(self.words) * (BOLD_LETTER if self.bold else LETTER)

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it takes room."""
        start = {"start": self.x, "middle": self.x - self.width / 2, "end": self.x - self.width}
        return start[self.anchor], start[self.anchor] + self.width


def label_axis(
    bars: Sequence[Bar], scale: Scale, xs: Sequence[int], width: int
) -> tuple[list[Label], list[int]]:
    """Labels, and the x of hairlines at the beginnings of months or years."""
    placed: list[Label] = []
    great = list(_great(bars, scale))
    for index, words, _is_start in great:
        _place(placed, Label(xs[index] + 5, words, "start", bold=True), width)
    pitch = (width - xs[0]) / max(1, len(bars))
    for index, words in _small(bars, scale):
        _place(placed, Label(round(xs[index] + pitch / 2), words, "middle"), width)
    rules = [xs[index] for index, _words, is_start in great if is_start]
    return placed, rules


def _place(placed: list[Label], label: Label, width: int) -> None:
    """Add the label where it touches no other and stays on the paper."""
    low, high = label.reach
    if high > width or low < 0:
        return
    for other in placed:
        other_low, other_high = other.reach
        if low < other_high + APART and other_low < high + APART:
            return
    placed.append(label)


def _great(bars: Sequence[Bar], scale: Scale) -> Iterator[tuple[int, str, bool]]:
    """(bar, words, whether a month or year begins with it) of the bold labels."""
    for index, bar in enumerate(bars):
        begins = _begins(bar, scale)
        if scale.bin in (Bin.DAY, Bin.WEEK):
            if index and not begins:
                continue
            day = bar.last if begins else bar.first
            long = scale.bin is Bin.DAY
            named = index == 0 or day.month == 1
            if index == 0 and not begins and _days_left(bars, bar) < WEEK:
                continue
            yield index, _name_month(day, long=long, named=named), begins
        elif scale.bin is Bin.MONTH and (begins or not index):
            yield index, str(bar.first.year), begins
        elif scale.bin is Bin.YEAR and bar.first.year % _step(bars, scale) == 0:
            yield index, str(bar.first.year), True


def _name_month(day: date, *, long: bool, named: bool) -> str:
    """A month, with its year where that is `named`."""
    if named:
        return date_format(day, "YEAR_MONTH_FORMAT") if long else say_month(day)
    return date_format(day, "F" if long else "M")


def _days_left(bars: Sequence[Bar], bar: Bar) -> int:
    """Days from a bar to the end of its month, or to that of the bars."""
    return (min(last_of_month(bar.first), bars[-1].last) - bar.first).days + 1


def _begins(bar: Bar, scale: Scale) -> bool:
    """Whether a month (a year where bars are months) begins in this bar."""
    if scale.bin is Bin.MONTH:
        return bar.first.month == 1
    return bar.first.day == 1 or bar.last.month != bar.first.month


def _step(bars: Sequence[Bar], scale: Scale) -> int:
    """Years between two labels of an axis of years, so that some twelve fit."""
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        if len(bars) * scale.years / step <= WEEK + 1 and step % scale.years == 0:
            return step
    return 1000


def _small(bars: Sequence[Bar], scale: Scale) -> Iterator[tuple[int, str]]:
    """(bar, words) of the plain labels: 8, 15, 22, 29 of a month, or months of a year."""
    for index, bar in enumerate(bars):
        if scale.bin is Bin.DAY and bar.first.day % WEEK == 1 and bar.first.day > 1:
            yield index, str(bar.first.day)
        elif scale.bin is Bin.MONTH and bar.first.month in (4, 7, 10):
            yield index, date_format(bar.first, "M")


def label_edges(
    start: tuple[date, int] | None, end: tuple[date, int] | None, width: int
) -> list[Label]:
    """The days beside the two edges of the chosen range, written outwards.

    At the side of the paper a label moves inwards; if both do not fit, the later one
    moves after the earlier one.
    """
    labels = []
    if start is not None:
        label = Label(start[1] - 6, say_day_of_year(start[0]), "end", bold=True)
        if label.reach[0] < 0:
            label = Label(0, label.words, "start", bold=True)
        labels.append(label)
    if end is not None:
        label = Label(end[1] + 6, say_day_of_year(end[0]), "start", bold=True)
        if label.reach[1] > width:
            label = Label(width, label.words, "end", bold=True)
        if labels and label.reach[0] < labels[0].reach[1] + APART:
            label = _beside(labels, label, width)
        labels.append(label)
    return labels


def _beside(labels: list[Label], label: Label, width: int) -> Label:
    """The later label after the earlier one, or both moved back to the end of the paper."""
    after = Label(round(labels[0].reach[1] + APART), label.words, "start", bold=True)
    if after.reach[1] <= width:
        return after
    last = Label(width, label.words, "end", bold=True)
    labels[0] = Label(round(last.reach[0] - APART), labels[0].words, "end", bold=True)
    return last
