"""Checking quotes against the kept copy, and storing the verdict with its hash and time."""

from collections.abc import Iterable

from django.utils import timezone

from timeline.models import Claim, Copy, Document
from timeline.queries.readers.passages import spans_of
from timeline.vocabulary.texts.quotes import check_quote


def check_document_quotes(document: Document) -> None:
    """Check every quote of the document against its newest copy."""
    check_quotes(document.claims.exclude(quote=""))


def check_quotes(claims: Iterable[Claim], *, seen_at: int | None = None) -> None:
    """Check these claims' quotes and store verdict, selector, copy and its hash.

    A quote that is not found is looked for in the other documents of the event. Where it
    stands more than once, `seen_at` is the place that is meant, else the one stored before.
    """
    for claim in claims:
        _read_quote(claim, seen_at)
        claim.save(update_fields=_FIELDS)


_FIELDS = ["copy", "selector", "quote_verdict", "quote_sha256", "quote_checked_at"]


def _read_quote(claim: Claim, seen_at: int | None) -> None:
    claim.copy = claim.document.copies.order_by("-kept_at", "-pk").first()
    elsewhere = Copy.objects.filter(document__claims__event=claim.event_id).exclude(
        document=claim.document_id
    )
    text = claim.copy.text if claim.copy else None
    if seen_at is None and (spans := spans_of(claim.selector)):
        seen_at = spans[0][0]
    others = elsewhere.values_list("text", flat=True).distinct()
    found = check_quote(claim.quote, text, others, seen_at=seen_at)
    claim.quote_verdict = found.verdict
    claim.quote_sha256 = claim.copy.sha256 if claim.copy else ""
    claim.quote_checked_at = timezone.now()
    claim.selector = None
    if found.spans:
        quote = {"exact": found.exact, "prefix": found.prefix, "suffix": found.suffix}
        claim.selector = [
            {"type": "TextQuoteSelector", **quote},
            *(
                {"type": "TextPositionSelector", "start": start, "end": end}
                for start, end in found.spans
            ),
        ]
