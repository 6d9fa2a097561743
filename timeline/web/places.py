"""Pages about places."""

from django.http import Http404, HttpRequest, HttpResponse

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.places import find_place_detail, list_places, rows_of

from .answers import reading
from .noun_pages import detail_context, events_context, list_context
from .rendering import render_page


@reading
def place_list(request: HttpRequest) -> HttpResponse:
    words = read_words(request.GET, q="q", start="slug", known="known")
    page = list_places(words["q"] or "", words["start"])
    context = list_context(request, "places", page, words) | {"rows": rows_of(page)}
    return render_page(request, "places/place_list.html", context)


@reading
def place_detail(request: HttpRequest, slug: str) -> HttpResponse:
    words = read_words(request.GET, known="known")
    place = find_place_detail(slug)
    if place is None:
        raise Http404
    loaded = {"detail": place, **events_context("place", slug, words["known"])}
    context = detail_context(request, "places", words, loaded)
    return render_page(request, "places/place_detail.html", context)
