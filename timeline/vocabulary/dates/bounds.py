"""Dates as precise as they are known: EDTF text, its first and last day, its precision.

An end that is open or not known is None, never an invented year; ``~`` and ``?`` never
widen the bounds. What EDTF is accepted is told in `grammar`, how dates read in
`wording`.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from .grammar import (
    DateError,
    Missing,
    Point,
    Precision,
    Shape,
    Span,
    Ymd,
    days_in,
    read_shape,
)

__all__ = [
    "DateError",
    "Precision",
    "UncertainDate",
    "between",
    "bounds_of",
    "is_soft",
    "parse_date",
    "parse_day_range",
    "parse_listed",
    "precision_codes",
]

DAYS_IN_WEEK = 7
LONGEST_MONTH = 31

type Bounds = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date with its doubts.

    `edtf` is the text to store (outer blanks, and blanks after the commas of a set, gone).
    `earliest` and `latest` are inclusive days. Each is None where that end is open or not
    known, and also where it lies outside the years 1 to 9999 that a calendar day can have
    here: such a date overlaps everything on that side. A time of day does not move the
    day, whatever its zone. `approximate` is any ``~`` or ``%``, `uncertain` any ``?`` or ``%``.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    approximate: bool
    uncertain: bool
    precision: Precision

    @property
    def one_of(self) -> bool:
        """Whether the text is a set of which one date is meant."""
        return self.edtf.startswith("[")


def parse_date(text: str) -> UncertainDate:
    """The date that an EDTF text means; DateError, which names the reason, where none."""
    shape = read_shape(text)
    first, last = _outer_days(shape)
    return UncertainDate(
        edtf=shape.text,
        earliest=_as_date(first),
        latest=_as_date(last),
        approximate=any(point.approximate for point in shape.points),
        uncertain=any(point.uncertain for point in shape.points),
        precision=_precision(shape.spans, first, last),
    )


def bounds_of(text: str) -> Bounds:
    """First and last day of an EDTF text, as UncertainDate has them."""
    found = parse_date(text)
    return found.earliest, found.latest


def between(first: str, last: str, *, about: bool = False) -> str:
    """EDTF for "not before, not after": days, months or years, either of them empty.

    One of them alone leaves the other end open (for `last` alone: by then); `about` marks
    both as approximate. Raises DateError where they are no such dates or in the wrong order.
    """
    days = [parse_day_range(text) for text in (first, last) if text]
    if len(days) == 2 and days[0][0] > days[1][1]:
        raise DateError(f"{first}/{last}", _REVERSED)
    doubt = "~" if about else ""
    first, last = (f"{text}{doubt}" if text else "" for text in (first, last))
    if first == last:
        return first
    if not first:
        return f"[..{last}]"
    return f"{first}/{last or '..'}"


def _outer_days(shape: Shape) -> tuple[Ymd | None, Ymd | None]:
    """The first and last day over all spans; None where any of them has no such end."""
    firsts = [None if isinstance(span.start, Missing) else span.start.first for span in shape.spans]
    lasts = [None if isinstance(span.end, Missing) else span.end.last for span in shape.spans]
    first = None if None in firsts else min(day for day in firsts if day)
    last = None if None in lasts else max(day for day in lasts if day)
    return first, last


def _as_date(day: Ymd | None) -> date | None:
    return date(*day) if day and date.min.year <= day[0] <= date.max.year else None


_LONGEST = [
    (1, Precision.DAY),
    (27, Precision.RANGE),
    (LONGEST_MONTH, Precision.MONTH),
    (92, Precision.SEASON),
    (366, Precision.YEAR),
    (3653, Precision.DECADE),
    (36525, Precision.CENTURY),
]


def _precision(spans: tuple[Span, ...], first: Ymd | None, last: Ymd | None) -> Precision:
    only = spans[0]
    if len(spans) == 1 and isinstance(only.start, Point) and only.start == only.end:
        return only.start.unit
    if first is None or last is None:
        return Precision.UNKNOWN
    days = _ordinal(last) - _ordinal(first) + 1
    return next((word for most, word in _LONGEST if days <= most), Precision.LONGER)


def _ordinal(day: Ymd) -> int:
    """Number of a day in any year; 400 years of the Gregorian calendar have 146,097 days."""
    year, month, day_of_month = day
    return year // 400 * 146_097 + date(2000 + year % 400, month, day_of_month).toordinal()


def is_soft(found: UncertainDate) -> bool:
    """Whether anything but one known day without ``~`` or ``?`` (rows show it in italics)."""
    one_day = found.precision in (Precision.DAY, Precision.TIME)
    return not one_day or found.approximate or found.uncertain


def precision_codes(found: UncertainDate) -> tuple[int, int]:
    """The ACLED ``time_precision`` and the UCDP ``date_prec`` of a date.

    ACLED code book: 1 the day is known, 2 the week, 3 the month; 3 stands here for all
    that is longer than seven days. UCDP GED code book: 1 the day, 2 within two to six
    days, 3 a known week, 4 eight to thirty days or a month, 5 longer than a month; 5
    stands here also for more than a year and for a missing end, where the book has no
    code. One day that is approximate or uncertain counts as a few days: 2 and 2.
    """
    if not is_soft(found):
        return 1, 1
    if found.earliest is None or found.latest is None:
        return 3, 5
    days = (found.latest - found.earliest).days + 1
    if days > DAYS_IN_WEEK:
        return 3, 4 if days <= LONGEST_MONTH else 5
    return 2, 3 if days == DAYS_IN_WEEK else 2


_CALENDAR = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FILTER_FORM = _("write a day, month or year: 2014-08-18, 2014-08 or 2014")
_NO_SUCH_DAY = _("there is no such day in the calendar")
_REVERSED = _("the end lies before the start")


def parse_day_range(text: str) -> tuple[date, date]:
    """First and last day of an ISO day, month or year (0001 to 9999), as filters take it.

    Only the digits 0 to 9, no blanks, no signs of doubt; DateError otherwise.
    """
    match = _CALENDAR.fullmatch(text)
    if match is None:
        raise DateError(text, _FILTER_FORM)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError as fault:
        raise DateError(text, _NO_SUCH_DAY) from fault
    if day is not None:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, days_in(first.year, last_month))


def parse_listed(text: str) -> tuple[date, date]:
    """The same, or two of them as ``A/B``: from the first day of A to the last of B."""
    start, slash, end = text.partition("/")
    if not slash:
        return parse_day_range(text)
    try:
        first, last = parse_day_range(start)[0], parse_day_range(end)[1]
    except DateError as fault:
        raise DateError(text, fault.reason) from fault
    if first > last:
        raise DateError(text, _REVERSED)
    return first, last
