"""What a drawn histogram is made of, in whole pixels."""

from dataclasses import dataclass
from datetime import date

from timeline.vocabulary.histograms import Bar, Range, Scale

from .axes import Label

LEFT = 34
TOP = 26
#: Where the bracket over the chosen days begins, above the plot.
OVER = 20
GRIP = 26


@dataclass(frozen=True, slots=True)
class Tick:
    y: int
    label: int


@dataclass(frozen=True, slots=True)
class Column:
    """The place of one bar; `path` is where a reader points to reach its events."""

    bar: Bar
    x: int
    width: int
    path: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A side of the chosen range; `given` unless it is where the range shown ends."""

    x: int
    day: date
    given: bool


@dataclass(frozen=True, slots=True)
class Brush:
    """The chosen range: two edges, and the veils (x, width) over what lies outside."""

    start: Edge
    end: Edge
    labels: tuple[Label, ...]
    veils: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything that a template puts into one SVG.

    `paths` are (status word, path data), empty statuses left out, "" for events without
    one. `bottom` is where the plot ends and the labels of the axis begin. `future` is
    (x, width) of the days that were not yet known, or None.
    """

    width: int
    height: int
    bottom: int
    line: int
    left: int
    right: int
    axis_x: int
    scale: Scale
    blocks: bool
    shown: Range
    columns: tuple[Column, ...]
    paths: tuple[tuple[str, str], ...]
    ticks: tuple[Tick, ...]
    labels: tuple[Label, ...]
    rules: tuple[int, ...]
    brush: Brush
    future: tuple[int, int] | None
    mirrored: bool

    @property
    def height_of_plot(self) -> int:
        return self.bottom - TOP

    @property
    def height_over(self) -> int:
        """From the bracket over the chosen days down to the axis."""
        return self.bottom - OVER

    @property
    def bracket(self) -> str:
        """A line over the chosen days, down to the axis at every edge that was given."""
        start, end = self.brush.start, self.brush.end
        down = f"V{self.bottom}" if end.given else ""
        up = f"{self.bottom}V{OVER}" if start.given else f"{OVER}"
        return f"M{start.x} {up}H{end.x}{down}"

    @property
    def now(self) -> int:
        """Where the day of a past view ends, and what was not yet known begins."""
        if self.future is None:
            return 0
        x, width = self.future
        return x + width if self.mirrored else x

    @property
    def words_of_future(self) -> int:
        """Where words over the future begin."""
        return self.now + (-8 if self.mirrored else 8)

    @property
    def middle(self) -> int:
        """Where the grips are held."""
        return (TOP + self.bottom - GRIP) // 2

    @property
    def key(self) -> tuple[Scale, bool]:
        """What a caption has to say: drawings with the same key share one."""
        return self.scale, self.blocks
