"""Marking what a search hit, in the spelling of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.highlighting import count_hits, highlight
from timeline.vocabulary.texts.search_terms import parse_search, words_of

TEXTS = st.text(st.sampled_from(list("aAäåbß ءجِلاﷺ'’-\"ﬁ1\u0301")) | st.characters(), max_size=60)


def hits(text: str, q: str) -> list[str]:
    return [segment.text for segment in highlight(text, parse_search(q)) if segment.is_hit]


@pytest.mark.parametrize(
    ("text", "q", "found"),
    [
        ("Clash reported at Beska", "beska CLASH", ["Clash", "Beska"]),
        ("Fighting in Jalawlā’ and Diyālā", "jalawla diyala", ["Jalawlā", "Diyālā"]),
        ("مدينة جَلَولاء اليوم", "جلولا", ["جَلَولاء"]),
        ("entering Alta, then Beska", '"alta then"', ["Alta, then"]),
        ("entering Alta, then Beska", '"then alta"', []),
        ("near Sarpol-e Zahab", "sarpol-e", ["Sarpol-e"]),
        ("Baʿqūba falls", "ba'quba", ["Baʿqūba"]),
        ("alta beska", '"alta beska" beska', ["alta beska"]),
        ("a a a", '"a a"', ["a a a"]),
        ("Straße", "strasse", ["Straße"]),
        ("alta", "alt", []),
        ("alta", "-alta", []),
        ("alta", "...", []),
        ("<b>alta</b>", "alta", ["alta"]),
    ],
)
def test_highlight_marks_what_the_search_wants(text, q, found):
    assert hits(text, q) == found


@given(TEXTS, TEXTS)
def test_segments_join_to_the_text(text, q):
    segments = highlight(text, parse_search(q))

    assert "".join(segment.text for segment in segments) == text
    assert all(segment.text for segment in segments)


@given(TEXTS, st.data())
def test_every_word_of_a_text_is_marked_when_searched_for(text, data):
    words = words_of(text)
    if not words:
        return
    word = data.draw(st.sampled_from(words))

    assert any(word in "".join(words_of(hit)) for hit in hits(text, word))
    assert count_hits(text, parse_search(word)) == 1
