"""Two edits of one page, put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.sheets import Row, Sheet, merge_sheets
from timeline.vocabulary.texts.three_way import Changed

KEYS = {"place": ("place", "role")}


def place(name: str, role: str = "location", **more: str) -> Row:
    return {"place": name, "role": role, "withhold": "none", **more}


def sheet(*places: Row, **fields: str) -> Sheet:
    return Sheet(fields, {"place": list(places)})


def test_fields_of_both_are_put_together():
    base = sheet(title="One", summary="Two", date="2014")

    found = merge_sheets(
        base,
        sheet(title="One", summary="Theirs", date="2015"),
        sheet(title="Mine", summary="Two", date="2016"),
        KEYS,
    )

    assert found.sheet.fields == {"title": "Mine", "summary": "Theirs", "date": "2016"}
    assert [(name, f.changed) for name, f in found.differences] == [
        (("date",), Changed.BOTH),
        (("summary",), Changed.THEIRS),
    ]
    assert found.clashes == 1


def test_rows_that_each_added_are_both_kept():
    found = merge_sheets(
        sheet(place("Alta")),
        sheet(place("Alta"), place("Beska")),
        sheet(place("Alta"), place("Cora")),
        KEYS,
    )

    assert found.sheet.rows["place"] == [place("Alta"), place("Cora"), place("Beska")]
    assert [name for name, _field in found.differences] == [("place", "Beska", "location")]
    assert found.clashes == 0


def test_row_that_one_took_off_is_gone():
    base = sheet(place("Alta"), place("Beska"))
    less = sheet(place("Alta"))

    assert merge_sheets(base, less, base, KEYS).sheet == less
    assert merge_sheets(base, base, less, KEYS).sheet == less


def test_row_that_one_took_off_and_i_changed_stays():
    changed = sheet(place("Alta", withhold="place"))

    found = merge_sheets(sheet(place("Alta")), sheet(), changed, KEYS)

    assert found.sheet == changed
    assert [f.changed for _name, f in found.differences] == [Changed.BOTH]


def test_texts_of_a_row_are_merged_one_by_one():
    found = merge_sheets(
        sheet(place("Alta", known="", withhold="none")),
        sheet(place("Alta", known="near", withhold="none")),
        sheet(place("Alta", known="", withhold="place")),
        KEYS,
    )

    assert found.sheet.rows["place"] == [place("Alta", known="near", withhold="place")]
    assert [name for name, _field in found.differences] == [("place", "Alta", "location", "known")]


rows = st.lists(
    st.builds(place, st.sampled_from(["a", "b"]), withhold=st.sampled_from(["none", "place"])),
    unique_by=lambda row: row["place"],
    max_size=2,
)
sheets = st.builds(lambda text, found: sheet(*found, title=text), st.sampled_from("123"), rows)


@given(sheets, sheets)
def test_edit_of_one_alone_is_taken_as_it_is(base, edited):
    mine = merge_sheets(base, base, edited, KEYS)
    theirs = merge_sheets(base, edited, base, KEYS)

    assert mine.sheet == edited
    assert mine.differences == ()
    assert theirs.sheet.fields == edited.fields
    assert sorted(map(str, theirs.sheet.rows["place"])) == sorted(map(str, edited.rows["place"]))


@given(sheets, sheets, sheets)
def test_nothing_that_i_changed_is_lost(base, theirs, mine):
    merged = merge_sheets(base, theirs, mine, KEYS).sheet

    assert mine.fields["title"] in (base.fields["title"], merged.fields["title"])
    own = [row for row in mine.rows["place"] if row not in base.rows["place"]]
    kept = {row["place"]: row for row in merged.rows["place"]}
    assert all(kept[row["place"]]["place"] == row["place"] for row in own)


@given(sheets)
def test_sheet_survives_being_carried_by_a_page(found):
    assert Sheet.from_json(found.as_json()) == found


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
def test_what_is_no_sheet_is_none(text: str):
    assert Sheet.from_json(text) is None


def test_sheet_that_knows_other_fields_and_empty_rows_tells_of_nothing():
    began = Sheet.from_json('[{"title": "One", "colour": "red"}, {"place": [{}], "sky": [{}]}]')

    found = merge_sheets(began, sheet(title="One"), sheet(title="One"), KEYS)

    assert found.differences == ()
    assert found.sheet.fields == {"title": "One"}
