"""Facets: how many events each further choice would leave, exact, in a constant number of
queries.

Each facet ignores its own selection, so that its counts are those of choosing otherwise.
"""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Count, Q

from timeline.queries.filtering.controls import Option
from timeline.queries.filtering.filter_words import FilterWord
from timeline.queries.filtering.filters import Filters, matching
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
    words = [word for name, word in WORDS.items() if word.facet and (name in only or not only)]
    steps = {word: found for word in words if (found := word.steps())}
    counts: dict[str, Mapping[Any, int]] = {
        **tally(filters, [word for word in words if word not in steps]),
        **_count_steps(filters, steps),
    }
    return {word.name: word.offer(counts[word.name], filters) for word in words}


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
    filters: Filters, steps: Mapping[FilterWord, Mapping[str, Q]]
) -> dict[str, dict[str, int]]:
    """One query: each count under the other words of these, which are conditions here.

    Keyed by "n_" and the word, so that no count is mistaken for the column it counts.
    """
    if not steps:
        return {}
    chosen = {word: word.condition(filters) or Q() for word in steps}
    counts = {}
    for word, options in steps.items():
        others = [condition for other, condition in chosen.items() if other is not word]
        for key, option in options.items():
            counts[f"n_{word.name}_{key}"] = Count("pk", filter=reduce(and_, others, option))
    found = matching(filters, [word.name for word in steps]).aggregate(**counts)
    return {
        word.name: {key: found[f"n_{word.name}_{key}"] for key in options}
        for word, options in steps.items()
    }
