"""Whether a quote stands in the kept text, and where; how much of a text is public."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.quotes import (
    QuoteCheck,
    Verdict,
    check_quote,
    normalise,
    public_passages,
)

TEXT = "Officials said the convoy crossed the border at dawn. Nobody confirmed the crossing."


def quoted(check: QuoteCheck, text: str) -> list[str]:
    return [text[start:end] for start, end in check.spans]


def test_quote_that_stands_there_is_exact() -> None:
    assert check_quote("the convoy crossed", TEXT) == QuoteCheck(
        verdict=Verdict.EXACT,
        spans=((15, 33),),
        prefix="Officials said ",
        exact="the convoy crossed",
        suffix=" the border at dawn. Nobody conf",
    )


def test_context_of_a_selector_is_32_characters() -> None:
    check = check_quote("0123456789ab", "a" * 100 + "0123456789ab" + "z" * 100)
    assert (check.prefix, check.suffix) == ("a" * 32, "z" * 32)


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("it's the army's", "so it’s the army’s own", "it’s the army’s"),
        ('called "a rumour" by', "was called “a rumour” by him", "called “a rumour” by"),
        ('called "a rumour" by', "was called «a rumour» by him", "called «a rumour» by"),
        ("four-day siege - ended", "a four‑day siege — ended", "four‑day siege — ended"),
        ("crossed the border", "it crossed \n\t the\u00a0border.", "crossed \n\t the\u00a0border"),
        ("an efficient army", "an eﬃcient army marched", "an eﬃcient army"),
        ("the Café at dawn", "the Cafe\u0301 at dawn", "the Cafe\u0301 at dawn"),
        ("the Cafe\u0301 at dawn", "the Café at dawn", "the Café at dawn"),
        ("fell back ... at dawn", "fell back … at dawn", "fell back … at dawn"),
        ("it´s the army", "it's the army here", "it's the army"),
        ("ＡＢＣ agency said", "the ABC agency said so", "ABC agency said"),
        (
            "한국어 뉴스 기사입니다",
            "x " + unicodedata.normalize("NFD", "한국어 뉴스 기사입니다"),
            None,
        ),
    ],
)
def test_form_of_characters_and_marks_may_differ(quote: str, text: str, found: str | None) -> None:
    check = check_quote(quote, text)
    assert check.verdict is Verdict.NORMALISED
    assert quoted(check, text) == [found or unicodedata.normalize("NFD", quote)]


def test_position_behind_changes_of_length_is_that_in_the_kept_text() -> None:
    text = "ﷺ ﬃ … ½ e\u0301   “the convoy crossed”"
    check = check_quote('"the convoy crossed"', text)
    assert check.spans == ((text.index("“"), len(text)),)
    assert check.exact == "“the convoy crossed”"


def test_position_behind_accents_that_change_places_is_kept() -> None:
    # The dot below joins the letter across the tilde: three code points become two.
    text = "a\u0334\u0323 said “the convoy crossed”"
    check = check_quote('said "the convoy crossed"', text)
    assert quoted(check, text) == ["said “the convoy crossed”"]


def test_position_is_counted_in_code_points() -> None:
    assert check_quote("the convoy crossed", "😀😀 the convoy crossed").spans == ((3, 21),)


@pytest.mark.parametrize(
    "quote",
    [
        "the convoy did not cross",
        "the convoys crossed",
        "The Convoy Crossed",
        "the convoy crosse the border",
        "at dawn, nobody confirmed",
        "theconvoycrossed",
    ],
)
def test_nearly_the_same_is_not_found(quote: str) -> None:
    assert check_quote(quote, TEXT) == QuoteCheck(Verdict.NOT_FOUND)


def test_letter_without_its_accent_is_not_found() -> None:
    for text in ("at the old Cafe\u0301", "at the old Caf\u00e9"):
        assert check_quote("at the old Cafe", text).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("mark", ["[...]", "[…]", "[ ... ]", "[…] "])
def test_left_out_words_split_a_quote(mark: str) -> None:
    check = check_quote(f"Officials said {mark} the border at dawn", TEXT)
    assert check.verdict is Verdict.EXACT
    assert quoted(check, TEXT) == ["Officials said", "the border at dawn"]
    assert check.exact == "Officials said [...] the border at dawn"
    assert (check.prefix, check.suffix) == ("", ". Nobody confirmed the crossing.")


def test_left_out_words_split_a_quote_that_is_normalised() -> None:
    text = "The “convoy” was seen\nat dawn — it crossed."
    check = check_quote('"convoy" was [...] dawn - it crossed', text)
    assert check.verdict is Verdict.NORMALISED
    assert quoted(check, text) == ["“convoy” was", "dawn — it crossed"]


def test_parts_out_of_order_are_not_found() -> None:
    assert check_quote("at dawn [...] Officials said", TEXT).verdict is Verdict.NOT_FOUND


def test_parts_may_not_share_characters() -> None:
    assert check_quote("the convoy [...] convoy crossed", TEXT).verdict is Verdict.NOT_FOUND


def test_parts_are_taken_as_close_together_as_can_be() -> None:
    text = "He said no. Later he said no again, then yes to everything."
    check = check_quote("said no [...] yes to everything", text)
    assert check.spans[0] == (text.rindex("said no"), text.rindex("said no") + 7)


def test_three_parts_keep_their_order() -> None:
    check = check_quote("Officials [...] convoy [...] border", TEXT)
    assert quoted(check, TEXT) == ["Officials", "convoy", "border"]


def test_mark_at_an_end_of_a_quote_is_no_part() -> None:
    assert check_quote("[...] the convoy crossed [...]", TEXT).spans == ((15, 33),)


def test_mark_that_stands_in_the_text_is_text() -> None:
    text = "He wrote: we came [...] and went."
    assert check_quote("we came [...] and went", text).spans == ((10, 32),)


@pytest.mark.parametrize(
    "quote", ["", "   ", "[...]", "the  convoy ", "at [...] the [...] dawn", "“the convoy"]
)
def test_short_quote_proves_nothing(quote: str) -> None:
    assert check_quote(quote, TEXT + quote) == QuoteCheck(Verdict.TOO_SHORT)


def test_twelve_characters_are_enough() -> None:
    assert check_quote("the  convoy c", TEXT).verdict is Verdict.NORMALISED
    assert check_quote("the convoy", TEXT).verdict is Verdict.TOO_SHORT


def test_without_a_copy_nothing_is_said() -> None:
    assert check_quote("the convoy crossed", None, [TEXT]) == QuoteCheck(Verdict.NO_COPY)


def test_quote_in_an_empty_copy_is_not_found() -> None:
    assert check_quote("the convoy crossed", "").verdict is Verdict.NOT_FOUND


def test_quote_of_another_document_is_told() -> None:
    others = ["Nothing here.", "Yes: “the convoy\ncrossed”."]
    assert check_quote("the convoy crossed", "Silence.", others) == QuoteCheck(
        Verdict.FOUND_ELSEWHERE
    )


def test_own_document_comes_before_others() -> None:
    assert check_quote("the convoy crossed", TEXT, [TEXT]).verdict is Verdict.EXACT


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\u0301", "\u200f", "\U0010ffff"])
def test_odd_characters_are_compared_like_others(odd: str) -> None:
    text = f"{odd} said the “convoy”{odd} crossed"
    check = check_quote(f'the "convoy"{odd} crossed', text)
    assert check.verdict is Verdict.NORMALISED
    assert quoted(check, text) == [f"the “convoy”{odd} crossed"]


def test_normalise_keeps_words_apart_and_nothing_else() -> None:
    assert normalise("\n It’s  “so”\u2003–\tﬁne… ") == 'It\'s "so" - fine...'


#: Letters that melt into or reorder with their neighbours, or change length under NFKC.
AWKWARD = "ab \n\u00a0’“”—…´¨ﬁ½ﷺe\u0301\u0323\u0334가\u1100\u1161\u11a8ｶﾞ\u09c7\u09be\u0344\u0f73"
words = st.text(st.sampled_from(AWKWARD)) | st.text()
long_words = st.text(st.sampled_from(AWKWARD), min_size=16) | st.text(min_size=16)


@given(words)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(words, long_words, words)
def test_found_spans_read_like_the_quote(before: str, quote: str, after: str) -> None:
    text = f"{before} {quote} {after}"
    check = check_quote(quote.replace(" ", "\n"), text)
    if "[" in quote or check.verdict is Verdict.TOO_SHORT:
        return
    assert check.verdict in {Verdict.EXACT, Verdict.NORMALISED}
    (start, end) = check.spans[0]
    assert normalise(quote) in normalise(text[start:end])
    assert check.exact == text[start:end]
    assert text[: check.spans[0][0]].endswith(check.prefix)


# --- Passages that are public without rights ----------------------------------------------------


@pytest.mark.parametrize(
    ("length", "spans", "passages"),
    [
        (10_000, [], []),
        (10_000, [(5000, 5100)], [(4800, 5300)]),
        (100_000, [(0, 50)], [(0, 250)]),
        (3000, [(1000, 1100)], [(900, 1200)]),
        (300, [(100, 180)], [(100, 180)]),
        (20_000, [(n * 3000, n * 3000 + 100) for n in (1, 2, 3, 4)], None),
    ],
    ids=["no quote", "200 around", "at the edge", "a tenth", "quote above a tenth", "1,000"],
)
def test_public_passages_keep_to_the_smaller_limit(
    length: int, spans: list[tuple[int, int]], passages: list[tuple[int, int]] | None
) -> None:
    if passages is None:
        passages = [(start - 75, end + 75) for start, end in spans]
    assert public_passages(length, spans) == passages


def test_public_passages_that_meet_become_one() -> None:
    assert public_passages(10_000, [(5200, 5300), (5000, 5100)]) == [(4800, 5500)]


def test_spans_beyond_the_text_are_cut() -> None:
    assert public_passages(100, [(90, 300), (-5, 5), (200, 300)]) == [(0, 5), (90, 100)]


spans = st.tuples(st.integers(0, 20_000), st.integers(1, 400)).map(lambda s: (s[0], sum(s)))


@given(st.integers(0, 20_000), st.lists(spans, max_size=6))
def test_public_passages_show_every_quote_and_little_more(
    length: int, quotes: list[tuple[int, int]]
) -> None:
    shown = {n for start, end in public_passages(length, quotes) for n in range(start, end)}
    needed = {n for start, end in quotes for n in range(start, min(end, length))}
    assert needed <= shown <= set(range(length))
    assert len(shown) <= max(len(needed), min(length // 10, 1000))
    assert all(any(start - 200 <= n < end + 200 for start, end in quotes) for n in shown)


def test_quote_that_stands_twice_is_the_one_that_was_seen() -> None:
    text = "They deny that. They deny that. They deny it."

    assert check_quote("They deny that.", text, seen_at=16).spans == ((16, 31),)
    for elsewhere in (None, -1, 17, 900):
        assert check_quote("They deny that.", text, seen_at=elsewhere).spans == ((0, 15),)
