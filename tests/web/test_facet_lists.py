"""The page of a whole facet: exact counts, links that add a filter, and what it refuses."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import make_event, make_place
from timeline.queries.lists.facets import title_whole_facets
from timeline.web import facet_lists
from timeline.web.filter_form import LONGEST_LIST

pytestmark = pytest.mark.django_db


def _choices(address: str) -> list[tuple[str, str, str]]:
    """(name, count, address) of each choice in its order."""
    page = Client().get(address).content.decode()
    rows = page.split("<dt>")[1:]
    found = [re.search(r'href="([^"]*)"(?s:.*)<dd>(\d+)</dd>', row) for row in rows]
    names = [re.search(r"<bdi>(.*?)</bdi>", row) for row in rows]
    return [
        (name[1], match[2], html.unescape(match[1]))
        for name, match in zip(names, found, strict=True)
        if name and match
    ]


def test_choices_come_with_their_counts_and_add_themselves(cast: Cast) -> None:
    assert _choices("/facets/place/?status=unconfirmed") == [
        ("Alta", "1", "/?place=alta&status=unconfirmed"),
        ("Arland", "1", "/?place=arland&status=unconfirmed"),
        ("Norreg", "1", "/?place=norreg&status=unconfirmed"),
    ]


def test_counts_ignore_what_is_chosen_and_links_add_to_it(cast: Cast) -> None:
    assert ("Beska", "1", "/?place=alta&place=beska") in _choices("/facets/place/?place=alta")
    assert ("Witness", "0", "/?basis=witness") not in _choices("/facets/basis/?basis=other_media")


def test_a_single_valued_word_is_replaced(cast: Cast) -> None:
    (first, *_rest) = _choices("/facets/lang/?lang=ar")

    assert first == ("en", "2", "/?lang=en")


def test_a_chosen_one_is_taken_away_and_shown_though_it_leaves_nothing(cast: Cast) -> None:
    page = Client().get("/facets/lang/?lang=ar").content.decode()

    assert '<a class="more" href="/">take away</a>' in page


@pytest.mark.parametrize("word", title_whole_facets())
def test_every_choice_leads_to_a_list_of_as_many_events(cast: Cast, word: str) -> None:
    choices = _choices(f"/facets/{word}/?known=2014-08-20")

    for _name, count, url in choices:
        said = re.search(r"data-live>(\d+) event", Client().get(url).content.decode())
        assert (url, said and said[1]) == (url, count)
    assert choices


def test_choices_of_a_timeline_lead_back_to_it(cast: Cast) -> None:
    (first, *_rest) = _choices("/facets/actor/?timeline=arland-in-august")

    assert first[2] == "/timelines/arland-in-august/?actor=first-brigade"


def test_long_facets_are_cut_beside_the_list_and_whole_on_their_page(cast: Cast) -> None:
    for number in range(LONGEST_LIST + 2):
        make_event(places=[make_place(name=f"Land {number:02}", kind="country")])

    page = Client().get("/?order=oldest").content.decode()

    assert '<a class="more" href="/facets/place/?order=oldest">5 more places</a>' in page
    names = {name for name, _count, _url in _choices("/facets/place/?order=oldest")}
    assert {f"Land {number:02}" for number in range(LONGEST_LIST + 2)} <= names
    assert "more places" not in Client().get("/?place=alta&status=disputed").content.decode()


def test_pages_follow_each_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facet_lists, "LENGTH", 2)

    whole = [_choices(f"/facets/place/?page={page}") for page in (1, 2)]

    assert [len(found) for found in whole] == [2, 2]
    assert len({name for found in whole for name, _count, _url in found}) == 4
    first = Client().get("/facets/place/").content.decode()
    assert 'rel="next" href="/facets/place/?page=2"' in first
    assert 'rel="prev" href="/facets/place/"' in (
        Client().get("/facets/place/?page=2").content.decode()
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/facets/colour/", 404),
        ("/facets/place/?page=2", 400),
        ("/facets/place/?page=x", 400),
        ("/facets/place/?page=1&page=1", 400),
        ("/facets/place/?cursor=abc", 400),
        ("/facets/place/?size=10", 400),
        ("/facets/place/?place=nowhere", 400),
        ("/facets/place/?colour=red", 400),
        ("/facets/place/?page=", 200),
    ],
)
def test_words_that_make_no_sense_are_refused(cast: Cast, address: str, status: int) -> None:
    assert Client().get(address).status_code == status


def test_queries_do_not_grow_with_the_choices(cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().get("/facets/place/")
        return len(asked)

    before = count()
    make_event(places=[make_place(), make_place()])

    assert count() == before <= 6
