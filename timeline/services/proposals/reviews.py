"""What editors do with the review queue: look, agree with the rule, or decide otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from timeline.models import (
    Account,
    DistinctPair,
    Event,
    EvidenceState,
    Proposal,
    QueueEntry,
    SearchRow,
    StatusChange,
)
from timeline.queries.rows.facts import load_facts
from timeline.services.errors import Refused, StaleVersion
from timeline.services.evidence.queue import count_lapses, review_of, store_reviews
from timeline.services.nouns.decisions import decide_status
from timeline.services.rows import add
from timeline.services.writing import Writing, writing
from timeline.vocabulary.counts import say_evidence
from timeline.vocabulary.evidence.suggestions import follows_rule
from timeline.vocabulary.roles import Verb

from .proposing import save_or_propose


def accept_evidence(event: Event, *, seen: str, by: Account) -> StatusChange | None:
    """Agree with the rule on an event of the queue; the new decision where there is one.

    Where the status already says what the rule says, or was never decided, it is only kept
    that somebody looked. `seen` is the digest of the event that the editor had before them.
    Raises StaleVersion where that, or the queue, has changed since; Refused.
    """
    with _reviewing(event, seen, by, _("Looked at and agreed with the rule.")) as (frame, state):
        if _agrees(state):
            _keep_seen(event, state, by)
            frame.touch([event.pk])
            return None
        if state.suggested is None:
            raise Refused({"status": _("The rule suggests nothing here: decide yourself.")})
        return decide_status(event, status=state.suggested, by=by, reason=say_rule(state))


def accept_unchanged(event: Event, *, seen: str, by: Account) -> None:
    """As accept_evidence, but only where it changes nothing that readers see.

    Raises StaleVersion, also where the rule no longer agrees.
    """
    with _reviewing(event, seen, by, _("Looked at and agreed with the rule.")) as (frame, state):
        if not _agrees(state):
            raise StaleVersion({"status": _stale()})
        _keep_seen(event, state, by)
        frame.touch([event.pk])


def decide_in_review(
    event: Event,
    *,
    status: str,
    reason: str,
    seen: str,
    by: Account,
    ground: str = "",
) -> Proposal | None:
    """Set the status of an event of the queue; the proposal where that takes somebody else.

    The reason may be left out where the rule says the same; the rule's own is kept then.
    What is proposed stays in the queue until it is accepted. Raises StaleVersion where the
    event has changed since it was `seen`; Refused.
    """
    with _reviewing(event, seen, by, reason.strip() or _("Decided in review.")) as (_frame, state):
        if not reason.strip():
            if status != state.suggested:
                raise Refused({"reason": _("This differs from the rule: say why. Readers see it.")})
            reason = say_rule(state)
        return save_or_propose(
            decide_status, event, status=status, ground=ground, by=by, reason=reason
        )


def judge_distinct(one: Event, other: Event, *, by: Account, reason: str) -> DistinctPair:
    """Keep that two events are two, so that they are not offered as one again. Raises Refused."""
    with writing(by, Verb.DECIDE, reason, about=[one, other]):
        first, second = sorted((one, other), key=lambda event: event.pk)
        return add(DistinctPair(first=first, second=second, reason=reason.strip(), judged_by=by))


def say_rule(state: EvidenceState) -> str:
    """The reason that is kept where an editor follows the rule: what it counted."""
    counts = say_evidence(state.origins, state.documents, state.denials)
    return _("As the rule suggests: %(counts)s.") % {"counts": counts}


@contextmanager
def _reviewing(
    event: Event, seen: str, by: Account, reason: str
) -> Iterator[tuple[Writing, EvidenceState]]:
    """Hold the event as the editor saw it, with its latest state."""
    with writing(by, Verb.DECIDE, reason, about=[event]) as frame:
        row = SearchRow.objects.filter(pk=event.pk, digest=seen).first()
        waits = QueueEntry.objects.filter(event=event.pk).exists()
        if row is None or not waits:
            raise StaleVersion({"status": _stale()})
        yield frame, row.states.get(days__upper_inf=True)


def _agrees(state: EvidenceState) -> bool:
    return state.status is None or follows_rule(state.status, state.suggested)


def _keep_seen(event: Event, state: EvidenceState, by: Account) -> None:
    facts = load_facts([event.pk])
    decision = event.status_changes.order_by("known_on", "pk").last()
    lapses = count_lapses(facts.claims_of(event.pk), facts)
    store_reviews([review_of(state, facts, lapses, decision, by.pk)])


def _stale() -> str:
    return _("Somebody else has changed this event, or looked at it, since you opened the list.")
