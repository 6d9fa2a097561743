"""Maps of results and of one event: what is drawn where, what is said, and what never shows."""

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.factories import make_event, make_place
from timeline.drawings.map.of_event import view_of_event
from timeline.models import Event, Place
from timeline.queries.event.detail import find_event_detail
from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.maps.of_event import load_event_places
from timeline.queries.maps.places import load_result_places
from timeline.queries.readers.addresses import find_event
from timeline.services.nouns.events import PlacePart
from timeline.templatetags.maps import event_map, results_map
from timeline.vocabulary.clock import today

pytestmark = pytest.mark.django_db

OUTLINE = {
    "type": "Polygon",
    "coordinates": [[[44.5, 33.6], [45.9, 33.6], [45.9, 35.0], [44.5, 35.0], [44.5, 33.6]]],
}


@pytest.fixture
def iraq() -> Place:
    return make_place(name="Iraq", slug="iraq", kind="country", lat=33.0, lon=44.0)


@pytest.fixture
def diyala(iraq: Place) -> Place:
    return make_place(
        name="Diyala", slug="diyala", kind="region", parent=iraq, lat=34, lon=45, outline=OUTLINE
    )


@pytest.fixture
def khanaqin(diyala: Place) -> Place:
    return make_place(
        name="Khanaqin", slug="khanaqin", kind="city", parent=diyala, lat=34.35, lon=45.39
    )


@pytest.fixture
def mosul(iraq: Place) -> Place:
    return make_place(name="Mosul", slug="mosul", kind="city", parent=iraq, lat=36.34, lon=43.13)


def results(query: str = "") -> dict[str, Any]:
    filters = read_filters(QueryDict(query), Door.PAGE)
    shown: dict[str, Any] = results_map(load_result_places(filters), filters, "/")["map"]
    return shown


def of_event(event: Event, known: str | None = None) -> dict[str, Any]:
    found = find_event(event.public_id)
    assert isinstance(found, Event)
    detail = find_event_detail(found, today())
    assert detail is not None
    places = load_event_places(detail.places, view_of_event)
    shown: dict[str, Any] = event_map(places, detail, known)["map"]
    return shown


def row(name: str, note: str, count: int, url: str) -> dict[str, Any]:
    return {"name": name, "note": note, "count": count, "url": url}


def written(result: dict[str, Any]) -> str:
    return render_to_string("components/map.html", {"map": result})


def picture_of(result: dict[str, Any]) -> Any:
    assert result["picture"] is not None
    return result["picture"]


def test_one_event_is_a_mark_and_more_are_a_count(khanaqin: Place, mosul: Place) -> None:
    make_event(places=[khanaqin])
    for _ in range(3):
        make_event(places=[mosul])

    discs = {disc.label: disc for disc in picture_of(results()).discs}

    assert set(discs) == {"Khanaqin: 1 event, Unconfirmed", "Mosul: 3 events"}
    assert discs["Khanaqin: 1 event, Unconfirmed"].status == "unconfirmed"
    assert discs["Mosul: 3 events"].status == ""
    assert discs["Mosul: 3 events"].url == "/?place=mosul"


def test_north_is_up_and_east_to_the_right(khanaqin: Place, mosul: Place) -> None:
    make_event(places=[khanaqin])
    make_event(places=[mosul])

    east, north = sorted(picture_of(results()).discs, key=lambda disc: -disc.x)

    assert east.label.startswith("Khanaqin")
    assert north.y < east.y


def test_links_keep_the_other_words_and_exchange_the_place(khanaqin: Place) -> None:
    make_event(places=[khanaqin])

    (disc,) = picture_of(results("place=iraq&status=unconfirmed")).discs

    assert disc.url == "/?place=khanaqin&status=unconfirmed"


def test_places_that_would_overlap_are_one_disc_that_counts_no_event_twice(
    mosul: Place, iraq: Place
) -> None:
    dam = make_place(name="Mosul Dam", slug="dam", kind="site", parent=iraq, lat=36.35, lon=43.14)
    make_event(places=[mosul, dam])
    make_event(places=[mosul])

    result = results()

    (disc,) = picture_of(result).discs
    assert (disc.count, disc.label) == (2, "Mosul and Mosul Dam: 2 events")
    assert disc.url == "/?place=mosul&place=dam"
    assert result["rows"] == [row("Mosul and Mosul Dam", "", 2, disc.url)]


