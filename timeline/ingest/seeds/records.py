"""What the seed files say, as plain records: names for references, no database.

Optional texts are "" and optional references and words None where the file leaves them
out. Claims stand with their readers in `claims.py`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.vocabulary.kinds import (
    ActorKind,
    LinkKind,
    NameKind,
    PlaceKind,
    PlacePrecision,
    SourceKind,
    Withhold,
)
from timeline.vocabulary.roles import ActorRole, PlaceRole
from timeline.vocabulary.stances import Reliability
from timeline.vocabulary.statuses import Ground, Outcome, Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import WorkflowState

from .claims import ClaimSeed
from .fields import Seed


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName(Seed):
    """A row of a names.csv: another name of the place or actor `owner` (a slug)."""

    owner: str
    name: str
    language: str
    kind: NameKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSeed(Seed):
    """The area of the place `place` (a slug): a GeoJSON geometry, WGS 84."""

    place: str
    geometry: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSeed(Seed):
    """`parent` and `second_parent` are slugs; degrees north and east, both or neither."""

    slug: str
    name: str
    kind: PlaceKind
    parent: str | None
    second_parent: str | None
    lat: float | None
    lon: float | None
    iso3166_2: str
    disputed: bool
    withhold: Withhold
    names: tuple[OtherName, ...] = ()
    outline: OutlineSeed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSeed(Seed):
    slug: str
    name: str
    kind: ActorKind
    country: str
    parent: str | None
    public_role: str
    description: str
    names: tuple[OtherName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSeed(Seed):
    """`owner` is the slug of a source, `speaks_for` that of an actor."""

    slug: str
    name: str
    kind: SourceKind
    country: str
    language: str
    homepage: str
    owner: str | None
    speaks_for: str | None
    reliability: Reliability
    reliability_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSeed(Seed):
    """`published` is EDTF, or "" where not known."""

    slug: str
    public_id: str
    source: str
    title: str
    url: str
    authors: str
    published: str
    language: str
    unseen: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlaceSeed(Seed):
    """The first place of an event is its primary one. `precision` None: by the place's kind."""

    place: str
    role: PlaceRole
    precision: PlacePrecision | None
    withhold: Withhold


@dataclass(frozen=True, slots=True, kw_only=True)
class EventActorSeed(Seed):
    """`asserted_by`: keys of the claims that say the actor had this role."""

    actor: str
    role: ActorRole
    asserted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSeed(Seed):
    """The event that holds this is `kind` the event `event` (a slug)."""

    kind: LinkKind
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSeed(Seed):
    """A status set with the data; `claims` are keys. An outcome where the event is a forecast."""

    status: Status | Outcome
    ground: Ground | None
    known_on: date
    reason: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSeed(Seed):
    """One file in events/; its `slug` is the file's name. `date` is EDTF."""

    slug: str
    public_id: str
    title: str
    summary: str
    date: str
    nature: Nature
    type: EventType
    workflow: WorkflowState
    places: tuple[EventPlaceSeed, ...]
    actors: tuple[EventActorSeed, ...]
    links: tuple[LinkSeed, ...]
    decisions: tuple[DecisionSeed, ...]
    claims: tuple[ClaimSeed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineSeed(Seed):
    """One file in timelines/. `events` are slugs; None means every event of the seeds."""

    slug: str
    title: str
    description: str
    workflow: WorkflowState
    events: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """A whole folder, in the order of its files and rows."""

    places: tuple[PlaceSeed, ...] = ()
    actors: tuple[ActorSeed, ...] = ()
    sources: tuple[SourceSeed, ...] = ()
    documents: tuple[DocumentSeed, ...] = ()
    events: tuple[EventSeed, ...] = ()
    timelines: tuple[TimelineSeed, ...] = ()
