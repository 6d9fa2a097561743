"""Events whose status turned lately, or after the day of a past view: from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Exists, OuterRef, Q

from timeline.models import Event, EvidenceState, SearchRow
from timeline.queries.filtering.filters import Filters
from timeline.queries.readers.veil import Veil
from timeline.vocabulary.statuses import DecidedBy, Status, say_status_within

#: So many turns are told, out of the events that changed here last.
SHOWN = 3
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class StatusTurn:
    """From `day` on an event had the status `now`, until then `before`; both also in words,
    as a sentence takes them."""

    url: str
    title: str
    before: Status
    now: Status
    words_before: str
    words_now: str
    by: DecidedBy
    day: date


def list_status_turns(filters: Filters) -> tuple[StatusTurn, ...]:
    """The latest turns in the filters' timeline, whatever else is filtered.

    In a past view those that came after its day, of events that were known then. Looks at the
    events that changed last here, so that it costs the same at any size.
    """
    rows = SearchRow.objects.all()
    if filters.timeline:
        rows = rows.filter(timeline_ids__contains=[filters.timeline.pk])
    latest = rows.order_by("-changed_at", "-event").values("event")[:LOOKED_AT]
    known = _from_day(filters.day) if filters.is_past else Q()
    states = EvidenceState.objects.filter(known, row__in=latest, status__isnull=False)
    turns = sorted(
        _turns(states.order_by("row", "days")),
        key=lambda pair: (pair[1].days.lower, pair[1].row_id),
    )
    chosen = turns[: -SHOWN - 1 : -1]
    events = Event.objects.in_bulk([after.row_id for _before, after in chosen])
    veil = Veil(events=events)
    return tuple(
        StatusTurn(
            url=veil.path(events[after.row_id]),
            title=veil.text(events[after.row_id], "title"),
            before=Status(before.status or ""),
            now=Status(after.status or ""),
            words_before=say_status_within(events[after.row_id].nature, before.status),
            words_now=say_status_within(events[after.row_id].nature, after.status),
            by=DecidedBy(after.status_by),
            day=after.days.lower,
        )
        for before, after in chosen
    )


def _from_day(day: date) -> Q:
    """Of each event that was known on the day its state then and those that came after it."""
    known = EvidenceState.objects.known_on(day).filter(row=OuterRef("row"))
    not_over = Q(days__upper_inf=True) | Q(days__endswith__gt=day)
    return not_over & Q(Exists(known))


def _turns(states: Iterable[EvidenceState]) -> Iterable[tuple[EvidenceState, EvidenceState]]:
    """The last turn of each event; `states` in order of event and day."""
    last: dict[int, tuple[EvidenceState, EvidenceState]] = {}
    for before, after in pairwise(states):
        if before.row_id == after.row_id and before.status != after.status:
            last[after.row_id] = before, after
    return last.values()
