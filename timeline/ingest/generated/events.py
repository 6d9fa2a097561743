"""Synthetic events with their documents and claims, spread as large coded sets are.

Pure Python: the same seed gives the same events, whatever batches they are made in.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from timeline.vocabulary.dates.bounds import Precision, UncertainDate
from timeline.vocabulary.identifiers import ALPHABET, LENGTH
from timeline.vocabulary.kinds import PlacePrecision
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import Basis, Certainty, DiffersOn, Stance
from timeline.vocabulary.types import EventType, Nature

from .world import LANGUAGES, MadeUpWorld, Ranks

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2024, 12, 31)

#: Claims of an event: 1, 2, 3, 4, then 5 to 9; and a thousandth of hot events with 50 to 500.
CLAIMS = (0.78, 0.14, 0.045, 0.018, 0.016)
HOT = 0.001
#: How closely a place is known, in the seven steps of the UCDP code book; the rest has none.
PLACE_PRECISION = (0.50, 0.25, 0.10, 0.08, 0.05, 0.015, 0.001)
_PRECISIONS = (
    PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT, PlacePrecision.REGION,
    PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.SEA,
)  # fmt: skip
#: How many steps above the town an event of this precision is set.
_STEPS_UP = (0, 0, 1, 2, 2, 3, 3)
#: Actors of an event, 2.8 on average.
ACTORS = (0.10, 0.42, 0.22, 0.14, 0.08, 0.04)
_ROLES = (ActorRole.AGENT, ActorRole.TARGET, ActorRole.SUBJECT, ActorRole.SUPPORTER)
_TYPES = tuple(EventType)
_NOUNS = (
    "convoy", "bridge", "market", "road", "river", "camp", "school", "depot", "border", "port",
    "station", "harvest", "village", "valley", "patrol", "checkpoint", "rocket", "mortar", "truck",
    "hospital", "power", "water", "ceasefire", "talks", "delegation", "election", "strike",
    "prisoner", "exchange", "mine", "tunnel", "drone", "airfield", "barracks", "rally", "curfew",
    "evacuation", "flood", "pipeline", "refinery",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """`number` counts the documents of all events."""

    number: int
    public_id: str
    source: int
    title: str
    language: str
    published: date


@dataclass(frozen=True, slots=True)
class PlannedClaim:
    """`document` is a number, `relays` the index of an earlier claim of the same event."""

    public_id: str
    document: int
    stance: Stance
    differs_on: str
    summary: str
    quote: str
    basis: Basis
    certainty: Certainty
    relays: int | None
    attributed_to: int | None


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """One event; places and actors by their index in the world. `confirmed_on` is the day
    of an editor's decision, `documents` those that no earlier event has."""

    number: int
    public_id: str
    title: str
    summary: str
    when: UncertainDate
    nature: Nature
    type: EventType
    place: tuple[int, PlacePrecision] | None
    actors: tuple[tuple[int, ActorRole], ...]
    documents: tuple[PlannedDocument, ...]
    claims: tuple[PlannedClaim, ...]
    confirmed_on: date | None


class Weighted:
    """Draws 0 to n-1 by weight; n where the weights sum to less than one and fall short."""

    def __init__(self, weights: tuple[float, ...]) -> None:
        self._sums = list(accumulate(weights))

    def draw(self, random: Random) -> int:
        at = random.random()
        return next((n for n, top in enumerate(self._sums) if at < top), len(self._sums))


def _when(
    edtf: str, first: date, last: date, precision: Precision, *, about: bool = False
) -> UncertainDate:
    return UncertainDate(edtf, first, last, about, False, precision)


_CLAIMS, _PLACES, _ACTORS = Weighted(CLAIMS), Weighted(PLACE_PRECISION), Weighted(ACTORS)


def plan_events(count: int, world: MadeUpWorld, random: Random) -> Iterator[PlannedEvent]:
    """So many events, one after the other."""
    planner = _Planner(world, random)
    for number in range(1, count + 1):
        yield planner.event(number)


