"""What a passage would make of an event, told before it is saved. Writes nothing.

It stands beside the writing and not among the questions, because it has to come to what
`passages.mark_passage` and a publication after it come to; a test holds the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from timeline.models import Claim, Document, Event, Source
from timeline.queries.rows.facts import Facts, climb, load_facts, load_world
from timeline.services.nouns.documents import derive_days
from timeline.services.nouns.marking import NewEvent, Passage, Step
from timeline.services.nouns.taking_in import NewSource
from timeline.services.nouns.workflow import UNPUBLISHED
from timeline.vocabulary.clock import today
from timeline.vocabulary.evidence.origins import ClaimFacts, EventFacts, origin_of
from timeline.vocabulary.evidence.standing import Evidence, evidence_on
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import COUNTED, Stance
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import WorkflowState


@dataclass(frozen=True, slots=True)
class Outlook:
    """The counts and the rule's word with the passage in, once it is published.

    `before` is what the event comes to without it. `same_as` are recorded claims of the event,
    in their order, that go back to the origin of this one; none for context.
    """

    before: Evidence
    after: Evidence
    suggested: Status | None
    same_as: tuple[Claim, ...]

    @property
    def adds_origin(self) -> bool:
        """Whether somebody speaks through it who is not counted yet, on either side."""
        known = self.before.supporting | self.before.denying
        return bool((self.after.supporting | self.after.denying) - known)


def foresee(document: Document, passage: Passage) -> Outlook:
    """The outlook for the event of the passage, as known today.

    Of an event that readers see, their claims count and what the passage relays; of a draft,
    all of its claims. A constant number of queries, and one for each new name in the chain.
    """
    facts, event = _known(passage)
    before = evidence_on(today(), event, facts.claims, facts.world)
    added = list(_drawn_up(document, passage, event.key))
    claims = {**facts.claims, **{claim.key: claim for claim in added}}
    world = load_world(claims.values(), [event])
    after = evidence_on(today(), event, claims, world)
    own = added[-1]
    origin = origin_of(own.key, claims, event, world) if own.stance in COUNTED else None
    same = [
        key
        for key, claim in facts.claims_of(event.key).items()
        if origin is not None
        and claim.stance in COUNTED
        and origin_of(key, claims, event, world) == origin
    ]
    rows = Claim.objects.filter(pk__in=same).select_related("document__source")
    return Outlook(before, after, after.suggested, tuple(rows.order_by("pk")))


def _known(passage: Passage) -> tuple[Facts, EventFacts]:
    """What is recorded of the event; for a new one, what the form says."""
    event = passage.event
    if isinstance(event, NewEvent):
        roles = tuple((part.actor.pk, ActorRole(part.role)) for part in event.actors)
        new = EventFacts(key=0, nature=Nature(event.fields["nature"]), roles=roles)
        return Facts({0: new}, {}, load_world([], [new])), new
    facts = load_facts([event.pk], as_if_public=_going_public(event, passage.relays))
    return facts, facts.events[event.pk]


def _going_public(event: Event, relays: Claim | None) -> set[int]:
    """Claims that would be published with the passage."""
    if event.state in UNPUBLISHED:
        drafts = event.claims.exclude(state=WorkflowState.WITHDRAWN)
        hidden = drafts.filter(document__state=WorkflowState.WITHDRAWN)
        return set(drafts.exclude(pk__in=hidden).values_list("pk", flat=True))
    return set(climb(Claim, [relays.pk], "relays_id")) if relays else set()


def _drawn_up(document: Document, passage: Passage, event: int) -> Iterator[ClaimFacts]:
    """The claims that would be written, the document's own last. New rows have keys below 0."""
    keys = count(-1, -1)
    new: dict[str, int] = {}

    def key_of(source: Source | NewSource) -> int:
        """A new source is one, however often it is named, and known if somebody was quicker."""
        if isinstance(source, Source):
            return source.pk
        known = Source.objects.filter(name__iexact=source.name).first()
        return known.pk if known else new.setdefault(source.name.casefold(), next(keys))

    if passage.said_by is not None:
        yield ClaimFacts(
            key=next(keys),
            event=event,
            stance=Stance.SUPPORTS,
            document=next(keys),
            source=key_of(passage.said_by.source),
            public_on=_public_on(passage.said_by),
        )
    stance = Stance(passage.fields["stance"])
    relays = passage.relays.pk if passage.relays else None
    actor = passage.first.get("attributed_to")
    first: dict[str, Any] = {
        "attributed_to": actor and actor.pk,
        "origin_unknown": bool(passage.first.get("origin_unknown")),
    }
    for step in passage.unseen:
        claim = ClaimFacts(
            key=next(keys),
            event=event,
            stance=stance,
            document=next(keys),
            source=key_of(step.source),
            public_on=_public_on(step),
            relays=relays,
            **({} if relays else first),
        )
        yield claim
        relays = claim.key
    relayed = passage.relayed_source
    yield ClaimFacts(
        key=next(keys),
        event=event,
        stance=stance,
        document=document.pk,
        source=document.source_id,
        public_on=document.public_on,
        relays=relays,
        relays_source=key_of(relayed) if relayed else None,
        **({} if passage.unseen and passage.relays is None else first),
    )


def _public_on(step: Step) -> date:
    unseen = Document(published=step.published, recorded_on=today())
    derive_days(unseen)
    return unseen.public_on