def test_an_event_known_to_a_region_is_its_area_and_no_point(diyala: Place) -> None:
    make_event(places=[diyala])

    result = results()

    (area,) = picture_of(result).areas
    assert area.path.startswith("M")
    assert area.url == "/?place=diyala"
    assert area.label == "Diyala: 1 event, Unconfirmed, placed no closer"
    assert result["rows"] == [row("Diyala", "placed no closer", 1, "/?place=diyala")]
    assert "Hatched: known to the district or region, no point is known." in result["sentences"]


def test_an_event_at_a_town_but_known_to_the_region_is_drawn_as_the_region(
    khanaqin: Place,
) -> None:
    make_event(places=[PlacePart(khanaqin, precision="region")])

    picture = picture_of(results())

    assert [area.url for area in picture.areas] == ["/?place=diyala"]


def test_an_area_without_an_outline_is_a_circle_clipped_to_its_country(diyala: Place) -> None:
    district = make_place(
        name="Kifri", slug="kifri", kind="district", parent=diyala, lat=34.7, lon=44.9
    )
    make_event(places=[district])

    picture = picture_of(results())

    (area,) = picture.areas
    assert (area.path, area.clip) == ("", "iraq")
    assert area.radius > 9
    assert [shape.slug for shape in picture.own] == ["iraq"]


def test_a_village_whose_point_is_not_known_is_the_area_around_it(diyala: Place) -> None:
    make_event(places=[make_place(name="Imam Wais", kind="village", parent=diyala)])

    picture = picture_of(results())

    assert [area.url for area in picture.areas] == ["/?place=diyala"]
    assert all("Imam Wais" not in disc.label for disc in picture.discs)


def test_what_is_placed_no_closer_than_a_country_is_told_and_not_drawn(
    iraq: Place, mosul: Place
) -> None:
    make_event(places=[mosul])
    make_event(places=[iraq])
    make_event(places=[iraq])
    make_event(places=[])

    result = results()

    assert (result["drawn"], result["total"]) == (1, 4)
    assert result["sentences"] == [
        "2 events are placed no closer than Iraq and are not drawn.",
        "Of 1 event no place is recorded.",
    ]
    assert row("Iraq", "placed no closer", 2, "/?place=iraq") in result["rows"]


def test_without_anything_to_draw_there_is_no_picture(iraq: Place) -> None:
    make_event(places=[iraq])

    result = results()

    assert result["picture"] is None
    assert "<svg" not in written(result)
    assert "1 event is placed no closer than Iraq and is not drawn." in written(result)


def test_a_few_places_far_away_do_not_make_the_rest_a_speck(khanaqin: Place, mosul: Place) -> None:
    vienna = make_place(name="Vienna", slug="vienna", kind="city", lat=48.21, lon=16.37)
    for place in (khanaqin, mosul):
        for _ in range(10):
            make_event(places=[place])
    make_event(places=[vienna])

    result = results()

    assert len(picture_of(result).discs) == 2
    assert "1 event lies beyond the edges of the map: Vienna." in result["sentences"]
    assert row("Vienna", "beyond the map", 1, "/?place=vienna") in result["rows"]
    assert (result["drawn"], result["total"]) == (20, 21)


def test_a_withheld_place_never_shows_and_its_ancestor_stands_in(
    khanaqin: Place, mosul: Place
) -> None:
    shelter = make_place(
        name="Secretname", slug="secretslug", kind="site", parent=khanaqin, lat=34.111, lon=45.999,
        withhold="place",
    )  # fmt: skip
    make_event(places=[shelter])
    make_event(places=[mosul])
    hidden = written(results())

    assert "ecret" not in hidden
    assert "Khanaqin: 1 event" in hidden


@pytest.mark.parametrize("at", ["place", "event"])
def test_a_withheld_point_is_drawn_at_the_point_of_the_public_ancestor(
    khanaqin: Place, at: str
) -> None:
    site = make_place(
        name="Clinic", slug="clinic", kind="site", parent=khanaqin, lat=34.9, lon=45.9,
        withhold="point" if at == "place" else "none",
    )  # fmt: skip
    make_event(places=[PlacePart(site, withhold="point" if at == "event" else "none")])

    (disc,) = picture_of(results()).discs
    (own,) = picture_of(of_event(Event.objects.get())).discs[:1]
    make_event(places=[khanaqin])

    assert disc.label.startswith("Clinic")
    assert (disc.x, disc.y) == (168, 165)
    assert (own.x, own.y) == (176, 150)
    assert len(picture_of(results()).discs) == 1


