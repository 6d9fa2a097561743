"""How the status of an event went over time, on paper: one row by rule, one by editors, and
the documents under them on the days they were published.

The axis ends a little after the last thing that happened, not today: the last status runs on
to the edge. Mirrored, time runs from right to left.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.drawings.histogram.axes import Label
from timeline.vocabulary.dates.days import say_day_of_year, say_month
from timeline.vocabulary.histograms import Range, last_of_month, length
from timeline.vocabulary.words import Text, Word

WIDTHS = (976, 358)
ROW = 42
TOP = 24
#: Room under the rows for the documents, their names and the days.
DOCUMENTS, NAMES, DAYS = 40, 18, 22
MARK = 16
#: Pixels between two lines of the grid, at the least.
PITCH = 58
SHORTEST = 6
#: Letters of 12 and 11 pixels.
LETTER, SMALL = 7.0, 6.3
BESIDE = 8


class Kind(Word):
    """What a document does for the event."""

    ORIGIN = "origin"
    RELAY = "relay"
    DENIAL = "denial"
    CONTEXT = "context"


_SHAPES = {
    Kind.ORIGIN: "M-2.5 0h5v-18h-5z",
    Kind.DENIAL: "M-3-1h6v-16h-6zM-3-9h6",
    Kind.RELAY: "M-.8 0h1.6v-18h-1.6z",
    Kind.CONTEXT: "M-.5 0h1v-10h-1z",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """From `day` on the status was this; None and outcomes have no mark of their own."""

    day: date
    status: str | None
    words: Text


@dataclass(frozen=True, slots=True)
class Published:
    """A document, public on `day`; `since` where it may have been published as early."""

    day: date
    since: date | None
    name: Text
    kind: Kind


@dataclass(frozen=True, slots=True)
class Mark:
    """A change: `label` is its status in words, where there is room beside the mark."""

    x: int
    number: int
    change: Turn
    label: Label | None


@dataclass(frozen=True, slots=True)
class StripRow:
    """One line of changes at y, from x to x."""

    words: Text
    y: int
    start: int
    end: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document at x; `since` where its dashes begin, `label` where there is room."""

    x: int
    since: int | None
    document: Published
    label: Label | None

    @property
    def path(self) -> str:
        """What stands on the line of the documents, from its middle."""
        return _SHAPES[self.document.kind]


@dataclass(frozen=True, slots=True)
class Strip:
    """Everything that a template puts into one SVG. `base` is the line of the documents."""

    width: int
    height: int
    left: int
    right: int
    base: int
    rows: tuple[StripRow, ...]
    sheets: tuple[Sheet, ...]
    grid: tuple[Label, ...]
    mirrored: bool


@dataclass(frozen=True, slots=True)
class _Axis:
    """Everything finds its room as if time ran from left to right, and is flipped then."""

    shown: Range
    left: int
    right: int
    mirrored: bool

    def at(self, day: date) -> int:
        """The middle of a day."""
        return round(self.left + ((day - self.shown[0]).days + 0.5) * self.pitch)

    @property
    def pitch(self) -> float:
        return (self.right - self.left) / length(self.shown)

    def flip(self, x: int) -> int:
        return self.right - x if self.mirrored else x


def draw_strip(
    rows: Sequence[tuple[Text, Sequence[Turn]]],
    documents: Sequence[Published],
    *,
    width: int,
    heading: Text = "",
    mirrored: bool = False,
) -> Strip | None:
    """The strip of these rows (with their names) and documents; None where nothing is there.

    `heading` names the row of documents. Names that find no room are left out: the list
    beside the picture has them all.
    """
    days = [change.day for _words, changes in rows for change in changes]
    days += [day for found in documents for day in (found.day, found.since) if day is not None]
    if not days:
        return None
    names = [str(words) for words, _changes in rows] + [str(heading)]
    left = round(max(len(name) for name in names) * LETTER) + BESIDE
    axis = _Axis(_range_of(min(days), max(days)), left, width, mirrored)
    base = TOP + ROW * len(rows) + DOCUMENTS
    grid = (label for label in _grid(axis) if _half(label) <= width - label.x)
    return Strip(
        width=width,
        height=base + NAMES + DAYS,
        left=axis.flip(left),
        right=axis.flip(width),
        base=base,
        rows=tuple(_rows(rows, axis)),
        sheets=tuple(_sheets(documents, axis)),
        grid=tuple(label.moved(axis.flip(label.x)) for label in grid),
        mirrored=mirrored,
    )


