"""Search rows: what filters and the search need to know of each public event."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from timeline.models import Actor, Event, EventActor, SearchRow, TimelineEntry
from timeline.queries.readers.veil import Veil
from timeline.queries.rows.facts import Facts, climb, with_ancestors
from timeline.vocabulary.stances import Stance
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import WorkflowState


def describe_events(event_ids: Iterable[int], facts: Facts) -> dict[int, SearchRow]:
    """Unsaved search rows of public events."""
    ids = set(event_ids)
    claims_of: dict[int, list[int]] = defaultdict(list)
    for key, claim in facts.claims.items():
        claims_of[claim.event].append(key)
    veil = Veil(events=ids)
    actors = _actors(ids)
    timelines: dict[int, list[int]] = defaultdict(list)
    entries = TimelineEntry.objects.filter(
        event__in=ids, timeline__state=WorkflowState.PUBLISHED
    ).order_by("timeline")
    for event_id, timeline in entries.values_list("event", "timeline"):
        timelines[event_id].append(timeline)
    rows: dict[int, SearchRow] = {}
    reached = _Reached(facts)
    for event in Event.objects.filter(pk__in=ids):
        claims = [facts.claims[key] for key in claims_of[event.pk]]
        first = min(c.public_on for c in claims if c.stance is not Stance.CONTEXT)
        rows[event.pk] = SearchRow(
            event_id=event.pk,
            listed_on=listing_day(event, first),
            span=event.span,
            nature=event.nature,
            type=event.type,
            place_ids=sorted(veil.place_ids(event.pk)),
            actor_ids=sorted(actors[event.pk]),
            timeline_ids=timelines[event.pk],
            reached_actor_ids=reached.actors(event.pk, claims_of[event.pk]),
            reached_source_ids=reached.sources(claims_of[event.pk]),
        )
    return rows


def listing_day(event: Event, first_public: date) -> date:
    """The one day an event lists under, the same in every past view (docs/data-model.md).

    `first_public`: the earliest day on which a claim about it, context apart, was public.
    """
    earliest, after_latest = event.span.lower, event.span.upper
    if event.nature == Nature.FORECAST:
        return first_public
    day = first_public
    if after_latest is not None:
        day = min(day, after_latest - timedelta(days=1))
    return max(day, earliest) if earliest is not None else day


class _Reached:
    """What an event makes public through its cast and its claims."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.superiors = {pk: [up] for pk, up in facts.world.superior_of.items()}
        self.owners = {pk: [up] for pk, up in facts.world.owner_of.items()}

    def sources(self, claims: Iterable[int]) -> list[int]:
        found: set[int] = set()
        for key in claims:
            claim = self.facts.claims[key]
            found.add(claim.source)
            if claim.relays_source is not None:
                found.add(claim.relays_source)
        return sorted(with_ancestors(found, self.owners))

    def actors(self, event: int, claims: Iterable[int]) -> list[int]:
        keys = list(claims)
        found = {actor for actor, _role in self.facts.events[event].roles}
        found |= {a for k in keys if (a := self.facts.claims[k].attributed_to) is not None}
        speaks_for = self.facts.world.speaks_for
        found |= {speaks_for[s] for s in self.sources(keys) if s in speaks_for}
        return sorted(with_ancestors(found, self.superiors))


def _actors(ids: set[int]) -> Mapping[int, set[int]]:
    """Ids of nameable actors with their superiors."""
    parts = EventActor.objects.visible_to(None).filter(event__in=ids)
    cast = list(parts.values_list("event", "actor"))
    above = climb(Actor, {actor for _event, actor in cast}, "parent_id")
    named = set(Actor.objects.named().filter(pk__in=above).values_list("pk", flat=True))
    actors: dict[int, set[int]] = defaultdict(set)
    for event, actor in cast:
        actors[event] |= with_ancestors([actor], above) & named
    return actors
