"""What the lists and pages of all nouns have in common."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.noun_lists import PAGE_SIZE

READ = ["GET", "HEAD"]
#: Words of a list by slug; those of a list by day take another sort of cursor.
BY_SLUG = {"q": "q", "cursor": "slug", "size": "size"}


def read_list_words(request: HttpRequest, words: Mapping[str, str]) -> dict[str, Any]:
    """The words of a list with their defaults. Raises FilterErrors."""
    found = read_words(request.GET, **words)
    return found | {"q": found.get("q") or "", "size": found["size"] or PAGE_SIZE}


def answer_page(request: HttpRequest, page: Any, rows: Sequence[Any]) -> dict[str, Any]:
    """A page of a list with the address of the next one, for the schema of the list."""
    kept = {word: value for word, value in request.GET.items() if value and word != "cursor"}
    following = f"{request.path}?{urlencode({**kept, 'cursor': page.after}, safe='>')}"
    return {"count": page.count, "next": following if page.after else None, "results": rows}
