"""What the seed files say, as plain records: names for references, no database.

Optional texts are "" and optional references and words None where the file leaves them
out. Each field says how it is read (`fields.told`). Claims stand in `claims.py`.
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

from .blocks import Block
from .claims import ClaimSeed
from .fields import Fields, Seed, told

#: What a file may say of its own editing; everything else is decided on the site.
WORKFLOWS = (WorkflowState.PUBLISHED, WorkflowState.DRAFT)


def _read_workflow(block: Block, name: str) -> WorkflowState:
    state = block.word(name, WorkflowState, WorkflowState.PUBLISHED)
    if state not in WORKFLOWS:
        block.fault(name, f"a file says {' or '.join(WORKFLOWS)}, not {state}")
    return state


def _read_members(block: Block, name: str) -> tuple[str, ...] | None:
    if name in block.lists:
        return block.words(name)
    if block.line(name, required=True) not in ("", "all"):
        block.fault(name, "must be a list of events, or the word all")
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName(Seed):
    """A row of a names.csv: another name of the place or actor `owner` (a slug)."""

    owner: str = told(Fields.reference, required=True)
    name: str = told(Fields.line, required=True, longest=200)
    language: str = told(Fields.language)
    kind: NameKind = told(Fields.word, NameKind, NameKind.OWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSeed(Seed):
    """The area of the place `place` (a slug): a GeoJSON geometry, WGS 84."""

    place: str
    geometry: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSeed(Seed):
    """`parent` and `second_parent` are slugs; degrees north and east, both or neither."""

    slug: str = told(Fields.slug)
    name: str = told(Fields.line, required=True, longest=200)
    kind: PlaceKind = told(Fields.word, PlaceKind)
    parent: str | None = told(Fields.reference)
    second_parent: str | None = told(Fields.reference)
    lat: float | None = told(Fields.degrees, 90)
    lon: float | None = told(Fields.degrees, 180)
    iso3166_2: str = told(Fields.subdivision)
    disputed: bool = told(Fields.flag)
    withhold: Withhold = told(Fields.word, Withhold, Withhold.NONE)
    names: tuple[OtherName, ...] = ()
    outline: OutlineSeed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSeed(Seed):
    slug: str = told(Fields.slug)
    name: str = told(Fields.line, required=True, longest=200)
    kind: ActorKind = told(Fields.word, ActorKind)
    country: str = told(Fields.country)
    parent: str | None = told(Fields.reference)
    public_role: str = told(Fields.line)
    description: str = told(Fields.line, longest=200)
    names: tuple[OtherName, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSeed(Seed):
    """`owner` is the slug of a source, `speaks_for` that of an actor."""

    slug: str = told(Fields.slug)
    name: str = told(Fields.line, required=True, longest=200)
    kind: SourceKind = told(Fields.word, SourceKind)
    country: str = told(Fields.country)
    language: str = told(Fields.language)
    homepage: str = told(Fields.address, longest=500)
    owner: str | None = told(Fields.reference)
    speaks_for: str | None = told(Fields.reference)
    reliability: Reliability = told(Fields.word, Reliability, Reliability.NOT_JUDGED)
    reliability_reason: str = told(Fields.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSeed(Seed):
    """`published` is EDTF, or "" where not known."""

    slug: str = told(Fields.slug)
    public_id: str = told(Fields.public_id, "document", of="slug")
    source: str = told(Fields.reference, required=True)
    title: str = told(Fields.line, required=True, longest=500)
    url: str = told(Fields.address, longest=2000)
    authors: str = told(Fields.line, longest=500)
    published: str = told(Fields.edtf)
    language: str = told(Fields.language)
    unseen: bool = told(Fields.flag)
    note: str = told(Fields.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlaceSeed(Seed):
    """The first place of an event is its primary one. `precision` None: by the place's kind."""

    place: str = told(Block.reference, required=True)
    role: PlaceRole = told(Block.word, PlaceRole, PlaceRole.LOCATION)
    precision: PlacePrecision | None = told(Block.word_or_none, PlacePrecision)
    withhold: Withhold = told(Block.word, Withhold, Withhold.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventActorSeed(Seed):
    """`asserted_by`: keys of the claims that say the actor had this role."""

    actor: str = told(Block.reference, required=True)
    role: ActorRole = told(Block.word, ActorRole)
    asserted_by: tuple[str, ...] = told(Block.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSeed(Seed):
    """The event that holds this is `kind` the event `event` (a slug)."""

    kind: LinkKind = told(Block.word, LinkKind)
    event: str = told(Block.reference, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSeed(Seed):
    """A status set with the data; `claims` are keys. An outcome where the event is a forecast."""

    status: Status | Outcome = told()
    ground: Ground | None = told(Block.word_or_none, Ground)
    known_on: date = told(Block.day)
    reason: str = told(Block.text, required=True)
    claims: tuple[str, ...] = told(Block.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSeed(Seed):
    """One file in events/; its `slug` is the file's name. `date` is EDTF."""

    slug: str
    public_id: str = told()
    title: str = told(Block.line, required=True)
    summary: str = told(Block.text)
    date: str = told(Block.edtf, required=True)
    nature: Nature = told(Block.word, Nature)
    type: EventType = told(Block.word, EventType)
    workflow: WorkflowState = told(_read_workflow)
    places: tuple[EventPlaceSeed, ...] = told(Block.records, EventPlaceSeed)
    actors: tuple[EventActorSeed, ...] = told(Block.records, EventActorSeed)
    links: tuple[LinkSeed, ...] = told(Block.records, LinkSeed)
    decisions: tuple[DecisionSeed, ...] = told()
    claims: tuple[ClaimSeed, ...] = told(Block.records, ClaimSeed)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineSeed(Seed):
    """One file in timelines/. `events` are slugs; None means every event of the seeds."""

    slug: str
    title: str = told(Block.line, required=True, longest=200)
    description: str = told(Block.text)
    workflow: WorkflowState = told(_read_workflow)
    events: tuple[str, ...] | None = told(_read_members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """A whole folder, in the order of its files and rows."""

    places: tuple[PlaceSeed, ...] = ()
    actors: tuple[ActorSeed, ...] = ()
    sources: tuple[SourceSeed, ...] = ()
    documents: tuple[DocumentSeed, ...] = ()
    events: tuple[EventSeed, ...] = ()
    timelines: tuple[TimelineSeed, ...] = ()
