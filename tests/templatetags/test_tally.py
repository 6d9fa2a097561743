"""The tally draws what the counts say, and gives up before it becomes a barcode."""

import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from timeline.templatetags.tally import WIDEST, basis, status_label, tally

COUNTS = st.integers(min_value=0, max_value=60)


def _width(svg: str) -> float:
    found = re.search(r'viewBox="0 0 ([0-9.]+) 14"', svg)
    assert found is not None
    return float(found.group(1))


def _parts(svg: str, css_class: str) -> int:
    """How many shapes the path of a class holds."""
    attribute = f'class="{css_class}" ' if css_class else ""
    found = re.search(rf'<path {attribute}d="([^"]*)"', svg)
    return found.group(1).count("M") if found else 0


def test_tally_of_one_origin_and_three_documents_is_a_bar_and_two_lines() -> None:
    assert tally(1, 3) == (
        '<svg class="tally" viewBox="0 0 10.2 14" width="10.2" height="14" aria-hidden="true">'
        '<path d="M0 0h4v14h-4zM6 0h1.2v14h-1.2zM9 0h1.2v14h-1.2z"/></svg>'
    )


def test_tally_counts_the_denial_among_the_documents() -> None:
    drawn = tally(1, 4, 1)

    assert (_parts(drawn, ""), _parts(drawn, "no"), _parts(drawn, "no-bar")) == (3, 1, 1)
    assert 'class="no" d="M19.75 .75h4.5v12.5h-4.5z"' in drawn


def test_tally_draws_a_fallen_origin_hollow() -> None:
    drawn = tally(0, 2, 0, 1)

    assert (_parts(drawn, "none"), _parts(drawn, "")) == (1, 2)


def test_tally_spreads_documents_evenly_over_origins() -> None:
    found = re.search(r' d="([^"]*)"', tally(2, 5))

    assert found is not None
    # Bar and two lines, bar and one line: "h4" is a bar, "h1.2" a line.
    assert re.findall(r"h([0-9.]+)v", found.group(1)) == ["4", "1.2", "1.2", "4", "1.2"]


def test_tally_of_a_denial_alone_is_one_box() -> None:
    drawn = tally(0, 1, 1)

    assert (_parts(drawn, "no"), _parts(drawn, ""), _width(drawn)) == (1, 0, 6)


def test_tally_of_nothing_is_nothing() -> None:
    assert tally(0, 0) == ""


@pytest.mark.parametrize("counts", [(30, 30), (1, 100), (0, 40, 40), (10**9, 10**9)])
def test_tally_too_wide_to_read_is_left_out(counts: tuple[int, ...]) -> None:
    assert tally(*counts) == ""


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_tally_is_never_wider_than_the_cap_and_never_drops_a_shape(
    origins: int, documents: int, denials: int, fallen: int
) -> None:
    drawn = tally(origins, documents, denials, fallen)

    if not drawn:
        return
    lines = max(0, documents - origins - denials)
    assert _width(drawn) <= WIDEST
    assert (_parts(drawn, ""), _parts(drawn, "none"), _parts(drawn, "no")) == (
        origins + lines,
        fallen,
        denials,
    )


def test_tally_tag_works_in_a_template() -> None:
    written = Template("{% load tally %}{% tally origins 3 %}").render(Context({"origins": 1}))

    assert written == tally(1, 3)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 4, 1, 0), "1 origin/ 4 documents, 1 denial"),
        ((2, 1, 0, 0), "2 origins/ 1 document"),
        ((0, 2, 2, 0), "No origin stands/ 2 documents, 2 denials"),
        ((None, None, None, None), "No origin stands/ 0 documents"),
    ],
)
def test_basis_says_the_counts(counts: tuple[int | None, ...], words: str) -> None:
    origins, documents, denials, fallen = counts

    assert re.sub(r"<[^>]*>", "", basis(origins, documents, denials, fallen, True)) == words


@pytest.mark.parametrize(
    ("status", "label"),
    [("confirmed", "Confirmed"), ("retracted", "Retracted"), ("odd", "odd"), (None, "")],
)
def test_status_label_names_a_status(status: str | None, label: str) -> None:
    assert status_label(status) == label
