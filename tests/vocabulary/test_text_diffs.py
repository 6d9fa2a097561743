"""Differences of texts in words, and how much of one stands word for word in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.diffs import MOST_WORDS, Part, Piece, diff_words, share_in

WORDS = "one two three four five six seven eight nine ten"
texts = st.text(alphabet="ab .,ا\n", max_size=40)


@given(texts, texts)
def test_pieces_give_both_texts_back(before, after):
    pieces = diff_words(before, after)

    assert "".join(piece.text for piece in pieces if piece.part is not Part.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.part is not Part.GONE) == after


def test_word_that_changed_stands_alone():
    assert diff_words("Brigade entered Alta on Monday", "Brigade left Alta on Monday") == (
        Piece(Part.SAME, "Brigade "),
        Piece(Part.GONE, "entered"),
        Piece(Part.NEW, "left"),
        Piece(Part.SAME, " Alta on Monday"),
    )


def test_texts_with_hardly_a_word_in_common_are_given_whole():
    before, after = "one thing was said here", "nothing of that kind, here"

    assert diff_words(before, after) == (Piece(Part.GONE, before), Piece(Part.NEW, after))


def test_very_long_texts_are_given_whole():
    long = "word " * MOST_WORDS

    assert [piece.part for piece in diff_words(long, long + "more")] == [Part.GONE, Part.NEW]


def test_equal_and_empty_texts():
    assert diff_words("", "") == ()
    assert diff_words("", "new") == (Piece(Part.NEW, "new"),)
    assert diff_words("old", "") == (Piece(Part.GONE, "old"),)
    assert diff_words("same", "same") == (Piece(Part.SAME, "same"),)


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
