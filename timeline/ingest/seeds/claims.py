"""Claims in the seed files: what a block of one says, and the reading of it."""

from dataclasses import dataclass

from timeline.vocabulary.stances import (
    Basis,
    Certainty,
    Credibility,
    DiffersOn,
    LapseKind,
    Quantity,
    Stance,
)

from .blocks import Block
from .fields import Seed, keys_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSeed(Seed):
    quantity: Quantity
    text: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseSeed(Seed):
    """The claim that holds this ceased to stand because of the claim `by` (a key)."""

    by: str
    kind: LapseKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSeed(Seed):
    """`key` is unique in all files; `relays` and `same_origin_as` are keys of the same event."""

    key: str
    public_id: str
    document: str
    stance: Stance
    differs_on: DiffersOn | None
    summary: str
    quote: str
    quote_language: str
    translated_by: str
    attribution: str
    attributed_to: str | None
    attributed_unnamed: bool
    basis: Basis
    certainty: Certainty
    credibility: Credibility
    rejects: bool
    relays: str | None
    relays_source: str | None
    origin_unknown: bool
    same_origin_as: str | None
    same_origin_reason: str
    note: str
    measures: tuple[MeasureSeed, ...]
    lapses: tuple[LapseSeed, ...]


MEASURE_KEYS, LAPSE_KEYS = keys_of(MeasureSeed), keys_of(LapseSeed)
CLAIM_KEYS = keys_of(ClaimSeed)


def read_claim(block: Block) -> ClaimSeed:
    """A claim with its measures and lapses."""
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
