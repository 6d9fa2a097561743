"""Events as lists show them: everything a row or an answer needs, loaded at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import models

from timeline.models import EventActor, EvidenceState
from timeline.queries.filtering.filters import Filters
from timeline.queries.readers.names import name_of_actor
from timeline.queries.readers.shown_places import ShownPlace
from timeline.queries.readers.veil import Veil


@dataclass(frozen=True, slots=True)
class ShownActor:
    """An actor in an event; without a slug where only the description is public."""

    slug: str | None
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class EventSummary:
    """One event on one day of knowledge.

    `status`, counts and `suggested` are those of that day; title, places and actors are
    today's. `summary` is empty in past views: it may tell what no claim of that day said.
    `edtf` is the date as stored, `earliest` and `latest` its inclusive bounds, None where
    open or unknown. `status_now` is the status shown today, in past views only.
    """

    pk: int
    public_id: str
    slug: str
    url: str
    title: str
    summary: str
    edtf: str
    earliest: date | None
    latest: date | None
    time_of_day: time | None
    time_zone: str
    listed_on: date
    status: str | None
    status_by: str
    suggested: str | None
    outcome: str | None
    type: str
    nature: str
    origins: int
    parties: int
    documents: int
    denials: int
    fallen: int
    accused_party_denies: bool
    places: tuple[ShownPlace, ...]
    actors: tuple[ShownActor, ...]
    changed_at: datetime
    digest: str
    status_now: str | None


def with_events(states: models.QuerySet[EvidenceState]) -> models.QuerySet[EvidenceState]:
    """The states with their events; a relation that was not loaded raises instead of asking."""
    return states.select_related("row__event").fetch_mode(models.FETCH_RAISE)


def summarise(states: Iterable[EvidenceState], filters: Filters) -> tuple[EventSummary, ...]:
    """Summaries in the order of the states; a number of queries that does not grow with them."""
    found = list(states)
    ids = [state.row_id for state in found]
    veil = Veil(events=ids)
    actors = shown_actors(ids, filters.day)
    open_states = EvidenceState.objects.filter(row__in=ids, days__upper_inf=True)
    now = dict(open_states.values_list("row", "status")) if filters.is_past else {}
    return tuple(
        _summary(
            state,
            veil,
            actors=actors.get(pk, ()),
            is_past=filters.is_past,
            status_now=now.get(pk),
        )
        for pk, state in zip(ids, found, strict=True)
    )


def shown_actors(event_ids: Collection[int], day: date) -> dict[int, list[ShownActor]]:
    """Actors of these events in their order, people whose name is not public by description.

    A role that claims assert is left out on a day when none of them was public.
    """
    rows = EventActor.objects.known_on(day).filter(event__in=event_ids)
    shown: dict[int, list[ShownActor]] = defaultdict(list)
    for row in rows.select_related("actor").order_by("event", "position", "pk"):
        name = name_of_actor(row.actor)
        shown[row.event_id].append(ShownActor(name.slug, name.text, row.role))
    return shown


def find_summary(public_id: str, filters: Filters) -> EventSummary | None:
    """The event of this id on the filters' day; None where readers see none."""
    states = EvidenceState.objects.known_on(filters.day).filter(row__event__public_id=public_id)
    for summary in summarise(with_events(states), filters):
        return summary
    return None


def _summary(
    state: EvidenceState,
    veil: Veil,
    *,
    actors: Iterable[ShownActor],
    is_past: bool,
    status_now: str | None,
) -> EventSummary:
    row, event = state.row, state.row.event
    earliest, after_latest = row.span.lower, row.span.upper
    return EventSummary(
        pk=event.pk,
        public_id=event.public_id,
        slug=veil.slug(event),
        url=veil.path(event),
        title=veil.text(event, "title"),
        summary="" if is_past else veil.text(event, "summary"),
        edtf=event.date,
        earliest=earliest,
        latest=date.fromordinal(after_latest.toordinal() - 1) if after_latest else None,
        time_of_day=event.time_of_day,
        time_zone=event.time_zone,
        listed_on=row.listed_on,
        status=state.status,
        status_by=state.status_by,
        suggested=state.suggested,
        outcome=state.outcome,
        type=row.type,
        nature=row.nature,
        origins=state.origins,
        parties=state.parties,
        documents=state.documents,
        denials=state.denials,
        fallen=state.fallen,
        accused_party_denies=state.accused_party_denies,
        places=veil.places(event.pk),
        actors=tuple(actors),
        changed_at=row.changed_at,
        digest=row.digest,
        status_now=status_now,
    )
