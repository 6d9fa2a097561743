"""Bringing in the events of the seeds with their claims and decisions, and the timelines."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from timeline.models import (
    Account,
    Actor,
    Claim,
    Document,
    Event,
    Lapse,
    Place,
    Source,
    StatusChange,
    Timeline,
)
from timeline.services.nouns.claims import FIELDS, lapse_claim, undo_lapse
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import publish_claim, publish_event, publish_timeline
from timeline.vocabulary.measures import MeasurePart
from timeline.vocabulary.words import WorkflowState

from .claims import ClaimSeed, LapseSeed
from .records import DecisionSeed, EventSeed, Seeds, TimelineSeed
from .report import SeedReport, Verdict
from .upserts import ORIGIN, REASON, Upserts, digest_of_record, in_order, refuse, telling

type Mentioned = tuple[str, str, str]
_PUBLISHED_ALREADY = "it is published already; withdraw it on the site"


@dataclass(slots=True)
class EventLoader:
    """Brings events up to their files, with the rows that they draw on, by noun."""

    by: Account
    report: SeedReport
    places: Upserts[Place]
    actors: Upserts[Actor]
    sources: Upserts[Source]
    documents: Upserts[Document]
    events: Upserts[Event]
    claims: Upserts[Claim]
    timelines: Upserts[Timeline]

    def put_all(self, seeds: Seeds) -> None:
        """Events, then their claims, then what joins them; readers see them last."""
        open_events = [event for event in seeds.events if self._put_event(event)]
        open_claims = [claim for event in seeds.events for claim in self._put_claims(event)]
        for claim in open_claims:
            self._end(claim)
        for event in open_events:
            self._join(event)
        for event in seeds.events:
            self._publish(event)
        self._decide_all(seeds.events)
        self._put_timelines(seeds)

    def _put_event(self, seed: EventSeed) -> bool:
        fields: dict[str, Any] = {
            "slug": seed.slug,
            "title": seed.title,
            "summary": seed.summary,
            "date": seed.date,
            "nature": seed.nature,
            "type": seed.type,
            "places": [
                PlacePart(
                    self.places.rows[part.place],
                    part.role,
                    part.precision or "",
                    part.withhold,
                )
                for part in seed.places
            ],
            "actors": [ActorPart(self.actors.rows[part.actor], part.role) for part in seed.actors],
        }
        digest = digest_of_record(replace(seed, claims=(), decisions=()))
        return self.events.put(seed, seed.slug, digest, fields, public_id=seed.public_id)

    def _put_claims(self, event: EventSeed) -> list[ClaimSeed]:
        """The claims of an event, relayed ones before those that relay them; the open ones."""
        row = self.events.rows[event.slug]
        undone = {claim.key for claim in event.claims if self._undo_lapses(claim)}
        found = []
        for claim in in_order(event.claims, "key", "relays", "same_origin_as"):
            stored = self.claims.rows.get(claim.key)
            if stored is not None and stored.event_id != row.pk:
                reason = f"{claim.key} is the key of a claim of another event; take a new one"
                raise refuse(claim.where, "key", reason)
            fields = self._fields_of_claim(claim)
            only_new: dict[str, Any] = {"event": row, "public_id": claim.public_id}
            if self.claims.put(claim, claim.key, digest_of_record(claim), fields, **only_new):
                found.append(claim)
            self.claims.mark_changed(claim.key, claim.key in undone)
        return found

    def _fields_of_claim(self, seed: ClaimSeed) -> dict[str, Any]:
        """What the service takes: by its name in the file, a name of a row as that row."""
        named: dict[str, Upserts[Any]] = {
            "document": self.documents,
            "attributed_to": self.actors,
            "relays": self.claims,
            "relays_source": self.sources,
            "same_origin_as": self.claims,
        }
        said = {name: getattr(seed, name) for name in FIELDS if name not in named}
        return {
            **{name: "" if value is None else value for name, value in said.items()},
            **{name: rows.get(getattr(seed, name)) for name, rows in named.items()},
            "measures": [
                MeasurePart(part.quantity, part.text, part.low, part.best, part.high)
                for part in seed.measures
            ],
        }

    def _undo_lapses(self, seed: ClaimSeed) -> bool:
        """Take back the lapses that the file no longer has, before relays change."""
        row = self.claims.rows.get(seed.key)
        if row is None or not self.claims.is_open(seed.key, digest_of_record(seed)):
            return False
        wanted = {_mentioned(lapse) for lapse in seed.lapses}
        surplus = [
            lapse for lapse in row.lapses.select_related("by") if _stored(lapse) not in wanted
        ]
        for lapse in surplus:
            undo_lapse(lapse, by=self.by, reason=REASON)
        return bool(surplus)

    def _end(self, seed: ClaimSeed) -> None:
        """Record the lapses that the file has and the claim has not."""
        if not seed.lapses:
            return
        row = self.claims.rows[seed.key]
        stored = {_stored(lapse) for lapse in row.lapses.select_related("by")}
        for position, lapse in enumerate(seed.lapses):
            if _mentioned(lapse) in stored:
                continue
            with telling(lapse.where):
                lapse_claim(
                    row,
                    ended_by=self.claims.rows[lapse.by],
                    kind=lapse.kind,
                    by=self.by,
                    reason=lapse.reason,
                    position=position,
                )
            self.claims.mark_changed(seed.key)

    def _join(self, seed: EventSeed) -> None:
        """What an event says of others: its links, and the claims that assert roles."""
        row = self.events.rows[seed.slug]
        links = [LinkPart(link.kind, self.events.rows[link.event]) for link in seed.links]
        self.events.mark_changed(seed.slug, link_events(row, links, by=self.by, reason=REASON))
        actors = [
            ActorPart(
                self.actors.rows[part.actor],
                part.role,
                [self.claims.rows[key] for key in part.asserted_by],
            )
            for part in seed.actors
        ]
        with telling(seed.where):
            changed = edit_event(row, by=self.by, reason=REASON, version=None, actors=actors)
        self.events.mark_changed(seed.slug, changed)

    def _publish(self, seed: EventSeed) -> None:
        row = self.events.rows[seed.slug]
        if row.state == WorkflowState.PUBLISHED:
            if seed.workflow is WorkflowState.DRAFT and not self.events.is_kept(seed.slug):
                raise refuse(seed.where, "workflow", _PUBLISHED_ALREADY)
            for claim in seed.claims:
                if self.claims.verdicts[claim.key] is Verdict.NEW:
                    with telling(claim.where):
                        publish_claim(self.claims.rows[claim.key], by=self.by, reason=REASON)
        elif seed.workflow is WorkflowState.PUBLISHED and not self.events.is_kept(seed.slug):
            with telling(seed.where):
                publish_event(row, by=self.by, reason=REASON)

    def _decide_all(self, events: Iterable[EventSeed]) -> None:
        rows = [self.events.rows[event.slug] for event in events if event.decisions]
        stored: dict[int, list[StatusChange]] = {}
        changes = StatusChange.objects.filter(event__in=rows).order_by("pk")
        for change in changes.prefetch_related("claims"):
            stored.setdefault(change.event_id, []).append(change)
        for event in events:
            recorded = stored.get(self.events.rows[event.slug].pk, [])
            for number, decision in enumerate(event.decisions, start=1):
                verdict = self._decide(event, decision, recorded)
                self.report.note("decisions", f"{event.slug} {number}", verdict)

    def _decide(
        self, event: EventSeed, decision: DecisionSeed, recorded: list[StatusChange]
    ) -> Verdict:
        """Record a decision unless it is recorded, or a person has decided since."""
        wanted = (
            decision.status,
            decision.ground or "",
            decision.known_on,
            decision.reason,
            {ORIGIN + key for key in decision.claims},
        )
        for change in recorded:
            keys = {claim.natural_key for claim in change.claims.all()}
            if wanted == (change.status, change.ground, change.known_on, change.reason, keys):
                return Verdict.UNCHANGED
        if any(change.author_id != self.by.pk for change in recorded):
            return Verdict.KEPT
        with telling(decision.where):
            decide_status(
                self.events.rows[event.slug],
                status=decision.status,
                ground=decision.ground or "",
                known_on=decision.known_on,
                claims=[self.claims.rows[key] for key in decision.claims],
                by=self.by,
                reason=decision.reason,
            )
        return Verdict.NEW

    def _put_timelines(self, seeds: Seeds) -> None:
        everything = tuple(event.slug for event in seeds.events)
        for seed in seeds.timelines:
            members = everything if seed.events is None else seed.events
            fields: dict[str, Any] = {
                "slug": seed.slug,
                "title": seed.title,
                "description": seed.description,
                "events": [self.events.rows[slug] for slug in members],
            }
            digest = digest_of_record((seed, members))
            self.timelines.put(seed, seed.slug, digest, fields)
            self._publish_timeline(seed)

    def _publish_timeline(self, seed: TimelineSeed) -> None:
        row = self.timelines.rows[seed.slug]
        is_published = row.state == WorkflowState.PUBLISHED
        if self.timelines.is_kept(seed.slug) or is_published is (
            seed.workflow is WorkflowState.PUBLISHED
        ):
            return
        if is_published:
            raise refuse(seed.where, "workflow", _PUBLISHED_ALREADY)
        publish_timeline(row, by=self.by, reason=REASON)


def _mentioned(lapse: LapseSeed) -> Mentioned:
    return (lapse.by, lapse.kind.value, lapse.reason)


def _stored(lapse: Lapse) -> Mentioned:
    return ((lapse.by.natural_key or "").removeprefix(ORIGIN), lapse.kind, lapse.reason)
