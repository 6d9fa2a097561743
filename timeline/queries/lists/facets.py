"""Facets: how many events each further choice would leave, exact, in a constant number of
queries.

Each facet ignores its own selection, so that its counts are those of choosing otherwise.
"""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Count, Q

from timeline.queries.filtering.facets import Option, StepFacet
from timeline.queries.filtering.filters import Filters
from timeline.queries.filtering.matching import matching
from timeline.queries.filtering.sorts import FilterWord
from timeline.queries.filtering.words import WORDS
from timeline.vocabulary.words import Text

from .tallies import tally

#: Choices of each word that has a facet, in the order of the words.
type Facets = Mapping[str, tuple[Option, ...]]


def count_facets(filters: Filters, only: Collection[str] = ()) -> Facets:
    """All facets under these filters, or those of some words: a query for the counts, one for
    each facet with a choice of its own, one for the evidence, and one for the names of each
    kind of row.

    Vocabularies come whole, in their order, zeros included; places, actors, sources and
    timelines only above zero or chosen, most events first.
    """
    facets = {
        word: word.facet
        for name, word in WORDS.items()
        if word.facet and (name in only or not only)
    }
    stepped = {word: found for word, found in facets.items() if isinstance(found, StepFacet)}
    counts: dict[str, Mapping[Any, int]] = {
        **tally(filters, [word for word in facets if word not in stepped]),
        **_count_steps(filters, stepped),
    }
    return {
        word.name: facet.offer(word, counts[word.name], filters) for word, facet in facets.items()
    }


def count_facet(word: str, filters: Filters) -> tuple[Option, ...]:
    """The choices of one facet that would leave something or are chosen, most events first.

    Two queries, one where the facet is of words.
    """
    chosen = filters.typed.get(word, ())
    options = count_facets(filters, [word])[word]
    found = [option for option in options if option.count or option.value in chosen]
    return tuple(sorted(found, key=lambda option: (-option.count, option.name)))


def title_whole_facets() -> dict[str, Text]:
    """The words whose facet has a page of its own, with its title."""
    return {n: word.facet.title for n, word in WORDS.items() if word.facet and word.facet.title}


def _count_steps(
    filters: Filters, facets: Mapping[FilterWord, StepFacet]
) -> dict[str, dict[str, int]]:
    """One query: each count under the other words of these, which are conditions here.

    Keyed by "n_" and the word, so that no count is mistaken for the column it counts.
    """
    if not facets:
        return {}
    chosen = {word: word.condition(filters) or Q() for word in facets}
    counts = {}
    for word, facet in facets.items():
        others = [condition for other, condition in chosen.items() if other is not word]
        for key in facet.keys:
            option = reduce(and_, others, facet.condition(word, key))
            counts[f"n_{word.name}_{key}"] = Count("pk", filter=option)
    found = matching(filters, [word.name for word in facets]).aggregate(**counts)
    return {
        word.name: {key: found[f"n_{word.name}_{key}"] for key in facet.keys}
        for word, facet in facets.items()
    }
