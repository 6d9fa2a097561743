"""How much of a text stands word for word in another."""

import pytest

from timeline.vocabulary.texts.likeness import share_in

WORDS = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (WORDS, 1.0),
        (WORDS.upper().replace(" ", ",\n"), 1.0),
        ("before it " + WORDS, 6 / 8),
        ("one two three four five", 1.0),
        ("two three", 0.0),
        ("one two three FOUR and five six seven", 0.0),
        ("", 0.0),
    ],
)
def test_share_counts_runs_of_five_words(text: str, share: float) -> None:
    assert share_in(text, WORDS) == share


def test_one_word_more_breaks_five_runs() -> None:
    assert share_in(WORDS.replace("five", "not five"), WORDS) == 2 / 7
