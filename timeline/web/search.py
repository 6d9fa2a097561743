"""Names to choose from while somebody types a search."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.html import format_html_join

from timeline.queries.filtering.fields import Named
from timeline.queries.filtering.page_words import read_words
from timeline.queries.lists.name_suggestions import suggest_names

from .answers import reading
from .rendering import wants_partial


@reading
def suggest(request: HttpRequest) -> HttpResponse:
    """At most ten public names like `q`: a JSON list of {kind, name, slug, url}, for htmx the
    options of the search field."""
    found = suggest_names(read_words(request.GET, q="q")["q"] or "")
    response: HttpResponse = JsonResponse([_describe(named) for named in found], safe=False)
    if wants_partial(request):
        names = dict.fromkeys(named.name for named in found)
        response = HttpResponse(format_html_join("", "<option>{}</option>", zip(names)))
    patch_vary_headers(response, ["HX-Request"])
    patch_cache_control(response, no_cache=True)
    return response


def _describe(named: Named) -> dict[str, str]:
    url = reverse(f"{named.kind}_detail", args=[named.slug])
    return {"kind": named.kind, "name": named.name, "slug": named.slug, "url": url}
