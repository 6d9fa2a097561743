"""`/documents` and `/documents/ID`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from ninja import Router

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.documents import (
    DocumentClaim,
    DocumentDetail,
    Kept,
    list_documents,
    load_document,
)
from timeline.queries.readers.addresses import Withdrawn, find_document
from timeline.vocabulary.clock import today

from .noun_lists import READ, list_shape, read_list_words
from .noun_schemas import DocumentDetailOut, DocumentsOut
from .parameters import KNOWN_ONLY, word_parameters
from .problems import Gone
from .schemas import ProblemOut
from .shapes import document_shape, name_or_none

router = Router(tags=["documents"])

BY_DAY = {"q": "q", "known": "known", "cursor": "cursor", "size": "size"}


@router.api_operation(
    READ,
    "/documents",
    response={200: DocumentsOut, 400: ProblemOut},
    openapi_extra=word_parameters(**BY_DAY),
    summary="Published documents, the latest first; `q` looks into titles and names of sources",
)
def list_all_documents(request: HttpRequest, response: HttpResponse) -> Any:
    words = read_list_words(request, BY_DAY)
    page = list_documents(words["q"], words["cursor"], words["known"] or today(), words["size"])
    results = [document_shape(document) for document in page.rows]
    return list_shape(request, response, count=page.count, after=page.after, results=results)


@router.api_operation(
    READ,
    "/documents/{public_id}",
    response={200: DocumentDetailOut, 400: ProblemOut, 404: ProblemOut, 410: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One document with what it says of which event, and what is kept of it",
)
def show_document(request: HttpRequest, response: HttpResponse, public_id: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    day = known or today()
    document = find_document(public_id)
    if isinstance(document, Withdrawn):
        raise Gone(document)
    if document is None or document.public_on > day:
        raise Http404(public_id)
    patch_cache_control(response, public=True, no_cache=True)
    return _detail(load_document(document, day))


def _detail(detail: DocumentDetail) -> dict[str, Any]:
    return document_shape(detail.shown) | {
        "authors": detail.authors or None,
        "accessed": detail.document.accessed,
        "copies": [_copy(copy) for copy in detail.copies],
        "claims": [_claim(claim) for claim in detail.claims],
    }


def _copy(copy: Kept) -> dict[str, Any]:
    return {
        "sha256": copy.sha256,
        "kept_at": copy.kept_at,
        "method": copy.method,
        "rights": copy.rights,
        "rights_reason": copy.rights_reason or None,
        "restricted": copy.restricted,
        "length": copy.length,
    }


def _claim(claim: DocumentClaim) -> dict[str, Any]:
    return {
        "id": claim.public_id,
        "event": {
            "id": claim.event_id,
            "slug": claim.event_slug,
            "url": reverse("event_detail", args=[claim.event_id, claim.event_slug]),
            "title": claim.event_title,
            "status": claim.status,
        },
        "stance": claim.stance,
        "summary": claim.summary,
        "quote": claim.quote or None,
        "quote_language": claim.quote_language or None,
        "quote_check": claim.quote_verdict,
        "attribution": claim.attribution or None,
        "attributed_to": name_or_none(claim.attributed_to),
        "relays": name_or_none(claim.relays),
        "basis": claim.basis,
    }
