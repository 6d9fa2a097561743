"""Putting two edits of one record together, field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.three_way import (
    Changed,
    MergedField,
    PageTexts,
    Row,
    merge_fields,
    merge_texts,
)

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


KEYS = {"place": ("place", "role")}


def place(name: str, role: str = "location", **more: str) -> Row:
    return {"place": name, "role": role, "withhold": "none", **more}


def page_of(*places: Row, **fields: str) -> PageTexts:
    return PageTexts(fields, {"place": list(places)})


def test_fields_of_both_are_put_together():
    base = page_of(title="One", summary="Two", date="2014")

    found = merge_texts(
        base,
        page_of(title="One", summary="Theirs", date="2015"),
        page_of(title="Mine", summary="Two", date="2016"),
        KEYS,
    )

    assert found.texts.fields == {"title": "Mine", "summary": "Theirs", "date": "2016"}
    assert [(name, f.changed) for name, f in found.differences] == [
        (("date",), Changed.BOTH),
        (("summary",), Changed.THEIRS),
    ]


def test_rows_that_each_added_are_both_kept():
    found = merge_texts(
        page_of(place("Alta")),
        page_of(place("Alta"), place("Beska")),
        page_of(place("Alta"), place("Cora")),
        KEYS,
    )

    assert found.texts.rows["place"] == [place("Alta"), place("Cora"), place("Beska")]
    assert [(name, f.changed) for name, f in found.differences] == [
        (("place", "Beska", "location"), Changed.THEIRS)
    ]


def test_row_that_one_took_off_is_gone():
    base = page_of(place("Alta"), place("Beska"))
    less = page_of(place("Alta"))

    assert merge_texts(base, less, base, KEYS).texts == less
    assert merge_texts(base, base, less, KEYS).texts == less


def test_row_that_one_took_off_and_i_changed_stays():
    changed = page_of(place("Alta", withhold="place"))

    found = merge_texts(page_of(place("Alta")), page_of(), changed, KEYS)

    assert found.texts == changed
    assert [f.changed for _name, f in found.differences] == [Changed.BOTH]


def test_texts_of_a_row_are_merged_one_by_one():
    found = merge_texts(
        page_of(place("Alta", known="", withhold="none")),
        page_of(place("Alta", known="near", withhold="none")),
        page_of(place("Alta", known="", withhold="place")),
        KEYS,
    )

    assert found.texts.rows["place"] == [place("Alta", known="near", withhold="place")]
    assert [name for name, _field in found.differences] == [("place", "Alta", "location", "known")]


rows = st.lists(
    st.builds(place, st.sampled_from(["a", "b"]), withhold=st.sampled_from(["none", "place"])),
    unique_by=lambda row: row["place"],
    max_size=2,
)
pages = st.builds(lambda text, found: page_of(*found, title=text), st.sampled_from("123"), rows)


@given(pages, pages)
def test_edit_of_one_alone_is_taken_as_it_is(base, edited):
    mine = merge_texts(base, base, edited, KEYS)
    theirs = merge_texts(base, edited, base, KEYS)

    assert mine.texts == edited
    assert mine.differences == ()
    assert theirs.texts.fields == edited.fields
    assert sorted(map(str, theirs.texts.rows["place"])) == sorted(map(str, edited.rows["place"]))


@given(pages, pages, pages)
def test_nothing_that_i_changed_is_lost(base, theirs, mine):
    merged = merge_texts(base, theirs, mine, KEYS).texts

    assert mine.fields["title"] in (base.fields["title"], merged.fields["title"])
    own = [row for row in mine.rows["place"] if row not in base.rows["place"]]
    kept = {row["place"]: row for row in merged.rows["place"]}
    assert all(kept[row["place"]]["place"] == row["place"] for row in own)


@given(pages)
def test_page_survives_being_carried_by_a_page(found):
    assert PageTexts.from_json(found.as_json()) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[1, 2]",
        "[{}]",
        '[{"title": "\\ud800"}, {}]',
        "[" * 100_000,
        '[{}, {"place": 3}]',
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_page_is_none(text: str):
    assert PageTexts.from_json(text) is None


def test_page_that_knows_other_fields_and_empty_rows_tells_of_nothing():
    began = PageTexts.from_json('[{"title": "One", "colour": "red"}, {"place": [{}], "sky": [{}]}]')

    found = merge_texts(began, page_of(title="One"), page_of(title="One"), KEYS)

    assert found.differences == ()
    assert found.texts.fields == {"title": "One"}
