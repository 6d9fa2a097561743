"""`/facets`: how many events each further choice would leave."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from ninja import Field, Router, Schema

from timeline.queries.filtering.facets import Facet, FlagFacet, Option, RowFacet
from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.filtering.matching import matching
from timeline.queries.filtering.words import WORDS
from timeline.queries.lists.facets import count_facets

from .parameters import filter_parameters
from .schemas import OptionOut, ProblemOut

router = Router(tags=["events"])

#: These stand first in the answer; the others follow in the order of the words.
_FIRST = ("status", "type", "nature")
_FACETS: dict[str, Facet] = {
    word: facet
    for word in (*_FIRST, *(word for word in WORDS if word not in _FIRST))
    if (facet := WORDS[word].facet)
}


def _type_of(facet: Facet) -> Any:
    if isinstance(facet, RowFacet):
        return list[OptionOut]
    return int if isinstance(facet, FlagFacet) else dict[str, int]


FacetsOut = type(
    "FacetsOut",
    (Schema,),
    {
        "__module__": __name__,
        "__annotations__": {"count": int} | {w: _type_of(facet) for w, facet in _FACETS.items()},
        **{w: Field(description=str(f.meaning)) for w, f in _FACETS.items() if f.meaning},
    },
)


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
    shapes = {word: _shape(facet, facets[word]) for word, facet in _FACETS.items()}
    return {"count": matching(filters).count(), **shapes}


def _shape(facet: Facet, options: tuple[Option, ...]) -> Any:
    if isinstance(facet, RowFacet):
        return [
            {"slug": o.value, "name": o.name, "parent": o.parent, "count": o.count} for o in options
        ]
    if isinstance(facet, FlagFacet):
        return options[0].count
    return {option.value: option.count for option in options}
