"""`/sources` and `/sources/SLUG`."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from timeline.queries.filtering.page_words import read_words
from timeline.queries.lists.noun_events import count_events_of
from timeline.queries.nouns.sources import find_source_detail, list_sources
from timeline.vocabulary.clock import today

from .noun_lists import BY_SLUG, READ, answer_page, read_list_words
from .noun_schemas import SourceDetailOut, SourcesOut
from .parameters import KNOWN_ONLY, word_parameters
from .schemas import ProblemOut, Together

router = Router(tags=["sources"])


@router.api_operation(
    READ,
    "/sources",
    response={200: SourcesOut, 400: ProblemOut},
    openapi_extra=word_parameters(**BY_SLUG),
    summary="Sources of public documents, and those they relay, by slug",
)
def list_all_sources(request: HttpRequest) -> Any:
    words = read_list_words(request, BY_SLUG)
    page = list_sources(words["q"], words["cursor"], words["size"])
    return answer_page(request, page, page.rows)


@router.api_operation(
    READ,
    "/sources/{slug}",
    response={200: SourceDetailOut, 400: ProblemOut, 404: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One source with its record: a count, not a rating",
)
def show_source(request: HttpRequest, slug: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    detail = find_source_detail(slug, known or today())
    if detail is None:
        raise Http404(slug)
    return Together(detail, detail.source, events=count_events_of("source", slug, known))
