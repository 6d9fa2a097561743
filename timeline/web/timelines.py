"""The timeline: all events, or those of one story."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from timeline.models import Timeline
from timeline.queries.filtering.fields import Named
from timeline.queries.filtering.filters import Door, FilterErrors, read_filters

from .event_lists import describe_list, describe_refusal
from .rendering import render_page

TEMPLATE = "events/event_list.html"


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """All events that the filter words leave."""
    return _list(request, {}, {})


@require_safe
def timeline_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for one timeline, which the address fixes."""
    story = Timeline.objects.visible_to(None).filter(slug=slug).first()
    if story is None:
        raise Http404(slug)
    fixed = {"timeline": Named(story.pk, story.slug, story.title, "timeline")}
    return _list(request, fixed, {"story": story, "section": "timelines"})


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
