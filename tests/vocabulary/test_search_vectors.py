"""The words of an event as PostgreSQL keeps them."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.texts.search_vectors import (
    LAST_PLACE,
    MOST_BYTES,
    MOST_PLACES,
    Weight,
    Weighted,
    write_vector,
)

TITLE, NAMES, DOCUMENTS = Weight.TITLE, Weight.NAMES, Weight.DOCUMENTS


def test_write_vector_keeps_places_and_weights_with_a_gap_between_passages():
    made = write_vector([Weighted(TITLE, "Clash at Alta"), Weighted(NAMES, "Alta")])

    assert made == "'clash':1A 'at':2A 'alta':3A,5B"


def test_write_vector_leaves_a_gap_where_a_hidden_name_stood_however_spelled():
    hidden = frozenset({"Jalawlā’", "Camp Three"})
    text = "at JALAWLA near camp-three and camp four"

    made = write_vector([Weighted(TITLE, text, hidden)])

    assert made == "'at':1A 'near':3A 'and':5A 'camp':6A 'four':7A"


def test_write_vector_bounds_places_of_a_word_and_of_a_text():
    words = [f"w{n}" for n in range(LAST_PLACE + 10)]
    made = write_vector([Weighted(DOCUMENTS, " ".join(words)), Weighted(DOCUMENTS, "w1 " * 1000)])

    last = dict(entry.split(":") for entry in made.split(" "))
    assert last[f"'w{LAST_PLACE + 9}'"] == f"{LAST_PLACE}D"
    assert last["'w1'"] == f"2D,{LAST_PLACE}D"
    assert write_vector([Weighted(TITLE, "w " * 1000)]).count(",") == MOST_PLACES - 1


@pytest.mark.django_db
def test_write_vector_of_a_huge_text_is_one_that_postgres_takes():
    text = " ".join(f"слово{n}" * 4 for n in range(60_000))

    made = write_vector([Weighted(TITLE, "Alta"), Weighted(DOCUMENTS, text)])

    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ 'alta:A'::tsquery, length(%s::tsvector)", [made] * 2)
        found, words = cursor.fetchone()
    assert found
    assert MOST_BYTES // 100 < words < 60_000


@pytest.mark.django_db
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_write_vector_is_always_one_that_postgres_takes(texts):
    made = write_vector(Weighted(weight, text) for text in texts for weight in Weight)

    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector IS NOT NULL", [made])
        assert cursor.fetchone() == (True,)
