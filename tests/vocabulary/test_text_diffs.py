"""Differences of texts in words."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.diffs import MOST_WORDS, Part, Piece, diff_words

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
