"""The tally draws what the counts say, and gives up before it becomes a barcode."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drawings.tally import WIDEST, Tally, draw_tally

COUNTS = st.integers(min_value=0, max_value=60)


def drawn(*counts: int) -> Tally:
    found = draw_tally(*counts)
    assert found is not None
    return found


def test_tally_counts_the_denial_among_the_documents() -> None:
    tally = drawn(1, 4, 1)

    assert (len(tally.ink), len(tally.boxes), len(tally.bars)) == (3, 1, 1)
    assert tally.boxes == ["M19.75 .75h4.5v12.5h-4.5z"]


def test_tally_draws_a_fallen_origin_hollow() -> None:
    tally = drawn(0, 2, 0, 1)

    assert (len(tally.hollow), len(tally.ink)) == (1, 2)


def test_tally_spreads_documents_evenly_over_origins() -> None:
    # Bar and two lines, bar and one line: "h4" is a bar, "h1.2" a line.
    widths = re.findall(r"h([0-9.]+)v", "".join(drawn(2, 5).ink))

    assert widths == ["4", "1.2", "1.2", "4", "1.2"]


def test_tally_of_a_denial_alone_is_one_box() -> None:
    tally = drawn(0, 1, 1)

    assert (len(tally.boxes), tally.ink, tally.width) == (1, [], 6)


@pytest.mark.parametrize("counts", [(30, 30), (1, 100), (0, 40, 40), (10**9, 10**9), (0, 0)])
def test_tally_of_nothing_or_too_wide_to_read_is_left_out(counts: tuple[int, ...]) -> None:
    assert draw_tally(*counts) is None


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_tally_is_never_wider_than_the_cap_and_never_drops_a_shape(
    origins: int, documents: int, denials: int, fallen: int
) -> None:
    tally = draw_tally(origins, documents, denials, fallen)

    if tally is None:
        return
    lines = max(0, documents - origins - denials)
    assert tally.width <= WIDEST
    assert (len(tally.ink), len(tally.hollow), len(tally.boxes), len(tally.bars)) == (
        origins + lines,
        fallen,
        denials,
        denials,
    )
