"""Citations of an event as files, pinned to what was known on a day."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from timeline.models import Event
from timeline.queries.event.citations import pinned_path, refer_to
from timeline.queries.event.detail import find_event_detail
from timeline.queries.filtering.page_words import read_words
from timeline.vocabulary.clock import today
from timeline.vocabulary.references import Reference, to_bibtex, to_csl

from .answers import find_or_answer, reading


@reading
def cite_bibtex(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """The citation for BibTeX and BibLaTeX."""
    event = find_or_answer(request, "event_cite_bib", public_id, slug)
    if isinstance(event, HttpResponse):
        return event
    text = to_bibtex(_reference(request, event))
    return _file(text, "application/x-bibtex; charset=utf-8", f"event-{public_id}.bib")


@reading
def cite_csl(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """The citation as CSL-JSON."""
    event = find_or_answer(request, "event_cite_json", public_id, slug)
    if isinstance(event, HttpResponse):
        return event
    items: list[dict[str, Any]] = to_csl(_reference(request, event))
    text = json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    return _file(text, "application/vnd.citationstyles.csl+json", f"event-{public_id}.json")


def _reference(request: HttpRequest, event: Event) -> Reference:
    known = read_words(request.GET, known="known")["known"]
    detail = find_event_detail(event, known or today())
    if detail is None:
        raise Http404
    url = request.build_absolute_uri(pinned_path(detail))
    return refer_to(detail, site_name=settings.TIMELINE_SITE_NAME, url=url)


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    patch_cache_control(response, public=True, no_cache=True)
    return response
