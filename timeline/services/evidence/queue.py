"""Which events await an editor: derived with the evidence, in the same transaction."""

from collections.abc import Iterable, Mapping, Sequence

from timeline.models import (
    EvidenceReview,
    EvidenceState,
    QueueEntry,
    StatusChange,
)
from timeline.queries.rows.facts import Facts, evidence_of
from timeline.vocabulary.clock import today
from timeline.vocabulary.evidence.suggestions import follows_rule

from .states import StateMaker

_FLAGS = ("changed", "differs", "lapsed", "decider")


def queue_events(states: Mapping[int, Sequence[EvidenceState]], maker: StateMaker) -> None:
    """Put each of these public events into the queue or take it out.

    A decision that is new counts as made on these very counts; so an event whose decision
    came before it was published is reviewed as it is published.
    """
    reviews = {row.event_id: row for row in EvidenceReview.objects.filter(event__in=states)}
    stored = {row.event_id: row for row in QueueEntry.objects.filter(event__in=states)}
    decided: list[EvidenceReview] = []
    wanted: dict[int, QueueEntry] = {}
    for pk, found in states.items():
        state = found[-1]
        decision = maker.decisions[pk][-1] if maker.decisions[pk] else None
        review = reviews.get(pk)
        lapses = count_lapses(maker.own[pk], maker.facts)
        if decision is not None and (review is None or review.decision_id != decision.pk):
            decided.append(review_of(state, maker.facts, lapses, decision, decision.author_id))
        elif entry := _entry(state, decision, review, lapses):
            wanted[pk] = entry
    store_reviews(decided)
    QueueEntry.objects.filter(event__in=stored.keys() - wanted.keys()).delete()
    moved = [row for pk, row in wanted.items() if pk not in stored or _differ(row, stored[pk])]
    # What was in the queue keeps its place in it.
    QueueEntry.objects.bulk_create(
        moved, update_conflicts=True, unique_fields=["event"], update_fields=_FLAGS
    )


def review_of(
    state: EvidenceState, facts: Facts, lapses: int, decision: StatusChange | None, by: int
) -> EvidenceReview:
    """That the evidence on an event was looked at as it is in its latest state; not stored."""
    pk = state.row_id
    return EvidenceReview(
        event_id=pk,
        decision=decision,
        origins=state.origins,
        denials=state.denials,
        documents=state.documents,
        suggested=state.suggested,
        standing=sorted(evidence_of(facts, pk, today()).standing),
        lapses=lapses,
        reviewer_id=by,
    )


def store_reviews(reviews: Sequence[EvidenceReview]) -> None:
    """Keep these; of what was looked at before the history has the earlier ones."""
    fields = [f.name for f in EvidenceReview._meta.concrete_fields if f.name not in ("id", "event")]
    EvidenceReview.objects.bulk_create(
        reviews, update_conflicts=True, unique_fields=["event"], update_fields=fields
    )


def count_lapses(claims: Iterable[int], facts: Facts) -> int:
    """How many public lapses bear on these claims, those of other events among them."""
    return sum(len(claim.lapses) for claim in facts.reach(claims).values())


def _entry(
    state: EvidenceState,
    decision: StatusChange | None,
    review: EvidenceReview | None,
    lapses: int,
) -> QueueEntry | None:
    """What awaits an editor in this event; None where nothing does."""
    counts = (state.origins, state.denials, state.documents, state.suggested)
    changed = decision is not None and review is not None and review.counts != counts
    lapsed = lapses != (review.lapses if review else 0)
    if not changed and not lapsed:
        return None
    return QueueEntry(
        event_id=state.row_id,
        changed=changed,
        differs=changed
        and state.status is not None
        and not follows_rule(state.status, state.suggested),
        lapsed=lapsed,
        decider_id=decision.author_id if decision else None,
    )


def _differ(left: QueueEntry, right: QueueEntry) -> bool:
    names = ("changed", "differs", "lapsed", "decider_id")
    return any(getattr(left, name) != getattr(right, name) for name in names)