def test_a_district_whose_point_is_withheld_does_not_show_its_outline(diyala: Place) -> None:
    small = {
        "type": "Polygon",
        "coordinates": [[[45.0, 34.0], [45.1, 34.0], [45.1, 34.1], [45.0, 34.0]]],
    }
    district = make_place(
        name="Hidden District", slug="hidden", kind="district", parent=diyala, lat=34.05, lon=45.05,
        outline=small, withhold="point",
    )  # fmt: skip
    make_event(places=[district])

    (area,) = picture_of(results()).areas
    (alone,) = picture_of(of_event(Event.objects.get())).areas

    assert area.url == "/?place=diyala"
    assert alone.url == "/?place=diyala"


def test_drafts_are_not_counted(mosul: Place) -> None:
    make_event(places=[mosul], publish=False)

    result = results()

    assert (result["drawn"], result["total"], result["rows"]) == (0, 0, [])


def test_the_number_of_queries_does_not_grow(mosul: Place, diyala: Place) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            results()
        return len(captured)

    nothing = queries()
    make_event(places=[mosul])
    one = queries()
    for number in range(6):
        town = make_place(kind="town", parent=diyala, lat=33.7 + number / 5, lon=45.0)
        make_event(places=[town, diyala])

    assert (nothing, one, queries()) == (3, 3, 3)


def test_the_picture_is_the_same_from_right_to_left(khanaqin: Place, mosul: Place) -> None:
    make_event(places=[khanaqin])
    make_event(places=[mosul])
    english = written(results())

    with translation.override("ar"):
        arabic = written(results())

    def drawing(page: str) -> list[str]:
        return [part.split('"')[0] for part in page.split(' d="')[1:]]

    assert drawing(arabic) == drawing(english)
    assert 'direction="ltr"' in arabic


def test_numbers_in_the_drawing_are_never_localised(khanaqin: Place) -> None:
    make_event(places=[khanaqin])

    with translation.override("de"):
        page = written(results())

    assert 'cx="168.0"' in page
    assert "," not in page.split("<svg")[1].split("</defs>")[0]


def test_names_are_escaped(iraq: Place) -> None:
    make_event(places=[make_place(name='<b>"x', kind="town", parent=iraq, lat=33, lon=44)])

    assert "<b>" not in written(results())


def test_the_route_of_an_event_runs_from_origin_to_destination(
    khanaqin: Place, mosul: Place
) -> None:
    event = make_event(
        places=[PlacePart(mosul, role="origin"), PlacePart(khanaqin, role="destination")]
    )

    found = of_event(event)

    (route,) = picture_of(found).routes
    start = next(d for d in picture_of(found).discs if d.label.startswith("Mosul"))
    assert route.status == "unconfirmed"
    assert route.path.startswith(f"M{start.x} {start.y}Q")
    assert found["sentences"] == ["Dashed: the route as claimed, Mosul to Khanaqin."]


def test_an_event_of_a_region_says_what_is_hatched(diyala: Place) -> None:
    found = of_event(make_event(places=[diyala]))

    assert found["known"] == "known to the region"
    assert found["sentences"] == ["Hatched: Diyala, no point is known."]


def test_an_event_of_a_country_has_words_and_no_picture(iraq: Place) -> None:
    found = of_event(make_event(places=[iraq]))

    assert found["picture"] is None
    assert found["sentences"] == ["Placed no closer than Iraq: not drawn."]


def test_towns_for_orientation_are_public_ones(khanaqin: Place, diyala: Place) -> None:
    make_place(name="Unknowntown", kind="city", parent=diyala, lat=34.2, lon=45.0)
    make_event(places=[khanaqin])

    names = {label.text for label in picture_of(of_event(make_event(places=[diyala]))).labels}

    assert names == {"Khanaqin"}


def test_a_mark_of_an_event_keeps_the_day_of_knowledge(khanaqin: Place) -> None:
    event = make_event(places=[khanaqin])

    assert [d.url for d in picture_of(of_event(event)).discs] == ["/?place=khanaqin"]
    (disc,) = picture_of(of_event(event, "2014-08-20")).discs
    assert disc.url == "/?place=khanaqin&known=2014-08-20"


def test_places_of_an_event_take_three_queries_and_their_drawing_none(
    mosul: Place, khanaqin: Place, diyala: Place
) -> None:
    detail = find_event_detail(make_event(places=[mosul, khanaqin, diyala]), today())
    assert detail is not None

    with CaptureQueriesContext(connection) as captured:
        places = load_event_places(detail.places, view_of_event)
        loaded = len(captured)
        event_map(places, detail)

    assert (loaded, len(captured)) == (3, 3)
