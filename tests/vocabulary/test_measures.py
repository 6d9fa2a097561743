"""Reading measures from lines of text, and writing them as such."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.vocabulary.measures import MeasurePart, format_measures, parse_measures
from timeline.vocabulary.stances import NUMERIC, Quantity


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ('killed: 12 (10-15) "at least a dozen"', ("killed", "at least a dozen", 10, 12, 15)),
        ("killed: 12", ("killed", "12", None, 12, None)),
        ("Wounded : 1,200", ("wounded", "1,200", None, 1200, None)),
        ("killed: (10-15)", ("killed", "(10-15)", 10, None, 15)),
        ('strength: (500-) "more than 500"', ("strength", "more than 500", 500, None, None)),
        ('captured: (-30) "up to 30"', ("captured", "up to 30", None, None, 30)),
        ("number: about 80", ("number", "about 80", None, None, None)),
        ('number: "80 or so"', ("number", "80 or so", None, None, None)),
        ('killed: 3 "he said "three""', ("killed", 'he said "three"', None, 3, None)),
        ("place: Serpil Zahab", ("place", "Serpil Zahab", None, None, None)),
        ("place: (10-15)", ("place", "(10-15)", None, None, None)),
        ("date: 2014-08-18~", ("date", "2014-08-18~", None, None, None)),
    ],
)
def test_line_is_read(line: str, part: tuple[object, ...]) -> None:
    assert parse_measures(line) == ([MeasurePart(*part)], [])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("12 killed", "begin with one of these and a colon"),
        ("dead: 12", "begin with one of these and a colon"),
        ("killed", "behind a colon"),
        ("killed:  ", "behind a colon"),
        ("killed: 12 men", "write it as"),
        ("killed: 12-15", "write it as"),
        ("killed: 1,20", "write it as"),
        ("killed: 12 ()", "write it as"),
        ("killed: 12 (-)", "the brackets need a number"),
        ("killed: 12 (15-10)", "order the numbers"),
        ("killed: 9 (10-15)", "order the numbers"),
        ("killed: 99999999999999999999", "too large"),
        ('killed: 12 ""', "nothing between"),
        ("place: " + "x" * 301, "longer than 300"),
    ],
)
def test_line_that_cannot_be_read_is_named_with_its_number(line: str, words: str) -> None:
    parts, (error,) = parse_measures(f"killed: 1\n\n{line}\nplace: Alta")

    assert [part.text for part in parts] == ["1", "Alta"]
    assert error.number == 3
    assert str(error).startswith("Line 3, “")
    assert words in str(error)


@pytest.mark.parametrize("digits", ["١٢", "１２", "²"])
def test_digits_of_other_scripts_are_words_and_no_number(digits: str) -> None:
    (part,), errors = parse_measures(f"killed: {digits}")

    assert errors == []
    assert (part.text, part.best) == (digits, None)


_counts = st.one_of(st.none(), st.integers(0, 2**63 - 1))
_words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=30)


@given(st.sampled_from(sorted(Quantity)), _words, _counts, _counts, _counts)
def test_measure_is_read_back_as_it_was(
    quantity: Quantity, text: str, low: int | None, best: int | None, high: int | None
) -> None:
    given_numbers = [number for number in (low, best, high) if number is not None]
    assume(given_numbers == sorted(given_numbers))
    numbers = (low, best, high) if quantity in NUMERIC else (None, None, None)
    part = MeasurePart(quantity, text, *numbers)

    assert parse_measures(format_measures([part])) == ([part], [])


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_by_line(text: str) -> None:
    parts, errors = parse_measures(text)

    assert len(parts) + len(errors) == sum(bool(line.strip()) for line in text.splitlines())
