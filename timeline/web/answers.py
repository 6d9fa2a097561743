"""Answers that every page gives alike: refused words, withdrawn rows, moved addresses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline.queries.filtering.filters import FilterErrors
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


def gone(category: WithdrawalCategory) -> HttpResponse:
    """410 with the category and nothing else: no title, no slug."""
    return HttpResponse(render_to_string("410.html", {"category": category.label}), status=410)


def moved(request: HttpRequest, view: str, *args: str) -> HttpResponse:
    """301 to the right address, with the query as it was."""
    query = request.META.get("QUERY_STRING", "")
    address = reverse(view, args=args)
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
