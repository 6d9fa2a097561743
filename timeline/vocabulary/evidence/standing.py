"""What the claims about an event come to on a day: counts and the suggested status.

Pure functions over the facts of `origins`; docs/evidence.md explains them with
worked examples. The caller passes only claims that the reader may see, of this
event and of those whose lapses touch it. A claim that relays something which is
not among them is treated as hidden: it is not public, does not stand and counts
for nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter

from timeline.vocabulary.roles import Side
from timeline.vocabulary.stances import COUNTED, SUPPORTING, TAKEN_BACK, Stance
from timeline.vocabulary.statuses import Status

from .origins import (
    ClaimFacts,
    EventFacts,
    Key,
    Origin,
    World,
    origins_of,
    refuse_cycle,
    side_of,
    standing_graph,
)
from .suggestions import RULES, Rule, Tally, rule_for, suggest

__all__ = [
    "RULES",
    "Evidence",
    "Rule",
    "Tally",
    "evidence_on",
    "evidence_steps",
    "rule_for",
    "standing_on",
    "suggest",
    "turning_days",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is recorded about an event, as known on a day.

    `origins` and `denials` are the numbers shown: the sizes of `supporting` and
    `denying`, or 1 for a side on which claims stand but nobody is named. `parties`:
    supporting origins that are parties. `documents`: distinct documents of standing
    claims apart from context. `fallen`: origins that said so and of whose word nothing stands
    any more, those that are not known as one. `exists`: some claim apart from context was public.
    `public` and `standing` are keys of this event's claims, context included.
    """

    exists: bool
    supporting: frozenset[Origin]
    denying: frozenset[Origin]
    origins: int
    parties: int
    denials: int
    documents: int
    fallen: int
    suggested: Status | None
    accused_party_denies: bool
    standing: frozenset[Key]
    public: frozenset[Key]


def standing_on(day: date, claims: Mapping[Key, ClaimFacts]) -> frozenset[Key]:
    """Claims, of whatever event, that were public by that day and stood on it."""
    sight = _Sight(claims, claims)
    stands = sight.stands_on(day)
    return frozenset(key for key in sight.public_by(day, claims) if stands[key])


def evidence_on(
    day: date, event: EventFacts, claims: Mapping[Key, ClaimFacts], world: World
) -> Evidence:
    """What the claims about the event came to on that day.

    Raises CycleError where relays, lapses, ties or hierarchies run in a circle.
    """
    return _Ledger(event, claims, world).on(day)


def evidence_steps(
    event: EventFacts, claims: Mapping[Key, ClaimFacts], world: World
) -> list[tuple[date, Evidence]]:
    """`evidence_on` for every turning day, oldest first; each holds until the next."""
    ledger = _Ledger(event, claims, world)
    return [(day, ledger.on(day)) for day in turning_days(event, claims)]


def turning_days(event: EventFacts, claims: Mapping[Key, ClaimFacts]) -> list[date]:
    """The only days, oldest first, on which the evidence of the event can change."""
    return sorted({claims[key].public_on for key in _Sight(_own(event, claims), claims).whole})


def _own(event: EventFacts, claims: Mapping[Key, ClaimFacts]) -> list[Key]:
    return [key for key, claim in claims.items() if claim.event == event.key]