def _range_of(first: date, last: date) -> Range:
    """A tenth more after the last day, so that it can be seen to go on."""
    lasting = max(SHORTEST, (last - first).days)
    end = min(date.max.toordinal(), first.toordinal() + lasting + max(1, lasting // 10))
    return first, date.fromordinal(end)


def _rows(rows: Iterable[tuple[Text, Sequence[Turn]]], axis: _Axis) -> Iterator[StripRow]:
    for index, (words, changes) in enumerate(rows):
        y = TOP + ROW * index + MARK // 2
        marks: list[Mark] = []
        for number, change in enumerate(changes, start=1):
            x = axis.at(change.day)
            if marks:
                x = max(x, marks[-1].x + MARK + 4)
            marks.append(Mark(x, number, change, None))
        over = max(0, (marks[-1].x if marks else 0) + MARK - axis.right)
        marks = [replace(mark, x=mark.x - over) for mark in marks]
        ends = [mark.x - MARK for mark in marks[1:]] + [axis.right]
        labelled = (_say(mark, end, axis) for mark, end in zip(marks, ends, strict=True))
        start = marks[0].x if marks else axis.left
        yield StripRow(words, y, axis.flip(start), axis.flip(axis.right), tuple(labelled))


def _say(mark: Mark, end: int, axis: _Axis) -> Mark:
    x = mark.x + MARK // 2 + 5
    words = str(mark.change.words)
    fits = x + len(words) * LETTER <= end
    label = Label(axis.flip(x), words, "start") if fits else None
    return replace(mark, x=axis.flip(mark.x), label=label)


def _sheets(documents: Sequence[Published], axis: _Axis) -> list[Sheet]:
    """Documents in order of time, two of one day beside each other; names that fit."""
    found: list[Sheet] = []
    taken: list[tuple[float, float]] = []
    for document in sorted(documents, key=lambda d: d.day):
        x = axis.at(document.day)
        if found:
            x = max(x, found[-1].x + BESIDE)
        since = axis.flip(axis.at(document.since)) if document.since else None
        found.append(Sheet(x, since, document, None))
    over = max(0, (found[-1].x if found else 0) + BESIDE - axis.right)
    found = [replace(sheet, x=max(axis.left, sheet.x - over)) for sheet in found]
    # Origins and denials are named first.
    order = sorted(found, key=lambda s: (s.document.kind in (Kind.RELAY, Kind.CONTEXT), s.x))
    labels: dict[int, Label] = {}
    for sheet in order:
        wide = len(str(sheet.document.name)) * SMALL
        middle = min(max(sheet.x, axis.left + wide / 2), axis.right - wide / 2)
        reach = (middle - wide / 2, middle + wide / 2)
        free = all(reach[1] + BESIDE < low or high + BESIDE < reach[0] for low, high in taken)
        if free and reach[0] >= axis.left - 1:
            taken.append(reach)
            labels[id(sheet)] = Label(axis.flip(round(middle)), str(sheet.document.name), "middle")
    return [replace(s, x=axis.flip(s.x), label=labels.get(id(s))) for s in found]


def _grid(axis: _Axis) -> Iterator[Label]:
    """Days, or first days of months, with as many pixels between them as their words need."""
    first, last = axis.shown
    step = next((n for n in (1, 2, 5, 10) if axis.pitch * n >= PITCH), None)
    if step is None:
        yield from _months(axis)
        return
    before = 0
    for ordinal in range(first.toordinal(), last.toordinal() + 1, step):
        day = date.fromordinal(ordinal)
        words = str(day.day) if day.month == before else say_day_of_year(day)
        before = day.month
        yield Label(axis.at(day), words, "middle")


def _half(label: Label) -> float:
    return len(label.words) * LETTER / 2


def _months(axis: _Axis) -> Iterator[Label]:
    month = axis.shown[0].replace(day=1)
    beyond = float("-inf")
    while month <= axis.shown[1]:
        if month >= axis.shown[0] and (x := axis.at(month)) >= beyond:
            words = say_month(month)
            yield Label(x, words, "middle")
            beyond = x + max(PITCH, len(words) * LETTER + BESIDE)
        end = last_of_month(month)
        if end == date.max:
            return
        month = date.fromordinal(end.toordinal() + 1)
