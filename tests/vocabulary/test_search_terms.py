"""Reading a search: the words of a text, terms, and what PostgreSQL is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.folding import fold, fold_letters
from timeline.vocabulary.texts.search_terms import LONGEST_WORD, parse_search, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jalawlā’, Diyālā", ["jalawla", "diyala"]),
        ("جلولاء", ["جلولا"]),
        ("Sarpol-e Zahab", ["sarpol", "e", "zahab"]),
        ("1,000 dead", ["1", "000", "dead"]),
        ("www.paper.example/a_b", ["www", "paper", "example", "a", "b"]),
        ("Ba'quba", ["baquba"]),
        ("ℌello", ["hello"]),
        ("… – ’", []),
    ],
)
def test_words_of_a_text_are_folded_letters_and_digits(text, words):
    assert words_of(text) == words


def test_words_of_cuts_what_postgres_could_not_hold():
    assert words_of("ä" * 5000) == ["a" * LONGEST_WORD]


@given(st.text())
def test_fold_letters_works_letter_by_letter(text):
    assert "".join(fold_letters(letter) for letter in text) == fold_letters(text)


@given(st.text())
def test_fold_of_a_folded_text_is_itself(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("q", "asked"),
    [
        ("Alta", "('alta')"),
        ("alta brigade", "('alta') & ('brigade')"),
        ('"entering Alta"', "('entering' <-> 'alta')"),
        ("“entering Alta”", "('entering' <-> 'alta')"),
        ('"unbalanced phrase', "('unbalanced' <-> 'phrase')"),
        ("alta -beska", "('alta') & !('beska')"),
        ('-"first brigade" alta', "!('first' <-> 'brigade') & ('alta')"),
        ("-beska", "!('beska')"),
        ("Sarpol-e", "('sarpol' <-> 'e')"),
        ('pre"fix of"', "('pre') & ('fix' <-> 'of')"),
        ("alta - beska", "('alta') & ('beska')"),
        ("a & b | !c <-> d:*", "('a') & ('b') & ('c') & ('d')"),
        ("alta alta", "('alta')"),
        ("'; DROP TABLE", "('drop') & ('table')"),
        ("- -- !!! \"\" ''", ""),
        ("", ""),
    ],
)
def test_parse_search_reads_words_phrases_and_exclusions(q, asked):
    assert parse_search(q).as_tsquery() == asked


def test_as_tsquery_names_the_weights_of_every_word():
    search = parse_search('alta -"first brigade"')

    assert search.as_tsquery("AB") == "('alta':AB) & !('first':AB <-> 'brigade':AB)"


@given(st.text(max_size=500))
def test_parse_search_reads_anything_and_writes_it_back_with_the_same_meaning(q):
    search = parse_search(q)

    assert parse_search(search.write()).as_tsquery() == search.as_tsquery()


def test_replacing_puts_a_name_where_the_words_were():
    search = parse_search("clash sarpul zahab -rain")

    changed = search.replacing(search.wanted[1:], "Sarpol-e Zahab")

    assert changed.write() == 'clash "Sarpol-e Zahab" -rain'
