"""How a date reads: "16-18 Aug" (with a dash), "mid Aug", "by 3 August 2014", "about 2003".

Nothing is rounded: what is shown is as precise as what is stored. ``~`` reads "about",
``?`` "possibly", an open or unknown end "by" or "from". A range of days that is approximate
at both ends and covers a third of a month (1-10, 10/11-20, 20/21-end) reads early, mid, late.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.vocabulary.sentences import say_any

from .bounds import UncertainDate
from .grammar import Point, Precision, Shape, Span, Ymd, days_in, read_shape

YEARS_IN_CENTURY = 100
_SHORTER_THAN_YEAR = (Precision.TIME, Precision.DAY, Precision.MONTH)


@dataclass(frozen=True, slots=True)
class _Style:
    """`long` writes months out; `dated` names the year beside days and ranges of months."""

    long: bool
    dated: bool


def say_date(found: UncertainDate, *, long: bool = False, year: bool = False) -> str:
    """The date in words of the reader's language.

    Short (lists) by default: days and ranges of months leave out the year, which the heading
    above them says, unless `year` is set or the years differ. `long` (pages of one event)
    writes months out, always names the year, and says which part is not known.
    """
    shape = read_shape(found.edtf)
    years = {point.first[0] for point in shape.points if point.first}
    style = _Style(long=long, dated=long or year or len(years) > 1)
    days = _days_of_one_month(shape)
    if days:
        words = _day_month(say_any([str(_day(day)[2]) for day in days]), _day(days[0]), style)
        return _doubtful(days[0], words)
    return say_any([_say_span(span, style) for span in shape.spans])


def _days_of_one_month(shape: Shape) -> list[Point]:
    """The members of a set like ``[2014-08-03,2014-08-05]``, else nothing."""
    starts = [span.start for span in shape.spans if span.start == span.end]
    days = [day for day in starts if isinstance(day, Point) and day.unit == Precision.DAY]
    if not shape.one_of or len(days) != len(shape.spans):
        return []
    alike = len({(_day(day)[:2], _doubts(day)) for day in days}) == 1
    return days if alike else []


def _say_span(span: Span, style: _Style) -> str:
    start, end = span.start, span.end
    if isinstance(start, Point) and isinstance(end, Point):
        return _say_point(start, style) if start == end else _say_range(start, end, style)
    if isinstance(end, Point):
        return _("by %(date)s") % {"date": _say_point(end, style)}
    if isinstance(start, Point):
        return _("from %(date)s") % {"date": _say_point(start, style)}
    return _("date not known")


def _say_point(point: Point, style: _Style) -> str:
    if point.unit == Precision.UNKNOWN:
        return _("date not known")
    if point.unit == Precision.MONTH:
        style = replace(style, dated=True)  # "Aug" alone could be of any year
    words = _plain(point, style)
    if style.long and point.hidden == "day":
        words = _("%(date)s, day not known") % {"date": words}
    if style.long and point.hidden == "month":
        words = _("%(date)s, month not known") % {"date": words}
    return _doubtful(point, words)


def _say_range(start: Point, end: Point, style: _Style) -> str:
    third = _third_of_month(start, end, style)
    if third:
        return third
    if _doubts(start) == _doubts(end):
        words = _doubtful(start, _plain_range(start, end, style))
    else:
        words = _between(_say_point(start, style), _say_point(end, style), style)
    if style.long and start.unit == end.unit == Precision.DAY:
        words = _("%(date)s, day not known") % {"date": words}
    return words


def _plain_range(start: Point, end: Point, style: _Style) -> str:
    """From the first to the last date, without repeating a month or year they share."""
    first, last = _day(start), _day(end)
    if start.unit == end.unit == Precision.DAY and first[:2] == last[:2]:
        return _day_month(_between(str(first[2]), str(last[2]), style), first, style)
    within_year = start.unit in _SHORTER_THAN_YEAR and end.unit in _SHORTER_THAN_YEAR
    if not within_year or first[0] != last[0]:
        return _between(_plain(start, style), _plain(end, style), style)
    bare = replace(style, dated=False)
    words = _between(_plain(start, bare), _plain(end, bare), style)
    return _with_year(words, first[0]) if style.dated else words


def _third_of_month(start: Point, end: Point, style: _Style) -> str:
    """A third of a month in words ("mid Aug") where both ends are approximate, else nothing."""
    first, last = _day(start), end.last or _day(end)
    days_only = start.unit == end.unit == Precision.DAY
    if not (days_only and start.approximate and end.approximate and first[:2] == last[:2]):
        return ""
    month = _month(first, style)
    match (first[2], last[2]):
        case (1, 10):
            words = _("early %(month)s") % {"month": month}
        case (10 | 11, 20):
            words = _("mid %(month)s") % {"month": month}
        case (20 | 21, day) if day == days_in(*last[:2]):
            words = _("late %(month)s") % {"month": month}
        case _:
            return ""
    unsure = start.uncertain or end.uncertain
    return _("possibly %(date)s") % {"date": words} if unsure else words


def _plain(point: Point, style: _Style) -> str:
    """One date without its doubts."""
    first = _day(point)
    match point.unit:
        case Precision.DAY | Precision.TIME:
            words = _day_month(str(first[2]), first, style)
            clock = {"day": words, "time": _clock(point.clock, style)}
            return _("%(day)s, %(time)s") % clock if point.clock else words
        case Precision.MONTH:
            return _month(first, style)
        case Precision.SEASON:
            return _season(point, style)
        case Precision.DECADE | Precision.CENTURY:
            return _years(first[0], (point.last or first)[0], style)
    return _year(first[0])


def _years(first: int, last: int, style: _Style) -> str:
    """A decade ("2010s") or century; the first decade of a century is no "1900s"."""
    if last - first < YEARS_IN_CENTURY - 1 and first % YEARS_IN_CENTURY and first > 0:
        return _("%(year)ds") % {"year": first}
    return _between(_year(first), _year(last), style)


def _day(point: Point) -> Ymd:
    """The first day of a date. Only ``XXXX`` has none, and it never stands beside another."""
    return point.first or (1, 1, 1)


def _day_month(day: str, of: Ymd, style: _Style) -> str:
    return _("%(day)s %(month)s") % {"day": day, "month": _month(of, style)}


def _month(of: Ymd, style: _Style) -> str:
    name = _name_month(of[1], "F" if style.long else "M")
    return _with_year(name, of[0]) if style.dated else name


def _name_month(month: int, form: str = "F") -> str:
    """Its name in the language's own letters, whatever the year."""
    return date_format(date(2000, month, 1), form)


