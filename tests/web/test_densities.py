"""How much of each event a list shows."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def _page(client: Client, query: str = "") -> str:
    answer = client.get(f"/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_standard_shows_neither_quotes_nor_columns(client: Client, cast: Cast) -> None:
    page = _page(client)

    assert 'data-density="standard"' in page
    assert 'class="snip"' not in page
    assert 'class="cell' not in page


def test_quotes_show_the_words_and_the_way(client: Client, cast: Cast) -> None:
    page = _page(client, "?density=quotes")

    assert "the brigade has entered the town of Alta</q>" in page
    assert '<p class="rel">The Wire says so, citing “an informed source”.</p>' in page


def test_table_keeps_the_words_for_those_who_do_not_see_marks(client: Client, cast: Cast) -> None:
    page = _page(client, "?density=table")

    rows = re.findall(r'<li class="ev.*?</li>', page, re.DOTALL)
    unheard = r"<a [^>]* hidden>[^<]*</a>|<span[^>]* aria-hidden=\"true\">.*?</span>"
    rows = [re.sub(unheard, "", row) for row in rows]
    said = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    assert said == [
        "20 Aug Clash reported at Beska , Disputed by rule Norreg Beska"
        " 1 origin 2 documents 1 denial",
        "16–18 Aug Brigade reported entering Alta , Unconfirmed by rule Norreg Alta"
        " 1 origin 3 documents 0 denials",
    ]


def test_density_is_chosen_once_in_the_form(client: Client, cast: Cast) -> None:
    page = _page(client, "?density=table")

    fields = re.findall(r'<input [^>]*name="density"[^>]*>', page)
    of_form = [field for field in fields if 'type="hidden"' not in field]
    assert [re.findall(r'value="(\w*)"', field)[0] for field in of_form] == ["quotes", "", "table"]
    assert [" checked" in field for field in of_form] == [False, False, True]
    form = page.partition('<form id="filters"')[2].partition("</form>")[0]
    assert 'name="density"' not in form


def test_pages_of_the_list_keep_the_density(client: Client, cast: Cast) -> None:
    page = _page(client, "?density=table&size=1")

    assert re.search(r'href="/\?[^"]*density=table[^"]*"', page.partition('class="pager"')[2])


@pytest.mark.parametrize("density", ["quotes", "table"])
def test_number_of_queries_does_not_grow(client: Client, cast: Cast, density: str) -> None:
    def count() -> str:
        return client.get(f"/?density={density}")["X-Query-Count"]

    before = count()
    for number in range(5):
        make_event(date=f"2014-07-{number + 1:02}", title=f"Event {number}")

    assert count() == before
