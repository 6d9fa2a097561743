"""Lists of events: one page of them with its neighbours, and how many there are in all."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q

from timeline.models import Claim, Document, EvidenceState, SearchRow
from timeline.queries.filtering.cursors import Cursor
from timeline.queries.filtering.filters import Filters, Order, matching
from timeline.queries.filtering.words import WORDS, group_of
from timeline.queries.readers.veil import Veil
from timeline.queries.rows.pages import read_page
from timeline.vocabulary.statuses import say_status

from .events import EventSummary, summarise, with_events


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. A cursor is None where there is no such page.

    `previous_cursor` is "" where the page before is the first one, which has no cursor.
    """

    rows: tuple[EventSummary, ...]
    count: int
    next_cursor: str | None
    previous_cursor: str | None


def browse_events(filters: Filters) -> Page:
    """The page of events that the filters ask for.

    Ordered by listing day, or by the last change; events of one day in the order of
    their entry here. Costs one page of rows and one count, however far the page is.
    """
    found = matching(filters)
    cursor = filters.cursor
    beyond = _beyond(cursor, filters) if cursor else None
    states, goes_back, goes_on = read_page(
        with_events(found), filters.size, _order(filters), beyond, bool(cursor and cursor.backwards)
    )
    rows = summarise(states, filters)
    return Page(
        rows=rows,
        count=found.count(),
        next_cursor=_cursor(rows[-1], filters) if goes_on and rows else None,
        previous_cursor=_cursor(rows[0], filters, backwards=True) if goes_back and rows else None,
    )


def _field(filters: Filters) -> str:
    return "row__changed_at" if filters.order == Order.CHANGED else "row__listed_on"


def _order(filters: Filters) -> tuple[str, str]:
    sign = "" if filters.order == Order.OLDEST else "-"
    return f"{sign}{_field(filters)}", f"{sign}row_id"


def _beyond(cursor: Cursor, filters: Filters) -> Q:
    """Rows after the cursor's event, or before it.

    Where readers no longer see that event, all rows of its day come: some twice, none lost,
    and nothing tells a hidden event from one that never was.
    """
    here = SearchRow.objects.filter(event__public_id=cursor.public_id)
    pk = here.values_list("pk", flat=True).first()
    return _side(cursor.position, pk, filters, backwards=cursor.backwards)


def _side(position: date | datetime, pk: int | None, filters: Filters, *, backwards: bool) -> Q:
    """Rows on one side of a position in the list; of its own day all where `pk` is None.

    The day is bounded by itself first, so that the index is entered there and not at its end.
    """
    side = "gt" if (filters.order == Order.OLDEST) is not backwards else "lt"
    field: str = _field(filters)
    same = Q(**{field: position})
    if pk is not None:
        same &= Q(**{f"row_id__{side}": pk})
    return Q(**{f"{field}__{side}e": position}) & (Q(**{f"{field}__{side}": position}) | same)


def _cursor(row: EventSummary, filters: Filters, *, backwards: bool = False) -> str:
    by_change = filters.order == Order.CHANGED
    position: date | datetime = row.changed_at if by_change else row.listed_on
    return Cursor(position, row.public_id, backwards).encode()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The event before or after another one in a list."""

    path: str
    title: str
    status: str | None
    words: str


def find_neighbours(here: SearchRow, filters: Filters) -> tuple[Neighbour | None, Neighbour | None]:
    """The events before and after this one in the list of the filters, whether it stands
    in it or not; None at either end.

    Two queries by the index of the list's order, and two for names that are withheld.
    """
    position = here.changed_at if filters.order == Order.CHANGED else here.listed_on
    found: list[EvidenceState | None] = []
    for backwards in (True, False):
        beyond = _side(position, here.pk, filters, backwards=backwards)
        states = with_events(matching(filters).filter(beyond)).order_by(*_order(filters))
        found.append(states.reverse().first() if backwards else states.first())
    veil = Veil(events=[state.row_id for state in found if state is not None])
    before, after = (_neighbour(state, veil) if state else None for state in found)
    return before, after


def _neighbour(state: EvidenceState, veil: Veil) -> Neighbour:
    event = state.row.event
    words = say_status(event.nature, state.status, state.outcome)
    return Neighbour(veil.path(event), veil.text(event, "title"), state.status, words)


def day_counts(filters: Filters, days: set[date]) -> dict[date, int]:
    """How many matching events are listed under each of these days, on all pages."""
    rows = matching(filters).filter(row__listed_on__in=days)
    counts = rows.values("row__listed_on").annotate(n=Count("pk")).order_by()
    return {row["row__listed_on"]: row["n"] for row in counts}


def count_without(filters: Filters) -> list[tuple[tuple[str, ...], int]]:
    """For each group of words that is set: how many events match when it is dropped.

    One query a group; for a list that came out empty.
    """
    chosen = dict.fromkeys(group_of(word) for word in filters.typed if WORDS[word].selects)
    return [(words, matching(filters, words).count()) for words in chosen]


@dataclass(frozen=True, slots=True)
class Extent:
    """What a timeline holds on one day of knowledge, whatever else is filtered."""

    events: int
    documents: int
    changed_at: datetime | None


def measure_extent(filters: Filters) -> Extent:
    """Events, documents with claims about them, and the last change; two queries."""
    whole = matching(_only_timeline(filters))
    total: dict[str, Any] = whole.aggregate(n=Count("pk"), last=Max("row__changed_at"))
    claims = Claim.objects.visible_to(None).filter(
        Exists(whole.filter(row=OuterRef("event_id"))), document__public_on__lte=filters.day
    )
    documents = claims.aggregate(n=Count("document", distinct=True))["n"]
    return Extent(total["n"], documents, total["last"])


@dataclass(frozen=True, slots=True)
class SinceThen:
    """What a past view does not know: events whose status is another today, events that
    were not yet known, and documents left out because their day is not known."""

    changed: int
    unknown: int
    undated_documents: int


def measure_since(filters: Filters) -> SinceThen:
    """What has come after the filters' day, within their timeline."""
    then = matching(_only_timeline(filters))
    open_states = EvidenceState.objects.filter(days__upper_inf=True)
    if filters.timeline:
        open_states = open_states.filter(row__timeline_ids__contains=[filters.timeline.pk])
    earlier = then.filter(row=OuterRef("row"))
    unchanged = earlier.filter(
        Q(status=OuterRef("status")) | Q(status__isnull=True, outcome=OuterRef("outcome"))
    )
    known = Exists(earlier)
    counts: dict[str, int] = open_states.aggregate(
        changed=Count("pk", filter=known & ~Exists(unchanged)),
        unknown=Count("pk", filter=~known),
    )
    public = Claim.objects.visible_to(None).filter(document=OuterRef("pk"))
    if filters.timeline:
        public = public.filter(event__search_row__timeline_ids__contains=[filters.timeline.pk])
    undated = Document.objects.visible_to(None).of_unknown_day().filter(Exists(public))
    left_out = undated.exclude(public_on__lte=filters.day).count()
    return SinceThen(counts["changed"], counts["unknown"], left_out)


def _only_timeline(filters: Filters) -> Filters:
    return Filters(timeline=filters.timeline, known=filters.known)
