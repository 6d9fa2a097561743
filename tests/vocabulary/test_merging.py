"""Putting two edits of one record together, field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.three_way import Changed, MergedField, merge_fields

records = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "1", "2"]))


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "changed", "merged"),
    [
        ("1", "1", "1", Changed.NOBODY, "1"),
        ("1", "1", "2", Changed.MINE, "2"),
        ("1", "2", "1", Changed.THEIRS, "2"),
        ("1", "2", "2", Changed.ALIKE, "2"),
        ("1", "2", "3", Changed.BOTH, "3"),
        ("1", "", "1", Changed.THEIRS, ""),
        ("1", "", "2", Changed.BOTH, "2"),
        ("", "2", "", Changed.THEIRS, "2"),
    ],
)
def test_field_says_who_changed_it_and_what_to_go_on_with(base, theirs, mine, changed, merged):
    field = MergedField("title", base, theirs, mine)

    assert (field.changed, field.merged) == (changed, merged)


@given(records, records)
def test_what_only_one_changed_is_taken_from_them(base, other):
    assert all(field.merged == field.theirs for field in merge_fields(base, other, base))
    assert all(field.merged == field.mine for field in merge_fields(base, base, other))


@given(records, records, records)
def test_nothing_typed_is_lost(base, theirs, mine):
    for field in merge_fields(base, theirs, mine):
        assert field.mine in (field.merged, field.base)


def test_fields_come_in_the_order_of_mine():
    found = merge_fields({"c": "1"}, {"b": "1"}, {"d": "1", "b": "1"})

    assert [field.name for field in found] == ["d", "b", "c"]
