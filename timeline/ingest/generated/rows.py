"""Planned rows as stored ones: keys, natural keys and the days that follow from dates."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from timeline.models import (
    Account,
    Actor,
    Claim,
    Document,
    Event,
    EventActor,
    EventPlace,
    Place,
    Source,
    StatusChange,
    StatusChangeClaim,
)
from timeline.services.nouns.bulk import copy_rows, take_keys
from timeline.services.nouns.documents import span_of
from timeline.services.writing import writing
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.statuses import DecidedBy, Ground, Status
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import WorkflowState

from .events import PlannedClaim, PlannedDocument, PlannedEvent
from .world import MadeUpWorld

PUBLISHED = WorkflowState.PUBLISHED


class RowWriter:
    """Writes a plan, batch by batch; remembers the keys of what it wrote."""

    def __init__(self, prefix: str, by: Account, reason: str) -> None:
        self.prefix = prefix
        self.by = by
        self.reason = reason
        self.places: list[int] = []
        self.actors: list[int] = []
        self.sources: list[int] = []
        self.documents: dict[int, int] = {}

    def put_world(self, world: MadeUpWorld) -> None:
        """Places, actors and sources."""
        self.places = take_keys(Place, len(world.places))
        self.actors = take_keys(Actor, len(world.actors))
        self.sources = take_keys(Source, len(world.sources))
        with writing(self.by, Verb.DRAFT, self.reason):
            copy_rows(
                [
                    Place(
                        pk=key, name=p.name, kind=p.kind, lat=p.lat, lon=p.lon,
                        parent_id=_key(self.places, p.parent), **self._names("place", n),
                    )
                    for n, (key, p) in enumerate(zip(self.places, world.places, strict=True), 1)
                ]
            )  # fmt: skip
            copy_rows(
                [
                    Actor(
                        pk=key, name=a.name, kind=a.kind,
                        parent_id=_key(self.actors, a.parent), **self._names("actor", n),
                    )
                    for n, (key, a) in enumerate(zip(self.actors, world.actors, strict=True), 1)
                ]
            )  # fmt: skip
            copy_rows(
                [
                    Source(
                        pk=key, name=s.name, kind=s.kind, language=s.language,
                        owner_id=_key(self.sources, s.owner),
                        speaks_for_id=_key(self.actors, s.speaks_for), **self._names("source", n),
                    )
                    for n, (key, s) in enumerate(zip(self.sources, world.sources, strict=True), 1)
                ]
            )  # fmt: skip

    def put_events(self, planned: Sequence[PlannedEvent]) -> None:
        """Events with everything that hangs on them, and what readers' lists need."""
        events = take_keys(Event, len(planned))
        with writing(self.by, Verb.DRAFT, self.reason) as frame:
            documents = [made for event in planned for made in event.documents]
            keys = take_keys(Document, len(documents))
            self.documents |= zip((made.number for made in documents), keys, strict=True)
            copy_rows([self._document(made) for made in documents])
            pairs = list(zip(events, planned, strict=True))
            copy_rows([self._event(key, event) for key, event in pairs])
            copy_rows(
                [
                    EventPlace(event_id=key, place_id=self.places[at], precision=precision)
                    for key, event in pairs
                    for at, precision in ([event.place] if event.place else [])
                ]
            )
            copy_rows(
                [
                    EventActor(event_id=key, actor_id=self.actors[actor], role=role, position=n)
                    for key, event in pairs
                    for n, (actor, role) in enumerate(event.actors)
                ]
            )
            self._put_claims(pairs)
            frame.touch(events)

    def _put_claims(self, pairs: Sequence[tuple[int, PlannedEvent]]) -> None:
        keys = iter(take_keys(Claim, sum(len(event.claims) for _key, event in pairs)))
        claims: list[models.Model] = []
        decisions: list[StatusChange] = []
        moved: list[int] = []
        for key, event in pairs:
            own = [next(keys) for _ in event.claims]
            claims += [
                self._claim(own, n, key, event, claim) for n, claim in enumerate(event.claims)
            ]
            if event.confirmed_on is not None and event.nature is not Nature.FORECAST:
                decisions.append(
                    StatusChange(
                        event_id=key, status=Status.CONFIRMED, ground=Ground.PRIMARY_RECORD,
                        reason=self.reason, known_on=event.confirmed_on, author=self.by,
                        decided_by=DecidedBy.IMPORT,
                    )
                )  # fmt: skip
                moved.append(own[0])
        copy_rows(claims)
        copy_rows(decisions)
        copy_rows(
            [
                StatusChangeClaim(status_change=decision, claim_id=claim)
                for decision, claim in zip(decisions, moved, strict=True)
            ]
        )

    def _names(self, noun: str, number: int | str) -> dict[str, str]:
        natural = f"{self.prefix}:{noun}-{number}"
        return {"natural_key": natural, "slug": natural.replace(":", "-")}

    def _document(self, made: PlannedDocument) -> Document:
        return Document(
            pk=self.documents[made.number],
            public_id=made.public_id,
            source_id=self.sources[made.source],
            title=made.title,
            url=f"https://made-up.example/{made.number}",
            language=made.language,
            published=made.published.isoformat(),
            span=DateRange(made.published, made.published + timedelta(days=1)),
            recorded_on=made.published,
            public_on=made.published,
            state=PUBLISHED,
            **self._names("document", made.number),
        )

    def _event(self, key: int, event: PlannedEvent) -> Event:
        when = event.when
        return Event(
            pk=key,
            public_id=event.public_id,
            title=event.title,
            summary=event.summary,
            date=when.edtf,
            span=span_of(when),
            approximate=when.approximate,
            uncertain=when.uncertain,
            precision=when.precision,
            nature=event.nature,
            type=event.type,
            state=PUBLISHED,
            **self._names("event", event.number),
        )

    def _claim(
        self, keys: list[int], n: int, event: int, planned: PlannedEvent, claim: PlannedClaim
    ) -> Claim:
        return Claim(
            pk=keys[n],
            public_id=claim.public_id,
            event_id=event,
            document_id=self.documents[claim.document],
            stance=claim.stance,
            differs_on=claim.differs_on,
            summary=claim.summary,
            quote=claim.quote,
            quote_language="en" if claim.quote else "",
            basis=claim.basis,
            certainty=claim.certainty,
            relays_id=_key(keys, claim.relays),
            attributed_to_id=_key(self.actors, claim.attributed_to),
            state=PUBLISHED,
            # Everything that it hangs on is published too, so nothing has to be hidden.
            is_public=True,
            natural_key=f"{self.prefix}:claim-{planned.number}-{n + 1}",
        )


def _key(keys: Sequence[int], index: int | None) -> int | None:
    return None if index is None else keys[index]
