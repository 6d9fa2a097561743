"""`/facets`: how many events each further choice would leave."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from ninja import Router

from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.filtering.matching import matching
from timeline.queries.lists.facets import count_facets

from .parameters import filter_parameters
from .schemas import FacetsOut, ProblemOut, Together

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
    patch_cache_control(response, public=True, no_cache=True)
    return Together(count_facets(filters), count=matching(filters).count())
