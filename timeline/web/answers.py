"""Answers that every page gives alike: refused words, withdrawn rows, moved addresses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.models import Event
from timeline.queries.filtering.filters import FilterErrors
from timeline.queries.readers.addresses import Moved, Withdrawn, find_event, slug_of
from timeline.vocabulary.words import WithdrawalCategory

type View = Callable[..., HttpResponse]


def reading(view: View) -> View:
    """A page that only reads: GET and HEAD, and 400 where its words make no sense."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except FilterErrors as fault:
            # Without the request, as all error pages: no user, no cookie, the same for all.
            return HttpResponse(render_to_string("400.html", {"reason": str(fault)}), status=400)

    return answer


def find_or_answer(
    request: HttpRequest, view: str, public_id: str, slug: str | None = None
) -> Event | HttpResponse:
    """The public event; else the answer in its stead: 410, or 301 to its right address.

    `slug` is that of an address that has one. Raises Http404.
    """
    found = find_event(public_id)
    if isinstance(found, Withdrawn):
        return gone(found.category)
    if found is None:
        raise Http404
    right = found.slug if isinstance(found, Moved) else slug_of(found)
    if isinstance(found, Moved) or slug not in (None, right):
        named = [] if slug is None else [right]
        return moved(request, view, found.public_id, *named)
    return found


def gone(category: WithdrawalCategory) -> HttpResponse:
    """410 with the category and nothing else: no title, no slug."""
    return HttpResponse(render_to_string("410.html", {"category": category.label}), status=410)


def moved(request: HttpRequest, view: str, *args: str) -> HttpResponse:
    """301 to the right address, with the query as it was."""
    query = request.META.get("QUERY_STRING", "")
    address = reverse(view, args=args)
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
