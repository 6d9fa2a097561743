"""A histogram on paper of a given width: whole pixels, one path for each status.

Blocks or segments stand on a line: what is supported above it, what is contradicted below.
Mirrored, time runs from right to left and the drawing's text direction with it, so that
"start" stays the side where a line of text begins.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from timeline.vocabulary.histograms import DOWN, UP, Bar, Range, bars_of

from .axes import label_axis, label_edges
from .scales import around, choose_scale, ticks
from .shapes import LEFT, TOP, Brush, Column, Drawing, Edge, Tick

WIDTHS = (360, 720, 1112)
#: So narrow a drawing shows three weeks around the chosen days rather than weeks.
PHONE = 360
#: Above so many events in one bar, blocks become segments.
MOST_BLOCKS = 12
TALL, LOW = 12, 11
TALL_UP_TO = 8
GAP = 2
#: The height of all segments of the highest bar on either side together.
SEGMENTS = 112
WIDEST_BAR = 26
AXIS = 22
FOOT = 8
#: Numbers on the axis stand no closer together.
LINE = 18
#: Bars that are no wider than this keep one pixel between them instead of two.
NARROW = 7


@dataclass(frozen=True, slots=True)
class _Paper:
    """Where days stand: `first` to `last` over the plot's pixels."""

    width: int
    bars: Sequence[Bar]
    mirrored: bool

    @property
    def plot(self) -> int:
        return self.width - LEFT

    def edge(self, index: int) -> int:
        """The x of the beginning of a bar, counted from the left of an unmirrored drawing."""
        return LEFT + index * self.plot // len(self.bars)

    def at(self, day: date, *, after: bool = False) -> int:
        """Where a day begins, or ends with `after`, to the pixel; days off the paper at its
        sides. Inside a bar days are spread evenly."""
        for index, bar in enumerate(self.bars):
            if day <= bar.last:
                inside = (day - bar.first).days + after
                share = max(0, inside) / ((bar.last - bar.first).days + 1)
                here, following = self.edge(index), self.edge(index + 1)
                return round(here + share * (following - here))
        return self.width

    def flip(self, x: int, width: int = 0) -> int:
        return self.width - x - width if self.mirrored else x


def draw_histogram(
    shown: Range,
    counts: dict[date, dict[str, int]],
    *,
    width: int,
    chosen: tuple[date | None, date | None] = (None, None),
    known: date | None = None,
    mirrored: bool = False,
) -> Drawing:
    """The histogram of `counts` (by day, then status) over the range shown.

    `chosen` are the first and last day that the reader chose; days after `known` are
    drawn as not yet known.
    """
    first, last = chosen
    if width == PHONE and (first or last):
        whole = (first or shown[0], last or shown[1])
        shown = around(whole, shown, width - LEFT) or shown
    scale = choose_scale(shown, width - LEFT)
    bars = bars_of(shown, scale, counts)
    paper = _Paper(width, bars, mirrored)
    up = max((bar.up for bar in bars), default=0)
    down = max((bar.down for bar in bars), default=0)
    blocks = all(bar.total <= MOST_BLOCKS for bar in bars)
    unit = _unit(up, down, blocks=blocks)
    line = TOP + round(max(up, 3 if blocks else 0) * unit)
    bottom = line + round(max(down, 2 if blocks else 0) * unit) + FOOT
    columns = tuple(_columns(paper, bottom - TOP))
    labels, rules = label_axis(bars, scale, [paper.edge(i) for i in range(len(bars))], width)
    future = None
    if known is not None and (x := paper.at(known, after=True)) < width:
        future = (paper.flip(x, width - x), width - x)
    return Drawing(
        width=width,
        height=bottom + AXIS,
        bottom=bottom,
        line=line,
        left=paper.flip(LEFT, width - LEFT),
        right=paper.flip(LEFT, width - LEFT) + width - LEFT,
        axis_x=paper.flip(LEFT - 8),
        scale=scale,
        blocks=blocks,
        shown=(bars[0].first, bars[-1].last),
        columns=columns,
        paths=tuple(_paths(columns, line, unit, blocks=blocks)),
        ticks=tuple(Tick(line - round(n * unit), n) for n in ticks(up, least=ceil(LINE / unit))),
        labels=tuple(label.moved(paper.flip(label.x)) for label in labels),
        rules=tuple(paper.flip(x) for x in rules),
        brush=_brush(paper, chosen),
        future=future,
        mirrored=mirrored,
    )


def _unit(up: int, down: int, *, blocks: bool) -> float:
    """Pixels for one event."""
    if blocks:
        return TALL if up <= TALL_UP_TO else LOW
    return SEGMENTS / max(1, up + down)


def _columns(paper: _Paper, high: int) -> Iterable[Column]:
    for index, bar in enumerate(paper.bars):
        if bar.total:
            width = paper.edge(index + 1) - paper.edge(index)
            x = paper.flip(paper.edge(index), width)
            yield Column(bar, x, width, f"M{x} {TOP}h{width}v{high}h-{width}z")


def _paths(
    columns: Sequence[Column], line: int, unit: float, *, blocks: bool
) -> Iterable[tuple[str, str]]:
    """Rectangles of each status over all bars, drawn half a pixel in by the template."""
    found: dict[str, list[str]] = defaultdict(list)
    narrowest = min((column.width for column in columns), default=0)
    gap = GAP if narrowest > NARROW else 1
    wide = min(WIDEST_BAR, narrowest - gap)
    for column in columns:
        x = column.x + (column.width - wide) // 2
        for words, sign in ((UP, -1), (DOWN, 1)):
            stacked = 0
            for word in words:
                count = column.bar.counts.get(word, 0)
                for low, high in _pieces(stacked, count, unit, blocks=blocks):
                    top = line - high if sign < 0 else line + low
                    found[word].append(f"M{x} {top}h{wide - 1}v{high - low - 1}h{1 - wide}z")
                stacked += count
    for word in (*UP, *DOWN):
        if found[word]:
            yield word, "".join(found[word])


def _pieces(below: int, count: int, unit: float, *, blocks: bool) -> Iterable[tuple[int, int]]:
    """(low, high) distances from the line of the rectangles of one status in one bar.

    A block for each event, two pixels apart; or one segment, at least two pixels high so
    that an outline can be drawn, which may hide a pixel of its neighbour.
    """
    if blocks:
        for index in range(below, below + count):
            low = round(index * unit) + GAP
            yield low, round((index + 1) * unit)
    elif count:
        low, high = round(below * unit), round((below + count) * unit)
        yield low + 1, max(high, low + 3)


def _brush(paper: _Paper, chosen: tuple[date | None, date | None]) -> Brush:
    first, last = chosen
    start = LEFT if first is None else paper.at(first)
    end = paper.width if last is None else paper.at(last, after=True)
    labels = label_edges(
        (first, start) if first else None, (last, end) if last else None, paper.width
    )
    veils = []
    if first is not None and start > LEFT:
        veils.append((paper.flip(LEFT, start - LEFT), start - LEFT))
    if last is not None and end < paper.width:
        veils.append((paper.flip(end, paper.width - end), paper.width - end))
    return Brush(
        Edge(paper.flip(start), first or paper.bars[0].first, first is not None),
        Edge(paper.flip(end), last or paper.bars[-1].last, last is not None),
        tuple(label.moved(paper.flip(label.x)) for label in labels),
        tuple(veils),
    )
