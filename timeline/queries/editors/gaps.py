"""What is missing from the evidence itself: quotes that were not found, documents without copy.

For the desk alone: it tells of drafts.
"""

from django.db.models import Exists, OuterRef, QuerySet

from timeline.models import Claim, Copy, Document
from timeline.models.claims import FAILED_QUOTE
from timeline.vocabulary.words import WorkflowState

from .keyset_pages import KeyPage, page_by_key


def failed_quotes() -> QuerySet[Claim]:
    """Claims whose quote was looked for in the kept text and is not there, or is too short."""
    return Claim.objects.filter(FAILED_QUOTE)


def browse_failed_quotes(after: int | None) -> KeyPage[Claim]:
    """One page of them, the oldest first, with event, document and source. One query."""
    rows = failed_quotes().select_related("event", "document__source")
    return page_by_key(rows, after)


def uncopied_documents() -> QuerySet[Document]:
    """Documents that somebody saw and of which nothing is kept."""
    kept = Copy.objects.filter(document=OuterRef("pk"))
    seen = Document.objects.filter(unseen=False).exclude(state=WorkflowState.WITHDRAWN)
    return seen.filter(~Exists(kept))


def browse_uncopied_documents(after: int | None) -> KeyPage[Document]:
    """One page of them, the last recorded first: they are likeliest to be still there."""
    return page_by_key(uncopied_documents().select_related("source"), after, newest=True)
