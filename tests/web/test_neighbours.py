"""The events before and after one in the list that a reader came from."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import WHY, make_event, make_place, writer
from timeline.models import Event
from timeline.services.nouns.places import edit_place

pytestmark = pytest.mark.django_db


def _beside(event: Event, query: str = "") -> dict[str, str]:
    """Titles by "prev" and "next", as the event's page links them."""
    page = Client().get(f"{event.get_absolute_url()}{query}").content.decode()
    links = re.findall(
        r'rel="(prev|next)" href="/events/[^"]+"><span>.*?<bdi[^>]*>(.*?)</bdi>', page
    )
    return {side: html.unescape(title) for side, title in links}


@pytest.fixture
def row(cast: Cast) -> list[Event]:
    """Three events at Alta, two of them on one day, and the cast's between them."""
    return [
        make_event(title=f"Shots at Alta, {name}", date=day, places=[cast.alta])
        for name, day in (("one", "2014-08-10"), ("two", "2014-08-12"), ("three", "2014-08-12"))
    ]


def test_neighbours_are_those_of_the_whole_list_without_words(cast: Cast, row: list[Event]) -> None:
    # Newest first, and of one day the latest entry first.
    assert _beside(cast.relayed) == {"prev": cast.disputed.title, "next": "Shots at Alta, three"}
    assert _beside(row[2]) == {"prev": cast.relayed.title, "next": "Shots at Alta, two"}
    assert _beside(row[0]) == {"prev": "Shots at Alta, two"}
    assert _beside(cast.disputed) == {"next": cast.relayed.title}


def test_neighbours_follow_the_filters_and_the_order(cast: Cast, row: list[Event]) -> None:
    query = "?place=beska&place=alta&type=armed_clash"

    assert _beside(row[2], query) == {"prev": cast.disputed.title, "next": "Shots at Alta, two"}
    assert _beside(row[2], f"{query}&order=oldest") == {
        "prev": "Shots at Alta, two",
        "next": cast.disputed.title,
    }


@pytest.mark.parametrize("order", ["newest", "oldest", "changed"])
def test_going_on_from_event_to_event_reads_the_whole_list(
    cast: Cast, row: list[Event], order: str
) -> None:
    page = Client().get(f"/?order={order}").content.decode()
    listed = re.findall(r'<h3><a href="([^"]+)"', page)

    address, read = listed[0], []
    while address:
        read.append(address)
        shown = Client().get(html.unescape(address)).content.decode()
        onward = re.search(r'rel="next" href="([^"]+)"', shown)
        address = onward[1] if onward else ""

    assert read == listed


def test_links_of_a_list_and_of_its_events_carry_the_filters(cast: Cast, row: list[Event]) -> None:
    page = Client().get("/timelines/arland-in-august/?known=2014-08-21&density=quotes").content
    query = "?timeline=arland-in-august&amp;known=2014-08-21"
    assert f'{cast.relayed.get_absolute_url()}{query}"' in page.decode()

    event = (
        Client().get(f"{cast.relayed.get_absolute_url()}{html.unescape(query)}").content.decode()
    )

    assert f'rel="prev" href="{cast.disputed.get_absolute_url()}{query}"' in event
    assert 'href="/timelines/arland-in-august/?known=2014-08-21">Back to the filtered' in event
    assert f'rel="canonical" href="http://testserver{cast.relayed.get_absolute_url()}"' in event
    assert "timeline=arland-in-august&amp;known=2014-08-20" in event, "a day earlier"


def test_neighbours_of_a_past_view_were_known_that_day(cast: Cast, row: list[Event]) -> None:
    assert _beside(cast.relayed, f"?known={date(2014, 8, 19)}") == {"next": "Shots at Alta, three"}


def test_neighbours_hide_withheld_places(cast: Cast) -> None:
    shelter = make_place(name="Saint Anna", parent=cast.norreg)
    make_event(title="Shells hit Saint Anna", date="2014-08-30", places=[shelter])
    edit_place(shelter, withhold="place", version=shelter.version, by=writer(), reason=WHY)

    assert _beside(cast.disputed)["prev"] == "Shells hit [place withheld]"


@pytest.mark.parametrize(
    "query", ["place=nowhere", "density=table", "size=10", "cursor=x", "colour=red", "order=up"]
)
def test_words_that_mean_nothing_here_are_refused(cast: Cast, query: str) -> None:
    assert Client().get(f"{cast.relayed.get_absolute_url()}?{query}").status_code == 400


def test_neighbours_cost_the_same_however_long_the_list(cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().get(f"{cast.relayed.get_absolute_url()}?place=norreg")
        return len(asked)

    before = count()
    for _number in range(3):
        make_event(places=[cast.alta])

    assert count() == before
