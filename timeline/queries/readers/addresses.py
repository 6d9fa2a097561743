"""What stands at a permanent address: something public, something moved, withdrawn, or nothing.

What is not public and what never was are the same here, so that an address tells nothing.
"""

from dataclasses import dataclass

from timeline.models import Document, Event
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.words import WithdrawalCategory, WorkflowState

from .veil import Veil


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """It was public and was taken back; the category is all that is said."""

    category: WithdrawalCategory


@dataclass(frozen=True, slots=True)
class Moved:
    """It was merged into the event with this public id and slug."""

    public_id: str
    slug: str


def find_event(public_id: str) -> Event | Moved | Withdrawn | None:
    """The public event of this id, with its search row; None where nothing public stands."""
    if not is_public_id(public_id):
        return None
    rows = Event.objects.select_related("search_row")
    event = rows.filter(public_id=public_id).first()
    if event is None:
        return None
    if event.state == WorkflowState.WITHDRAWN:
        if not event.history.filter(state=WorkflowState.PUBLISHED).exists():
            return None  # taken back while still a draft: it never was public
        return _moved(event) or Withdrawn(WithdrawalCategory(event.withdrawn_for))
    return event if hasattr(event, "search_row") else None


def _moved(event: Event) -> Moved | None:
    """Where a merged event went; None where that is not public itself."""
    passed: set[int] = set()
    while event.merged_into_id is not None and event.pk not in passed:
        passed.add(event.pk)
        event = Event.objects.select_related("search_row").get(pk=event.merged_into_id)
    if passed and event.state == WorkflowState.PUBLISHED and hasattr(event, "search_row"):
        return Moved(event.public_id, slug_of(event))
    return None


def slug_of(row: Event | Document) -> str:
    """The slug under which readers find it."""
    if isinstance(row, Event):
        return Veil(events=[row.pk]).slug(row)
    return Veil(documents=[row.pk]).slug(row)


def find_document(public_id: str) -> Document | Withdrawn | None:
    """The public document of this id, with its source and owner; None where there is none."""
    if not is_public_id(public_id):
        return None
    rows = Document.objects.select_related("source__owner", "source__speaks_for")
    document = rows.filter(public_id=public_id).first()
    if document is None:
        return None
    if document.state == WorkflowState.WITHDRAWN:
        if not document.history.filter(state=WorkflowState.PUBLISHED).exists():
            return None  # as an event: it never was public
        return Withdrawn(WithdrawalCategory(document.withdrawn_for))
    return document if document.state == WorkflowState.PUBLISHED else None
