"""Days of the calendar in words, by the formats of the reader's language.

Days that are not quite known are said by `wording`, in patterns of its own.
"""

from datetime import date, time

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def say_day(day: date) -> str:
    """18 August 2014."""
    return date_format(day)


def say_moment(day: str, at: time, zone: str = "") -> str:
    """A day in words with the time of day, and its zone where that is said."""
    return _("%(day)s, %(time)s") % {"day": day, "time": say_time(at, zone)}


def say_time(at: time, zone: str = "") -> str:
    """21:30, or 21:30 UTC."""
    said = {"time": time_format(at, "TIME_FORMAT"), "zone": zone}
    return _("%(time)s %(zone)s") % said if zone else said["time"]


def say_weekday(day: date) -> str:
    """Monday 18 August 2014."""
    said = {"weekday": date_format(day, "l"), "date": date_format(day)}
    return pgettext("weekday before a date", "%(weekday)s %(date)s") % said


def say_day_of_year(day: date) -> str:
    """18 Aug, where the year stands beside it."""
    said = {"day": str(day.day), "month": date_format(day, "M")}
    return _("%(day)s %(month)s") % said


def say_month(month: date) -> str:
    """Aug 2014."""
    said = {"date": date_format(month, "M"), "year": date_format(month, "Y")}
    return _("%(date)s %(year)s") % said


def say_days(first: date, last: date) -> str:
    """18 August 2014; 11 to 17 August 2014; 28 July to 3 August 2014; both years in full."""
    if first == last:
        return say_day(first)
    start = say_day(first)
    if first.year == last.year:
        alike = first.month == last.month
        start = str(first.day) if alike else date_format(first, "MONTH_DAY_FORMAT")
    return _("%(first)s to %(last)s") % {"first": start, "last": say_day(last)}
