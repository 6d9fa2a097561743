"""Pages about actors."""

from django.http import Http404, HttpRequest, HttpResponse

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.actors import find_actor_detail, list_actors

from .answers import reading
from .noun_pages import detail_context, events_context, list_context
from .rendering import render_page


@reading
def actor_list(request: HttpRequest) -> HttpResponse:
    words = read_words(request.GET, q="q", start="slug", known="known")
    page = list_actors(words["q"] or "", words["start"])
    context = list_context(request, "actors", page, words)
    return render_page(request, "actors/actor_list.html", context)


@reading
def actor_detail(request: HttpRequest, slug: str) -> HttpResponse:
    words = read_words(request.GET, known="known")
    actor = find_actor_detail(slug)
    if actor is None:
        raise Http404
    loaded = {"detail": actor, **events_context("actor", slug, words["known"])}
    context = detail_context(request, "actors", words, loaded)
    return render_page(request, "actors/actor_detail.html", context)
