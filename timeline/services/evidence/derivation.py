"""Deriving what readers ask for: claims' visibility, evidence states, search rows.

Runs once, at the end of the outermost service call and in its transaction.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from timeline.models import (
    Claim,
    Event,
    EventLink,
    EvidenceState,
    Lapse,
    SearchRow,
)
from timeline.queries.rows.facts import Facts, load_facts
from timeline.vocabulary.kinds import LinkKind
from timeline.vocabulary.words import WorkflowState

from .queue import queue_events
from .search_rows import describe_events
from .search_words import events_sharing_texts, write_words
from .states import StateMaker

PUBLISHED = WorkflowState.PUBLISHED


def derive_events(event_ids: Iterable[int]) -> None:
    """Derive these events, those whose claims theirs can end, those found by the same texts,
    and the forecasts that they meet.

    Locks the events in the order of their keys, so that two writers never wait for
    each other in a ring.
    """
    ids = _with_dependents(set(event_ids))
    if not ids:
        return
    # Whether a forecast is met is read from the states of the event that meets it.
    met = set(
        EventLink.objects.filter(kind=LinkKind.MET_BY, other__in=ids).values_list(
            "event", flat=True
        )
    )
    locked = Event.objects.select_for_update().filter(pk__in=ids | met)
    list(locked.order_by("pk").values_list("pk"))
    for part in filter(None, (ids, met)):
        _derive(part)


def _derive(ids: set[int]) -> None:
    _derive_visibility(ids)
    facts = load_facts(ids)
    public = set(Event.objects.filter(pk__in=ids, state=PUBLISHED).values_list("pk", flat=True))
    maker = StateMaker(public, facts)
    states = {pk: found for pk in public if (found := maker.states_of(pk))}
    SearchRow.objects.filter(pk__in=ids - states.keys()).delete()
    _write(states, facts)
    queue_events(states, maker)


def _with_dependents(ids: set[int]) -> set[int]:
    """Add events with claims that lapse by claims of these, and so on."""
    frontier = ids = ids | events_sharing_texts(ids)
    while frontier:
        ended = Lapse.objects.filter(by__event__in=frontier).exclude(claim__event__in=ids)
        frontier = set(ended.values_list("claim__event", flat=True))
        ids = ids | frontier
    return ids


def _derive_visibility(ids: set[int]) -> None:
    """Set `is_public` of the claims of these events (docs/data-model.md)."""
    rows = {
        row["pk"]: row
        for row in Claim.objects.filter(event__in=ids).values(
            "pk", "relays", "is_public", "state", "event__state", "document__state"
        )
    }
    public: dict[int, bool] = {}
    for pk in rows:
        trail = []
        at: int | None = pk
        while at is not None and at not in public:
            trail.append(at)
            at = rows[at]["relays"]
        upstream = True if at is None else public[at]
        for step in reversed(trail):
            row = rows[step]
            states = (row["state"], row["event__state"], row["document__state"])
            upstream = upstream and all(state == PUBLISHED for state in states)
            public[step] = upstream
    for wanted in (True, False):
        differing = [pk for pk, row in rows.items() if public[pk] is wanted is not row["is_public"]]
        Claim.objects.filter(pk__in=differing).update(is_public=wanted)


def _write(states: dict[int, list[EvidenceState]], facts: Facts) -> None:
    rows = describe_events(states.keys(), facts)
    before = dict(SearchRow.objects.filter(pk__in=states).values_list("pk", "digest"))
    digests = _digests(states, rows)
    now = timezone.now()
    stale = [pk for pk in states if before.get(pk) != digests[pk]]
    for pk in stale:
        rows[pk].digest = digests[pk]
        rows[pk].changed_at = now
    fields = [f.name for f in SearchRow._meta.concrete_fields if not f.primary_key]
    SearchRow.objects.bulk_create(
        [rows[pk] for pk in stale],
        update_conflicts=True,
        unique_fields=["event"],
        update_fields=fields,
    )
    EvidenceState.objects.filter(row__in=stale).delete()
    EvidenceState.objects.bulk_create([state for pk in stale for state in states[pk]])
    # Whatever the digest says: names and kept texts are found by, and change by themselves.
    write_words(rows)


def _digests(states: dict[int, list[EvidenceState]], rows: dict[int, SearchRow]) -> dict[int, str]:
    """A hash of everything that readers see of each event, hidden rows left out."""
    parts: dict[int, list[Any]] = defaultdict(list)
    for pk, found in states.items():
        parts[pk] += [_plain(state, "id") for state in found]
        parts[pk].append(_plain(rows[pk], "digest", "changed_at"))
    for event in Event.objects.filter(pk__in=states):
        parts[event.pk].append(_plain(event, "version", "updated_at", "natural_key"))
    claims = Claim.objects.filter(event__in=states, is_public=True).order_by("pk")
    for claim in claims.select_related("document").prefetch_related("measures", "lapses__by"):
        parts[claim.event_id] += [
            _plain(claim, "version", "updated_at", "natural_key"),
            _plain(claim.document, "version", "updated_at", "natural_key"),
            [_plain(measure) for measure in claim.measures.all()],
            [_plain(lapse) for lapse in claim.lapses.all() if lapse.by.is_public],
        ]
    for event in Event.objects.filter(pk__in=states).prefetch_related(
        "event_places", "event_actors", "status_changes", "links__other", "linked_from__event"
    ):
        parts[event.pk] += [
            [_plain(row) for row in event.event_places.all()],
            [_plain(row) for row in event.event_actors.all()],
            [_plain(row) for row in event.status_changes.all()],
            [_plain(row) for row in event.links.all() if row.other.state == PUBLISHED],
            [_plain(row) for row in event.linked_from.all() if row.event.state == PUBLISHED],
        ]
    return {
        pk: hashlib.sha256(json.dumps(part, default=str).encode()).hexdigest()
        for pk, part in parts.items()
    }


def _plain(row: Any, *without: str) -> dict[str, Any]:
    """By column, so that no event counts as changed when a field of ours is called otherwise."""
    return {
        field.column: _day_range(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in without
    }


def _day_range(value: Any) -> Any:
    """Ranges compare by their half-open form, whether just made or read back."""
    if isinstance(value, DateRange):
        lower: date | None = value.lower
        upper: date | None = value.upper
        return [lower, upper]
    return value
