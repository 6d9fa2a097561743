"""Claims in the seed files: what a block of one says, and how each of its fields is read."""

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
from .fields import Seed, told


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSeed(Seed):
    quantity: Quantity = told(Block.word, Quantity)
    text: str = told(Block.line, required=True)
    low: int | None = told(Block.whole)
    best: int | None = told(Block.whole)
    high: int | None = told(Block.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseSeed(Seed):
    """The claim that holds this ceased to stand because of the claim `by` (a key)."""

    by: str = told(Block.claim, required=True)
    kind: LapseKind = told(Block.word, LapseKind)
    reason: str = told(Block.text, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSeed(Seed):
    """`key` is unique in all files; `relays` and `same_origin_as` are keys of the same event."""

    key: str = told(Block.claim, required=True)
    public_id: str = told(Block.public_id, "claim", of="key")
    document: str = told(Block.reference, required=True)
    stance: Stance = told(Block.word, Stance)
    differs_on: DiffersOn | None = told(Block.word_or_none, DiffersOn)
    summary: str = told(Block.text, required=True)
    quote: str = told(Block.text)
    quote_language: str = told(Block.language)
    translated_by: str = told(Block.line, longest=200)
    attribution: str = told(Block.line)
    attributed_to: str | None = told(Block.reference)
    attributed_unnamed: bool = told(Block.flag)
    basis: Basis = told(Block.word, Basis, Basis.NOT_STATED)
    certainty: Certainty = told(Block.word, Certainty, Certainty.STATED)
    credibility: Credibility = told(Block.word, Credibility, Credibility.NOT_JUDGED)
    rejects: bool = told(Block.flag)
    relays: str | None = told(Block.claim)
    relays_source: str | None = told(Block.reference)
    origin_unknown: bool = told(Block.flag)
    same_origin_as: str | None = told(Block.claim)
    same_origin_reason: str = told(Block.text)
    note: str = told(Block.text)
    measures: tuple[MeasureSeed, ...] = told(Block.records, MeasureSeed)
    lapses: tuple[LapseSeed, ...] = told(Block.records, LapseSeed)
