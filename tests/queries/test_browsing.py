"""Lists of events: what words find, what stays hidden, what pages and past views say."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import make_actor, make_event, make_place
from timeline.queries.filtering.cursors import Cursor
from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.lists.browsing import browse_events, measure_extent, measure_since
from timeline.queries.lists.facets import count_facets
from timeline.services.nouns.events import PlacePart

pytestmark = pytest.mark.django_db


def titles(query: str) -> list[str]:
    filters = read_filters(QueryDict(query), Door.PAGE)
    return [row.title for row in browse_events(filters).rows]


RELAYED = "Brigade reported entering Alta"
DISPUTED = "Clash reported at Beska"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [DISPUTED, RELAYED]),
        ("order=oldest", [RELAYED, DISPUTED]),
        ("q=ALTA", [RELAYED]),
        ("q=%22reported+entering%22", [RELAYED]),
        ("q=%E2%80%9Creported+entering%E2%80%9D", [RELAYED]),
        ("q=reported+-clash", [RELAYED]),
        ("q=nowhere", []),
        ("place=norreg", [DISPUTED, RELAYED]),
        ("place=alta", [RELAYED]),
        ("actor=high-command", [DISPUTED, RELAYED]),
        ("actor=high-command&exact_actor=1", []),
        ("actor=high-command&role=agent", [DISPUTED, RELAYED]),
        ("actor=people-of-alta&role=agent", []),
        ("role=target", [RELAYED]),
        ("source=the-blog", [RELAYED]),
        ("source=the-wire", [DISPUTED, RELAYED]),
        ("origin=the-wire", [RELAYED]),
        ("origin=high-command", [DISPUTED]),
        ("status=disputed", [DISPUTED]),
        ("status=disputed&status=unconfirmed", [DISPUTED, RELAYED]),
        ("denied=1", [DISPUTED]),
        ("basis=other_media", [RELAYED]),
        ("listed=2014-08-18", [RELAYED]),
        ("listed=2014-08-18/2014-08-20", [DISPUTED, RELAYED]),
        ("after=2014-08-18&before=2014-08-18", [RELAYED]),
        ("after=2014-08-18&before=2014-08-18&overlap=0", []),
        ("after=2014-08-16&before=2014-08-18&overlap=0", [RELAYED]),
        ("known=2014-08-19", [RELAYED]),
        ("known=2014-08-01", []),
    ],
)
def test_browse_finds(cast: Cast, query: str, found: list[str]) -> None:
    assert titles(query) == found


@pytest.mark.parametrize(
    ("edtf", "overlapping"),
    [("2014-08-10/..", True), ("[..2014-08-10]", True), ("../2014-08-10", True)],
)
def test_browse_takes_an_open_end_as_overlapping_and_never_inside(
    edtf: str, overlapping: bool
) -> None:
    make_event(title="Open", date=edtf)
    side = "after=2014-08-01" if edtf.startswith("2014") else "before=2014-08-31"
    assert (titles(side) == ["Open"]) is overlapping
    assert titles(f"{side}&overlap=0") == []


def test_browse_shows_no_summary_in_past_views(cast: Cast) -> None:
    past = browse_events(read_filters(QueryDict("known=2014-08-19"), Door.PAGE)).rows[0]
    assert (past.summary, past.status, past.status_now) == ("", "unconfirmed", "unconfirmed")


def test_browse_says_which_status_an_event_has_today(cast: Cast) -> None:
    filters = read_filters(QueryDict("known=2014-08-20&place=beska"), Door.PAGE)
    row = browse_events(filters).rows[0]
    assert (row.status, row.status_now) == ("unconfirmed", "disputed")


def test_measures_of_a_past_day(cast: Cast) -> None:
    filters = read_filters(QueryDict("known=2014-08-19"), Door.PAGE)
    extent, since = measure_extent(filters), measure_since(filters)
    assert (extent.events, extent.documents) == (1, 2)
    assert (since.changed, since.unknown, since.undated_documents) == (0, 1, 0)


def test_facets_hold_no_unnamed_person_and_no_withheld_place() -> None:
    town = make_place(name="Openham", kind="town")
    shelter = make_place(name="Shelter", kind="site", parent=town, withhold="place")
    person = make_actor(name="Jane Roe", kind="person", description="a resident")
    make_event(places=[PlacePart(shelter)], actors=[(person, "target")])
    facets = count_facets(read_filters(QueryDict(""), Door.COUNTS))
    assert [option.value for option in facets["place"]] == ["openham"]
    assert facets["actor"] == ()
    row = browse_events(read_filters(QueryDict(""), Door.PAGE)).rows[0]
    assert [actor.name for actor in row.actors] == ["a resident"]
    assert [place.slug for place in row.places] == ["openham"]


def test_facets_list_what_is_chosen_even_at_zero(cast: Cast) -> None:
    filters = read_filters(QueryDict("place=alta&status=disputed"), Door.COUNTS)
    assert {o.value: o.count for o in count_facets(filters)["place"]} == {
        "arland": 1,
        "norreg": 1,
        "beska": 1,
        "alta": 0,
    }


def test_a_cursor_of_a_hidden_event_says_what_one_of_none_says(cast: Cast) -> None:
    def after(public_id: str) -> list[str]:
        return titles("cursor=" + Cursor(date(2014, 8, 18), public_id).encode())

    assert after(cast.draft.public_id) == after("0000000000") == [RELAYED]


def test_browse_costs_the_same_for_one_event_and_for_many(cast: Cast) -> None:
    def cost(query: str) -> int:
        filters = read_filters(QueryDict(query), Door.PAGE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browse_events(filters)
            count_facets(filters)
        return len(queries)

    for place in (cast.beska, cast.arland):
        make_event(places=[place], actors=[(cast.command, "agent")])
    assert cost("size=1") == cost("size=3") == cost("size=200") == cost("listed=2014-08-20")
