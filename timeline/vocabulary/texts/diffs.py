"""What is different between two texts, and how much of one stands word for word in the other."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .search_terms import words_of

#: Longer texts are shown whole, the old one and the new one: a diff of them costs too much.
MOST_WORDS = 2000
#: Words in a row that are compared. Five that agree by chance are rare in prose.
IN_A_ROW = 5
#: From this share on a text is offered as a relay of the other.
NEARLY_THE_SAME = 0.6

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class Part(StrEnum):
    """What happened to a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went, or came."""

    part: Part
    text: str


def diff_words(before: str, after: str) -> tuple[Piece, ...]:
    """The way from one text to the other, word by word.

    The pieces that are not NEW joined are `before`, those that are not GONE are `after`.
    Where hardly a word stayed, the whole of both is given instead: shreds can't be read.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if not old or not new or max(len(old), len(new)) > MOST_WORDS:
        return _whole(before, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    kept = sum(len(word) for word in _kept(matcher, old) if not word.isspace())
    if kept * 3 < max(len(before), len(after)):
        return _whole(before, after)
    pieces: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Part.SAME, "".join(old[old_from:old_to])))
            continue
        if old_from < old_to:
            pieces.append(Piece(Part.GONE, "".join(old[old_from:old_to])))
        if new_from < new_to:
            pieces.append(Piece(Part.NEW, "".join(new[new_from:new_to])))
    return tuple(pieces)


def _kept(matcher: SequenceMatcher[str], old: list[str]) -> list[str]:
    return [word for at, _b, size in matcher.get_matching_blocks() for word in old[at : at + size]]


def _whole(before: str, after: str) -> tuple[Piece, ...]:
    if before == after:
        return (Piece(Part.SAME, before),) if before else ()
    pieces = (Piece(Part.GONE, before), Piece(Part.NEW, after))
    return tuple(piece for piece in pieces if piece.text)


def share_in(text: str, other: str) -> float:
    """Which share of the text's runs of five words stands in the other, 0 to 1.

    Letters are folded; marks and white space do not matter. A text of fewer than five words
    is one run.
    """
    runs = _runs(text)
    return len(runs & _runs(other)) / len(runs) if runs else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    last = max(1, len(words) - IN_A_ROW + 1)
    return {tuple(words[at : at + IN_A_ROW]) for at in range(last)} if words else set()
