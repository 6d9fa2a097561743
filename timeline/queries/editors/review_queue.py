"""The review queue: events whose evidence moved since an editor looked, and why each is there.

For the desk alone. The rule suggests; an editor sets.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from timeline.models import (
    Account,
    Claim,
    Event,
    EvidenceReview,
    EvidenceState,
    Proposal,
    QueueEntry,
)
from timeline.queries.readers.names import names_of_origins
from timeline.queries.rows.facts import evidence_of, load_facts
from timeline.vocabulary.clock import today
from timeline.vocabulary.evidence.origins import Origin, origins_of
from timeline.vocabulary.evidence.suggestions import follows_rule
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.statuses import DecidedBy, Outcome, Status, say_status
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import Word

from .keyset_pages import Count, KeyPage, count_some, page_by_key
from .review_words import Told, say_changes


class Show(Word):
    """Which events of the queue are shown."""

    ALL = "all", _("All")
    DIFFERS = "differs", _("Rule differs")
    LAPSED = "lapsed", _("Touched by a lapse")
    MINE = "mine", _("Mine")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An event that awaits an editor. `seen` is what its form sends back: the event as shown.

    `status` is shown to readers now (for a forecast the outcome), `suggested` what the rule
    says, None where nothing. `agrees`: accepting changes nothing that readers see. `choices`
    are the words that can be set; `offered` is the one that accepting sets. `waiting` is
    a proposal on its status that somebody else has to accept.
    """

    event: Event
    seen: str
    changed: str
    status: str | None
    status_label: str
    by: DecidedBy
    suggested: Status | None
    agrees: bool
    choices: tuple[Word, ...]
    offered: str
    origins: int
    documents: int
    denials: int
    fallen: int
    waiting: Proposal | None


def list_queue(account: Account, show: Show, after: int | None) -> KeyPage[QueueRow]:
    """One page of the queue, what has waited longest first. A constant number of queries."""
    page = page_by_key(_entries(account, show), after)
    return KeyPage(_rows(entry.event_id for entry in page.rows), page.after)


def queue_counts(account: Account) -> dict[Show, Count]:
    """How many events each choice shows; one query each, counted so far as is cheap."""
    return {show: count_some(_entries(account, show)) for show in Show}


def count_queue() -> Count:
    """How many events await an editor, counted so far as is cheap."""
    return count_some(QueueEntry.objects.all())


def find_queue_row(event: Event) -> QueueRow | None:
    """The event as the queue shows it, in the queue or not; None where it is not public."""
    rows = _rows([event.pk])
    return rows[0] if rows else None


def find_event_to_review(public_id: str) -> Event | None:
    """The event of this id that is public."""
    if not is_public_id(public_id):
        return None
    return Event.objects.visible_to(None).filter(public_id=public_id).first()


def _entries(account: Account, show: Show) -> QuerySet[QueueEntry]:
    found = QueueEntry.objects.all()
    if show is Show.DIFFERS:
        return found.filter(differs=True)
    if show is Show.LAPSED:
        return found.filter(lapsed=True)
    if show is Show.MINE:
        return found.filter(decider=account)
    return found


def _rows(event_ids: Iterable[int]) -> list[QueueRow]:
    """Rows in this order, those left out that are no longer public."""
    ids = list(event_ids)
    found = EvidenceState.objects.filter(row__in=ids, days__upper_inf=True)
    states = {state.row_id: state for state in found.annotate(digest=F("row__digest"))}
    events = Event.objects.in_bulk(states)
    changes = _changes(states)
    proposed = Proposal.objects.open().filter(event__in=states, kind=ProposalKind.CONFIRM)
    waiting = {proposal.event_id: proposal for proposal in proposed}
    return [
        _row(events[pk], states[pk], changes[pk], waiting.get(pk)) for pk in ids if pk in states
    ]


def _row(event: Event, state: EvidenceState, changed: str, waiting: Proposal | None) -> QueueRow:
    forecast = event.nature == Nature.FORECAST
    status = state.outcome if forecast else state.status
    suggested = Status(state.suggested) if state.suggested else None
    agrees = forecast or status is None or follows_rule(status, suggested)
    return QueueRow(
        event=event,
        seen=state.digest,  # type: ignore[attr-defined]  # annotated
        changed=changed,
        status=status,
        status_label=say_status(event.nature, state.status, state.outcome),
        by=DecidedBy(state.status_by),
        suggested=suggested,
        agrees=agrees,
        choices=tuple(Outcome) if forecast else tuple(Status),
        offered=(status if agrees else suggested) or "",
        origins=state.origins,
        documents=state.documents,
        denials=state.denials,
        fallen=state.fallen,
        waiting=waiting,
    )


def _changes(event_ids: Iterable[int]) -> Mapping[int, str]:
    """What changed in each since it was looked at, in a sentence or two."""
    ids = list(event_ids)
    facts = load_facts(ids)
    rows = Claim.objects.filter(event__in=ids, is_public=True).select_related("document__source")
    claims = {row.pk: row for row in rows.prefetch_related("lapses__by__document")}
    reviews = {row.event_id: row for row in EvidenceReview.objects.filter(event__in=ids)}
    origins: dict[int, Origin | None] = {}
    for pk in ids:
        own = facts.claims_of(pk)
        origins |= origins_of(own, facts.claims, facts.events[pk], facts.world)
    names = names_of_origins(origins.values())
    day = today()
    return {
        pk: say_changes(
            reviews.get(pk),
            evidence_of(facts, pk, day),
            Told({k: c for k, c in claims.items() if c.event_id == pk}, origins, names),
        )
        for pk in ids
    }