class _Sight:
    """The claims that bear on the standing of some, in an order in which it can be told."""

    def __init__(self, keys: Iterable[Key], claims: Mapping[Key, ClaimFacts]) -> None:
        graph = _reached(keys, standing_graph(claims))
        refuse_cycle(graph)
        self.claims = claims
        self.order = list(TopologicalSorter(graph).static_order())
        #: Claims whose chain of relays can be seen down to the root.
        self.whole: set[Key] = set()
        for key in self.order:
            relays = claims[key].relays
            if relays is None or relays in self.whole:
                self.whole.add(key)

    def public_by(self, day: date, keys: Iterable[Key]) -> list[Key]:
        return [k for k in keys if k in self.whole and self.claims[k].public_on <= day]

    def stands_on(self, day: date) -> dict[Key, bool]:
        """Whether each stands on that day, be it public yet or not."""
        stands: dict[Key, bool] = {}
        for key in self.order:
            relays = self.claims[key].relays
            stands[key] = (
                key in self.whole
                and (relays is None or stands[relays])
                and not self.lapses_of(key, day, stands)
            )
        return stands

    def lapses_of(self, key: Key, day: date, stands: Mapping[Key, bool]) -> list[str]:
        """Kinds of the claim's own lapses that are in effect on that day."""
        return [
            lapse.kind
            for lapse in self.claims[key].lapses
            if stands.get(lapse.by, False) and self.claims[lapse.by].public_on <= day
        ]


class _Ledger:
    """What does not change from day to day, so that many days cost little more than one."""

    def __init__(self, event: EventFacts, claims: Mapping[Key, ClaimFacts], world: World) -> None:
        self.event = event
        self.claims = claims
        self.own = _own(event, claims)
        self.sight = _Sight(self.own, claims)
        self.origins = origins_of(self.own, claims, event, world)
        self.sides = {o: side_of(o, event, world) for o in {*self.origins.values()} if o}

    def on(self, day: date) -> Evidence:
        stands = self.sight.stands_on(day)
        public = self.sight.public_by(day, self.own)
        standing = [key for key in public if stands[key]]
        counted = [key for key in standing if self.claims[key].stance in COUNTED]
        supporting, denying = self._by_side(counted)
        nameless = {self._supports(key) for key in counted if self.origins[key] is None}
        parties = [self.sides[origin] for origin in supporting if self.sides[origin]]
        origins = len(supporting) or int(True in nameless)
        denials = len(denying) or int(False in nameless)
        rule = rule_for(
            Tally(
                nature=self.event.nature,
                supporting=origins,
                denying=denials,
                outsiders=origins - len(parties),
                both_sides=len({*parties}) == len(Side),
                accused_alone_deny=bool(denying)
                and False not in nameless
                and all(self.sides[origin] is Side.DOING for origin in denying),
                taken_back=any(
                    kind in TAKEN_BACK
                    for key in public
                    if self._supports(key)
                    for kind in self.sight.lapses_of(key, day, stands)
                ),
            )
        )
        return Evidence(
            exists=any(self.claims[key].stance in COUNTED for key in public),
            supporting=supporting,
            denying=denying,
            origins=origins,
            parties=len(parties),
            denials=denials,
            documents=len({self.claims[key].document for key in counted}),
            fallen=len(self._saying(public) - self._saying(standing)),
            suggested=rule.status,
            accused_party_denies=rule.accused_party_denies,
            standing=frozenset(standing),
            public=frozenset(public),
        )

    def _saying(self, keys: Iterable[Key]) -> set[Origin | None]:
        return {self.origins[key] for key in keys if self._supports(key)}

    def _supports(self, key: Key) -> bool:
        return self.claims[key].stance in SUPPORTING

    def _by_side(self, counted: list[Key]) -> tuple[frozenset[Origin], frozenset[Origin]]:
        """Supporting and denying origins, each on the side of its latest word.

        Words are compared by day first; on one and the same day the denial wins,
        because True is greater than False.
        """
        latest: dict[Origin, tuple[date, bool]] = {}
        for key in counted:
            if origin := self.origins[key]:
                word = (self.claims[key].public_on, self.claims[key].stance == Stance.DENIES)
                latest[origin] = max(word, latest.get(origin, word))
        denying = frozenset(origin for origin, (_day, denies) in latest.items() if denies)
        return frozenset(latest) - denying, denying


def _reached(keys: Iterable[Key], graph: Mapping[Key, list[Key]]) -> dict[Key, list[Key]]:
    """The part of the graph that can be reached from these keys."""
    part: dict[Key, list[Key]] = {}
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in part:
            part[key] = graph[key]
            waiting.extend(graph[key])
    return part
