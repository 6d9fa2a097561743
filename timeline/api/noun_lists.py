"""What the lists and pages of all nouns have in common."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from timeline.queries.filtering.page_words import read_words
from timeline.queries.lists.noun_events import count_events_of
from timeline.queries.nouns.actors import Alias
from timeline.queries.nouns.noun_lists import PAGE_SIZE

READ = ["GET", "HEAD"]
#: Words of a list by slug; those of a list by day take another sort of cursor.
BY_SLUG = {"q": "q", "cursor": "slug", "size": "size"}


def read_list_words(request: HttpRequest, words: Mapping[str, str]) -> dict[str, Any]:
    """The words of a list with their defaults. Raises FilterErrors."""
    found = read_words(request.GET, **words)
    return found | {"q": found.get("q") or "", "size": found["size"] or PAGE_SIZE}


def list_shape(
    request: HttpRequest,
    response: HttpResponse,
    *,
    count: int,
    after: str,
    results: Iterable[dict[str, Any]],
) -> dict[str, Any]:
    """A page of a list; `after` is the cursor of the next one, empty where there is none."""
    patch_cache_control(response, public=True, no_cache=True)
    kept = {word: value for word, value in request.GET.items() if value and word != "cursor"}
    following = f"{request.path}?{urlencode({**kept, 'cursor': after}, safe='>')}"
    return {"count": count, "next": following if after else None, "results": list(results)}


def name_shape(slug: str | None, name: str) -> dict[str, Any]:
    return {"slug": slug, "name": name}


def alias_shapes(aliases: Iterable[Alias]) -> list[dict[str, Any]]:
    return [{"name": a.name, "language": a.language or None, "kind": a.kind} for a in aliases]


def counts_shape(word: str, slug: str, known: Any) -> dict[str, Any]:
    """The events that `word=slug` selects, by status."""
    counts = count_events_of(word, slug, known)
    return {
        "count": counts.count,
        "status": dict(counts.by_status),
        "forecasts": counts.forecasts,
        "url": f"{reverse('api-1:list_events')}?{counts.query}",
    }
