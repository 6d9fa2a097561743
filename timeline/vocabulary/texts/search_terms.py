"""What a reader searches for: the words of `q`, read without ever failing.

Texts and searches are cut into words by the same function, so whatever stands in a text can
be found by typing it. Words are and-ed; `"exact phrase"` asks for neighbours in this order,
`-without` and `-"not this phrase"` leave events out. A word that holds punctuation
("Sarpol-e", "1,000") is a phrase of its parts. Punctuation alone says nothing and is passed
over. A search of exclusions only finds every event that has none of them; one without any
word finds nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from .folding import fold_letters

#: Longer runs of letters are cut on both sides; PostgreSQL takes 2,046 bytes a word.
LONGEST_WORD = 100

WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_CHUNK = re.compile(r'(-?)"([^"]*)(?:"|$)|([^\s"]+)')


def words_of(text: str) -> list[str]:
    """The folded words of a text in their order: runs of letters and digits."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold_letters(text))]


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand side by side, wanted or `excluded`; `typed` is how they came."""

    words: tuple[str, ...]
    typed: str
    excluded: bool = False

    def write(self) -> str:
        """The term as one would type it."""
        text = f'"{self.typed}"' if len(self.words) > 1 else self.typed
        return f"-{text}" if self.excluded else text


@dataclass(frozen=True, slots=True)
class Search:
    """A search as read: every term holds, the excluded ones by their absence."""

    terms: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.excluded)

    def replacing(self, old: Iterable[Term], new: str) -> Self:
        """The search with these terms gone and `new`, a name, wanted in place of the first."""
        gone = list(old)
        term = Term(tuple(words_of(new)), new.replace('"', " "))
        at = self.terms.index(gone[0])
        rest = [t for t in self.terms[at:] if t not in gone]
        before = [t for t in self.terms[:at] if t not in gone]
        return replace(self, terms=(*before, term, *rest))

    def write(self) -> str:
        """The search as one would type it."""
        return " ".join(term.write() for term in self.terms)

    def as_tsquery(self, weights: str = "") -> str:
        """As PostgreSQL reads a `tsquery`; empty where there is no word, which finds nothing.

        `weights`, letters of A to D, are those of the texts to look into; empty: all.
        """
        return " & ".join(_write_term(term, weights) for term in self.terms)


def _write_term(term: Term, weights: str) -> str:
    # Words hold letters and digits only, so there is nothing to escape.
    suffix = f":{weights}" if weights else ""
    phrase = " <-> ".join(f"'{word}'{suffix}" for word in term.words)
    return f"!({phrase})" if term.excluded else f"({phrase})"


@lru_cache(maxsize=256)
def parse_search(q: str) -> Search:
    """Read a search; any text means something."""
    terms = []
    for match in _CHUNK.finditer(q.translate(_QUOTES)):
        minus, phrase, chunk = match.groups()
        text = phrase if chunk is None else chunk
        excluded = bool(minus) or (chunk is not None and chunk.startswith("-"))
        if words := tuple(words_of(text)):
            typed = text.lstrip("-") if chunk is not None else text
            terms.append(Term(words, typed.strip(), excluded))
    return Search(tuple(dict.fromkeys(terms)))
