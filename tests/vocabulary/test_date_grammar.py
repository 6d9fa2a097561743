"""Which EDTF is accepted, which is refused and by what name."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.dates.grammar import DateError, days_in, read_shape

STRINGS = Path(__file__).parent.parent / "data" / "edtf" / "edtf_strings.csv"

ALL_OF = "sets that mean all of their dates, {…}, are not accepted"
ALONE = "a time of day, an X or a year of more than four digits must stand alone"
CLOCK = "write a time of day as 2014-08-18T21:30:00, with Z, +03 or +03:00 after it if known"
CONSECUTIVE = "dates around two dots must be alike (days, months or years), without ?, ~ or %"
EXPONENT = "years with an exponent (E) are not accepted"
FOREIGN = "control characters and signs or digits other than those of ASCII are not accepted"
INSIDE = "a sign ?, ~ or % inside a date is not accepted; put it at the end"
NO_DAY = "there is no such day in that month"
NOT_A_DATE = "this is not a date; write 2014-08-18, 2014-08, 2014 or another EDTF date"
ODD_X = "X is only accepted for the last digits of a year or as a whole month or day (XX)"
OPEN_INSIDE = "open dots belong at the very start or end of a set"
REVERSED = "the end lies before the start"
SEASON_CODE = "season codes 25 to 41 are not accepted; 21 to 24 are"
SHORT_SET = "a set needs two dates or two dots (..)"
SIGN_AFTER = "a sign ?, ~ or % after a time or a year of more than four digits is not accepted"
SIGNIFICANT = "significant digits (S) are not accepted"
SPACES = "blanks inside a date are not accepted"

NAMED_FEATURES = {ALL_OF, ALONE, EXPONENT, INSIDE, ODD_X, SEASON_CODE, SIGNIFICANT}
"""What a valid string of level 2 may be refused for."""


def strings(consensus: str) -> list[dict[str, str]]:
    with STRINGS.open(newline="", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["consensus"] == consensus]


def in_scope(row: dict[str, str]) -> bool:
    return row["edtfjs_level"] in ("0", "1") or row["edtf"].startswith("[")


def reason(text: str) -> str:
    with pytest.raises(DateError) as caught:
        read_shape(text)
    return str(caught.value.reason)


def outcome(text: str) -> str:
    """The stored text or the refusal; any other error goes through."""
    try:
        return read_shape(text).text
    except DateError as refusal:
        return str(refusal)


def test_corpus_has_the_strings_it_is_known_for() -> None:
    accepted = [row for row in strings("valid") if in_scope(row)]

    assert (len(strings("valid")), len(accepted), len(strings("invalid"))) == (309, 177, 89)


@pytest.mark.parametrize("text", [row["edtf"] for row in strings("valid") if in_scope(row)])
def test_valid_string_in_scope_is_accepted_as_it_is(text: str) -> None:
    assert read_shape(text).text == text


@pytest.mark.parametrize("text", [row["edtf"] for row in strings("valid") if not in_scope(row)])
def test_valid_string_out_of_scope_is_refused_by_name(text: str) -> None:
    assert reason(text) in NAMED_FEATURES


@pytest.mark.parametrize("text", [row["edtf"] for row in strings("invalid")])
def test_invalid_string_is_refused(text: str) -> None:
    assert reason(text) != ""


def test_disputed_strings_raise_nothing_but_our_error() -> None:
    outcomes = [outcome(row["edtf"]) for row in strings("disputed")]

    assert outcomes
    assert "" not in outcomes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{1960,1961-12}", ALL_OF),
        ("1950S2", SIGNIFICANT),
        ("Y171010000S3", SIGNIFICANT),
        ("Y-17E7", EXPONENT),
        ("Y17E100000", EXPONENT),
        ("Y17101E4S3", EXPONENT),
        ("2001-25", SEASON_CODE),
        ("2001-41~", SEASON_CODE),
        ("2001-42", NOT_A_DATE),
        ("2004-06~-11", INSIDE),
        ("?2004", INSIDE),
        ("2004~/~2006", INSIDE),
        ("2004??", INSIDE),
        ("1XXX", ODD_X),
        ("156X-12-25", ODD_X),
        ("1984-1X", ODD_X),
        ("198X/1999", ALONE),
        ("[2014-08-XX,2014-09]", ALONE),
        ("2014-08-18T10:00:00Z/2014-08-19", ALONE),
        ("[Y170000002,2014]", ALONE),
        ("Y170000002~", SIGN_AFTER),
        ("2014-08-18T10:00:00Z?", SIGN_AFTER),
        ("2014-08-18T10:00:00+00:00", CLOCK),
        ("2014-08-18T10:00:00.5", CLOCK),
        ("2014-08T10:00:00", CLOCK),
        ("2014T10", CLOCK),
        ("2014-08-18t10:00:00", CLOCK),
        ("2013-02-29", NO_DAY),
        ("1900-02-29", NO_DAY),
        ("2014-02-30", NO_DAY),
        ("2014-02-30T10:00:00", NO_DAY),
        ("2014-02-32", NOT_A_DATE),
        ("2015/2014", REVERSED),
        ("[2015..2014]", REVERSED),
        ("2014-08-18/2014-07", REVERSED),
        ("/", "an interval needs a start or an end"),
        ("2014/2015/2016", NOT_A_DATE),
        ("..", NOT_A_DATE),
        ("[2014]", SHORT_SET),
        ("[..]", SHORT_SET),
        ("[]", SHORT_SET),
        ("[2014,..2015]", OPEN_INSIDE),
        ("[2014..,2015]", OPEN_INSIDE),
        ("[2014,..]", CONSECUTIVE),
        ("[2014-08..2015]", CONSECUTIVE),
        ("[..2014~]", CONSECUTIVE),
        ("[2014,,2015]", NOT_A_DATE),
        ("[2014-21,2015]", "a season in a set is not accepted"),
        ("[20 14,2015]", SPACES),
        ("2014 /2015", SPACES),
        ("18 August 2014", SPACES),
        ("", NOT_A_DATE),
        ("   ", NOT_A_DATE),
        ("../\0\0", FOREIGN),
        ("2014\n", FOREIGN),
        ("2014\x7f", FOREIGN),
        ("٢٠١٤", FOREIGN),
        ("2014\udc80", FOREIGN),
        ("2014" + " " * 196 + "x", "a date has at most 200 characters"),
    ],
)
def test_refusal_names_its_reason(text: str, expected: str) -> None:
    assert reason(text) == expected


def test_longest_text_is_still_read() -> None:
    assert read_shape("2014" + " " * 196).text == "2014"


def test_set_is_normalised_and_outer_blanks_go() -> None:
    assert read_shape(" [2014-08-03, 2014-08-05] ").text == "[2014-08-03,2014-08-05]"


def test_error_shortens_the_text_and_shows_what_is_invisible() -> None:
    with pytest.raises(DateError) as caught:
        read_shape("\u202e" + "9" * 100)

    assert str(caught.value) == f"'\\u202e{'9' * 38}…': {FOREIGN}"


def test_number_from_yaml_is_refused_as_our_error() -> None:
    assert reason(2014) == NOT_A_DATE  # type: ignore[arg-type]
    assert reason([2014]) == NOT_A_DATE  # type: ignore[arg-type]


@given(st.text(max_size=220) | st.text("0123456789XYESTZ:+-/.,[]{}?~% ", max_size=40))
def test_arbitrary_text_raises_nothing_but_our_error(text: str) -> None:
    assert outcome(text) != ""


@given(st.data())
def test_corpus_with_one_sign_changed_raises_nothing_but_our_error(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([row["edtf"] for row in strings("valid")]))
    at = data.draw(st.integers(0, len(text)))
    sign = data.draw(st.sampled_from("0129XYESTZ:+-/.,[]{}?~% \0١"))
    for changed in (text[:at] + sign + text[at:], text[:at] + sign + text[at + 1 :]):
        assert outcome(changed) != ""


@given(st.integers(-3000, 12000), st.integers(1, 12))
def test_days_in_a_month_repeat_after_400_years(year: int, month: int) -> None:
    first = date(2000 + year % 400, month, 1)

    assert (first + timedelta(days=days_in(year, month))).day == 1
    assert days_in(year, month) == days_in(year + 400, month)
