"""How much of a kept text a reader sees, with the places that claims quote marked in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.vocabulary.stances import Stance
from timeline.vocabulary.texts.quotes import public_passages


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the text that a claim quotes. `number` counts the claims of the page."""

    start: int
    end: int
    number: int
    stance: Stance


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Text within a paragraph; `mark` where a claim quotes it."""

    text: str
    mark: Marked | None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` counts from 1 in the whole text, `start` is where it begins there.

    `cut_before` where something before it is left out, `cut_after` where its own end is.
    """

    number: int
    pieces: tuple[TextPiece, ...]
    cut_before: bool
    cut_after: bool
    start: int = 0

    @property
    def quoted(self) -> list[int]:
        """Numbers of the claims whose quotes begin here."""
        return [p.mark.number for p in self.pieces if p.mark and p.first]


def spans_of(selector: Any) -> list[tuple[int, int]]:
    """Positions in code points that a stored W3C selector holds."""
    parts = selector or []
    return [(p["start"], p["end"]) for p in parts if p["type"] == "TextPositionSelector"]


def mark_text(text: str, marks: Sequence[Marked], *, whole: bool) -> list[Paragraph]:
    """The paragraphs that may be shown: all, or short passages around the quotes."""
    if whole:
        shown = [(0, len(text))]
    else:
        shown = public_passages(len(text), [(mark.start, mark.end) for mark in marks])
    paragraphs = []
    last_end = 0
    for number, (start, end) in enumerate(_paragraphs(text), 1):
        for left, right in _within(shown, start, end):
            pieces = tuple(_pieces(text, left, right, marks))
            before, after = _is_cut(text, last_end, left), _is_cut(text, right, end)
            paragraphs.append(Paragraph(number, pieces, before, after, left))
            last_end = right
    return paragraphs


def _is_cut(text: str, before: int, after: int) -> bool:
    return bool(text[before:after].strip())


def _paragraphs(text: str) -> Iterable[tuple[int, int]]:
    """Where the lines stand that hold anything."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip():
            yield start, start + len(line.rstrip())
        start = end


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterable[tuple[int, int]]:
    for left, right in spans:
        if max(left, start) < min(right, end):
            yield max(left, start), min(right, end)


def _pieces(text: str, start: int, end: int, marks: Sequence[Marked]) -> Iterable[TextPiece]:
    """Text cut at the marks; where two overlap the earlier one wins."""
    here = start
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        left, right = max(mark.start, here), min(mark.end, end)
        if left >= right:
            continue
        if here < left:
            yield TextPiece(text[here:left], None)
        yield TextPiece(text[left:right], mark, first=mark.start >= start)
        here = right
    if here < end:
        yield TextPiece(text[here:end], None)
