"""The list of timelines; one timeline is the page of events with that timeline fixed."""

from django.http import HttpRequest, HttpResponse

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.timelines import list_timelines, rows_of

from .answers import reading
from .noun_pages import list_context
from .past_views import knowledge_of
from .rendering import render_page


@reading
def timeline_list(request: HttpRequest) -> HttpResponse:
    words = read_words(request.GET, start="slug", known="known")
    page = list_timelines(words["start"])
    rows = rows_of(page, knowledge_of(request.path, words["known"])["day"])
    context = list_context(request, "timelines", page, words) | {"rows": rows}
    return render_page(request, "timelines/timeline_list.html", context)
