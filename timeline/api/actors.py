"""`/actors` and `/actors/SLUG`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from ninja import Router

from timeline.models import Actor
from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.actors import ActorDetail, list_actors, load_actor

from .noun_lists import (
    BY_SLUG,
    READ,
    alias_shapes,
    counts_shape,
    list_shape,
    name_shape,
    read_list_words,
)
from .noun_schemas import ActorDetailOut, ActorsOut
from .parameters import KNOWN_ONLY, word_parameters
from .schemas import ProblemOut

router = Router(tags=["actors"])


@router.api_operation(
    READ,
    "/actors",
    response={200: ActorsOut, 400: ProblemOut},
    openapi_extra=word_parameters(**BY_SLUG),
    summary="Actors that may be named and that something public reaches, by slug",
)
def list_all_actors(request: HttpRequest, response: HttpResponse) -> Any:
    words = read_list_words(request, BY_SLUG)
    page = list_actors(words["q"], words["cursor"], words["size"])
    results = [_row(actor) for actor in page.rows]
    return list_shape(request, response, count=page.count, after=page.after, results=results)


@router.api_operation(
    READ,
    "/actors/{slug}",
    response={200: ActorDetailOut, 400: ProblemOut, 404: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One actor with its names, superiors, subordinates, and events by status",
    description="Events of its subordinates are counted with its own.",
)
def show_actor(request: HttpRequest, response: HttpResponse, slug: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    detail = load_actor(slug)
    if detail is None:
        raise Http404(slug)
    patch_cache_control(response, public=True, no_cache=True)
    return _detail(detail) | {"events": counts_shape("actor", slug, known)}


def _row(actor: Actor) -> dict[str, Any]:
    above = actor.parent
    return {
        "slug": actor.slug,
        "url": reverse("actor_detail", args=[actor.slug]),
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country_code or None,
        "parent": name_shape(above.slug, above.name) if above and above.is_nameable else None,
    }


def _detail(detail: ActorDetail) -> dict[str, Any]:
    return _row(detail.actor) | {
        "public_role": detail.actor.public_role or None,
        "superiors": [name_shape(name.slug, name.text) for name in detail.superiors],
        "children": [name_shape(below.slug, below.name) for below in detail.subordinates],
        "aliases": alias_shapes(detail.aliases),
        "speaks_through": [name_shape(source.slug, source.name) for source in detail.mouthpieces],
    }
