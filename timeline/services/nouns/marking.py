"""What a passage of a document says: the claim, the event where it is new, and the chain before.

One marked passage may write several rows: documents that nobody saw, with the claims that they
passed on, or the report that is denied. They are written together or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from timeline.models import Account, Claim, Document, Event, Source
from timeline.queries.rows.facts import climb
from timeline.queries.rows.versions import written_with
from timeline.services.proposable import proposable
from timeline.services.writing import writing
from timeline.vocabulary.measures import MeasurePart
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.stances import SUPPORTING, Basis, Certainty, Stance
from timeline.vocabulary.words import UNPUBLISHED

from .claims import attach_claim
from .documents import record_document
from .events import ActorPart, PlacePart, assert_roles, record_event
from .taking_in import NewSource, known_source
from .workflow import publish_claim, publish_event


class NewEvent(NamedTuple):
    """An event to record with the claim; `fields` are those of `record_event`."""

    fields: Mapping[str, Any]
    places: Sequence[PlacePart] = ()
    actors: Sequence[ActorPart] = ()


class Step(NamedTuple):
    """A document that nobody saw, known through the one at hand. Title and day may be empty."""

    source: Source | NewSource
    title: str = ""
    published: str = ""

    @property
    def is_a_name_alone(self) -> bool:
        """Whether only its publisher is known, which takes no document of its own."""
        return not self.title and not self.published


@dataclass(frozen=True, kw_only=True)
class Passage:
    """What the passage says of an event and through whom it came.

    `fields` are those of the document's own claim, but for what is upstream. The chain runs
    from `relays` (a recorded claim of the event) or from the first of `steps` on. `first` says
    who the first of the chain has it from (attributed_to, attributed_unnamed, origin_unknown);
    without unseen documents that is the claim itself. `said_by`: who says that it happened,
    where the passage denies it. `seen_at`: where the quote was marked, in code points.
    """

    event: Event | NewEvent
    fields: Mapping[str, Any]
    measures: Sequence[MeasurePart] = ()
    relays: Claim | None = None
    steps: Sequence[Step] = ()
    first: Mapping[str, Any] = field(default_factory=dict)
    said_by: Step | None = None
    seen_at: int | None = None

    @property
    def relayed_source(self) -> Source | NewSource | None:
        """The one publisher before the document, where nothing of its item is known."""
        alone = len(self.steps) == 1 and self.relays is None and self.steps[0].is_a_name_alone
        return self.steps[0].source if alone else None

    @property
    def unseen(self) -> Sequence[Step]:
        """The unseen documents of the chain, from the first on."""
        return () if self.relayed_source else self.steps


def mark_passage(document: Document, passage: Passage, *, by: Account, reason: str) -> Claim:
    """Write, as drafts, everything that the passage says; return the document's own claim.

    All or nothing. Raises Refused.
    """
    with writing(by, Verb.DRAFT, reason):
        event, is_new = passage.event, False
        if isinstance(event, NewEvent):
            is_new = True
            event = record_event(
                by=by, reason=reason, places=event.places, actors=event.actors, **event.fields
            )
        said_by = passage.said_by
        report = _record_report(event, said_by, by, reason) if said_by else None
        relays = _record_chain(event, passage, by, reason)
        relayed = passage.relayed_source
        claim = attach_claim(
            event=event,
            document=document,
            by=by,
            reason=reason,
            measures=passage.measures,
            seen_at=passage.seen_at,
            relays=relays,
            relays_source=relayed and known_source(relayed, by=by, reason=reason),
            **({} if passage.unseen and passage.relays is None else passage.first),
            **passage.fields,
        )
        asserting = claim if claim.stance in SUPPORTING else report
        if is_new and asserting is not None:
            assert_roles(event, claim=asserting, by=by, reason=reason)
    return claim


@proposable("publish_passage", ProposalKind.PUBLISH)
def publish_passage(claim: Claim, *, by: Account, reason: str) -> bool:
    """Publish a marked claim with its event, or into it with all that was recorded with it.

    Claims upstream that are drafts still go public as well: without them it stays hidden.
    Returns whether anything changed. Raises NotAllowed, NeedsSecondPerson, Refused.
    """
    with writing(by, Verb.PUBLISH, reason, about=[claim]):
        event = claim.event
        if event.state in UNPUBLISHED:
            return publish_event(event, by=by, reason=reason)
        hidden = drafts_published_with(claim)
        for row in hidden:
            publish_claim(row, by=by, reason=reason)
    return bool(hidden)


def drafts_published_with(claim: Claim) -> list[Claim]:
    """The claims that go public with a marked one, in their order, itself among them.

    With a draft event all of its drafts; else those upstream and those recorded with it.
    """
    drafts = Claim.objects.filter(event=claim.event_id, state__in=UNPUBLISHED)
    if claim.event.state not in UNPUBLISHED:
        drafts = drafts.filter(
            pk__in=written_with(claim) | climb(Claim, [claim.pk], "relays_id").keys()
        )
    return list(drafts.select_related("document", "event").order_by("pk"))


def _record_chain(event: Event, passage: Passage, by: Account, reason: str) -> Claim | None:
    """The claim that the document relays: recorded already, or those of unseen documents."""
    relays = passage.relays
    for step in passage.unseen:
        relays = attach_claim(
            event=event,
            document=_record_unseen(step, by, reason),
            by=by,
            reason=reason,
            relays=relays,
            stance=passage.fields["stance"],
            differs_on=passage.fields.get("differs_on", ""),
            summary=passage.fields["summary"],
            basis=Basis.OTHER_MEDIA if relays else Basis.NOT_STATED,
            certainty=Certainty.REPORTED,
            **({} if relays else passage.first),
        )
    return relays


def _record_report(event: Event, step: Step, by: Account, reason: str) -> Claim:
    """The report that the passage denies, in a document that nobody saw."""
    return attach_claim(
        event=event,
        document=_record_unseen(step, by, reason),
        by=by,
        reason=reason,
        stance=Stance.SUPPORTS,
        summary=_("Reported it; known through the denial"),
        certainty=Certainty.REPORTED,
    )


def _record_unseen(step: Step, by: Account, reason: str) -> Document:
    source = known_source(step.source, by=by, reason=reason)
    title = step.title or _("[Item of %(source)s, not seen]") % {"source": source.name}
    return record_document(
        by=by, reason=reason, source=source, title=title, published=step.published, unseen=True
    )
