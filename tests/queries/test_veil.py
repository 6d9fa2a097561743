"""The veil by itself: for which row it hides what, and that it never answers for others."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    WHY,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    publish_event,
    writer,
)
from timeline.models import Document, Event, Place
from timeline.queries.lists.quotes import load_row_quotes
from timeline.queries.readers.passages import Paragraph, TextPiece
from timeline.queries.readers.veil import PastVeil, Veil
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event
from timeline.services.nouns.places import OtherName
from timeline.vocabulary.clock import today
from timeline.vocabulary.measures import MeasurePart

pytestmark = pytest.mark.django_db
NAME = "Zanzicanary"


@pytest.fixture
def norreg() -> Place:
    return make_place(name="Norreg", kind="region", lat=60.0, lon=10.0)


@pytest.fixture
def shelter(norreg: Place) -> Place:
    other = OtherName(f"Old {NAME}")
    return make_place(name=NAME, kind="site", parent=norreg, withhold="place", aliases=[other])


def told_of(event: Event, title: str = f"News of {NAME}") -> Document:
    document = make_document(title=title)
    make_claim(event, document=document, publish=True)
    return document


def test_texts_slug_and_path_are_without_the_name(shelter: Place) -> None:
    event = make_event(title=f"Raid at old {NAME.upper()}", slug="raid", places=[shelter],
                       publish=False)  # fmt: skip
    event.slug = "raid-at-zanzicanary"
    veil = Veil(events=[event.pk])

    assert veil.text(event, "title") == "Raid at [place withheld]"
    assert veil.path(event) == f"/events/{event.public_id}/withheld/"
    assert [veil.hides(event, field) for field in ("title", "slug", "summary")] == [
        True,
        True,
        False,
    ]
    assert veil.cut_for_search(f"At {NAME}, at night", event=event.pk)[0] == ["At ", ", at night"]


@pytest.mark.parametrize("by", ["place", "part", "cast", "teller"])
def test_document_hides_what_each_of_its_events_hides(norreg: Place, by: str) -> None:
    place = make_place(name=NAME, parent=norreg, withhold="place" if by == "place" else "none")
    part = PlacePart(place, withhold="place" if by == "part" else "none")
    person = make_actor(name=NAME, kind="person", description="a resident")
    event = make_event(
        places=[part] if by in ("place", "part") else [norreg],
        actors=[(person, "target")] if by == "cast" else [],
        claims=0,
        publish=False,
    )
    make_claim(event, attributed_to=person if by == "teller" else None)
    publish_event(event, by=writer(), reason=WHY)
    document = told_of(event)
    make_claim(make_event(), document=document, publish=True)
    stand_in = "[place withheld]" if by in ("place", "part") else "[name withheld]"

    for veil in (Veil(documents=[document.pk]), Veil(documents=None)):
        assert veil.text(document, "title") == f"News of {stand_in}"
        assert veil.hiding_documents >= {document.pk}


def test_words_of_a_claim_hide_what_its_event_and_its_document_hide(shelter: Place) -> None:
    person = make_actor(name="Zanzilark", kind="person", description="a resident")
    told = make_event(actors=[(person, "target")])
    document = told_of(make_event(places=[shelter]))
    words = f"Zanzilark at {NAME}"
    claim = make_claim(
        told,
        document=document,
        summary=words,
        quote=words,
        attribution=words,
        measures=[MeasurePart("place", words)],
        publish=True,
    )
    by = make_claim(told, document=make_document(source=document.source), publish=True)
    lapse_claim(claim, ended_by=by, kind="corrected", by=writer(), reason=words)
    copy = make_copy(document, "Words.", rights="licensed", rights_reason=f"by {NAME}")
    veil = Veil(events=[told.pk], documents=[document.pk])
    hidden = "[name withheld] at [place withheld]"

    for field in ("summary", "quote", "attribution"):
        assert veil.text(claim, field) == hidden
        assert not veil.finds(claim, field, NAME)
    assert veil.finds(claim, "quote", "NAME WITHHELD")
    assert veil.text(claim.measures.get(), "text") == hidden
    assert veil.text(claim.lapses.get(), "reason") == hidden
    assert veil.text(copy, "rights_reason") == "by [place withheld]"
    with pytest.raises(KeyError):
        Veil(events=[told.pk]).text(claim, "quote")


def test_sentence_on_a_quote_hides_what_the_document_at_its_beginning_hides(shelter: Place) -> None:
    told = make_event(claims=0, publish=False)
    root = make_claim(
        told, document=told_of(make_event(places=[shelter])), attribution=f"people of {NAME}"
    )
    make_claim(told, relays=root, quote="shells fell")
    publish_event(told, by=writer(), reason=WHY)

    (row,) = load_row_quotes([told.pk], today()).values()

    assert row.quote == "shells fell"
    assert "“people of [place withheld]”" in row.way


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/News_of_Zanzicanary_2014",
        "https://a.example/raid-at-old-ZANZICANARY.html",
        "https://a.example/?q=old+zanzicanary",
        "https://a.example/%5Aanzicanary",
        "https://a.example/?to=https%253A%252F%252Fb.example%252F%255Aanzicanary",
        "https://zanzicanary.example/",
        "https://a.example/Z%C3%A1nzicanary",
        "https://xn--znzicanary-s4a.example/",
    ],
)
def test_address_that_names_what_is_hidden_is_not_told(shelter: Place, address: str) -> None:
    document = told_of(make_event(places=[shelter]))
    veil = Veil(documents=[document.pk])
    document.url = address

    assert veil.address(document) == ""
    document.url = "https://a.example/zanzicanaryman/%5A/xn--"
    assert veil.address(document) == document.url


def test_claim_that_is_no_longer_public_hides_nothing_in_its_document(shelter: Place) -> None:
    event, hiding = make_event(), make_event(places=[shelter], publish=False)
    document = told_of(event)
    make_claim(hiding, document=document)

    assert Veil(documents=[document.pk]).text(document, "title") == f"News of {NAME}"


def test_veil_does_not_answer_for_a_row_over_which_it_does_not_lie(shelter: Place) -> None:
    event, other = make_event(places=[shelter]), make_event()
    document = told_of(event)
    veil = Veil(events=[other.pk])
    questions: list[Any] = [
        lambda: veil.text(event, "title"),
        lambda: veil.text(document, "title"),
        lambda: veil.slug(event),
        lambda: veil.say("words", event=event.pk),
        lambda: veil.places(event.pk),
    ]

    for question in questions:
        with pytest.raises(KeyError):
            question()
    with pytest.raises(TypeError):
        veil.text(shelter, "name")


def test_past_veil_hides_what_was_withheld_once(norreg: Place) -> None:
    house = make_place(name=NAME, parent=norreg)
    person = make_actor(name="Zanzilark", kind="person", description="a resident")
    event = make_event(places=[PlacePart(house, withhold="place")], actors=[(person, "target")])
    edit_event(
        event, by=writer(), reason=WHY, version=None,
        places=[PlacePart(house)], actors=[ActorPart(make_actor(), "target")],
    )  # fmt: skip
    words = f"Zanzilark at {NAME}"

    today = Veil(events=[event.pk])
    past = PastVeil(event.pk, others=[], documents=[])

    assert today.say(words, event=event.pk) == words
    assert past.say(words, event=event.pk) == "[name withheld] at [place withheld]"
    assert past.places_ever({house.pk, norreg.pk}) == {house.pk: norreg, norreg.pk: norreg}


@pytest.mark.parametrize("count", [1, 3])
def test_veil_costs_the_same_over_any_number_of_rows(shelter: Place, count: int) -> None:
    person = make_actor(name="Zanzilark", kind="person", description="a resident")
    events = [make_event(places=[shelter], actors=[(person, "target")]) for _ in range(count)]
    documents = [told_of(event) for event in events]

    with CaptureQueriesContext(connection) as asked:
        veil = Veil(events=[e.pk for e in events], documents=[d.pk for d in documents])
        shown = [place.name for event in events for place in veil.places(event.pk)]
        titles = [veil.text(document, "title") for document in documents]

    assert shown == ["Norreg"] * count
    assert titles == ["News of [place withheld]"] * count
    assert len(asked) == 8


def test_name_is_found_in_the_whole_text_of_which_a_passage_shows_a_part(shelter: Place) -> None:
    event = make_event(places=[shelter])
    document = told_of(event)
    copy = make_copy(document, f"They fled to old {NAME} at night.")

    cut = Paragraph(1, (TextPiece("They fled to old", None),), cut_before=False, cut_after=True)
    (shown,) = Veil(documents=[document.pk]).paragraphs(copy, [cut])

    assert [piece.text for piece in shown.pieces] == ["They fled to [place withheld]"]
