"""`/actors` and `/actors/SLUG`."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

from timeline.queries.filtering.page_words import read_words
from timeline.queries.lists.noun_events import count_events_of
from timeline.queries.nouns.actors import find_actor_detail, list_actors

from .noun_lists import BY_SLUG, READ, answer_page, read_list_words
from .noun_schemas import ActorDetailOut, ActorsOut
from .parameters import KNOWN_ONLY, word_parameters
from .schemas import ProblemOut, Together

router = Router(tags=["actors"])


@router.api_operation(
    READ,
    "/actors",
    response={200: ActorsOut, 400: ProblemOut},
    openapi_extra=word_parameters(**BY_SLUG),
    summary="Actors that may be named and that something public reaches, by slug",
)
def list_all_actors(request: HttpRequest) -> Any:
    words = read_list_words(request, BY_SLUG)
    page = list_actors(words["q"], words["cursor"], words["size"])
    return answer_page(request, page, page.rows)


@router.api_operation(
    READ,
    "/actors/{slug}",
    response={200: ActorDetailOut, 400: ProblemOut, 404: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One actor with its names, superiors, subordinates, and events by status",
    description="Events of its subordinates are counted with its own.",
)
def show_actor(request: HttpRequest, slug: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    detail = find_actor_detail(slug)
    if detail is None:
        raise Http404(slug)
    return Together(detail, detail.actor, events=count_events_of("actor", slug, known))
