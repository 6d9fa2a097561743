"""`/documents` and `/documents/ID`."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.documents import describe_document, list_documents
from timeline.queries.readers.addresses import Withdrawn, find_document
from timeline.vocabulary.clock import today

from .noun_lists import READ, answer_page, read_list_words
from .noun_schemas import DocumentDetailOut, DocumentsOut
from .parameters import KNOWN_ONLY, word_parameters
from .problems import Gone
from .schemas import ProblemOut, Together

router = Router(tags=["documents"])

BY_DAY = {"q": "q", "known": "known", "cursor": "cursor", "size": "size"}


@router.api_operation(
    READ,
    "/documents",
    response={200: DocumentsOut, 400: ProblemOut},
    openapi_extra=word_parameters(**BY_DAY),
    summary="Published documents, the latest first; `q` looks into titles and names of sources",
)
def list_all_documents(request: HttpRequest) -> Any:
    words = read_list_words(request, BY_DAY)
    page = list_documents(words["q"], words["cursor"], words["known"] or today(), words["size"])
    return answer_page(request, page, page.rows)


@router.api_operation(
    READ,
    "/documents/{public_id}",
    response={200: DocumentDetailOut, 400: ProblemOut, 404: ProblemOut, 410: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One document with what it says of which event, and what is kept of it",
)
def show_document(request: HttpRequest, public_id: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    day = known or today()
    document = find_document(public_id)
    if isinstance(document, Withdrawn):
        raise Gone(document)
    if document is None or document.public_on > day:
        raise Http404(public_id)
    detail = describe_document(document, day)
    return Together(detail.shown, detail)
