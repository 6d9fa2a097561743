"""Which paragraphs of a kept text a reader sees, and what is marked in them."""

from timeline.queries.readers.passages import Marked, mark_text, spans_of
from timeline.vocabulary.stances import Stance

TEXT = "First line.\n\nThe convoy crossed at dawn, they said.\nLast line."
START = TEXT.index("crossed")


def mark(start: int, end: int, number: int = 1) -> Marked:
    return Marked(start, end, number, Stance.SUPPORTS)


def test_whole_text_keeps_every_paragraph_and_marks_the_quote() -> None:
    found = mark_text(TEXT, [mark(START, START + 7)], whole=True)

    assert ["".join(piece.text for piece in p.pieces) for p in found] == [
        "First line.", "The convoy crossed at dawn, they said.", "Last line.",
    ]  # fmt: skip
    assert [(p.text, p.mark is not None) for p in found[1].pieces] == [
        ("The convoy ", False), ("crossed", True), (" at dawn, they said.", False),
    ]  # fmt: skip
    assert [p.quoted for p in found] == [[], [1], []]
    assert not any(p.cut_before or p.cut_after for p in found)


def test_without_rights_only_the_quote_of_a_short_text_is_shown() -> None:
    found = mark_text(TEXT, [mark(START, START + 7)], whole=False)

    assert [[piece.text for piece in p.pieces] for p in found] == [["crossed"]]
    assert (found[0].cut_before, found[0].cut_after) == (True, True)


def test_without_rights_and_quotes_nothing_is_shown() -> None:
    assert mark_text(TEXT, [], whole=False) == []


def test_quote_over_two_paragraphs_is_numbered_once() -> None:
    found = mark_text(TEXT, [mark(START, len(TEXT))], whole=True)

    assert [p.quoted for p in found] == [[], [1], []]
    assert found[2].pieces[0].mark is not None


def test_overlapping_marks_lose_no_text() -> None:
    marks = [mark(START, START + 12, 1), mark(START + 3, START + 20, 2)]

    found = mark_text(TEXT, marks, whole=True)

    assert "".join(piece.text for piece in found[1].pieces) == TEXT.split("\n")[2]


def test_positions_are_read_from_a_stored_selector() -> None:
    stored = [
        {"type": "TextQuoteSelector", "exact": "x"},
        {"type": "TextPositionSelector", "start": 3, "end": 9},
    ]

    assert spans_of(stored) == [(3, 9)]
    assert spans_of(None) == []
