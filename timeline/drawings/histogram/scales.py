"""What fits on paper of a given width: how long a bar lasts, which days, which numbers."""

from datetime import date

from timeline.vocabulary.histograms import (
    LONGEST_BY_WEEK,
    SHORTEST,
    Bin,
    Range,
    Scale,
    length,
)

#: The narrowest bar with the blank beside it, in pixels: five and one.
NARROWEST = 6
LONGEST_BY_DAY = 120


def choose_scale(shown: Range, width: float) -> Scale:
    """The finest scale whose bars are wide enough on a plot of so many pixels.

    Days up to 120 of them, weeks up to two years, then months, then years by 1-2-5.
    """
    days = length(shown)
    steps = (digit * 10**power for power in range(4) for digit in (1, 2, 5))
    scales = [Scale(Bin.MONTH), *(Scale(Bin.YEAR, years) for years in steps)]
    if days <= LONGEST_BY_WEEK:
        scales.insert(0, Scale(Bin.WEEK))
    if days <= LONGEST_BY_DAY:
        scales.insert(0, Scale(Bin.DAY))
    return next((s for s in scales if s.count(shown) * NARROWEST <= width), scales[-1])


def around(chosen: Range, shown: Range, width: float) -> Range | None:
    """Up to three weeks on both sides of the chosen days, within what is shown.

    For narrow paper, where days would otherwise have to become weeks; None where even
    the chosen days are too many for bars of a day.
    """
    first = max(shown[0].toordinal(), chosen[0].toordinal())
    last = min(shown[1].toordinal(), chosen[1].toordinal())
    room = int(width // NARROWEST) - (last - first + 1)
    if last < first or room < 0:
        return None
    beside = min(SHORTEST // 2, room // 2)
    return (
        date.fromordinal(max(shown[0].toordinal(), first - beside)),
        date.fromordinal(min(shown[1].toordinal(), last + beside)),
    )


def ticks(highest: int, most: int = 4, least: int = 1) -> list[int]:
    """Up to `most` round numbers (1-2-5) from above 0 up to the highest bar, at least `least`
    apart."""
    if highest < 1:
        return []
    power = 1
    while True:
        for digit in (1, 2, 5):
            step = digit * power
            if step >= least and highest // step <= most:
                return list(range(step, highest + 1, step))
        power *= 10
