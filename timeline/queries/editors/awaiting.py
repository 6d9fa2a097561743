"""What awaits editors, and what is missing from the evidence itself: quotes that were not found,
documents without a copy. For the desk alone: it tells of drafts.
"""

from django.db.models import Exists, OuterRef, QuerySet

from timeline.models import Account, Claim, Copy, Document, Event
from timeline.models.claims import FAILED_QUOTE
from timeline.vocabulary.words import UNPUBLISHED, WorkflowState

from .keyset_pages import Count, KeyPage, count_some, page_by_key
from .proposals import Whose, proposals_of
from .review_queue import count_queue

LIMIT = 50


def unpublished_events() -> list[Event]:
    """Drafts and what is in review, the latest touched first; at most LIMIT. One query."""
    return list(Event.objects.filter(state__in=UNPUBLISHED).order_by("-updated_at", "-pk")[:LIMIT])


def waiting_counts(account: Account) -> dict[str, Count]:
    """How much awaits an editor, by list; each counted only so far as is cheap. Four queries."""
    return {
        "review": count_queue(),
        "proposals": count_some(proposals_of(account, Whose.OTHERS)),
        "failed_quotes": count_some(failed_quotes()),
        "uncopied": count_some(uncopied_documents()),
    }


def failed_quotes() -> QuerySet[Claim]:
    """Claims whose quote was looked for in the kept text and is not there, or is too short."""
    return Claim.objects.filter(FAILED_QUOTE)


def list_failed_quotes(after: int | None) -> KeyPage[Claim]:
    """One page of them, the oldest first, with event, document and source. One query."""
    rows = failed_quotes().select_related("event", "document__source")
    return page_by_key(rows, after)


def uncopied_documents() -> QuerySet[Document]:
    """Documents that somebody saw and of which nothing is kept."""
    kept = Copy.objects.filter(document=OuterRef("pk"))
    seen = Document.objects.filter(unseen=False).exclude(state=WorkflowState.WITHDRAWN)
    return seen.filter(~Exists(kept))


def list_uncopied_documents(after: int | None) -> KeyPage[Document]:
    """One page of them, the last recorded first: they are likeliest to be still there."""
    return page_by_key(uncopied_documents().select_related("source"), after, newest=True)
