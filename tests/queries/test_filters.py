"""The reader of the filter words: what it accepts, what it refuses and how it says so."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from tests.cast import Cast
from timeline.queries.filtering.filters import Door, FilterErrors, Filters, read_filters
from timeline.vocabulary.clock import today

pytestmark = pytest.mark.django_db


def read(query: str, door: Door = Door.PAGE) -> Filters:
    return read_filters(QueryDict(query), door)


def words_refused(query: str, door: Door = Door.PAGE) -> list[str]:
    with pytest.raises(FilterErrors) as caught:
        read(query, door)
    return [error.word for error in caught.value.errors]


def test_read_filters_takes_nothing_as_everything() -> None:
    assert read("") == Filters()


def test_read_filters_takes_an_empty_value_as_absent() -> None:
    assert read("q=&status=&place=&after=&order=&denied=&q=") == Filters()


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("colour=red", "colour"),
        ("view=table", "view"),
        ("bin=day", "bin"),
        ("status=maybe", "status"),
        ("status=confirmed&status=Confirmed", "status"),
        ("type=war", "type"),
        ("nature=rumour", "nature"),
        ("role=boss", "role"),
        ("basis=gut", "basis"),
        ("basis=witness&basis=official", "basis"),
        ("lang=english language", "lang"),
        ("place=atlantis", "place"),
        ("actor=nobody", "actor"),
        ("source=nobody", "source"),
        ("origin=nobody", "origin"),
        ("timeline=nothing", "timeline"),
        ("after=soon", "after"),
        ("after=2014-02-30", "after"),
        ("after=٢٠١٤", "after"),
        ("before=2014-08-18T10:00", "before"),
        ("after=2015&before=2014", "after"),
        ("listed=2014-08-18/2014-08-04", "listed"),
        ("overlap=2", "overlap"),
        ("overlap=٠", "overlap"),
        ("origins=-1", "origins"),
        ("origins=٢", "origins"),
        ("origins=1.5", "origins"),
        ("denied=yes", "denied"),
        ("known=2014-08", "known"),
        ("known=9999-01-01", "known"),
        ("order=oldest&order=oldest", "order"),
        ("order=best", "order"),
        ("size=0", "size"),
        ("size=201", "size"),
        ("size=%D9%A1", "size"),
        ("cursor=xyz", "cursor"),
        ("cursor=" + "a" * 5000, "cursor"),
        ("density=airy", "density"),
        ("q=" + "a" * 501, "q"),
        ("q=a%00b", "q"),
        ("q=\ud800", "q"),
    ],
)
def test_read_filters_refuses_and_names_the_word(query: str, word: str) -> None:
    assert words_refused(query) == [word]


def test_read_filters_names_every_word_in_their_order() -> None:
    assert words_refused("size=0&colour=red&status=maybe") == ["status", "size", "colour"]


def test_read_filters_says_what_is_accepted() -> None:
    with pytest.raises(FilterErrors) as caught:
        read("status=maybe")
    assert str(caught.value) == (
        "status: 'maybe' is not one of its words. Accepted: any of confirmed, corroborated, "
        "unconfirmed, disputed, denied, retracted."
    )


def test_read_filters_names_the_slug_that_does_not_exist(cast: Cast) -> None:
    with pytest.raises(FilterErrors) as caught:
        read("place=alta&place=atlantis")
    assert caught.value.errors[0].problem == "Nothing here has the slug 'atlantis'."


def test_read_filters_knows_no_slug_of_what_is_hidden(cast: Cast) -> None:
    assert cast.draft_document.source.slug == "hidden-gazette"
    assert words_refused("source=hidden-gazette") == ["source"]


@pytest.mark.parametrize("word", ["cursor", "size", "order", "density"])
def test_read_filters_refuses_paging_words_for_counts(word: str) -> None:
    assert words_refused(f"{word}=1", Door.COUNTS) == [word]


def test_read_filters_refuses_density_for_the_api() -> None:
    assert words_refused("density=table", Door.API) == ["density"]


def test_read_filters_takes_months_and_years_as_their_days() -> None:
    filters = read("after=2014-08&before=2014-08")
    assert (filters.after, filters.before) == (
        (date(2014, 8, 1), date(2014, 8, 31)),
        (date(2014, 8, 1), date(2014, 8, 31)),
    )


def test_known_today_is_the_present() -> None:
    assert read(f"known={today()}").is_past is False
    assert read(f"known={today() - timedelta(days=1)}").is_past is True


def test_as_query_writes_canonical_order_without_defaults(cast: Cast) -> None:
    filters = read("size=50&order=newest&denied=0&overlap=1&place=beska&status=denied&place=alta")
    assert filters.as_query() == "place=alta&place=beska&status=denied"


def test_as_query_drops_the_place_in_the_list_when_a_word_changes(cast: Cast) -> None:
    cursor = "PjIwMTQtMDctMzEuN253bmdjMGg1eA"
    filters = read(f"cursor={cursor}&status=denied")
    assert filters.as_query(order="oldest") == "status=denied&order=oldest"
    assert filters.as_query(cursor=cursor) == f"status=denied&cursor={cursor}"


def test_without_takes_one_of_several_values(cast: Cast) -> None:
    filters = read("place=alta&place=beska&q=brigade")
    assert filters.without("place", "alta") == "q=brigade&place=beska"


def test_a_cursor_of_another_order_is_refused() -> None:
    assert words_refused("cursor=PjIwMTQtMDctMzEuN253bmdjMGg1eA&order=changed") == ["cursor"]
