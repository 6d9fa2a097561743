"""The words of an event as PostgreSQL keeps them: a `tsvector`, written here.

PostgreSQL's own parser knows hosts, paths and signed numbers and would cut names and quotes
otherwise than `words_of` does; so words, places and weights are ours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .search_terms import words_of

#: PostgreSQL's bounds: the last place that it tells apart, places a word, bytes in all (a
#: little under its megabyte, because it aligns words).
LAST_PLACE = 16_383
MOST_PLACES = 255
MOST_BYTES = 900_000


class Weight(StrEnum):
    """Where words stand. Past views look into TITLE and NAMES only, which they show."""

    TITLE = "A"
    NAMES = "B"
    EVIDENCE = "C"
    DOCUMENTS = "D"


@dataclass(frozen=True, slots=True)
class Weighted:
    """A text of one weight, in which the `hidden` names are passed over, however spelled.

    No phrase reaches from one passage into the next.
    """

    weight: Weight
    text: str
    hidden: frozenset[str] = frozenset()


def write_vector(passages: Iterable[Weighted]) -> str:
    """The passages as the text of a `tsvector`.

    Words keep the places at which they stand, which phrases need; a hidden name leaves a
    gap. What exceeds PostgreSQL's bounds is left out from the end: of words beyond the
    16,383rd place no phrase is found, and after about 900 kB no new word is taken. So the
    passages that matter most come first.
    """
    places: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    size = 0
    place = 0
    for passage in passages:
        for word in _without(words_of(passage.text), _names(passage.hidden)):
            place += 1
            if word is None:
                continue
            at = min(place, LAST_PLACE)
            found = places.get(word)
            cost = 2 if found else len(word.encode()) + 6
            full = found is not None and (len(found) >= MOST_PLACES or last[word] == at)
            if full or size + cost > MOST_BYTES:
                continue
            size += cost
            last[word] = at
            places.setdefault(word, []).append(f"{at}{passage.weight}")
        place += 1
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


@lru_cache(maxsize=1024)
def _names(names: frozenset[str]) -> frozenset[tuple[str, ...]]:
    """The words of each name; folding joins a possessive s to the last of them."""
    found = [tuple(words) for name in names if (words := words_of(name))]
    return frozenset(found) | {(*words[:-1], f"{words[-1]}s") for words in found}


def _without(words: list[str], names: frozenset[tuple[str, ...]]) -> Iterator[str | None]:
    """The words, None in place of each name that stands among them; longer names first."""
    lengths = sorted({len(name) for name in names}, reverse=True)
    at = 0
    while at < len(words):
        length = next((n for n in lengths if tuple(words[at : at + n]) in names), 0)
        yield None if length else words[at]
        at += length or 1
