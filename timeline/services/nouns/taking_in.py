"""Taking in a document: its source, its text, and the claims that it only passes on."""

from typing import Any, NamedTuple

from timeline.models import Account, Claim, Document, Source
from timeline.services.writing import writing
from timeline.vocabulary.measures import MeasurePart
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.stances import Basis, Certainty
from timeline.vocabulary.texts.quotes import Verdict, check_quote
from timeline.vocabulary.words import WorkflowState

from .claims import attach_claim
from .documents import keep_copy, record_document
from .sources import record_source


class NewSource(NamedTuple):
    """A source that is not recorded yet; `kind` is a word of SourceKind."""

    name: str
    kind: str


def take_in_document(
    *,
    source: Source | NewSource,
    text: str,
    by: Account,
    reason: str,
    restricted: bool = False,
    relayed: Document | None = None,
    **fields: Any,
) -> Document:
    """Record a document as a draft and keep its text; `fields` as for `record_document`.

    Where it is a reprint of `relayed`, it gets a claim for every claim of that document.
    All or nothing. Raises Refused.
    """
    with writing(by, Verb.DRAFT, reason):
        document = record_document(
            by=by, reason=reason, source=known_source(source, by=by, reason=reason), **fields
        )
        keep_copy(document, text=text, by=by, reason=reason, restricted=restricted)
        if relayed is not None:
            relay_claims(document, relayed, by=by, reason=reason)
    return document


def known_source(source: Source | NewSource, *, by: Account, reason: str) -> Source:
    """The source, recorded now where nobody has recorded it yet. Raises Refused."""
    if isinstance(source, Source):
        return source
    for known in Source.objects.filter(name__iexact=source.name)[:1]:
        return known
    return record_source(by=by, reason=reason, name=source.name, kind=source.kind)


def relay_claims(document: Document, relayed: Document, *, by: Account, reason: str) -> list[Claim]:
    """Attach to a reprint what it carries: a claim for each of the other's, relaying that one.

    A quote comes along where it stands in the reprint's own copy.
    """
    with writing(by, Verb.DRAFT, reason):
        copy = document.copies.first()
        text = copy.text if copy else None
        carried = relayed.claims.exclude(state=WorkflowState.WITHDRAWN).order_by("pk")
        return [
            attach_claim(
                event=claim.event,
                document=document,
                by=by,
                reason=reason,
                stance=claim.stance,
                differs_on=claim.differs_on,
                summary=claim.summary,
                quote=claim.quote if _stands(claim.quote, text) else "",
                quote_language=claim.quote_language,
                basis=Basis.OTHER_MEDIA,
                certainty=Certainty.REPORTED,
                attribution=relayed.source.name,
                relays=claim,
                measures=[
                    MeasurePart(row.quantity, row.text, row.low, row.best, row.high)
                    for row in claim.measures.all()
                ],
            )
            for claim in carried.select_related("event").prefetch_related("measures")
        ]


def _stands(quote: str, text: str | None) -> bool:
    return check_quote(quote, text).verdict in (Verdict.EXACT, Verdict.NORMALISED)
