"""Pages about sources."""

from django.http import Http404, HttpRequest, HttpResponse

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.sources import find_source_detail, list_sources
from timeline.vocabulary.statuses import Status

from .answers import reading
from .noun_pages import detail_context, list_context
from .past_views import knowledge_of
from .rendering import render_page


@reading
def source_list(request: HttpRequest) -> HttpResponse:
    words = read_words(request.GET, q="q", start="slug", known="known")
    page = list_sources(words["q"] or "", words["start"])
    context = list_context(request, "sources", page, words)
    return render_page(request, "sources/source_list.html", context)


@reading
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    words = read_words(request.GET, known="known")
    day = knowledge_of(request.path, words["known"])["day"]
    source = find_source_detail(slug, day)
    if source is None:
        raise Http404
    found = {"detail": source, "unconfirmed": Status.UNCONFIRMED}
    context = detail_context(request, "sources", words, found)
    return render_page(request, "sources/source_detail.html", context)
