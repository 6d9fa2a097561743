"""Reads EDTF text into points and spans: which dates are accepted, and why others are not.

EDTF (ISO 8601-2) as profiled by the Library of Congress: levels 0 and 1 and, of level 2, one-of
sets: ``[a,b]``, ``[a..b]``, ``[..a]``, ``[a..]``. A single date is one of six expressions; what
fails them is named as well as it can be. The ``edtf`` library, in the tests, says the same.
"""

import calendar
import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.words import Text, Word

MAX_LENGTH = 200
SHOWN_LENGTH = 40

type Ymd = tuple[int, int, int]  # year (astronomical, of any size), month, day


class DateError(ValueError):
    """A text that is no date we keep; says the text (shortened) and the reason."""

    def __init__(self, text: str, reason: Text) -> None:
        shown = text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"
        super().__init__(shown, reason)
        self.text = shown
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.text!r}: {self.reason}"  # repr shows invisible characters


class Precision(Word):
    """How closely the day is known. Intervals and sets are measured by their length in
    days, up to: 27 range, 31 month, 92 season, 366 year, 3653 decade, 36525 century."""

    TIME = "time", _("Time of day")
    DAY = "day", _("Day")
    RANGE = "range", _("Several days")
    MONTH = "month", _("Month")
    SEASON = "season", _("Season")
    YEAR = "year", _("Year")
    DECADE = "decade", _("Decade")
    CENTURY = "century", _("Century")
    LONGER = "longer", _("Longer than a century")
    UNKNOWN = "unknown", _("Not known")


class Missing(Enum):  # an end that is not a date
    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One date as written. `first` and `last` are inclusive days, None for year ``XXXX``;
    `clock` is the time of day with its zone, `season` 21 to 24, `hidden` the finest part
    written as ``XX`` ("day" or "month")."""

    unit: Precision
    first: Ymd | None
    last: Ymd | None
    approximate: bool = False
    uncertain: bool = False
    clock: str = ""
    season: int = 0
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`; a single date has the same Point at both."""

    start: Point | Missing
    end: Point | Missing

    @property
    def points(self) -> list[Point]:
        """The dates among its ends, a single one twice."""
        return [end for end in (self.start, self.end) if isinstance(end, Point)]


@dataclass(frozen=True, slots=True)
class Shape:
    """A whole EDTF text: its normalised form and its spans (several only in a set)."""

    text: str
    spans: tuple[Span, ...]
    one_of: bool = False

    @property
    def points(self) -> list[Point]:
        """Every date written, from left to right, a single one twice."""
        return [point for span in self.spans for point in span.points]


_NOT_A_DATE = _("this is not a date; write 2014-08-18, 2014-08, 2014 or another EDTF date")
_TOO_LONG = _("a date has at most 200 characters")
_FOREIGN = _("control characters and signs or digits other than those of ASCII are not accepted")
_SPACES = _("blanks inside a date are not accepted")
_ALL_OF = _("sets that mean all of their dates, {…}, are not accepted")
_SIGNIFICANT = _("significant digits (S) are not accepted")
_EXPONENT = _("years with an exponent (E) are not accepted")
_SEASON_CODE = _("season codes 25 to 41 are not accepted; 21 to 24 are")
_INSIDE = _("a sign ?, ~ or % inside a date is not accepted; put it at the end")
_ODD_X = _("X is only accepted for the last digits of a year or as a whole month or day (XX)")
_NO_DAY = _("there is no such day in that month")
_CLOCK = _("write a time of day as 2014-08-18T21:30:00, with Z, +03 or +03:00 after it if known")
_ALONE = _("a time of day, an X or a year of more than four digits must stand alone")
_SIGN_AFTER = _("a sign ?, ~ or % after a time or a year of more than four digits is not accepted")
_SEASON_IN_SET = _("a season in a set is not accepted")
_REVERSED = _("the end lies before the start")
_NO_ENDS = _("an interval needs a start or an end")
_SHORT_SET = _("a set needs two dates or two dots (..)")
_OPEN_INSIDE = _("open dots belong at the very start or end of a set")
_CONSECUTIVE = _("dates around two dots must be alike (days, months or years), without ?, ~ or %")

