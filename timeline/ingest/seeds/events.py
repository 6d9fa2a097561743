"""Reading the YAML files of the seeds: events with their claims, and timelines."""

from timeline.vocabulary.kinds import LinkKind, PlacePrecision, Withhold
from timeline.vocabulary.roles import ActorRole, PlaceRole
from timeline.vocabulary.statuses import Ground, Outcome, Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import WorkflowState

from .blocks import Block, read_yaml
from .claims import CLAIM_KEYS, read_claim
from .errors import Mistake
from .fields import Fields, keys_of
from .records import (
    DecisionSeed,
    EventActorSeed,
    EventPlaceSeed,
    EventSeed,
    LinkSeed,
    TimelineSeed,
)

EVENT_KEYS, TIMELINE_KEYS = keys_of(EventSeed), keys_of(TimelineSeed)
PLACE_KEYS, ACTOR_KEYS = keys_of(EventPlaceSeed), keys_of(EventActorSeed)
LINK_KEYS, DECISION_KEYS = keys_of(LinkSeed), keys_of(DecisionSeed)

#: What a file may say of its own editing; everything else is decided on the site.
WORKFLOWS = (WorkflowState.PUBLISHED, WorkflowState.DRAFT)


def read_event(file: str, slug: str, text: str, mistakes: list[Mistake]) -> EventSeed | None:
    """The event of one file; None where it holds nothing that could be read."""
    block = read_yaml(file, text, EVENT_KEYS, mistakes)
    if block is None:
        return None
    nature = block.word("nature", Nature)
    decided = Outcome if nature is Nature.FORECAST else Status
    return EventSeed(
        where=block.where,
        slug=slug,
        public_id=block.public_id("id", noun="event", key=slug),
        title=block.line("title", required=True),
        summary=block.text("summary"),
        date=block.edtf("date", required=True),
        nature=nature,
        type=block.word("type", EventType),
        workflow=_workflow(block),
        places=tuple(_read_place(found) for found in block.blocks("places", PLACE_KEYS)),
        actors=tuple(_read_actor(found) for found in block.blocks("actors", ACTOR_KEYS)),
        links=tuple(_read_link(found) for found in block.blocks("links", LINK_KEYS)),
        decisions=tuple(
            _read_decision(found, decided) for found in block.blocks("decisions", DECISION_KEYS)
        ),
        claims=tuple(read_claim(found) for found in block.blocks("claims", CLAIM_KEYS)),
    )


def read_timeline(file: str, slug: str, text: str, mistakes: list[Mistake]) -> TimelineSeed | None:
    """The timeline of one file; None where it holds nothing that could be read."""
    block = read_yaml(file, text, TIMELINE_KEYS, mistakes)
    if block is None:
        return None
    return TimelineSeed(
        where=block.where,
        slug=slug,
        title=block.line("title", required=True, longest=200),
        description=block.text("description"),
        workflow=_workflow(block),
        events=_read_members(block),
    )


def _read_members(block: Block) -> tuple[str, ...] | None:
    if "events" in block.lists:
        return block.words("events")
    if block.line("events", required=True) not in ("", "all"):
        block.fault("events", "must be a list of events, or the word all")
    return None


def _workflow(block: Fields) -> WorkflowState:
    state = block.word("workflow", WorkflowState, WorkflowState.PUBLISHED)
    if state not in WORKFLOWS:
        block.fault("workflow", f"a file says {' or '.join(WORKFLOWS)}, not {state}")
    return state


def _read_place(block: Block) -> EventPlaceSeed:
    return EventPlaceSeed(
        where=block.where,
        place=block.reference("place", required=True) or "",
        role=block.word("role", PlaceRole, PlaceRole.LOCATION),
        precision=block.word_or_none("precision", PlacePrecision),
        withhold=block.word("withhold", Withhold, Withhold.NONE),
    )


def _read_actor(block: Block) -> EventActorSeed:
    return EventActorSeed(
        where=block.where,
        actor=block.reference("actor", required=True) or "",
        role=block.word("role", ActorRole),
        asserted_by=block.words("asserted_by"),
    )


def _read_link(block: Block) -> LinkSeed:
    return LinkSeed(
        where=block.where,
        kind=block.word("kind", LinkKind),
        event=block.reference("event", required=True) or "",
    )


def _read_decision(block: Block, decided: type[Status] | type[Outcome]) -> DecisionSeed:
    return DecisionSeed(
        where=block.where,
        status=block.word("status", decided),
        ground=block.word_or_none("ground", Ground),
        known_on=block.day("known_on"),
        reason=block.text("reason", required=True),
        claims=block.words("claims"),
    )
