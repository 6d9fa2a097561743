"""What a reader sees of a search: marks, quotes, names that were meant, suggestions."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import WHY, make_claim, make_event, writer
from timeline.services.nouns.actors import edit_actor


def marks(content):
    return re.findall(r"<mark>(.*?)</mark>", content)


def test_search_marks_hits_in_titles_quotes_places_and_actors(client, cast):
    page = client.get("/", {"q": "ENTERED alta"}).content.decode()

    assert marks(page) == ["Alta", "entered", "Alta", "Alta", "Alta"]
    assert "People of <mark>Alta</mark>" in page
    assert 'name="q" value="ENTERED alta"' in page


def test_search_marks_hits_in_the_table(client, cast):
    page = client.get("/", {"q": "alta", "density": "table"}).content.decode()

    assert marks(page) == ["Alta", "Alta"]


def test_row_quotes_nothing_where_the_search_hit_no_quote(client, cast):
    page = client.get("/", {"q": "beska"}).content.decode()

    assert marks(page) == ["Beska", "Beska"]
    assert 'class="snip"' not in page


def test_quote_with_the_hit_comes_before_the_first_one(client, cast):
    make_claim(cast.relayed, quote="a second <quote> of the convoy", summary="Convoy", publish=True)

    page = client.get("/", {"q": "convoy", "density": "quotes"}).content.decode()

    assert "a second &lt;quote&gt; of the <mark>convoy</mark>" in page


def test_page_without_a_search_marks_nothing(client, cast):
    assert marks(client.get("/").content.decode()) == []


@pytest.mark.parametrize("known", ["", "2014-08-20"])
def test_misspelled_name_is_answered_with_the_one_that_was_meant(client, cast, known):
    page = client.get("/", {"q": "altaa", "type": "movement_of_forces", "known": known})

    content = page.content.decode()
    kept = f"&amp;known={known}" if known else ""
    assert f'<a href="/?q=Alta&amp;type=movement_of_forces{kept}"><bdi>Alta</bdi></a>?' in content


def test_search_that_finds_enough_is_not_corrected(client, cast):
    for _ in range(3):
        make_event(title="Altaa again")

    assert "Did you mean" not in client.get("/", {"q": "altaa"}).content.decode()


def test_header_says_what_is_searched(client, cast):
    assert 'placeholder="Search events, quotes and documents"' in client.get("/").content.decode()


def test_suggest_tells_kind_name_slug_and_address(client, cast):
    answer = client.get("/search/suggest", {"q": "alta"})

    assert answer["Content-Type"] == "application/json"
    assert answer.json()[0] == {
        "kind": "place",
        "name": "Alta",
        "slug": "alta",
        "url": "/places/alta/",
    }


def test_suggest_gives_htmx_the_options_of_the_field(client, cast):
    edit_actor(cast.brigade, by=writer(), reason=WHY, version=None, name="Altä <Guard>")

    answer = client.get("/search/suggest", {"q": "alt"}, headers={"HX-Request": "true"})

    assert answer.text.startswith("<option>Alta</option>")
    assert "<option>Altä &lt;Guard&gt;</option>" in answer.text
    assert "HX-Request" in answer["Vary"]
    assert "HX-Request" in client.get("/search/suggest?q=alt")["Vary"]


@pytest.mark.parametrize("query", ["q=" + "a" * 501, "q=a&q=b", "query=a", "q=a%00b", "q=%FF"])
def test_suggest_refuses_what_makes_no_sense(client, cast, query):
    assert client.get(f"/search/suggest?{query}").status_code == 400


def count_queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_queries_of_a_search_do_not_grow_with_what_it_finds(client, cast):
    for n in range(3):
        make_event(title=f"Storm {n} reported", claims=2)
    few = count_queries(client, "/?q=storm")

    for n in range(10):
        make_event(title=f"Storm again {n} reported", claims=3)

    assert count_queries(client, "/?q=storm") == few
