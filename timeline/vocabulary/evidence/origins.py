"""Who a claim goes back to, and whether that is a party to the event.

Footprints are many, feet are few: a post that relays a site that relays an agency
is one origin. The rules and worked examples are in docs/evidence.md. Everything
here is plain facts in, words out; no database, no day (an origin does not depend
on what was public when).
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError as _GraphCycle
from graphlib import TopologicalSorter
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.roles import DOING_SIDE, SUFFERING_SIDE, ActorRole, Side
from timeline.vocabulary.stances import LapseKind, Stance
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import Word

#: What a row is known by; the rules only compare keys, so any hashable would do.
type Key = int


class OriginKind(Word):
    ACTOR = "actor", _("Actor")
    SOURCE = "source", _("Source")


class Origin(NamedTuple):
    """Somebody from whom claims go out: an actor who says it, or a publisher."""

    kind: OriginKind
    key: Key


@dataclass(frozen=True, slots=True)
class LapseFacts:
    """A claim ceases to stand because of the claim `by`."""

    by: Key
    kind: LapseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """What the rules need to know of a claim.

    `source` is the publisher of its document, `public_on` the first day on which
    that document counts as public. `relays` is the one claim that it carries;
    `relays_source` the source it carries where that document is not recorded.
    """

    key: Key
    event: Key
    stance: Stance
    document: Key
    source: Key
    public_on: date
    attributed_to: Key | None = None
    relays: Key | None = None
    relays_source: Key | None = None
    origin_unknown: bool = False
    same_origin_as: Key | None = None
    lapses: tuple[LapseFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What the rules need to know of an event; `roles` are pairs of actor and role."""

    key: Key
    nature: Nature
    roles: tuple[tuple[Key, ActorRole], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The hierarchies that the rules climb; a key that is missing stands on its own."""

    superior_of: Mapping[Key, Key]
    owner_of: Mapping[Key, Key]
    speaks_for: Mapping[Key, Key]


class CycleError(ValueError):
    """Something leads back to itself. `keys`: each leads to the next, the last to the first."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.keys = list(keys)
        super().__init__(" → ".join(str(key) for key in [*self.keys, *self.keys[:1]]))


def find_cycle[K: Hashable](graph: Mapping[K, Iterable[K]]) -> list[K] | None:
    """Keys of one cycle, each leading to the next and the last to the first, or None.

    `graph` says to which keys a key leads; keys it leads to need no entry of their own.
    """
    try:
        TopologicalSorter(graph).prepare()
    except _GraphCycle as error:
        backwards: list[K] = error.args[1]
        return backwards[:0:-1]
    return None


def refuse_cycle(graph: Mapping[Key, Iterable[Key]]) -> None:
    """Raises CycleError where `find_cycle` finds one."""
    if cycle := find_cycle(graph):
        raise CycleError(cycle)


def standing_graph(claims: Mapping[Key, ClaimFacts]) -> dict[Key, list[Key]]:
    """On which claims the standing of each depends: what it relays and what lapses it.

    This graph may hold no cycle. Claims that are not among `claims` are left out.
    """
    return {key: list(_standing_leads(claim, claims)) for key, claim in claims.items()}


def chain_of(key: Key, claims: Mapping[Key, ClaimFacts]) -> list[ClaimFacts]:
    """The claim, what it relays, what that relays, and so on down to the root.

    Ends early where a relayed claim is not among `claims`. Raises KeyError where
    the claim itself is not, CycleError where the relays run in a circle.
    """
    chain = [claims[key]]
    seen = {key}
    while (upstream := chain[-1].relays) is not None and upstream in claims:
        if upstream in seen:
            keys = [claim.key for claim in chain]
            raise CycleError(keys[keys.index(upstream) :])
        seen.add(upstream)
        chain.append(claims[upstream])
    return chain


def origin_of(
    key: Key, claims: Mapping[Key, ClaimFacts], event: EventFacts, world: World
) -> Origin | None:
    """Who the claim goes back to; None where its root does not say who.

    None as well where its chain leaves `claims`: what a reader may not see names nobody.
    """
    return origins_of([key], claims, event, world)[key]


def origins_of(
    keys: Iterable[Key], claims: Mapping[Key, ClaimFacts], event: EventFacts, world: World
) -> dict[Key, Origin | None]:
    """`origin_of` for many claims, walking every stretch of a chain only once."""
    wanted = list(keys)
    ends = _ends_of(wanted, claims)
    found: dict[Key, Origin | None] = {}
    for key in wanted:
        end = ends[key]
        found[key] = None if end is None else _named_by(claims[end], event, world)
    return found


def side_of(origin: Origin | None, event: EventFacts, world: World) -> Side | None:
    """The side of the event that the origin is on, the doing side first; None: no party.

    A party is an actor whose topmost superior is also that of somebody who does the
    event, helps it or suffers it. A publisher is never a party by itself.
    """
    if origin is None or origin.kind is not OriginKind.ACTOR:
        return None
    top = topmost(origin.key, world.superior_of)
    for side, roles in ((Side.DOING, DOING_SIDE), (Side.SUFFERING, SUFFERING_SIDE)):
        for actor, role in event.roles:
            if role in roles and topmost(actor, world.superior_of) == top:
                return side
    return None


def topmost(key: Key, above: Mapping[Key, Key]) -> Key:
    """The last key on the way up, or the key itself. Raises CycleError on a circle."""
    passed = {key: None}
    while (higher := above.get(key)) is not None:
        if higher in passed:
            way = list(passed)
            raise CycleError(way[way.index(higher) :])
        passed[higher] = None
        key = higher
    return key


def _standing_leads(claim: ClaimFacts, claims: Mapping[Key, ClaimFacts]) -> Iterator[Key]:
    if claim.relays is not None and claim.relays in claims:
        yield claim.relays
    for lapse in claim.lapses:
        if lapse.by in claims:
            yield lapse.by


def _origin_lead(claim: ClaimFacts, claims: Mapping[Key, ClaimFacts]) -> Key | None:
    """The next step towards the origin: down the relays, then across from the root."""
    if claim.relays is not None:
        return claim.relays if claim.relays in claims else None
    twin = claims.get(claim.same_origin_as) if claim.same_origin_as is not None else None
    return twin.key if twin is not None and twin.event == claim.event else None


def _ends_of(keys: list[Key], claims: Mapping[Key, ClaimFacts]) -> dict[Key, Key | None]:
    """Per claim the root whose own words name the origin; None where the chain is cut off."""
    ends: dict[Key, Key | None] = {}
    for key in keys:
        trail: dict[Key, Key | None] = {}
        here: Key | None = key
        while here is not None and here not in ends:
            if here in trail:
                way = list(trail)
                raise CycleError(way[way.index(here) :])
            trail[here] = lead = _origin_lead(claims[here], claims)
            here = lead
        for step, lead in reversed(trail.items()):
            end = None if lead is None else ends[lead]
            # A root always has an end: itself, where the claim it was tied to is cut off.
            ends[step] = step if end is None and claims[step].relays is None else end
    return ends


def _named_by(root: ClaimFacts, event: EventFacts, world: World) -> Origin | None:
    """The origin that a root names by its own words and publisher."""
    if root.origin_unknown:
        return None
    actor = root.attributed_to
    if actor is not None and not _merely_heard(actor, event):
        return Origin(OriginKind.ACTOR, actor)
    publisher = root.source if root.relays_source is None else root.relays_source
    if (mouthpiece_of := world.speaks_for.get(publisher)) is not None:
        return Origin(OriginKind.ACTOR, mouthpiece_of)
    return Origin(OriginKind.SOURCE, topmost(publisher, world.owner_of))


def _merely_heard(actor: Key, event: EventFacts) -> bool:
    """That a speaker said so is not told by the speaker: the question is who heard it."""
    return event.nature == Nature.STATEMENT and (actor, ActorRole.SPEAKER) in event.roles