class _Planner:
    def __init__(self, world: MadeUpWorld, random: Random) -> None:
        self.world = world
        self.random = random
        self.actors = Ranks(len(world.actors))
        self.sources = Ranks(len(world.sources))
        self.towns = Ranks(len(world.towns))
        self.types = Ranks(len(_TYPES))
        self.nouns = Ranks(len(_NOUNS))
        self.documents = 0
        self.last: PlannedDocument | None = None

    def event(self, number: int) -> PlannedEvent:
        random = self.random
        # More and more as the years go by: the square root of an even draw leans late.
        day = FIRST_DAY + timedelta(days=int(random.random() ** 0.5 * (LAST_DAY - FIRST_DAY).days))
        when, last = self._date(day)
        kind = _TYPES[self.types.draw(random)]
        place = self._place()
        words = [_NOUNS[self.nouns.draw(random)] for _ in range(3)]
        where = f" at {self.world.places[place[0]].name}" if place else ""
        documents: list[PlannedDocument] = []
        actors = self._cast()
        return PlannedEvent(
            number=number,
            public_id=self._public_id(),
            title=f"Made-up {kind.replace('_', ' ')} {number}{where}: {' '.join(words)}",
            summary=f"Synthetic event {number}, about a {words[0]} and a {words[1]}.",
            when=when,
            nature=self._nature(kind),
            type=kind,
            place=place,
            actors=actors,
            claims=tuple(self._claims(last, words, documents, actors)),
            documents=tuple(documents),
            confirmed_on=documents[-1].published if documents and random.random() < 0.05 else None,
        )

    def _public_id(self) -> str:
        return "".join(self.random.choices(ALPHABET, k=LENGTH))

    def _date(self, day: date) -> tuple[UncertainDate, date]:
        """Day .86, two to six days .10, month .03, year .01; three in a hundred days "about".

        And the day on which it was over. Made here as `parse_date` would read it, because
        reading takes longer than all the rest.
        """
        at = self.random.random()
        if at < 0.86:
            about = self.random.random() < 0.03
            return _when(
                f"{day}~" if about else f"{day}", day, day, Precision.DAY, about=about
            ), day
        if at < 0.96:
            last = day + timedelta(days=self.random.randint(1, 5))
            return _when(f"{day}/{last}", day, last, Precision.RANGE), last
        if at < 0.99:
            last = day.replace(day=monthrange(day.year, day.month)[1])
            return _when(f"{day:%Y-%m}", day.replace(day=1), last, Precision.MONTH), day
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        return _when(f"{day:%Y}", first, last, Precision.YEAR), day

    def _nature(self, kind: EventType) -> Nature:
        if kind is EventType.STATEMENT:
            return Nature.STATEMENT
        return Nature.FORECAST if self.random.random() < 0.005 else Nature.OCCURRENCE

    def _place(self) -> tuple[int, PlacePrecision] | None:
        step = _PLACES.draw(self.random)
        if step == len(PLACE_PRECISION):
            return None
        at = self.world.towns[self.towns.draw(self.random)]
        for _ in range(_STEPS_UP[step]):
            parent = self.world.places[at].parent
            at = at if parent is None else parent
        return at, _PRECISIONS[step]

    def _cast(self) -> tuple[tuple[int, ActorRole], ...]:
        wanted = min(_ACTORS.draw(self.random) + 1, len(ACTORS))
        found = dict.fromkeys(self.actors.draw(self.random) for _ in range(wanted))
        return tuple((actor, _ROLES[min(n, 3)]) for n, actor in enumerate(found))

    def _claims(
        self,
        day: date,
        words: list[str],
        documents: list[PlannedDocument],
        actors: tuple[tuple[int, ActorRole], ...],
    ) -> Iterator[PlannedClaim]:
        random = self.random
        wanted = _CLAIMS.draw(random) + 1
        if random.random() < HOT:
            wanted = random.randint(50, 500)
        elif wanted == len(CLAIMS):
            wanted = random.randint(5, 9)
        for index in range(wanted):
            day = min(day + timedelta(days=int(random.expovariate(1.2))), LAST_DAY)
            relays = random.randrange(index) if index and random.random() < 0.35 else None
            stance = self._stance() if index else Stance.SUPPORTS
            speaks = relays is None and random.random() < 0.2
            yield PlannedClaim(
                public_id=self._public_id(),
                document=self._document(day, words, documents),
                stance=stance,
                differs_on=random.choice(tuple(DiffersOn)) if stance is Stance.DIFFERS else "",
                summary=f"Tells of the {words[0]} and the {words[index % 3]}.",
                quote=f"the {words[1]} near the {words[2]}" if random.random() < 0.5 else "",
                basis=Basis.OTHER_MEDIA if relays is not None else random.choice(tuple(Basis)),
                certainty=Certainty.STATED if random.random() < 0.7 else Certainty.REPORTED,
                relays=relays,
                attributed_to=random.choice(actors)[0] if speaks else None,
            )

    def _stance(self) -> Stance:
        at = self.random.random()
        if at < 0.88:
            return Stance.SUPPORTS
        if at < 0.93:
            return Stance.DIFFERS
        return Stance.DENIES if at < 0.98 else Stance.CONTEXT

    def _document(self, day: date, words: list[str], made: list[PlannedDocument]) -> int:
        """Mostly a new document; one in seven times the last one, which then tells of more."""
        again = self.last is not None and self.random.random() < 1 / 7
        if self.last is None or not again or self.last in made:
            self.documents += 1
            source = self.sources.draw(self.random)
            known = self.world.sources[source].language
            self.last = PlannedDocument(
                number=self.documents,
                public_id=self._public_id(),
                source=source,
                title=f"Made-up report {self.documents}: {words[0]} and {words[2]}",
                language=known if self.random.random() < 0.9 else self.random.choice(LANGUAGES),
                published=day,
            )
            made.append(self.last)
        return self.last.number
