"""Reading the YAML files of the seeds: events with their claims, and timelines."""

from timeline.vocabulary.kinds import LinkKind, PlacePrecision, Withhold
from timeline.vocabulary.roles import ActorRole, PlaceRole
from timeline.vocabulary.stances import (
    Basis,
    Certainty,
    Credibility,
    DiffersOn,
    LapseKind,
    Quantity,
    Stance,
)
from timeline.vocabulary.statuses import Ground, Outcome, Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import WorkflowState

from .blocks import Block, read_yaml
from .errors import Mistake
from .fields import Fields
from .records import (
    ClaimSeed,
    DecisionSeed,
    EventActorSeed,
    EventPlaceSeed,
    EventSeed,
    LapseSeed,
    LinkSeed,
    MeasureSeed,
    TimelineSeed,
)

EVENT_KEYS = (
    "id",
    "title",
    "summary",
    "date",
    "nature",
    "type",
    "workflow",
    "places",
    "actors",
    "links",
    "decisions",
    "claims",
)
PLACE_KEYS = ("place", "role", "precision", "withhold")
ACTOR_KEYS = ("actor", "role", "asserted_by")
LINK_KEYS = ("kind", "event")
DECISION_KEYS = ("status", "ground", "known_on", "claims", "reason")
CLAIM_KEYS = (
    "key",
    "id",
    "document",
    "stance",
    "differs_on",
    "summary",
    "quote",
    "quote_language",
    "translated_by",
    "attribution",
    "attributed_to",
    "attributed_unnamed",
    "basis",
    "certainty",
    "credibility",
    "rejects",
    "relays",
    "relays_source",
    "origin_unknown",
    "same_origin_as",
    "same_origin_reason",
    "measures",
    "lapses",
    "note",
)
MEASURE_KEYS = ("quantity", "text", "low", "best", "high")
LAPSE_KEYS = ("by", "kind", "reason")
TIMELINE_KEYS = ("title", "description", "workflow", "events")

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
        claims=tuple(_read_claim(found) for found in block.blocks("claims", CLAIM_KEYS)),
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


def _read_claim(block: Block) -> ClaimSeed:
    key = block.claim("key", required=True) or ""
    return ClaimSeed(
        where=block.where,
        key=key,
        public_id=block.public_id("id", noun="claim", key=key),
        document=block.reference("document", required=True) or "",
        stance=block.word("stance", Stance),
        differs_on=block.word_or_none("differs_on", DiffersOn),
        summary=block.text("summary", required=True),
        quote=block.text("quote"),
        quote_language=block.language("quote_language"),
        translated_by=block.line("translated_by", longest=200),
        attribution=block.line("attribution"),
        attributed_to=block.reference("attributed_to"),
        attributed_unnamed=block.flag("attributed_unnamed"),
        basis=block.word("basis", Basis, Basis.NOT_STATED),
        certainty=block.word("certainty", Certainty, Certainty.STATED),
        credibility=block.word("credibility", Credibility, Credibility.NOT_JUDGED),
        rejects=block.flag("rejects"),
        relays=block.claim("relays"),
        relays_source=block.reference("relays_source"),
        origin_unknown=block.flag("origin_unknown"),
        same_origin_as=block.claim("same_origin_as"),
        same_origin_reason=block.text("same_origin_reason"),
        note=block.text("note"),
        measures=tuple(_read_measure(found) for found in block.blocks("measures", MEASURE_KEYS)),
        lapses=tuple(_read_lapse(found) for found in block.blocks("lapses", LAPSE_KEYS)),
    )


def _read_measure(block: Block) -> MeasureSeed:
    return MeasureSeed(
        where=block.where,
        quantity=block.word("quantity", Quantity),
        text=block.line("text", required=True),
        low=block.whole("low"),
        best=block.whole("best"),
        high=block.whole("high"),
    )


def _read_lapse(block: Block) -> LapseSeed:
    return LapseSeed(
        where=block.where,
        by=block.claim("by", required=True) or "",
        kind=block.word("kind", LapseKind),
        reason=block.text("reason", required=True),
    )