_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""First and last month of spring, summer, autumn, winter: the northern meteorological seasons.
Winter ends in February of the next year."""

_FEATURES: list[tuple[re.Pattern[str], Text]] = [
    (re.compile(r"Y-?[0-9]+E[0-9]+(S[0-9]+)?"), _EXPONENT),
    (re.compile(r"(Y?-?[0-9]+)S[0-9]+"), _SIGNIFICANT),
    (re.compile(r"-?[0-9X]{4}-(2[5-9]|3[0-9]|4[01])[?~%]?"), _SEASON_CODE),
    (re.compile(r"[0-9X?~%-]*[?~%][0-9X?~%-]+"), _INSIDE),
]
_X_ACCEPTED = re.compile(r"-?[0-9]{2}([0-9]X|XX)|-?[0-9]{4}-(XX|[0-9]{2}-XX|XX-XX)")
_X_DATE = re.compile(r"-?[0-9X]{4}(-[0-9X]{2}){0,2}")
_WITH_CLOCK = re.compile(r"-?[0-9]{4}(-[0-9]{2}){0,2}[Tt]")

# The six forms of one date. There is no year -0000, and no zone +00:00, which is Z.
_YEAR = r"(?!-0000)-?[0-9]{4}"
_MONTH = r"0[1-9]|1[0-2]"
_DAY = r"0[1-9]|[12][0-9]|3[01]"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00"
_ZONE = r"Z|[+-](?:(?:0[1-9]|1[0-3])(?::[0-5][0-9])?|14:00|00:(?:0[1-9]|[1-5][0-9]))"
_NO_YEAR = re.compile(r"XXXX(-XX(-XX)?)?")
_YEARS = re.compile(r"-?[0-9]{2}([0-9]X|XX)")
_CALENDAR = re.compile(rf"({_YEAR})(?:-({_MONTH}|XX)(?:-({_DAY}|XX))?)?")
_SEASON = re.compile(rf"({_YEAR})-(2[1-4])")
_TIMED = re.compile(rf"({_YEAR})-({_MONTH})-({_DAY})T((?:{_TIME})(?:{_ZONE})?)")
_LONG_YEAR = re.compile(r"Y(-?[1-9][0-9]{4,})")


def read_shape(text: str) -> Shape:
    """The points and spans of an EDTF text; DateError, and nothing else, where there are none."""
    if not isinstance(text, str):  # YAML reads 2014 as a number
        raise DateError(str(text), _NOT_A_DATE)
    return _read_text(text)


@lru_cache(maxsize=4096)
def _read_text(text: str) -> Shape:
    if len(text) > MAX_LENGTH:
        raise DateError(text, _TOO_LONG)
    if not (text.isascii() and text.isprintable()):
        raise DateError(text, _FOREIGN)
    text = text.strip(" ")
    if text.startswith("{"):
        raise DateError(text, _ALL_OF)
    if text.startswith("[") and text.endswith("]"):
        return _read_set(text)
    if " " in text:
        raise DateError(text, _SPACES)
    if "/" in text:
        return _read_interval(text)
    point = _read_point(text, text)
    return Shape(text, (Span(point, point),))


def _read_interval(text: str) -> Shape:
    if text == "/":
        raise DateError(text, _NO_ENDS)
    ends = text.split("/", 1)  # a second "/" is no sign of any date
    start, end = (Missing(end) if end in ("", "..") else _read_part(end, text) for end in ends)
    return Shape(text, (_ordered(Span(start, end), text),))


def _read_set(text: str) -> Shape:
    items = [item.strip(" ") for item in text[1:-1].split(",")]
    normalised = f"[{','.join(items)}]"
    if " " in normalised:
        raise DateError(text, _SPACES)
    if len(items) == 1 and (".." not in items[0] or items[0] == ".."):
        raise DateError(text, _SHORT_SET)
    spans = tuple(_read_item(item, text) for item in items)
    if any(end.season for span in spans for end in span.points):
        raise DateError(text, _SEASON_IN_SET)
    inner = [span.end for span in spans[:-1]] + [span.start for span in spans[1:]]
    if Missing.OPEN in inner:
        raise DateError(text, _OPEN_INSIDE)
    return Shape(normalised, spans, one_of=True)


def _read_item(item: str, text: str) -> Span:
    """One member of a set: a date, or two around ``..`` of which one may be missing."""
    if ".." not in item:
        point = _read_part(item, text)
        return Span(point, point)
    left, _dots, right = item.partition("..")
    start, end = (_read_part(half, text) if half else Missing.OPEN for half in (left, right))
    span = Span(start, end)
    doubted = any(half.approximate or half.uncertain for half in span.points)
    if doubted or len({half.unit for half in span.points}) != 1:
        raise DateError(text, _CONSECUTIVE)
    return _ordered(span, text)


def _read_part(part: str, text: str) -> Point:
    """A date inside an interval or set, where level 1 has no X, clock or long year."""
    point = _read_point(part, text)
    if point.clock or "X" in part or part.startswith("Y"):
        raise DateError(text, _ALONE)
    return point


def _ordered(span: Span, text: str) -> Span:
    first = span.start.first if isinstance(span.start, Point) else None
    last = span.end.last if isinstance(span.end, Point) else None
    if first and last and first > last:
        raise DateError(text, _REVERSED)
    return span


def _read_point(part: str, text: str) -> Point:
    """One date; `text` is the whole that errors quote."""
    for pattern, reason in _FEATURES:
        if pattern.fullmatch(part):
            raise DateError(text, reason)
    core = part[:-1] if part.endswith(("?", "~", "%")) else part
    signs = part[len(core) :]
    point = _read_core(core, text)
    if signs and (point.clock or core.startswith("Y")):
        raise DateError(text, _SIGN_AFTER)
    return replace(point, approximate=signs in ("~", "%"), uncertain=signs in ("?", "%"))


def _read_core(core: str, text: str) -> Point:
    """One date without a sign at its end."""
    if _NO_YEAR.fullmatch(core):
        return Point(Precision.UNKNOWN, None, None)
    if _X_DATE.fullmatch(core) and "X" in core and not _X_ACCEPTED.fullmatch(core):
        raise DateError(text, _ODD_X)
    if _YEARS.fullmatch(core):
        return _decade_or_century(core)
    if found := _CALENDAR.fullmatch(core):
        return _day_month_year(text, *found.groups(""))
    if found := _SEASON.fullmatch(core):
        return _season(int(found[1]), int(found[2]))
    if found := _TIMED.fullmatch(core):
        *day, clock = found.groups()
        return replace(_day_month_year(text, *day), unit=Precision.TIME, clock=clock)
    if found := _LONG_YEAR.fullmatch(core):
        return _whole_year(int(found[1]))
    raise DateError(text, _CLOCK if _WITH_CLOCK.match(core) else _NOT_A_DATE)


def _decade_or_century(written: str) -> Point:
    low, high = sorted(int(written.replace("X", digit)) for digit in "09")
    unit = Precision.CENTURY if written.endswith("XX") else Precision.DECADE
    return Point(unit, (low, 1, 1), (high, 12, 31))


def _whole_year(year: int, hidden: str = "") -> Point:
    return Point(Precision.YEAR, (year, 1, 1), (year, 12, 31), hidden=hidden)


def _season(year: int, code: int) -> Point:
    month, last_month = _SEASON_MONTHS[code]
    last_year = year + 1 if last_month < month else year
    last = (last_year, last_month, days_in(last_year, last_month))
    return Point(Precision.SEASON, (year, month, 1), last, season=code)


def _day_month_year(text: str, year: str, month: str, day: str) -> Point:
    """A date of up to three parts: XX for a month or day that is not known, "" for none."""
    of = int(year)
    if month in ("", "XX"):
        return _whole_year(of, hidden=month and ("day" if day else "month"))
    last = days_in(of, int(month))
    if day in ("", "XX"):
        first = (of, int(month), 1)
        return Point(Precision.MONTH, first, (*first[:2], last), hidden=day and "day")
    if int(day) > last:
        raise DateError(text, _NO_DAY)
    first = (of, int(month), int(day))
    return Point(Precision.DAY, first, first)


def days_in(year: int, month: int) -> int:
    """Days of a month in any year; the Gregorian calendar repeats after 400 years."""
    return calendar.monthrange(2000 + year % 400, month)[1]
