"""Where a search hits a text: the stretches to mark, in the text's own spelling."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .folding import fold_letters
from .search_terms import LONGEST_WORD, WORD, Search


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text; `is_hit` where the search found it."""

    text: str
    is_hit: bool


def highlight(text: str, search: Search) -> tuple[Segment, ...]:
    """The text in segments, which joined are the text.

    Hits are the words and phrases that the search wants, however their letters are written
    (`folding`); a phrase is one hit. Overlapping hits become one.
    """
    segments = []
    here = 0
    for start, end in _joined(sorted(_hits(text, search))):
        if here < start:
            segments.append(Segment(text[here:start], is_hit=False))
        segments.append(Segment(text[start:end], is_hit=True))
        here = end
    if here < len(text):
        segments.append(Segment(text[here:], is_hit=False))
    return tuple(segments)


def count_hits(text: str, search: Search) -> int:
    """How many of the wanted terms stand in the text."""
    words = [word for word, _start, _end in _words(text)] if search.wanted else []
    return sum(next(_finds(words, term.words), None) is not None for term in search.wanted)


def _hits(text: str, search: Search) -> Iterator[tuple[int, int]]:
    if not search.wanted:
        return
    found = list(_words(text))
    words = [word for word, _start, _end in found]
    for term in search.wanted:
        for at in _finds(words, term.words):
            yield found[at][1], found[at + len(term.words) - 1][2]


def _finds(words: list[str], wanted: tuple[str, ...]) -> Iterator[int]:
    for at, word in enumerate(words):
        if word == wanted[0] and tuple(words[at : at + len(wanted)]) == wanted:
            yield at


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Folded words with their bounds in the text as it stands."""
    folded: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        plain = _fold_letter(letter)
        folded.append(plain)
        origins += [at] * len(plain)
    for match in WORD.finditer("".join(folded)):
        end = origins[match.end() - 1] + 1
        # Marks and silent letters at the end of a word (hamza, vowel signs) belong to it.
        while end < len(text) and _is_silent(text[end]):
            end += 1
        yield match[0][:LONGEST_WORD], origins[match.start()], end


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    return fold_letters(letter)


def _is_silent(letter: str) -> bool:
    return not _fold_letter(letter) and unicodedata.category(letter)[0] in "LM"


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
