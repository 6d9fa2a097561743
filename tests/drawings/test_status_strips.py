"""The status of one event over time, on paper."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline.drawings.strip.status_strips import (
    LETTER,
    MARK,
    SMALL,
    WIDTHS,
    Kind,
    Published,
    Turn,
    draw_strip,
)

days = st.dates(date(2010, 1, 1), date(2020, 12, 31))
changes = st.lists(
    st.builds(Turn, days, st.sampled_from(["unconfirmed", "disputed", None]), st.just("Words")),
    min_size=1,
    max_size=8,
).map(lambda found: sorted(found, key=lambda change: change.day))
documents = st.lists(
    st.builds(
        Published,
        days,
        st.none(),
        st.sampled_from(["The Wire", "A very long name of a newspaper"]),
        st.sampled_from(list(Kind)),
    ),
    max_size=12,
)


@given(changes=changes, documents=documents, width=st.sampled_from(WIDTHS))
def test_marks_follow_each_other_and_stay_on_the_paper(
    changes: list[Turn], documents: list[Published], width: int
) -> None:
    strip = draw_strip([("By rule", changes)], documents, width=width, heading="Documents")

    assert strip is not None
    (row,) = strip.rows
    assert [mark.number for mark in row.marks] == list(range(1, len(changes) + 1))
    assert [mark.change for mark in row.marks] == changes
    for here, following in pairwise(row.marks):
        assert following.x - here.x >= MARK
        if here.label:
            end = here.label.x + len(here.label.words) * LETTER
            assert end <= following.x - MARK / 2
    assert row.marks[-1].x + MARK / 2 <= width


@given(documents=documents.filter(bool), width=st.sampled_from(WIDTHS))
def test_every_document_is_drawn_and_no_name_touches_another(
    documents: list[Published], width: int
) -> None:
    strip = draw_strip([], documents, width=width, heading="Documents")

    assert strip is not None
    assert sorted(map(id, (s.document for s in strip.sheets))) == sorted(map(id, documents))
    assert [s.x for s in strip.sheets] == sorted(s.x for s in strip.sheets)
    assert all(strip.left <= s.x <= strip.right for s in strip.sheets)
    spans = sorted(
        (s.label.x - len(s.label.words) * SMALL / 2, s.label.x + len(s.label.words) * SMALL / 2)
        for s in strip.sheets
        if s.label
    )
    assert all(high < low for (_low, high), (low, _high) in pairwise(spans))
    assert all(strip.left - 2 <= low and high <= width + 1 for low, high in spans)


@given(changes=changes, width=st.sampled_from(WIDTHS))
def test_mirrored_strip_is_the_same_from_the_other_side(changes: list[Turn], width: int) -> None:
    plain = draw_strip([("By rule", changes)], [], width=width)
    mirrored = draw_strip([("By rule", changes)], [], width=width, mirrored=True)

    assert plain is not None
    assert mirrored is not None
    assert [width - mark.x for mark in plain.rows[0].marks] == [
        mark.x for mark in mirrored.rows[0].marks
    ]


@given(changes=changes, width=st.sampled_from(WIDTHS))
def test_axis_is_labelled_without_overlap(changes: list[Turn], width: int) -> None:
    strip = draw_strip([("By rule", changes)], [], width=width)

    assert strip is not None
    assert strip.grid
    for here, following in pairwise(strip.grid):
        assert following.x - here.x >= (len(here.words) + len(following.words)) / 2 * LETTER
    assert strip.grid[-1].x + len(strip.grid[-1].words) * LETTER / 2 <= width


def test_range_of_a_document_is_dashed_from_its_first_day() -> None:
    document = Published(date(2014, 8, 18), date(2014, 8, 1), "The Wire", Kind.DENIAL)

    strip = draw_strip([], [document], width=976)

    assert strip is not None
    (sheet,) = strip.sheets
    assert sheet.since is not None
    assert sheet.since < sheet.x


def test_origin_is_named_before_those_who_carry_it() -> None:
    relay = Published(date(2014, 8, 18), None, "The Daily", Kind.RELAY)
    origin = Published(date(2014, 8, 18), None, "The Wire", Kind.ORIGIN)

    strip = draw_strip([], [relay, origin], width=358)

    assert strip is not None
    assert [s.label.words for s in strip.sheets if s.label] == ["The Wire"]


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_strip([("By rule", [])], [], width=976) is None


def test_what_a_document_does_is_told_by_its_shape() -> None:
    found = [Published(date(2014, 8, 18), None, kind.value, kind) for kind in Kind]

    strip = draw_strip([], found, width=976)

    assert strip is not None
    assert len({sheet.path for sheet in strip.sheets}) == len(Kind)
