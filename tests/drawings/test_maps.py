"""Pictures of plain places: no database is asked."""

from collections.abc import Sequence

from timeline.drawings.map.of_event import draw_event, view_of_event
from timeline.drawings.map.of_results import Target, draw_results
from timeline.vocabulary.map_places import Form, Group, MapPart, MapPlace, Town


def place(slug: str, lat: float | None, lon: float | None, form: Form = Form.POINT) -> MapPlace:
    key = sum(map(ord, slug))
    return MapPlace(form, key, slug, slug.title(), ((slug, slug.title()),), "IQ", False, lat, lon)


def link(places: Sequence[MapPlace]) -> str:
    return "?" + "&".join(place.slug for place in places)


MOSUL, ERBIL = place("mosul", 36.34, 43.13), place("erbil", 36.19, 44.01)
VIENNA = place("vienna", 48.21, 16.37)
IRAQ = place("iraq", 33.0, 44.0, Form.WORDS)


def test_what_is_drawn_leads_to_its_places_and_the_rest_is_named() -> None:
    groups = [
        Group(frozenset([MOSUL, ERBIL]), 2, None),
        Group(frozenset([MOSUL]), 18, None),
        Group(frozenset([VIENNA]), 1, "confirmed"),
        Group(frozenset([IRAQ]), 5, None),
    ]

    drawing = draw_results(groups, {}, link=link)

    assert drawing.targets == (
        Target((MOSUL,), 20, "?mosul"),
        Target((ERBIL,), 2, "?erbil"),
        Target((IRAQ,), 5, "?iraq"),
        Target((VIENNA,), 1, "?vienna"),
    )
    assert (drawing.drawn, drawing.beyond) == ({MOSUL, ERBIL}, {VIENNA})


def test_words_alone_make_no_picture() -> None:
    drawing = draw_results([Group(frozenset([IRAQ]), 5, None)], {}, link=link)

    assert (drawing.picture, drawing.targets) == (None, (Target((IRAQ,), 5, "?iraq"),))
    assert view_of_event([MapPart("location", IRAQ)], {}) is None


def test_towns_show_the_way_where_they_cover_nothing() -> None:
    parts = [MapPart("location", MOSUL)]
    own = Town(MOSUL.place_id, "Mosul again", 36.0, 43.5)
    near, far = Town(1, "Near", 36.35, 43.14), Town(2, "Far", 36.0, 43.6)

    picture, drawn = draw_event(parts, {}, [own, near, far], title="It", status=None, link=link)

    view = view_of_event(parts, {})
    assert view is not None
    assert view.holds((43.13, 36.34))
    assert drawn == {MOSUL}
    assert picture is not None
    assert [label.text for label in picture.labels] == ["Mosul", "Far"]
    assert [disc.url for disc in picture.discs] == ["?mosul", ""]
