"""Names to choose from while somebody types a search."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from timeline.queries.name_suggestions import suggest_names
from timeline.queries.page_words import read_words

from .answers import reading


@reading
def suggest(request: HttpRequest) -> HttpResponse:
    """At most ten public names like `q`, as a JSON list of {kind, name, slug, url}."""
    typed = read_words(request.GET, q="q")["q"] or ""
    names = [
        {
            "kind": named.kind,
            "name": named.name,
            "slug": named.slug,
            "url": reverse(f"{named.kind}_detail", args=[named.slug]),
        }
        for named in suggest_names(typed)
    ]
    response = JsonResponse(names, safe=False)
    patch_cache_control(response, no_cache=True)
    return response
