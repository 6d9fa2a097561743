"""A document on the workbench: all of its kept text, with what has been marked in it so far.

For the desk alone: it shows drafts and whole copies.
"""

from dataclasses import dataclass

from timeline.models import Claim, Copy, Document, Proposal
from timeline.queries.readers.passages import Marked, Paragraph, mark_text, spans_of
from timeline.queries.readers.shown_documents import DocumentShown, document_as_stored
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.stances import Stance
from timeline.vocabulary.texts.quotes import Verdict
from timeline.vocabulary.words import UNPUBLISHED, WorkflowState

from .inbox import InboxRow


@dataclass(frozen=True, slots=True)
class BenchClaim:
    """A claim of the document, numbered as in its text. `through` is whom it relays, or empty.

    `proposed`: its publication, or that of its event, waits for somebody else.
    """

    number: int
    row: Claim
    stance: Stance
    verdict: Verdict | None
    through: str
    in_text: bool
    proposed: bool

    @property
    def waits(self) -> bool:
        """Whether it is still to be published."""
        return self.row.state in UNPUBLISHED

    @property
    def event_waits(self) -> bool:
        """Whether its event is still to be published."""
        return self.row.event.state in UNPUBLISHED


@dataclass(frozen=True, slots=True)
class Bench:
    """The document, its newest copy (None where none is kept), its text and its claims."""

    document: Document
    shown: DocumentShown
    copy: Copy | None
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[BenchClaim, ...]

    @property
    def row(self) -> InboxRow:
        """The document as the inbox lists it."""
        is_draft = self.document.state != WorkflowState.PUBLISHED
        return InboxRow(self.shown, len(self.claims), is_draft)

    @property
    def text(self) -> str | None:
        return self.copy.text if self.copy else None


def find_document_to_mark(public_id: str) -> Document | None:
    """The document of this id that is not withdrawn, with its source."""
    if not is_public_id(public_id):
        return None
    rows = Document.objects.exclude(state=WorkflowState.WITHDRAWN).select_related("source")
    return rows.filter(public_id=public_id).first()


def lay_out(document: Document) -> Bench:
    """All about the document that an editor reads. Five queries."""
    copy = document.copies.order_by("-kept_at", "-pk").first()
    rows = document.claims.exclude(state=WorkflowState.WITHDRAWN).select_related(
        "event", "relays__document__source", "relays_source"
    )
    claims = list(rows.order_by("pk"))
    marks = [
        Marked(start, end, number, Stance(claim.stance))
        for number, claim in enumerate(claims, 1)
        if copy is not None and claim.copy_id == copy.pk
        for start, end in spans_of(claim.selector)
    ]
    paragraphs = tuple(mark_text(copy.text, marks, whole=True)) if copy else ()
    quoted = {number for paragraph in paragraphs for number in paragraph.quoted}
    waiting = Proposal.objects.open().filter(kind=ProposalKind.PUBLISH)
    proposed = set(waiting.filter(claim__in=claims).values_list("claim", flat=True))
    events = [claim.event_id for claim in claims]
    proposed_events = set(waiting.filter(event__in=events).values_list("event", flat=True))
    return Bench(
        document=document,
        shown=document_as_stored(document, archived=copy is not None),
        copy=copy,
        paragraphs=paragraphs,
        claims=tuple(
            BenchClaim(
                number=number,
                row=claim,
                stance=Stance(claim.stance),
                verdict=Verdict(claim.quote_verdict) if claim.quote_verdict else None,
                through=_through(claim),
                in_text=number in quoted,
                proposed=claim.pk in proposed or claim.event_id in proposed_events,
            )
            for number, claim in enumerate(claims, 1)
        ),
    )


def _through(claim: Claim) -> str:
    upstream = claim.relays.document.source if claim.relays else claim.relays_source
    return upstream.name if upstream else ""
