"""What the pages about actors, places, sources, documents and timelines have in common."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from timeline.queries.lists.noun_events import load_events_of

from .event_rows import group_by_day
from .past_views import knowledge_of


class ListPage(Protocol):
    """A page of a list: the words that lead to its neighbours, empty where there is none."""

    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


def list_context(
    request: HttpRequest, section: str, page: ListPage, words: Mapping[str, Any]
) -> dict[str, Any]:
    """Context of a list: its page, and the addresses of the pages beside it.

    The word that leads on is `cursor` in lists by day, `start` in lists by slug.
    """
    word = "cursor" if "cursor" in words else "start"
    kept = {name: request.GET[name] for name in ("q", "known") if words.get(name)}
    return {
        **knowledge_of(request.path, words["known"]),
        "section": section,
        "page": page,
        "q": words.get("q") or "",
        "prev_url": _address(request.path, kept, word, page.before),
        "next_url": _address(request.path, kept, word, page.after),
    }


def _address(path: str, kept: Mapping[str, str], word: str, place: str) -> str:
    return f"{path}?{urlencode({**kept, word: place})}" if place else ""


def detail_context(
    request: HttpRequest, section: str, words: Mapping[str, Any], loaded: Mapping[str, Any]
) -> dict[str, Any]:
    """Context of the page of one row."""
    return {**knowledge_of(request.path, words["known"]), "section": section, **loaded}


def events_context(word: str, slug: str, known: date | None) -> dict[str, Any]:
    """The timeline restricted by the filter `word=slug`, as `events/events_of.html` takes it."""
    timeline = reverse("event_list")
    events = load_events_of(word, slug, known)
    days = group_by_day(events.page, events.filters, events.days, {}, {}, timeline)
    return {"events": events, "days": days, "timeline": timeline}
