"""`/facets`: how many events each further choice would leave."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from ninja import Field, Router, Schema

from timeline.queries.filtering.controls import Option
from timeline.queries.filtering.filter_words import FilterWord
from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.filtering.matching import matching
from timeline.queries.filtering.sorts import Flag, Rows
from timeline.queries.filtering.words import WORDS
from timeline.queries.lists.facets import count_facets

from .parameters import filter_parameters
from .schemas import OptionOut, ProblemOut

router = Router(tags=["events"])

#: These stand first in the answer; the others follow in the order of the words.
_FIRST = ("status", "type", "nature")
_WORDS = [
    word
    for name in (*_FIRST, *(name for name in WORDS if name not in _FIRST))
    if (word := WORDS[name]).facet
]


def _type_of(word: FilterWord) -> Any:
    if isinstance(word, Rows):
        return list[OptionOut]
    return int if isinstance(word, Flag) else dict[str, int]


FacetsOut = type(
    "FacetsOut",
    (Schema,),
    {
        "__module__": __name__,
        "__annotations__": {"count": int} | {word.name: _type_of(word) for word in _WORDS},
        **{w.name: Field(description=str(m)) for w in _WORDS if w.facet and (m := w.facet.meaning)},
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
    shapes = {word.name: _shape(word, facets[word.name]) for word in _WORDS}
    return {"count": matching(filters).count(), **shapes}


def _shape(word: FilterWord, options: tuple[Option, ...]) -> Any:
    if isinstance(word, Rows):
        return [
            {"slug": o.value, "name": o.name, "parent": o.parent, "count": o.count} for o in options
        ]
    counts = {option.value: option.count for option in options}
    return counts["1"] if isinstance(word, Flag) else counts
