"""Where a search hits a text: the stretches to mark, in the text's own spelling."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .folding import fold, fold_letters
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


def missing_from(texts: Iterable[str], search: Search) -> Search:
    """The wanted terms that stand in none of the texts, as a search of their own."""
    found = [[word for word, _start, _end in _words(text)] for text in texts]
    return Search(
        tuple(
            term
            for term in search.wanted
            if not any(next(_finds(words, term.words), None) is not None for words in found)
        )
    )


def excerpt(text: str, search: Search, length: int = 200) -> str:
    """About `length` characters of the text round its first hit, cut between words.

    What is left out is an ellipsis; without a hit it is the beginning of the text.
    """
    start, end = min(_hits(text, search), default=(0, 0))
    left = max(0, start - (length - (end - start)) // 3)
    right = max(left + length, end)
    before, after = text[:left], text[right:]
    middle = text[left:right]
    if before:
        cut = text.find(" ", left, start)
        middle = text[cut + 1 : right] if cut >= 0 else middle
    if after:
        cut = text.rfind(" ", end, right + 1)
        middle = middle[: len(middle) - (right - cut)] if cut >= 0 else middle
    middle = " ".join(middle.split())
    return f"{'… ' if before else ''}{middle}{' …' if after else ''}"


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
    for match, start, end in _traced(WORD, text, _fold_letter):
        yield match[0][:LONGEST_WORD], start, end


def _traced(
    pattern: re.Pattern[str], text: str, fold_one: Callable[[str], str]
) -> Iterator[tuple[re.Match[str], int, int]]:
    """Matches in the folded text, with their bounds in the text as it stands."""
    folded: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        plain = fold_one(letter)
        folded.append(plain)
        origins += [at] * len(plain)
    for match in pattern.finditer("".join(folded)):
        end = origins[match.end() - 1] + 1
        # Marks and silent letters at the end of a word (hamza, vowel signs) belong to it.
        while end < len(text) and _is_silent(text[end]):
            end += 1
        yield match, origins[match.start()], end


_APOSTROPHES = frozenset("'’‘ʼʻʿʾ`")
#: Arabic writes and, in, for, so, like and the article in one word with the name after it.
_ARABIC_PREFIX = "[وف]?(?:[بكل]?ال|لل|[بكل])?"


def find_names(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where any of the names stands in the text, however its letters are written, in order.

    Finds a name with a possessive s, with what follows an apostrophe, and in Arabic with what
    is written in one word with it; never inside another word.
    """
    patterns = {found for name in names if (found := _spellings(name))}
    if not patterns:
        return
    longest_first = "|".join(sorted(patterns, key=len, reverse=True))
    found = rf"(?<!\w){_ARABIC_PREFIX}(?:{longest_first})(?:'?s)?(?!\w)"
    for _match, start, end in _traced(re.compile(found), text, _fold_but_apostrophes):
        yield start, end


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    return fold_letters(letter)


def _spellings(name: str) -> str:
    """A pattern of the name's folded words; an apostrophe may stand between any letters."""
    words = re.findall(r"\w+", fold(name))
    last = "'?" if name[-1:] in _APOSTROPHES else ""
    return r"[\W_]+".join("'?".join(word) for word in words) + last if words else ""


def _fold_but_apostrophes(letter: str) -> str:
    """Folding drops apostrophes; here they tell where a name ends and a suffix begins."""
    return "'" if letter in _APOSTROPHES else _fold_letter(letter)


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
