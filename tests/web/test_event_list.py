"""The timeline page: what it shows, how it refuses, one address and two answers."""

import html
import re

import pytest
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db

HTMX = {"hx-request": "true"}


def text(response: object) -> str:
    """What a page says, without its marks."""
    content: str = response.content.decode()  # type: ignore[attr-defined]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content)))


def test_the_page_lists_events_under_their_days(client: Client, cast: Cast) -> None:
    page = text(client.get("/"))
    assert "2 events from 5 documents." in page
    assert "Wednesday 20 August 2014 1 event" in page
    assert "Monday 18 August 2014 1 event" in page
    assert "16–18 Aug Brigade reported entering Alta Unconfirmed by rule" in page
    assert "Secret draft event" not in page


def test_the_page_of_a_timeline_fixes_it(client: Client, cast: Cast) -> None:
    page = client.get("/timelines/arland-in-august/")
    assert "Arland in August" in text(page)
    assert "2 events" in text(page)
    assert client.get("/timelines/arland-in-august/?timeline=arland-in-august").status_code == 400
    assert client.get("/timelines/nothing/").status_code == 404


def test_chips_take_one_filter_away(client: Client, cast: Cast) -> None:
    page = client.get("/?place=alta&place=norreg&status=unconfirmed").content.decode()
    chips = re.findall(r'class="chip" href="([^"]+)" aria-label="([^"]+)"', page)
    assert chips == [
        ("/?place=norreg&amp;status=unconfirmed", "Remove filter: Place Alta"),
        ("/?place=alta&amp;status=unconfirmed", "Remove filter: Place Norreg"),
        ("/?place=alta&amp;place=norreg", "Remove filter: Status Unconfirmed"),
    ]


def test_a_past_view_says_so_and_keeps_to_its_day(client: Client, cast: Cast) -> None:
    page = client.get("/?known=2014-08-20")
    assert "data-past" in page.content.decode()
    assert "As known on 20 August 2014" in text(page)
    assert "1 event has changed status since. 0 events were not yet known." in text(page)
    assert "Unconfirmed by rule → now Disputed" in text(page)
    assert f"{cast.relayed.get_absolute_url()}?known=2014-08-20" in page.content.decode()


def test_an_empty_list_names_ways_out_with_their_counts(client: Client, cast: Cast) -> None:
    page = text(client.get("/?place=alta&status=disputed"))
    assert "Nothing recorded matches these filters." in page
    assert "Without Place: Alta 1 event" in page
    assert "Without Status: Disputed 1 event" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("after=soon", "after 'soon'"),
        ("status=maybe", "status 'maybe'"),
        ("cursor=xyz", "cursor 'xyz'"),
        ("colour=red", "colour 'red'"),
        ("q=" + "a" * 5000, "The search is longer than 500 characters."),
        ("%3Cscript%3E=1", "There is no such word here."),
    ],
)
def test_a_word_that_makes_no_sense_is_refused_by_name(
    client: Client, cast: Cast, query: str, said: str
) -> None:
    page = client.get(f"/?{query}")
    assert page.status_code == 400
    assert said in text(page)
    assert "<script>=" not in page.content.decode()


def test_a_refused_form_stays_as_typed(client: Client, cast: Cast) -> None:
    page = client.get("/?after=soon&before=2014-08&place=alta&q=brigade&basis=witness")
    content = page.content.decode()
    assert page.status_code == 400
    assert 'name="after" value="soon"' in content
    assert 'name="before" value="2014-08"' in content
    assert re.search(r'name="place" value="alta" checked', content)
    assert 'name="q" value="brigade"' in content
    assert 'type="radio" name="basis" value="witness" checked' in content


def test_htmx_gets_the_results_and_the_facets_alone(client: Client, cast: Cast) -> None:
    part = client.get("/?place=alta", headers=HTMX).content.decode()
    assert part.strip().startswith('<div id="results"')
    assert 'id="facets" hx-swap-oob="true"' in part
    assert "<html" not in part


def test_htmx_gets_refusals_as_results_too(client: Client, cast: Cast) -> None:
    part = client.get("/?after=soon", headers=HTMX)
    assert part.status_code == 400
    assert "<html" not in part.content.decode()
    assert "after" in text(part)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {**HTMX, "hx-boosted": "true"},
        {**HTMX, "hx-history-restore-request": "true"},
    ],
)
def test_everybody_else_gets_the_page(client: Client, cast: Cast, headers: dict[str, str]) -> None:
    page = client.get("/", headers=headers)
    assert "<html" in page.content.decode()
    assert 'hx-swap-oob="true"' not in page.content.decode()
    assert "HX-Request" in page["Vary"]


def test_the_page_costs_the_same_for_one_event_and_for_many(client: Client, cast: Cast) -> None:
    costs = {client.get(f"/?size={size}")["X-Query-Count"] for size in (1, 2, 84)}
    assert len(costs) == 1


def test_the_pager_goes_on_and_back(client: Client, cast: Cast) -> None:
    first = client.get("/?size=1").content.decode()
    onward = re.search(r'rel="next" href="([^"]+)"', first)
    assert onward
    second = client.get(onward[1].replace("&amp;", "&")).content.decode()
    assert "Brigade reported entering Alta" in second
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back
    again = client.get(back[1].replace("&amp;", "&")).content.decode()
    assert "Clash reported at Beska" in again
    assert 'rel="prev"' not in again


def test_nobody_without_an_account_gets_a_cookie(client: Client, cast: Cast) -> None:
    page = client.get("/?place=alta")
    assert page.cookies == {}
    assert "csrf" not in page.content.decode()


def test_picks_put_a_status_beside_the_chosen_ones_or_take_it_away(
    client: Client, cast: Cast
) -> None:
    answer = client.get("/?status=disputed&place=norreg")

    links = dict(re.findall(r'class="pickst s-(\w+)[^"]*" href="([^"]*)"', answer.text))
    assert links["disputed"] == "/?place=norreg"
    assert links["unconfirmed"] == "/?place=norreg&amp;status=unconfirmed&amp;status=disputed"
    assert re.findall(r'class="pickst s-(\w+) on"', answer.text) == ["disputed"]


def test_form_carries_how_the_list_is_shown_but_no_place_in_it(client: Client, cast: Cast) -> None:
    first = client.get("/?size=1&timeline=arland-in-august").content.decode()
    behind = re.search(r'href="(/\?[^"]*cursor=[^"]*)"', first)
    assert behind

    page = client.get(html.unescape(behind[1])).content.decode()

    carried = set(re.findall(r'<input type="hidden" name="([a-z_]+)"', page))
    assert "size" in carried
    assert not carried & {"cursor", "timeline"}
