"""`/timelines` and `/timelines/SLUG`."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from timeline.queries.filtering.page_words import read_words
from timeline.queries.lists.noun_events import count_events_of
from timeline.queries.nouns.timelines import find_timeline, list_timelines, rows_of
from timeline.vocabulary.clock import today

from .noun_lists import READ, answer_page, read_list_words
from .noun_schemas import TimelineDetailOut, TimelinesOut
from .parameters import KNOWN_ONLY, word_parameters
from .schemas import ProblemOut, Together

router = Router(tags=["timelines"])

WORDS = {"known": "known", "cursor": "slug", "size": "size"}


@router.api_operation(
    READ,
    "/timelines",
    response={200: TimelinesOut, 400: ProblemOut},
    openapi_extra=word_parameters(**WORDS),
    summary="Published timelines with their numbers of events, by slug",
)
def list_all_timelines(request: HttpRequest) -> Any:
    words = read_list_words(request, WORDS)
    page = list_timelines(words["cursor"], words["size"])
    return answer_page(request, page, rows_of(page, words["known"] or today()))


@router.api_operation(
    READ,
    "/timelines/{slug}",
    response={200: TimelineDetailOut, 400: ProblemOut, 404: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One timeline with its events by status",
)
def show_timeline(request: HttpRequest, slug: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    found = find_timeline(slug)
    if found is None:
        raise Http404(slug)
    return Together(found, events=count_events_of("timeline", slug, known))
