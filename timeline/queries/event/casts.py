"""Who takes part in an event, and according to whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.queries.readers.names import Name
from timeline.vocabulary.roles import DOING_SIDE, ActorRole
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import Text

from .detail import EventDetail
from .origin_groups import GroupSide


@dataclass(frozen=True, slots=True)
class CastLine:
    """An actor's role; `according_to` are those who say so, where that has to be told."""

    name: Name
    role: ActorRole
    according_to: tuple[Text, ...]


def say_cast(detail: EventDetail) -> list[CastLine]:
    """Roles in order; for violence the doing side reads "according to" until confirmed.

    Whoever asserts the role by a recorded claim is named, else all origins that say so.
    """
    # Of a siege, a riot or a change of control who says that it came about has not said by whom.
    violent = detail.type.is_attack or detail.type is EventType.ABDUCTION
    accusing = (
        detail.nature is Nature.OCCURRENCE and violent and detail.status is not Status.CONFIRMED
    )
    origins = tuple(g.name for g in detail.groups if g.side is GroupSide.SUPPORTS and g.counted)
    by_claim = {claim.public_id: claim for claim in detail.claims}
    lines = []
    for member in detail.cast:
        asserting = (by_claim[public_id] for public_id in member.according_to)
        told = _distinct(
            c.origin.name.text if c.origin else c.document.source.text for c in asserting
        )
        if not told and accusing and member.role in DOING_SIDE:
            told = origins
        lines.append(CastLine(member.name, member.role, told))
    return lines


def _distinct(names: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(names))
