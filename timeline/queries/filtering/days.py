"""The filter words of days: when an event was, and under which day it is listed."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext as _

from timeline.vocabulary.dates.days import say_day, say_days

from .controls import Chip
from .fields import DaysField, ListedField
from .filter_words import FilterWord

if TYPE_CHECKING:
    from .filters import Filters


class Listed(FilterWord):
    """The days under which an event is listed."""

    field_class = ListedField
    test = "range"
    chooses_days = True

    def say(self, key: str, filters: "Filters") -> str:
        return say_days(*self.value(filters))


class Dates(FilterWord):
    """Events whose bounds overlap the days, or with `overlap=0` lie wholly inside.

    An open or unknown end overlaps everything on that side and is never inside. `before` and
    `overlap` are part of it.
    """

    field_class = DaysField
    chooses_days = True

    def fits(self, filters: "Filters") -> Q | None:
        first, last = chosen_days(filters)
        if first is None and last is None:
            return None
        days = DateRange(first, last, "[]")
        if filters.overlap:
            return Q(**{f"{self.field_name}__overlap": days})
        return Q(
            **{
                f"{self.field_name}__contained_by": days,
                f"{self.field_name}__lower_inf": False,
                f"{self.field_name}__upper_inf": False,
            }
        )

    def describe_chips(self, filters: "Filters") -> Iterable[Chip]:
        """One for all of them."""
        first, last = chosen_days(filters)
        if self.part_of or (first is None and last is None):
            return
        said = _say_span(first, last)
        if not filters.overlap:
            said = _("%(dates)s, wholly inside") % {"dates": said}
        yield Chip(self.name, str(self.label), "", said, filters.without(self.name))


def chosen_days(filters: "Filters") -> tuple[date | None, date | None]:
    """The first and the last day that dates were chosen by; None where that side is open."""
    return (
        filters.after[0] if filters.after else None,
        filters.before[1] if filters.before else None,
    )


def _say_span(first: date | None, last: date | None) -> str:
    if first and last:
        return say_days(first, last)
    words = _("from %(day)s") if first else _("until %(day)s")
    return words % {"day": say_day(first or last or date.max)}