def _with_year(words: str, year: int) -> str:
    return _("%(date)s %(year)s") % {"date": words, "year": _year(year)}


def _year(year: int) -> str:
    """Year 0 of the calendar that EDTF counts in is 1 BC."""
    return str(year) if year > 0 else _("%(year)d BC") % {"year": 1 - year}


def _season(point: Point, style: _Style) -> str:
    names = {21: _("spring"), 22: _("summer"), 23: _("autumn"), 24: _("winter")}
    first, last = _day(point), point.last or _day(point)
    years = _year(first[0])
    if last[0] > first[0] > 0:  # winter
        years = _close(str(first[0]), f"{last[0] % YEARS_IN_CENTURY:02d}")
    words = _("%(season)s %(year)s") % {"season": names[point.season], "year": years}
    if not style.long:
        return words
    months = {"season": words, "first": _name_month(first[1]), "last": _name_month(last[1])}
    return _("%(season)s (%(first)s to %(last)s)") % months


def _clock(clock: str, style: _Style) -> str:
    """The time as written, to the minute where the second is 0, with its zone."""
    time = clock[:5] if clock[5:8] == ":00" else clock[:8]
    zone = clock[8:]
    if zone == "Z":
        return _("%(time)s UTC") % {"time": time}
    if zone:
        return _("%(time)s (UTC%(offset)s)") % {"time": time, "offset": zone}
    return _("%(time)s, zone not stated") % {"time": time} if style.long else time


def _between(first: str, last: str, style: _Style) -> str:
    """Two ends: words when long, else a dash, with blanks where an end has any itself."""
    ends = {"first": first, "last": last}
    if style.long:
        return _("%(first)s to %(last)s") % ends
    return _("%(first)s – %(last)s") % ends if " " in first + last else _close(first, last)


def _close(first: str, last: str) -> str:
    return pgettext("figures", "%(first)s–%(last)s") % {"first": first, "last": last}


def _doubts(point: Point) -> tuple[bool, bool]:
    return point.approximate, point.uncertain


def _doubtful(point: Point, words: str) -> str:
    if point.approximate:
        words = _("about %(date)s") % {"date": words}
    return _("possibly %(date)s") % {"date": words} if point.uncertain else words
