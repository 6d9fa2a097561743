"""Names that may not appear are found however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.highlighting import replace_names

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
def test_name_is_replaced_in_every_spelling(text, left):
    assert replace_names(text, NAMES, "X") == left


@given(st.text(), st.lists(st.text(max_size=12), max_size=4))
def test_text_without_names_is_left_alone_and_nothing_raises(text, names):
    assert replace_names(text, [], "X") == text
    replace_names(text, names, "X")
