"""The API for people: what its own description says, as a page."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from timeline.queries.filtering.page_words import read_words

from .answers import reading
from .rendering import render_page


@reading
def api_guide(request: HttpRequest) -> HttpResponse:
    """Routes and words, read from the same document as programs read."""
    read_words(request.GET)
    address = reverse("api-1:openapi-json")
    found = resolve(address)
    described = json.loads(found.func(request, *found.args, **found.kwargs).content)
    routes = [_route(path, ways["get"]) for path, ways in described["paths"].items()]
    context = {"section": "api", "routes": routes, "openapi": address}
    return render_page(request, "pages/api_guide.html", context)


def _route(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    parameters = operation.get("parameters", [])
    return {
        "path": path,
        "id": operation["operationId"],
        "says": _say(operation),
        "example": path if "{" not in path else "",
        "parameters": [_parameter(found) for found in parameters if found["in"] == "query"],
        "answers": sorted(operation["responses"]),
    }


def _say(operation: dict[str, Any]) -> list[str]:
    """What it does, and what else there is to know, as sentences."""
    does = _("%(sentence)s.") % {"sentence": operation["summary"]}
    return [does, *filter(None, [operation.get("description")])]


def _parameter(found: dict[str, Any]) -> dict[str, Any]:
    schema = found["schema"]
    return {
        "name": found["name"],
        "many": schema.get("type") == "array",
        "description": found.get("description", ""),
    }
