"""Events over time, counted in the database: bins of the API, and the page's histogram.

Events count once, on their listing day. The page's histogram ignores the words that
choose days, as each facet ignores its own selection: it shows what there is around the chosen
days, so that a reader sees what else there is to choose. The API's bins obey every word.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, Expression, F, Max, Min, Q, Value, When
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek, TruncYear

from timeline.queries.filtering.days import chosen_days
from timeline.queries.filtering.filters import Filters, matching
from timeline.queries.filtering.words import day_words
from timeline.vocabulary.histograms import (
    LONGEST_BY_WEEK,
    NO_STATUS,
    Bar,
    Bin,
    Range,
    Scale,
    find_bulk,
    length,
    widen,
)
from timeline.vocabulary.statuses import Status

LISTED = "row__listed_on"

_TRUNCATED: Mapping[Bin, Callable[..., Expression]] = {
    Bin.DAY: TruncDay,
    Bin.WEEK: TruncWeek,
    Bin.MONTH: TruncMonth,
    Bin.YEAR: TruncYear,
}


def count_bins(filters: Filters, wanted: Bin) -> list[Bar]:
    """Bins with matching events, oldest first, empty ones left out; one query.

    Weeks are ISO weeks. Counts hold the six words of status only, where above zero: an
    event without a status (a forecast) is in no count, and a bin of such events alone is
    left out.
    """
    scale = Scale(wanted)
    rows = matching(filters).filter(status__isnull=False)
    rows = rows.values_list(_TRUNCATED[wanted](LISTED, output_field=DateField()), "status")
    found: dict[date, dict[str, int]] = defaultdict(dict)
    counted: Iterable[Any] = rows.annotate(n=Count("pk")).order_by()
    for first, status, count in counted:
        found[first][status] = count
    return [
        Bar(first, scale.end(first), {w: found[first][w] for w in Status if w in found[first]})
        for first in sorted(found)
    ]


@dataclass(frozen=True, slots=True)
class Beyond:
    """Events outside the range shown: how many, and on which days they are listed."""

    count: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts by day (or by first days of months, where the range is long) and status.

    `chosen` are the first and last day that the reader chose, by dates or by listing day;
    `soft` counts events whose date is not one day; `known` is the day of a past view.
    """

    shown: Range
    counts: dict[date, dict[str, int]]
    total: int
    soft: int
    earlier: Beyond | None
    later: Beyond | None
    chosen: tuple[date | None, date | None]
    by_listing: bool
    known: date | None


def count_histogram(filters: Filters) -> Histogram | None:
    """What the page's histogram shows; None where nothing matches.

    Two queries, three in past views, whose axis reaches to what is known today so that it
    stays where it is from one day of knowledge to the next. The range is the one that
    holds the bulk (`histograms.find_bulk`); the few events beyond it are counted apart.
    """
    months = _count_months(filters)
    axis = dict(months)
    if filters.is_past:
        axis |= {m: n for m, n in _count_months(filters.but(known=None)).items() if n}
    bulk = find_bulk(axis)
    if bulk is None or not months:
        return None
    by_day = length(bulk) <= LONGEST_BY_WEEK
    by_date = bool(filters.after or filters.before)
    counts: dict[date, dict[str, int]] = defaultdict(dict)
    beyond: dict[date, list[tuple[int, date, date]]] = defaultdict(list)
    soft = 0
    for here, status, count, unsure, first, last in _count_inside(filters, bulk, by_day=by_day):
        if here in (date.min, date.max):
            beyond[here].append((count, first, last))
        else:
            counts[here][status or NO_STATUS] = count
            soft += unsure
    return Histogram(
        shown=widen(_trim(bulk, counts, filters) if by_day else bulk),
        counts=dict(counts),
        total=sum(sum(by_status.values()) for by_status in counts.values()),
        soft=soft,
        earlier=_beyond(beyond[date.min]),
        later=_beyond(beyond[date.max]),
        chosen=chosen_days(filters) if by_date else filters.listed or (None, None),
        by_listing=filters.listed is not None and not by_date,
        known=filters.known if filters.is_past else None,
    )


def _count_months(filters: Filters) -> dict[date, int]:
    month = TruncMonth(LISTED, output_field=DateField())
    rows = matching(filters, day_words()).values_list(month)
    return dict(rows.annotate(n=Count("pk")).order_by())


def _count_inside(filters: Filters, bulk: Range, *, by_day: bool) -> Any:
    """Rows of (day or month, status, count, of which not of one day, first, last); what lies
    before the range under the first day of all, what lies after it under the last."""
    inside = F(LISTED) if by_day else TruncMonth(LISTED, output_field=DateField())
    here = Case(
        When(**{f"{LISTED}__lt": bulk[0]}, then=Value(date.min)),
        When(**{f"{LISTED}__gt": bulk[1]}, then=Value(date.max)),
        default=inside,
        output_field=DateField(),
    )
    certain = Q(
        row__span__startswith=F("row__span__endswith") - timedelta(days=1),
        row__span__lower_inf=False,
        row__span__upper_inf=False,
        row__event__approximate=False,
        row__event__uncertain=False,
    )
    rows = matching(filters, day_words()).values_list(here, "status")
    return rows.annotate(
        n=Count("pk"), soft=Count("pk") - Count("pk", filter=certain), a=Min(LISTED), z=Max(LISTED)
    ).order_by()


def _trim(bulk: Range, counts: Mapping[date, object], filters: Filters) -> Range:
    """From the first day with events to the last; in a past view to the end of the axis."""
    if not counts:
        return bulk
    return min(counts), (bulk[1] if filters.is_past else max(counts))


def _beyond(rows: list[tuple[int, date, date]]) -> Beyond | None:
    if not rows:
        return None
    return Beyond(sum(n for n, _a, _z in rows), min(a for _n, a, _z in rows),
                  max(z for _n, _a, z in rows))  # fmt: skip
