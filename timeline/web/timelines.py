"""The timeline: all events, or those of one story; and the list of stories."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from timeline.queries.filtering.fields import Named
from timeline.queries.filtering.filters import Door, FilterErrors, read_filters
from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.timelines import find_timeline, list_timelines, rows_of

from .answers import reading
from .event_lists import describe_list, describe_refusal
from .noun_pages import list_context
from .past_views import knowledge_of
from .rendering import render_page

TEMPLATE = "events/event_list.html"


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """All events that the filter words leave."""
    return _list(request, {}, {})


@require_safe
def timeline_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for one timeline, which the address fixes."""
    story = find_timeline(slug)
    if story is None:
        raise Http404(slug)
    fixed = {"timeline": Named(story.pk, story.slug, story.title, "timeline")}
    return _list(request, fixed, {"story": story, "section": "timelines"})


@reading
def timeline_list(request: HttpRequest) -> HttpResponse:
    words = read_words(request.GET, start="slug", known="known")
    page = list_timelines(words["start"])
    rows = rows_of(page, knowledge_of(request.path, words["known"])["day"])
    context = list_context(request, "timelines", page, words) | {"rows": rows}
    return render_page(request, "timelines/timeline_list.html", context)


def _list(
    request: HttpRequest, fixed: Mapping[str, Named], more: Mapping[str, Any]
) -> HttpResponse:
    try:
        filters = read_filters(request.GET, Door.PAGE, fixed=fixed)
    except FilterErrors as faults:
        context = describe_refusal(faults, request.GET, fixed, request.path)
        return render_page(request, TEMPLATE, {**context, **more}, partial="swap", status=400)
    context = describe_list(filters, request.path)
    return render_page(request, TEMPLATE, {**context, **more}, partial="swap")
