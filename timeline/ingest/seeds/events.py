"""Reading the YAML files of the seeds: events with their claims, and timelines."""

from timeline.vocabulary.statuses import Outcome, Status
from timeline.vocabulary.types import Nature

from .blocks import read_yaml
from .errors import Mistake
from .fields import keys_of, read_record
from .records import DecisionSeed, EventSeed, TimelineSeed


def read_event(file: str, slug: str, text: str, mistakes: list[Mistake]) -> EventSeed | None:
    """The event of one file; None where it holds nothing that could be read."""
    block = read_yaml(file, text, keys_of(EventSeed), mistakes)
    if block is None:
        return None
    nature = block.word("nature", Nature)
    decided = Outcome if nature is Nature.FORECAST else Status
    decisions = block.blocks("decisions", keys_of(DecisionSeed))
    return read_record(
        EventSeed,
        block,
        slug=slug,
        public_id=block.public_id("id", "event", key=slug),
        nature=nature,
        decisions=tuple(
            read_record(DecisionSeed, found, status=found.word("status", decided))
            for found in decisions
        ),
    )


def read_timeline(file: str, slug: str, text: str, mistakes: list[Mistake]) -> TimelineSeed | None:
    """The timeline of one file; None where it holds nothing that could be read."""
    block = read_yaml(file, text, keys_of(TimelineSeed), mistakes)
    return None if block is None else read_record(TimelineSeed, block, slug=slug)
