"""Names that may not appear are found however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.highlighting import find_names

NAMES = ["Jalawlā’", "جلولاء", "Khan Bani Sa'd"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("They fled Jalawla.", "They fled X."),
        ("JALAWLA’S hospital", "X hospital"),
        ("in Jalawlā’ itself", "in X itself"),
        ("Jalawla'da bombalama", "X'da bombalama"),
        ("near Khan  Bani-Saad", "near Khan  Bani-Saad"),
        ("near Khan  Bani-Sa’d", "near X"),
        ("قرب جلولاء", "قرب X"),
        ("بجلولا اليوم", "X اليوم"),
        ("والجلولاء", "X"),
        ("Jalawlan is another word", "Jalawlan is another word"),
    ],
)
def test_name_is_found_in_every_spelling(text, left):
    for start, end in reversed(list(find_names(text, NAMES))):
        text = f"{text[:start]}X{text[end:]}"

    assert text == left


@given(st.text(), st.lists(st.text(max_size=12), max_size=4))
def test_without_names_nothing_is_found_and_nothing_raises(text, names):
    assert list(find_names(text, [])) == []
    list(find_names(text, names))
