"""Evidence states: what the public evidence came to, day by day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from timeline.models import Claim, Copy, EventLink, EvidenceState, StatusChange
from timeline.queries.rows.facts import Facts, with_ancestors
from timeline.vocabulary.evidence.origins import OriginKind, chain_of
from timeline.vocabulary.evidence.standing import Evidence, evidence_steps
from timeline.vocabulary.stances import Stance
from timeline.vocabulary.statuses import DecidedBy, Outcome, Status
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import WorkflowState


class StateMaker:
    """Makes the states of many events from facts that are read once."""

    def __init__(self, event_ids: Iterable[int], facts: Facts) -> None:
        ids = set(event_ids)
        self.facts = facts
        self.own: dict[int, list[int]] = defaultdict(list)
        for pk, claim in facts.claims.items():
            self.own[claim.event].append(pk)
        claims = Claim.objects.filter(event__in=ids, is_public=True)
        self.details = {
            pk: (basis, language)
            for pk, basis, language in claims.values_list("pk", "basis", "document__language")
        }
        documents = {facts.claims[pk].document for pks in self.own.values() for pk in pks}
        copies = Copy.objects.filter(document__in=documents)
        self.kept = set(copies.values_list("document", flat=True))
        self.decisions: dict[int, list[StatusChange]] = defaultdict(list)
        for decision in StatusChange.objects.filter(event__in=ids).order_by("known_on", "pk"):
            self.decisions[decision.event_id].append(decision)
        met = EventLink.objects.filter(
            event__in=ids, kind="met_by", other__state=WorkflowState.PUBLISHED
        )
        self.met_on: dict[int, date] = {}
        for event, day in met.values_list("event", "other__search_row__states__days"):
            if day is not None:
                self.met_on[event] = min(self.met_on.get(event, date.max), day.lower)
        self.sources = {pk: [owner] for pk, owner in facts.world.owner_of.items()}

    def states_of(self, event: int) -> list[EvidenceState]:
        """States from the day the event came to exist; empty when nothing public says so."""
        own = {pk: self.facts.claims[pk] for pk in self.own[event]}
        counted = [c.public_on for c in own.values() if c.stance is not Stance.CONTEXT]
        if not counted:
            return []
        born = min(counted)
        turns = {d.known_on for d in self.decisions[event]} | {self.met_on.get(event, born)}
        steps = evidence_steps(
            self.facts.events[event], self.facts.reach(self.own[event]), self.facts.world
        )
        days = sorted({born} | {day for day in turns | {d for d, _e in steps} if day > born})
        states: list[EvidenceState] = []
        for index, day in enumerate(days):
            evidence = [found for start, found in steps if start <= day][-1]
            state = self._state(event, day, evidence)
            state.days = DateRange(day, days[index + 1] if index + 1 < len(days) else None)
            if states and _same(states[-1], state):
                states[-1].days = DateRange(states[-1].days.lower, state.days.upper)
            else:
                states.append(state)
        return states

    def _state(self, event: int, day: date, evidence: Evidence) -> EvidenceState:
        claims = self.facts.claims
        counted = [k for k in evidence.standing if claims[k].stance is not Stance.CONTEXT]
        status, decided_by, outcome = self._shown(event, day, evidence.suggested)
        origins = evidence.supporting | evidence.denying
        sources: set[int] = {o.key for o in origins if o.kind is OriginKind.SOURCE}
        for key in counted:
            chain = chain_of(key, claims)
            sources |= {claim.source for claim in chain}
            sources |= {c.relays_source for c in chain if c.relays_source is not None}
        details = [self.details[key] for key in counted]
        documents = {claims[key].document for key in counted}
        return EvidenceState(
            row_id=event,
            status=status,
            status_by=decided_by,
            suggested=evidence.suggested,
            outcome=outcome,
            origins=evidence.origins,
            parties=evidence.parties,
            denials=evidence.denials,
            documents=evidence.documents,
            fallen=evidence.fallen,
            accused_party_denies=evidence.accused_party_denies,
            differs=any(claims[key].stance is Stance.DIFFERS for key in counted),
            unarchived=bool(documents - self.kept),
            origin_keys=sorted(f"{origin.kind}:{origin.key}" for origin in origins),
            source_ids=sorted(with_ancestors(sources, self.sources)),
            bases=sorted({basis for basis, _language in details}),
            languages=sorted({language for _basis, language in details if language}),
        )

    def _shown(
        self, event: int, day: date, suggested: Status | None
    ) -> tuple[str | None, DecidedBy, Outcome | None]:
        """Status shown, who set it, and for a forecast its outcome instead."""
        made = [d for d in self.decisions[event] if d.known_on <= day]
        decided_by = DecidedBy(made[-1].decided_by) if made else DecidedBy.RULE
        if self.facts.events[event].nature is Nature.FORECAST:
            if made:
                return None, decided_by, Outcome(made[-1].status)
            met = self.met_on.get(event)
            return None, DecidedBy.RULE, Outcome.MET if met and met <= day else Outcome.OPEN
        return (made[-1].status if made else suggested), decided_by, None


_COMPARED = [
    field.attname
    for field in EvidenceState._meta.concrete_fields
    if field.attname not in ("id", "days")
]


def _same(left: EvidenceState, right: EvidenceState) -> bool:
    return all(getattr(left, name) == getattr(right, name) for name in _COMPARED)
