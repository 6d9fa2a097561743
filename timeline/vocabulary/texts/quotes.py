"""Whether a quote stands in the text that we kept, and how much of that text is public.

The comparison is strict: only the form of characters, of quotation marks and
dashes, and the amount of white space may differ. Nearly the same is not found,
since one "not" turns a sentence round.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.words import Word

#: Fewer characters than this (after `normalise`) are found anywhere and prove nothing.
SHORTEST = 12
#: Characters of context on each side that a selector carries.
CONTEXT = 32
#: Without rights: context on each side of a quote, and the most that is shown of a document.
AROUND = 200
MOST = 1000
ONE_IN = 10

_SINGLE = "\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u02bc\u0060\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u301d\u301e\u301f"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58"
_FOLDED = str.maketrans(
    dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_DASHES, "-")
)
_LEFT_OUT = re.compile(r"\[ ?\.\.\. ?\]")


class Verdict(Word):
    """What came of looking for a quote in the kept copy of its document."""

    EXACT = "exact", _("exact"), _("It stands there letter by letter.")
    NORMALISED = (
        "normalised",
        _("normalised"),
        _("It stands there, apart from white space and the form of characters and marks."),
    )
    NOT_FOUND = "not_found", _("not found"), _("It does not stand there; nearly is not enough.")
    FOUND_ELSEWHERE = (
        "found_elsewhere",
        _("found in another document"),
        _("It does not stand there, but in the copy of another document."),
    )
    TOO_SHORT = "too_short", _("too short"), _("Fewer than 12 characters prove nothing.")
    NO_COPY = "no_copy", _("no copy"), _("We keep no text of the document to look in.")


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """A verdict, and where the quote stands in the kept text as it was kept.

    `spans` are pairs of start and end in code points, the end not included, as in
    the W3C TextPositionSelector; several where the quote leaves something out, and
    none unless the verdict is exact or normalised. `prefix`, `exact` and `suffix`
    are the W3C TextQuoteSelector; `exact` puts " [...] " between several spans.
    """

    verdict: Verdict
    spans: tuple[tuple[int, int], ...] = ()
    prefix: str = ""
    exact: str = ""
    suffix: str = ""


def normalise(text: str) -> str:
    """The form in which quote and text are compared: NFKC, plain marks, single spaces."""
    return " ".join(_fold(text).split())


def check_quote(
    quote: str, text: str | None, elsewhere: Iterable[str] = (), *, seen_at: int | None = None
) -> QuoteCheck:
    """Looks for a quote in the kept text of its document, then in those of others.

    `text` is None where no copy is kept; nothing can be said then, whatever others hold.
    A quote that is too short is told first: it has to be mended, copy or no copy. Where it
    stands more than once, letter by letter, the place `seen_at` (code points) wins.
    """
    parts = [part for part in map(str.strip, _LEFT_OUT.split(normalise(quote))) if part]
    if sum(map(len, parts)) < SHORTEST:
        return QuoteCheck(Verdict.TOO_SHORT)
    if text is None:
        return QuoteCheck(Verdict.NO_COPY)
    folded = normalise(text)
    spans = _find([normalise(quote)], folded) or _find(parts, folded)
    if spans is not None:
        # Letter by letter only after that: "Cafe" stands in an accented "Café" otherwise.
        exact = (
            _find_at(seen_at, quote.strip(), text)
            or _find([quote.strip()], text)
            or _find(_written_parts(quote), text)
        )
        if exact is not None:
            return _found(Verdict.EXACT, exact, text)
        return _found(Verdict.NORMALISED, _as_kept(spans, text), text)
    if any(_find(parts, normalise(other)) is not None for other in elsewhere):
        return QuoteCheck(Verdict.FOUND_ELSEWHERE)
    return QuoteCheck(Verdict.NOT_FOUND)


def public_passages(text_length: int, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which passages of a document without rights the public may read, in order.

    Quotes are always shown. Around each stand equally many characters on both sides:
    as many as fit, at most 200, while all passages together hold no more than a tenth
    of the document and no more than 1,000 characters (the smaller of the two).
    """
    quotes = [(max(0, start), min(text_length, end)) for start, end in spans]
    quotes = sorted((start, end) for start, end in quotes if start < end)
    allowed = min(text_length // ONE_IN, MOST)
    shown = _merged(quotes, 0, text_length)
    for around in range(1, AROUND + 1):
        wider = _merged(quotes, around, text_length)
        if sum(end - start for start, end in wider) > allowed:
            break
        shown = wider
    return shown


def _merged(quotes: list[tuple[int, int]], around: int, text_length: int) -> list[tuple[int, int]]:
    """The quotes, sorted, with so much around each; what touches becomes one passage."""
    passages: list[tuple[int, int]] = []
    for quote_start, quote_end in quotes:
        start, end = max(0, quote_start - around), min(text_length, quote_end + around)
        if passages and start <= passages[-1][1]:
            before = passages.pop()
            start, end = before[0], max(end, before[1])
        passages.append((start, end))
    return passages


def _fold(text: str) -> str:
    # Marks are folded on both sides of NFKC, which takes the acute accent and the
    # double prime apart and brings full-width marks to the plain ones.
    return unicodedata.normalize("NFKC", text.translate(_FOLDED)).translate(_FOLDED)


def _written_parts(quote: str) -> list[str]:
    """The parts of a quote as written, split where it leaves something out."""
    parts = re.split(r"\[\s?(?:\.\.\.|\u2026)\s?\]", quote)
    return [part.strip() for part in parts if part.strip()]


def _find(parts: list[str], text: str) -> list[tuple[int, int]] | None:
    """Where the parts follow each other in the text; None where they do not.

    Of several places it is the one that is complete first, the parts as close
    together there as they can be.
    """
    if not parts:
        return None
    end = 0
    for part in parts:
        start = text.find(part, end)
        if start < 0:
            return None
        end = start + len(part)
    spans = [(start, end)]
    for part in reversed(parts[:-1]):
        start = text.rindex(part, 0, spans[0][0])
        spans.insert(0, (start, start + len(part)))
    return spans


def _find_at(start: int | None, quote: str, text: str) -> list[tuple[int, int]] | None:
    """The quote where it was seen, if it stands there."""
    if start is None or start < 0 or not text.startswith(quote, start):
        return None
    return [(start, start + len(quote))]


def _found(verdict: Verdict, spans: list[tuple[int, int]], text: str) -> QuoteCheck:
    first, last = spans[0][0], spans[-1][1]
    return QuoteCheck(
        verdict=verdict,
        spans=tuple(spans),
        prefix=text[max(0, first - CONTEXT) : first],
        exact=" [...] ".join(text[start:end] for start, end in spans),
        suffix=text[last : last + CONTEXT],
    )


def _as_kept(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Spans in the normalised text as spans in the text that was kept."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _stretches(text):
        for character in _fold(text[start:end]):
            if not character.isspace():
                starts.append(start)
                ends.append(end)
            elif starts and starts[-1] >= 0:
                # One space for the whole run, none at the very beginning.
                starts.append(-1)
                ends.append(-1)
    return [(starts[start], ends[end - 1]) for start, end in spans]


def _stretches(text: str) -> Iterable[tuple[int, int]]:
    """Cuts the text where NFKC of the whole is NFKC of the pieces, one after another.

    A cut stands before every character that neither combines nor melts into what is
    before it.
    """
    start = 0
    for here in range(1, len(text)):
        if _begins(text[here]) and not _melts(text[start:here], text[here]):
            yield start, here
            start = here
    if text:
        yield start, len(text)


@lru_cache(maxsize=4096)
def _begins(character: str) -> bool:
    """Whether it stands by itself, and does not combine with what is before it."""
    if character.isascii():
        return True
    return unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) == 0


def _melts(before: str, character: str) -> bool:
    """Whether NFKC makes one of the two, as with the letters of a Korean syllable."""
    if character.isascii():
        return False
    together = unicodedata.normalize("NFKC", (before + character).translate(_FOLDED))
    apart = [unicodedata.normalize("NFKC", x.translate(_FOLDED)) for x in (before, character)]
    return together != "".join(apart)
