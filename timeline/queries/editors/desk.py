"""What awaits editors. For the desk alone: it tells of drafts."""

from timeline.models import Account, Event
from timeline.vocabulary.words import WorkflowState

from .gaps import failed_quotes, uncopied_documents
from .keyset_pages import Count, count_some
from .proposals import Whose, proposals_of
from .review_queue import count_queue

LIMIT = 50


def unpublished_events() -> list[Event]:
    """Drafts and what is in review, the latest touched first; at most LIMIT. One query."""
    states = (WorkflowState.DRAFT, WorkflowState.IN_REVIEW)
    return list(Event.objects.filter(state__in=states).order_by("-updated_at", "-pk")[:LIMIT])


def waiting_counts(account: Account) -> dict[str, Count]:
    """How much awaits an editor, by list; each counted only so far as is cheap. Four queries."""
    return {
        "events": count_queue(),
        "proposals": count_some(proposals_of(account, Whose.OTHERS)),
        "quotes": count_some(failed_quotes()),
        "documents": count_some(uncopied_documents()),
    }
