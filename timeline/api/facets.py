"""`/facets`: how many events each further choice would leave."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from pydantic import create_model

from timeline.queries.filtering.controls import Option
from timeline.queries.filtering.filter_words import FilterWord
from timeline.queries.filtering.filters import Door, matching, read_filters
from timeline.queries.filtering.sorts import Choices, Flag, Rows
from timeline.queries.filtering.words import WORDS
from timeline.queries.lists.facets import count_facets

from .parameters import filter_parameters
from .schemas import OptionOut, ProblemOut

router = Router(tags=["events"])

#: Vocabularies first, each counted whole; the others follow in the order of the words.
_WORDS = sorted(
    (word for word in WORDS.values() if word.facet), key=lambda word: not isinstance(word, Choices)
)


def _field(word: FilterWord) -> Any:
    """Its type, and what is said of it."""
    meaning = word.facet.meaning if word.facet else ""
    said = Field(description=str(meaning)) if meaning else ...
    if isinstance(word, Rows):
        return list[OptionOut], said
    return (int if isinstance(word, Flag) else dict[str, int]), said


FacetsOut = create_model(
    "FacetsOut",
    __base__=Schema,
    count=(int, ...),
    **{word.name: _field(word) for word in _WORDS},
)


@router.api_operation(
    ["GET", "HEAD"],
    "/facets",
    response={200: FacetsOut, 400: ProblemOut},
    openapi_extra=filter_parameters(Door.COUNTS),
    summary="Counts by status, type, nature, place, actor and more; each ignores its own words",
)
def count_by_facet(request: HttpRequest) -> Any:
    filters = read_filters(request.GET, Door.COUNTS)
    facets = count_facets(filters)
    shapes = {word.name: _shape(word, facets[word.name]) for word in _WORDS}
    return {"count": matching(filters).count(), **shapes}


def _shape(word: FilterWord, options: tuple[Option, ...]) -> Any:
    if isinstance(word, Rows):
        return options
    counts = {option.value: option.count for option in options}
    return counts["1"] if isinstance(word, Flag) else counts
