"""Claims in groups that go back to one mouth, supporting and denying ones apart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.evidence.origins import Origin
from timeline.vocabulary.evidence.standing import Evidence
from timeline.vocabulary.roles import Side
from timeline.vocabulary.stances import SUPPORTING, LapseKind, Stance
from timeline.vocabulary.words import Text, Word

from .claims import ClaimShown, OriginShown, RelayStep


class GroupSide(Word):
    """Which side of the event the claims of a group are on."""

    SUPPORTS = "supports", _("Says so")
    DENIES = "denies", _("Denies")
    CONTEXT = "context", _("Adds context")


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Claims of one side that go back to one origin (None: the origin is not known).

    `counted` says whether the group adds to the numbers of the event, `note` why not.
    `documents` are the distinct documents of its standing claims. `chains` hold one
    way for every claim that no other claim of the group passes on.
    """

    side: GroupSide
    origin: OriginShown | None
    claims: tuple[ClaimShown, ...]
    chains: tuple[tuple[RelayStep, ...], ...]
    documents: int
    counted: bool
    note: Text

    @property
    def name(self) -> Text:
        return self.origin.name.text if self.origin else _("Origin not known")

    @property
    def party(self) -> Side | None:
        return self.origin.party if self.origin else None

    @property
    def fallen(self) -> bool:
        """Whether it said so and nothing of that stands any more."""
        return self.side is GroupSide.SUPPORTS and not self.documents

    @property
    def outdone(self) -> bool:
        """Whether it stands, and the later word of its origin is on the other side."""
        stands = bool(self.origin and self.documents)
        return stands and not self.counted and self.side is not GroupSide.CONTEXT

    @property
    def taken_back(self) -> LapseKind | None:
        """How the first claim that fell by a lapse of its own ceased to stand."""
        own = (lapse.kind for c in self.claims if not c.standing for lapse in c.lapses)
        return next(own, None)


def group_claims(claims: Iterable[ClaimShown], evidence: Evidence) -> tuple[OriginGroup, ...]:
    """Supporting groups first, then denying ones, then context; counted before uncounted."""
    found: dict[tuple[GroupSide, Origin | None], list[ClaimShown]] = defaultdict(list)
    for claim in claims:
        found[_side(claim.stance), claim.origin_key].append(claim)
    groups = [_group(side, origin, own, evidence) for (side, origin), own in found.items()]
    order = list(GroupSide)
    groups.sort(key=lambda g: (order.index(g.side), not g.counted, -g.documents))
    return tuple(groups)


def _side(stance: Stance) -> GroupSide:
    if stance in SUPPORTING:
        return GroupSide.SUPPORTS
    return GroupSide.DENIES if stance is Stance.DENIES else GroupSide.CONTEXT


def _group(
    side: GroupSide, origin: Origin | None, claims: Sequence[ClaimShown], evidence: Evidence
) -> OriginGroup:
    note = _why_not_counted(side, origin, claims, evidence)
    passed_on = {claim.relays_key for claim in claims}
    return OriginGroup(
        side=side,
        origin=claims[0].origin,
        claims=tuple(claims),
        chains=tuple(c.chain for c in claims if c.key not in passed_on),
        documents=len({c.document.public_id for c in claims if c.standing}),
        counted=not note,
        note=note,
    )


def _why_not_counted(
    side: GroupSide, origin: Origin | None, claims: Sequence[ClaimShown], evidence: Evidence
) -> Text:
    """Empty where the group counts."""
    if side is GroupSide.CONTEXT:
        return _("not counted: it neither says so nor denies it")
    if not any(claim.standing for claim in claims):
        return _("not counted: it no longer stands")
    supports = side is GroupSide.SUPPORTS
    own, other = evidence.supporting, evidence.denying
    if not supports:
        own, other = other, own
    if origin is None:
        return _("not counted beside origins that are known") if own else ""
    if origin in other:
        return (
            _("not counted: its later word denies it")
            if supports
            else _("not counted: its later word says so")
        )
    return ""
