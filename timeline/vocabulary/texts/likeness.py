"""How much of one text stands word for word in another: reprints, not likeness of meaning."""

from .search_terms import words_of

#: Words in a row that are compared. Five that agree by chance are rare in prose.
IN_A_ROW = 5
#: From this share on a text is offered as a relay of the other.
NEARLY_THE_SAME = 0.6


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
