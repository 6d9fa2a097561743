"""Words of pages other than the timeline are read as strictly as the filters."""

from datetime import date

import pytest
from django.http import QueryDict

from timeline.queries.filtering.filters import FilterErrors
from timeline.queries.filtering.page_words import read_words

LIST = {"q": "q", "start": "slug", "known": "known"}


def test_words_that_are_not_given_are_none() -> None:
    assert read_words(QueryDict("q="), **LIST) == {"q": None, "start": None, "known": None}


def test_words_are_read() -> None:
    found = read_words(QueryDict("q=dam&start=%3Emosul-dam&known=2014-08-18"), **LIST)

    assert found == {"q": "dam", "start": (False, "mosul-dam"), "known": date(2014, 8, 18)}


@pytest.mark.parametrize(
    "query",
    [
        "known=soon",
        "known=2014-08",
        "known=9999-12-31",
        "known=2014-08-18&known=2014-08-19",
        "start=mosul",
        "start=>Mosul",
        "status=denied",
        "q=" + "x" * 501,
        "known=%D9%A2%D9%A0%D9%A1%D9%A4-08-18",
    ],
)
def test_what_makes_no_sense_is_refused_by_name(query: str) -> None:
    with pytest.raises(FilterErrors) as refused:
        read_words(QueryDict(query), **LIST)

    assert [error.word for error in refused.value.errors] == [query.split("=", maxsplit=1)[0]]
