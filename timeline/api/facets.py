"""`/facets`: how many events each further choice would leave."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from ninja import Router

from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.filtering.matching import matching
from timeline.queries.lists.facets import Option, count_facets

from .parameters import filter_parameters
from .schemas import FacetsOut, ProblemOut

router = Router(tags=["events"])


@router.api_operation(
    ["GET", "HEAD"],
    "/facets",
    response={200: FacetsOut, 400: ProblemOut},
    openapi_extra=filter_parameters(Door.COUNTS),
    summary="Counts by status, type, nature, place, actor and more; each ignores its own words",
)
def count_by_facet(request: HttpRequest, response: HttpResponse) -> Any:
    filters = read_filters(request.GET, Door.COUNTS)
    facets = count_facets(filters)
    patch_cache_control(response, public=True, no_cache=True)
    return {
        "count": matching(filters).count(),
        "status": facets.status,
        "type": facets.type,
        "nature": facets.nature,
        "place": _options(facets.place),
        "actor": _options(facets.actor),
        "source": _options(facets.source),
        "basis": facets.basis,
        "lang": facets.lang,
        "origins": {str(step): count for step, count in facets.origins.items()},
        "denied": facets.denied,
        "differs": facets.differs,
        "unarchived": facets.unarchived,
        "timeline": _options(facets.timeline),
    }


def _options(options: Iterable[Option]) -> list[dict[str, Any]]:
    return [{"slug": o.slug, "name": o.name, "parent": o.parent, "count": o.count} for o in options]
