"""Synthetic places, actors and sources: what made-up events are set among.

Pure Python: the same seed gives the same world. Nothing in it is named after anything real.
"""

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from timeline.vocabulary.kinds import ActorKind, PlaceKind, SourceKind

#: Events for each town, actor and source, taken from large sets of coded conflict events.
EVENTS_A_TOWN = 25
EVENTS_AN_ACTOR = 200
EVENTS_A_SOURCE = 300

#: How often the k-th actor or source appears: 1 / (k + q) ** s (Zipf-Mandelbrot).
ZIPF_EXPONENT = 1.25
ZIPF_SHIFT = 5.2

_GROUPS = (ActorKind.ARMED_GROUP, ActorKind.ARMED_FORCES, ActorKind.COMMUNITY,
           ActorKind.ORGANISATION, ActorKind.GOVERNMENT)  # fmt: skip
_OUTLETS = (SourceKind.NEWSPAPER, SourceKind.NEWS_AGENCY, SourceKind.BROADCASTER,
            SourceKind.ONLINE_OUTLET, SourceKind.NGO)  # fmt: skip
LANGUAGES = ("en", "en", "en", "ar", "fr", "ru", "es")


class Ranks:
    """Draws ranks 0 to n-1, low ones far more often (Zipf-Mandelbrot)."""

    def __init__(self, count: int) -> None:
        weights = ((rank + 1 + ZIPF_SHIFT) ** -ZIPF_EXPONENT for rank in range(count))
        self._sums = list(accumulate(weights))

    def draw(self, random: Random) -> int:
        return min(bisect(self._sums, random.random() * self._sums[-1]), len(self._sums) - 1)


@dataclass(frozen=True, slots=True)
class PlannedPlace:
    """`parent` is the index of the place that it is part of."""

    name: str
    kind: PlaceKind
    parent: int | None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class PlannedActor:
    name: str
    kind: ActorKind
    parent: int | None


@dataclass(frozen=True, slots=True)
class PlannedSource:
    """`speaks_for` is the index of an actor, `owner` that of another source."""

    name: str
    kind: SourceKind
    language: str
    owner: int | None
    speaks_for: int | None


@dataclass(frozen=True, slots=True)
class MadeUpWorld:
    """Parents stand before their children; `towns` are indexes of places, busiest first."""

    places: tuple[PlannedPlace, ...]
    towns: tuple[int, ...]
    actors: tuple[PlannedActor, ...]
    sources: tuple[PlannedSource, ...]


def plan_world(count: int, random: Random) -> MadeUpWorld:
    """A world that fits so many events."""
    places, towns = _places(max(20, count // EVENTS_A_TOWN), random)
    actors = _actors(max(30, count // EVENTS_AN_ACTOR), random)
    sources = _sources(max(20, count // EVENTS_A_SOURCE), len(actors), random)
    return MadeUpWorld(tuple(places), tuple(towns), tuple(actors), tuple(sources))


def _places(count: int, random: Random) -> tuple[list[PlannedPlace], list[int]]:
    """Countries of some eight regions of some five districts of some twenty towns."""
    places: list[PlannedPlace] = []
    above: dict[PlaceKind, list[int]] = {}
    upward: PlaceKind | None = None
    for kind, number in (
        (PlaceKind.COUNTRY, max(2, count // 800)),
        (PlaceKind.REGION, max(4, count // 100)),
        (PlaceKind.DISTRICT, max(8, count // 20)),
        (PlaceKind.TOWN, count),
    ):
        above[kind] = list(range(len(places), len(places) + number))
        for index in range(number):
            parent = random.choice(above[upward]) if upward else None
            near = places[parent] if parent is not None else None
            lat, lon = _point(near, random)
            places.append(PlannedPlace(f"Made-up {kind} {index + 1}", kind, parent, lat, lon))
        upward = kind
    towns = above[PlaceKind.TOWN][:]
    random.shuffle(towns)
    return places, towns


def _point(near: PlannedPlace | None, random: Random) -> tuple[float, float]:
    if near is None or near.lat is None or near.lon is None:
        return round(random.uniform(-40, 60), 4), round(random.uniform(-90, 130), 4)
    return (round(near.lat + random.uniform(-1, 1), 4), round(near.lon + random.uniform(-1, 1), 4))


def _actors(count: int, random: Random) -> list[PlannedActor]:
    """A few states; a third of the others are subordinate to one that stands before them."""
    states = max(2, count // 50)
    actors = [PlannedActor(f"Made-up state {n + 1}", ActorKind.STATE, None) for n in range(states)]
    for number in range(states, count):
        kind = random.choice(_GROUPS)
        parent = random.randrange(number) if random.random() < 1 / 3 else None
        actors.append(PlannedActor(f"Made-up {kind} {number + 1}", kind, parent))
    return actors


def _sources(count: int, actors: int, random: Random) -> list[PlannedSource]:
    """A tenth belongs to an owner; a tenth speaks for an actor."""
    return [
        PlannedSource(
            name=f"Made-up outlet {number + 1}",
            kind=random.choice(_OUTLETS),
            language=random.choice(LANGUAGES),
            owner=random.randrange(number) if number and random.random() < 0.1 else None,
            speaks_for=random.randrange(actors) if random.random() < 0.1 else None,
        )
        for number in range(count)
    ]
