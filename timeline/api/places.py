"""`/places` and `/places/SLUG`."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from timeline.queries.filtering.page_words import read_words
from timeline.queries.lists.noun_events import count_events_of
from timeline.queries.nouns.places import find_place_detail, list_places, rows_of

from .noun_lists import BY_SLUG, READ, answer_page, read_list_words
from .noun_schemas import PlaceDetailOut, PlacesOut
from .parameters import KNOWN_ONLY, word_parameters
from .schemas import ProblemOut, Together

router = Router(tags=["places"])


@router.api_operation(
    READ,
    "/places",
    response={200: PlacesOut, 400: ProblemOut},
    openapi_extra=word_parameters(**BY_SLUG),
    summary="Places that something public reaches, by slug",
)
def list_all_places(request: HttpRequest) -> Any:
    words = read_list_words(request, BY_SLUG)
    page = list_places(words["q"], words["cursor"], words["size"])
    return answer_page(request, page, rows_of(page))


@router.api_operation(
    READ,
    "/places/{slug}",
    response={200: PlaceDetailOut, 400: ProblemOut, 404: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One place with its names, what it lies in and holds, and its events by status",
)
def show_place(request: HttpRequest, slug: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    detail = find_place_detail(slug)
    if detail is None:
        raise Http404(slug)
    return Together(detail, events=count_events_of("place", slug, known))
