"""What must hold between the records of a folder: references, uniqueness, order, no circles.

These are the rules that the services hold as well; here they are told with file and line,
all of them at once, before anything is written.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from timeline.vocabulary.kinds import ActorKind, PlaceKind
from timeline.vocabulary.stances import Reliability
from timeline.vocabulary.words import WorkflowState

from .claim_checks import check_claims, find_circle
from .errors import Mistake, Where
from .fields import Seed
from .records import EventSeed, OtherName, PlaceSeed, Seeds


def check_seeds(seeds: Seeds) -> list[Mistake]:
    """Every mistake that shows only when the records are seen together."""
    mistakes: list[Mistake] = []
    _check_slugs_and_ids(seeds, mistakes)
    _check_references(seeds, mistakes)
    _check_circles(seeds, mistakes)
    _check_rows(seeds, mistakes)
    for event in seeds.events:
        _check_event(event, mistakes)
    check_claims(seeds, mistakes)
    return mistakes


def _refuse_duplicates(
    found: Iterable[tuple[str, Where]], name: str, mistakes: list[Mistake]
) -> None:
    """Note every value that occurs again, on the row where it does."""
    first: dict[str, Where] = {}
    for value, where in found:
        earlier = first.setdefault(value, where)
        if value and earlier is not where:
            reason = f"{value} stands twice; first in {earlier.file}:{earlier.line}"
            mistakes.append(where.mistake(name, reason))


def _check_slugs_and_ids(seeds: Seeds, mistakes: list[Mistake]) -> None:
    for rows in (seeds.places, seeds.actors, seeds.sources, seeds.documents):
        _refuse_duplicates([(row.slug, row.where) for row in rows], "slug", mistakes)
    claims = [claim for event in seeds.events for claim in event.claims]
    for identified in (seeds.documents, seeds.events, claims):
        _refuse_duplicates([(row.public_id, row.where) for row in identified], "id", mistakes)
    for named in (seeds.places, seeds.actors):
        for row in named:
            names = [(f"{name.name} ({name.language})", name.where) for name in row.names]
            _refuse_duplicates(names, "name", mistakes)


def check_names(
    names: Iterable[OtherName], known: set[str], noun: str, mistakes: list[Mistake]
) -> None:
    """Note every other name whose owner is not among the `known` slugs."""
    mistakes += [
        name.where.mistake(noun, f"no {noun} {name.owner!r} in these files")
        for name in names
        if name.owner and name.owner not in known
    ]


def _check_references(seeds: Seeds, mistakes: list[Mistake]) -> None:
    known = {
        "place": {row.slug for row in seeds.places},
        "actor": {row.slug for row in seeds.actors},
        "source": {row.slug for row in seeds.sources},
        "document": {row.slug for row in seeds.documents},
        "event": {row.slug for row in seeds.events},
    }
    for row, name, slug, noun in _references(seeds):
        if slug and slug not in known[noun]:
            mistakes.append(row.where.mistake(name, f"no {noun} {slug!r} in these files"))


def _references(seeds: Seeds) -> Iterator[tuple[Seed, str, str | None, str]]:
    """Every reference by slug: the row, its field, the slug (or None) and the noun meant."""
    for place in seeds.places:
        yield place, "parent", place.parent, "place"
        yield place, "second_parent", place.second_parent, "place"
    for actor in seeds.actors:
        yield actor, "parent", actor.parent, "actor"
    for source in seeds.sources:
        yield source, "owner", source.owner, "source"
        yield source, "speaks_for", source.speaks_for, "actor"
    for document in seeds.documents:
        yield document, "source", document.source, "source"
    for event in seeds.events:
        yield from _references_of(event)
    for timeline in seeds.timelines:
        for slug in timeline.events or ():
            yield timeline, "events", slug, "event"


def _references_of(event: EventSeed) -> Iterator[tuple[Seed, str, str | None, str]]:
    for found in event.places:
        yield found, "place", found.place, "place"
    for part in event.actors:
        yield part, "actor", part.actor, "actor"
    for link in event.links:
        yield link, "event", link.event, "event"
    for claim in event.claims:
        yield claim, "document", claim.document, "document"
        yield claim, "attributed_to", claim.attributed_to, "actor"
        yield claim, "relays_source", claim.relays_source, "source"


def _check_circles(seeds: Seeds, mistakes: list[Mistake]) -> None:
    """Note one circle of each noun, on the first of its rows."""
    above: list[tuple[Sequence[Any], tuple[str, ...]]] = [
        (seeds.places, ("parent", "second_parent")),
        (seeds.actors, ("parent",)),
        (seeds.sources, ("owner",)),
    ]
    for rows, names in above:
        by_slug = {row.slug: row for row in rows}
        if circle := find_circle(
            {slug: [up for n in names if (up := getattr(row, n))] for slug, row in by_slug.items()}
        ):
            reason = f"leads back to itself: {' → '.join(circle)}"
            mistakes.append(by_slug[circle[0]].where.mistake(names[0], reason))


def _check_rows(seeds: Seeds, mistakes: list[Mistake]) -> None:
    for place in seeds.places:
        mistakes += [place.where.mistake(*fault) for fault in _faults_of_place(place)]
    for actor in seeds.actors:
        if actor.kind is ActorKind.PERSON and not (actor.public_role or actor.description):
            reason = "a person needs a public_role, or a description to be shown instead"
            mistakes.append(actor.where.mistake("public_role", reason))
    for source in seeds.sources:
        if source.reliability is not Reliability.NOT_JUDGED and not source.reliability_reason:
            reason = "a grade from A to E needs a reason"
            mistakes.append(source.where.mistake("reliability_reason", reason))
    for document in seeds.documents:
        if document.unseen and document.url:
            reason = "a document that nobody saw has no address"
            mistakes.append(document.where.mistake("url", reason))
        if not document.unseen and not document.url:
            reason = "is missing; a document known only through others says unseen: true"
            mistakes.append(document.where.mistake("url", reason))


def _faults_of_place(place: PlaceSeed) -> Iterator[tuple[str, str]]:
    if (place.lat is None) != (place.lon is None):
        yield "lat", "give both lat and lon, or neither"
    if place.second_parent is None:
        return
    if place.kind is not PlaceKind.CROSSING:
        yield "second_parent", f"only a {PlaceKind.CROSSING} lies in two places"
    if place.second_parent == place.parent:
        yield "second_parent", "is the same as parent"
    if not place.parent:
        yield "parent", "is missing beside second_parent"


def _check_event(event: EventSeed, mistakes: list[Mistake]) -> None:
    places = [(f"{row.place} as {row.role}", row.where) for row in event.places]
    actors = [(f"{row.actor} as {row.role}", row.where) for row in event.actors]
    links = [(f"{row.kind} {row.event}", row.where) for row in event.links]
    _refuse_duplicates(places, "place", mistakes)
    _refuse_duplicates(actors, "actor", mistakes)
    _refuse_duplicates(links, "event", mistakes)
    mistakes += [
        link.where.mistake("event", "an event is not linked to itself")
        for link in event.links
        if link.event == event.slug
    ]
    if event.workflow is WorkflowState.DRAFT:
        mistakes += [
            decision.where.mistake("status", "a draft carries no decisions; publish it first")
            for decision in event.decisions
        ]
    for earlier, later in pairwise(event.decisions):
        if later.known_on < earlier.known_on:
            reason = f"is before that of the decision above it ({earlier.known_on})"
            mistakes.append(later.where.mistake("known_on", reason))
