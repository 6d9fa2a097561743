"""Lists and facets against a plain loop over the rows, for 200 random sets of filters."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from timeline.models import (
    Actor,
    Event,
    EventActor,
    EventPlace,
    EvidenceState,
    Place,
    SearchRow,
    Source,
    Timeline,
    TimelineEntry,
)
from timeline.queries.filtering.controls import Option
from timeline.queries.filtering.filters import Door, Filters, read_filters
from timeline.queries.lists.browsing import browse_events
from timeline.queries.lists.facets import count_facets
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import Basis
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import EventType, Nature

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dossier")]

SEED = 20140818
ROUNDS = 200


@dataclass
class Row:
    """One event, told by the tables that people fill in; its states by day."""

    public_id: str
    listed_on: date
    first: date | None
    after: date | None
    type: str
    nature: str
    places: set[str]
    cast: list[tuple[str, str]]
    timelines: set[str]
    states: list[EvidenceState]

    def state_on(self, day: date) -> EvidenceState | None:
        for state in self.states:
            if state.days.lower <= day and (state.days.upper is None or day < state.days.upper):
                return state
        return None


def above(rows: Iterable[Any], *parents: str) -> dict[str, set[str]]:
    """Each slug with those of everything above it."""
    found = {row.pk: row for row in rows}

    def climb(row: Any) -> set[str]:
        upward = [getattr(row, parent) for parent in parents if getattr(row, parent)]
        return {row.slug}.union(*(climb(found[pk]) for pk in upward))

    return {row.slug: climb(row) for row in found.values()}


class World:
    def __init__(self) -> None:
        self.places = above(Place.objects.all(), "parent_id", "second_parent_id")
        self.actors = above(Actor.objects.all(), "parent_id")
        self.nameable = {actor.slug for actor in Actor.objects.all() if actor.is_nameable}
        self.source_slugs = dict(Source.objects.values_list("pk", "slug"))
        self.actor_keys = {slug: pk for pk, slug in Actor.objects.values_list("pk", "slug")}
        self.source_keys = {slug: pk for pk, slug in self.source_slugs.items()}
        self.rows = [self.row(event) for event in Event.objects.select_related("search_row")]
        self.today = date.today() + timedelta(days=1)  # noqa: DTZ011

    def row(self, event: Event) -> Row:
        places = EventPlace.objects.filter(event=event).values_list("place__slug", flat=True)
        listed = SearchRow.objects.get(event=event).listed_on
        entries = TimelineEntry.objects.filter(event=event)
        return Row(
            public_id=event.public_id,
            listed_on=listed,
            first=event.span.lower,
            after=event.span.upper,
            type=event.type,
            nature=event.nature,
            places=set().union(*(self.places[slug] for slug in places)),
            cast=list(EventActor.objects.filter(event=event).values_list("actor__slug", "role")),
            timelines=set(entries.values_list("timeline__slug", flat=True)),
            states=list(EvidenceState.objects.filter(row=event.pk)),
        )

    def actors_of(self, row: Row) -> set[str]:
        found: set[str] = set().union(*(self.actors[slug] for slug, _role in row.cast))
        return found & self.nameable

    def sources_of(self, state: EvidenceState) -> set[str]:
        return {self.source_slugs[pk] for pk in state.source_ids}


def fits_cast(world: World, filters: Filters, row: Row, state: EvidenceState) -> bool:
    wanted = {named.slug for named in filters.actor}
    if not wanted and not filters.role:
        return True
    return any(
        (not filters.role or role == filters.role)
        and (not wanted or wanted & ({slug} if filters.exact_actor else world.actors[slug]))
        for slug, role in row.cast
    )


def fits_dates(world: World, filters: Filters, row: Row, state: EvidenceState) -> bool:
    first = filters.after[0] if filters.after else None
    last = filters.before[1] if filters.before else None
    if first is None and last is None:
        return True
    start, end = row.first, row.after - timedelta(days=1) if row.after else None
    if filters.overlap:
        return not (first and end and end < first) and not (last and start and start > last)
    return (
        start is not None
        and end is not None
        and (first is None or start >= first)
        and (last is None or end <= last)
    )


Test = Callable[[World, Filters, Row, EvidenceState], bool]
TESTS: dict[str, Test] = {
    "place": lambda w, f, r, s: not f.place or bool({n.slug for n in f.place} & r.places),
    "actor": fits_cast,
    "status": lambda w, f, r, s: not f.status or s.status in f.status,
    "type": lambda w, f, r, s: not f.type or r.type in f.type,
    "nature": lambda w, f, r, s: not f.nature or r.nature in f.nature,
    "source": lambda w, f, r, s: not f.source or bool({n.slug for n in f.source} & w.sources_of(s)),
    "origin": lambda w, f, r, s: (
        not f.origin or bool({f"{n.kind}:{n.pk}" for n in f.origin} & set(s.origin_keys))
    ),
    "basis": lambda w, f, r, s: not f.basis or f.basis in s.bases,
    "lang": lambda w, f, r, s: not f.lang or f.lang in s.languages,
    "listed": lambda w, f, r, s: not f.listed or f.listed[0] <= r.listed_on <= f.listed[1],
    "after": fits_dates,
    "origins": lambda w, f, r, s: s.origins >= f.origins,
    "denied": lambda w, f, r, s: not f.denied or s.denials > 0,
    "differs": lambda w, f, r, s: not f.differs or s.differs,
    "unarchived": lambda w, f, r, s: not f.unarchived or s.unarchived,
    "timeline": lambda w, f, r, s: not f.timeline or f.timeline.slug in r.timelines,
}


def loop(world: World, filters: Filters, *without: str) -> list[tuple[Row, EvidenceState]]:
    day = filters.known or world.today
    found = [(row, state) for row in world.rows if (state := row.state_on(day)) is not None]
    return [
        (row, state)
        for row, state in found
        if all(fits(world, filters, row, state) for w, fits in TESTS.items() if w not in without)
    ]


def draw_query(draw: random.Random, world: World) -> str:
    """A query of one to five words with values that exist."""
    day = date(2014, 6, 1) + timedelta(days=draw.randrange(130))
    places = sorted({slug for row in world.rows for slug in row.places})
    actors = sorted({slug for row in world.rows for slug in world.actors_of(row)})
    sources = sorted({s for row in world.rows for st in row.states for s in world.sources_of(st)})
    several: dict[str, list[str]] = {
        "place": places,
        "actor": actors,
        "status": Status.values,
        "type": EventType.values,
        "nature": Nature.values,
        "source": sources,
        "origin": sources,
    }
    single: dict[str, list[str]] = {
        "exact_actor": ["0", "1"],
        "role": ActorRole.values,
        "basis": Basis.values,
        "lang": ["en", "ar", "de", "fa"],
        "listed": [day.isoformat(), "2014-08", "2014-06-10/2014-07"],
        "after": [day.isoformat(), "2014-07", "2003"],
        "overlap": ["0", "1"],
        "origins": ["0", "1", "2", "3", "4"],
        "denied": ["1", "0"],
        "differs": ["1"],
        "unarchived": ["1"],
        "timeline": list(Timeline.objects.values_list("slug", flat=True)),
        "known": [day.isoformat()],
    }
    words: list[tuple[str, str]] = []
    for word in draw.sample(sorted([*several, *single, "before"]), draw.randint(1, 5)):
        if word in several:
            some = draw.sample(several[word], min(len(several[word]), draw.randint(1, 3)))
            words += [(word, value) for value in some]
        elif word == "before":
            words.append((word, "2014-09"))
        else:
            words.append((word, draw.choice(single[word])))
    return urlencode(words)


def counts(options: Iterable[Option]) -> dict[str, int]:
    return {option.value: option.count for option in options}


def expected(found: Counter[str], chosen: Iterable[Any]) -> dict[str, int]:
    return {**{named.slug: 0 for named in chosen}, **found}


def test_lists_and_facets_equal_a_loop_over_the_rows() -> None:
    world = World()
    draw = random.Random(SEED)
    matches = []
    for _round in range(ROUNDS):
        query = draw_query(draw, world)
        filters = read_filters(QueryDict(f"{query}&size=200"), Door.PAGE)

        page = browse_events(filters)
        facets = count_facets(filters)

        rows = loop(world, filters)
        matches.append(len(rows))
        assert page.count == len(rows), query
        assert {row.public_id for row in page.rows} == {row.public_id for row, _s in rows}, query
        check_words(world, filters, facets, query)
        check_evidence(world, filters, facets, query)
        check_options(world, filters, facets, query)
    # A loop over nothing would prove nothing.
    assert sum(1 for n in matches if n) > ROUNDS // 4


def check_words(world: World, filters: Filters, facets: Any, query: str) -> None:
    status = Counter(s.status for _r, s in loop(world, filters, "status"))
    assert counts(facets["status"]) == {word: status[word] for word in Status.values}, query
    types = Counter(r.type for r, _s in loop(world, filters, "type"))
    assert counts(facets["type"]) == {word: types[word] for word in EventType.values}, query
    natures = Counter(r.nature for r, _s in loop(world, filters, "nature"))
    assert counts(facets["nature"]) == {word: natures[word] for word in Nature.values}, query
    bases = Counter(b for _r, s in loop(world, filters, "basis") for b in s.bases)
    assert counts(facets["basis"]) == {word: bases[word] for word in Basis.values}, query
    languages = Counter(x for _r, s in loop(world, filters, "lang") for x in s.languages)
    chosen = {filters.lang: 0} if filters.lang else {}
    assert counts(facets["lang"]) == {**chosen, **languages}, query


def check_evidence(world: World, filters: Filters, facets: Any, query: str) -> None:
    origins = loop(world, filters, "origins")
    for step, count in counts(facets["origins"]).items():
        assert count == sum(1 for _r, s in origins if s.origins >= int(step)), query
    denied = [s for _r, s in loop(world, filters, "denied") if s.denials]
    assert counts(facets["denied"]) == {"1": len(denied)}, query
    differing = [s for _r, s in loop(world, filters, "differs") if s.differs]
    assert counts(facets["differs"]) == {"1": len(differing)}, query
    unarchived = [s for _r, s in loop(world, filters, "unarchived") if s.unarchived]
    assert counts(facets["unarchived"]) == {"1": len(unarchived)}, query


def check_options(world: World, filters: Filters, facets: Any, query: str) -> None:
    places = Counter(p for r, _s in loop(world, filters, "place") for p in r.places)
    assert counts(facets["place"]) == expected(places, filters.place), query
    actors = Counter(a for r, _s in loop(world, filters, "actor") for a in world.actors_of(r))
    assert counts(facets["actor"]) == expected(actors, filters.actor), query
    found = loop(world, filters, "source")
    sources = Counter(x for _r, s in found for x in world.sources_of(s))
    assert counts(facets["source"]) == expected(sources, filters.source), query
    stories = Counter(t for r, _s in loop(world, filters, "timeline") for t in r.timelines)
    fixed = [filters.timeline] if filters.timeline else []
    assert counts(facets["timeline"]) == expected(stories, fixed), query


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 84),
        ("place=diyala", 15),
        ("place=iran", 16),
        ("actor=iraq-government", 25),
        ("actor=iraq-government&exact_actor=1", 1),
        ("known=2014-08-18", 65),
        ("known=2014-06-30", 26),
        ("known=2014-06-12", 8),
    ],
)
def test_browse_counts_what_the_dossier_says(query: str, count: int) -> None:
    assert browse_events(read_filters(QueryDict(query), Door.PAGE)).count == count


@pytest.mark.parametrize("order", ["newest", "oldest", "changed"])
def test_browse_pages_meet_every_event_once_both_ways(order: str) -> None:
    def pages(cursor: str | None, way: str) -> list[list[str]]:
        found = []
        query = f"order={order}&size=9"
        while cursor is not None:
            page = browse_events(read_filters(QueryDict(f"{query}&cursor={cursor}"), Door.PAGE))
            found.append([row.public_id for row in page.rows])
            cursor = getattr(page, way)
            last[0] = page.previous_cursor
        return found

    last: list[str | None] = [None]
    forward = pages("", "next_cursor")
    assert [len(page) for page in forward] == [9] * 9 + [3]
    assert len({public_id for page in forward for public_id in page}) == 84
    backward = pages(last[0], "previous_cursor")
    assert backward == forward[-2::-1]
