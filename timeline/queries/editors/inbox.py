"""The desk's inbox: documents, how far each has been read, and which texts are kept twice.

For the desk alone: it tells of drafts.
"""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from timeline.models import Copy, Document
from timeline.queries.readers.shown_documents import DocumentShown, document_as_stored
from timeline.vocabulary.texts.diffs import NEARLY_THE_SAME, share_in
from timeline.vocabulary.words import Word, WorkflowState

PAGE_SIZE = 50
#: Copies whose words are compared one by one, and what PostgreSQL must find alike before.
_MOST_COMPARED = 5
_LEAST_ALIKE = 0.4


class Needs(Word):
    """What a document may still want; the inbox is narrowed by it."""

    CLAIMS = "claims", _("no claims yet")
    DATE = "date", _("needs a date")
    COPY = "copy", _("without copy")


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A document with the number of its claims, drafts included, and what it wants."""

    document: DocumentShown
    claims: int
    is_draft: bool


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page, newest first; `before` and `after` are numbers of pages, 0 for none."""

    rows: tuple[InboxRow, ...]
    count: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A recorded document in whose copy `percent` of a pasted text stands word for word."""

    document: Document
    percent: int


def open_inbox(q: str = "", needs: str = "", page: int = 1, size: int = PAGE_SIZE) -> InboxPage:
    """Documents that are not withdrawn, the last recorded first. Two queries.

    `q` looks into titles, addresses and names of sources; `needs` is a word of Needs or empty.
    """
    found = _wanting(Document.objects.exclude(state=WorkflowState.WITHDRAWN), needs)
    if q:
        found = found.filter(
            Q(title__icontains=q) | Q(source__name__icontains=q) | Q(url__icontains=q)
        )
    count = found.count()
    start = (page - 1) * size
    counted = found.select_related("source").annotate(
        claim_count=Count("claims", filter=~Q(claims__state=WorkflowState.WITHDRAWN)),
        kept=Exists(Copy.objects.filter(document=OuterRef("pk"))),
    )
    rows = list(counted.order_by("-created_at", "-pk")[start : start + size])
    return InboxPage(
        rows=tuple(
            InboxRow(
                document=document_as_stored(row, archived=row.kept),
                claims=row.claim_count,
                is_draft=row.state != WorkflowState.PUBLISHED,
            )
            for row in rows
        ),
        count=count,
        before=page - 1,
        after=page + 1 if start + size < count else 0,
    )


def _wanting(found: QuerySet[Document], needs: str) -> QuerySet[Document]:
    if needs == Needs.DATE:
        return found.filter(published="", unseen=False)
    if needs == Needs.COPY:
        return found.filter(unseen=False, copies__isnull=True)
    if needs == Needs.CLAIMS:
        return found.filter(unseen=False, claims__isnull=True)
    return found


def near_copies(text: str) -> list[NearCopy]:
    """Documents in whose kept text most of this one stands, the nearest first; at most five.

    PostgreSQL compares trigrams of texts of about this length, newest copies of all documents
    included; then their words are compared. The cost grows with the number of copies.
    """
    alike = (
        Copy.objects.annotate(length=Length("text"))
        .filter(length__gte=len(text) // 2, length__lte=len(text) * 2)
        .annotate(likeness=TrigramSimilarity("text", text))
        .filter(likeness__gte=_LEAST_ALIKE)
        .exclude(document__state=WorkflowState.WITHDRAWN)
        .select_related("document__source")
        .order_by("-likeness", "pk")
    )
    shares: dict[int, NearCopy] = {}
    for copy in alike[:_MOST_COMPARED]:
        share = share_in(text, copy.text)
        if share >= NEARLY_THE_SAME and copy.document_id not in shares:
            shares[copy.document_id] = NearCopy(copy.document, int(share * 100))
    return sorted(shares.values(), key=lambda near: -near.percent)
