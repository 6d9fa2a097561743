"""A name that readers may not see stands nowhere, whoever's text names it, at any address."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    make_timeline,
    writer,
)
from timeline.models import Actor, Claim, Document, Event, Place
from timeline.services.errors import Refused
from timeline.services.nouns.actors import edit_actor
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.places import edit_place
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import publish_event
from timeline.vocabulary.measures import MeasurePart

pytestmark = pytest.mark.django_db
NAME = "Zanzicanary"


@dataclass
class Told:
    """An event whose every text names somewhere or somebody, and how to hide that name."""

    event: Event
    document: Document
    hide: Callable[[], object]
    stand_in: str


@pytest.fixture(params=["place", "person"])
def told(cast: Cast, request: pytest.FixtureRequest) -> Told:
    place, person = cast.alta, cast.civilians
    if request.param == "place":
        place = make_place(name=NAME, kind="site", parent=cast.alta)
    else:
        person = make_actor(
            name=NAME, kind="person", description="a resident", public_role="spokesperson"
        )

    def hide() -> object:
        if request.param == "place":
            row = Place.objects.get(pk=place.pk)
            return edit_place(row, withhold="place", version=row.version, by=writer(), reason=WHY)
        who = Actor.objects.get(pk=person.pk)
        return edit_actor(who, public_role="", version=who.version, by=writer(), reason=WHY)

    event = make_event(
        title=f"Shells reported at {NAME}",
        summary=f"Of {NAME}",
        places=[place, cast.beska],
        actors=[(cast.brigade, "agent"), (person, "target")],
        claims=0,
        publish=False,
    )
    document, _first = _claims(cast, event, None if request.param == "place" else person)
    link_events(event, [LinkPart("follows", cast.relayed)], by=writer(), reason=WHY)
    link_events(cast.disputed, [LinkPart("answers", event)], by=writer(), reason=WHY)
    make_timeline(event, cast.relayed)
    stand_in = {"place": "[place withheld]", "person": "[name withheld]"}[request.param]
    return Told(event, document, hide, stand_in)


def _claims(cast: Cast, event: Event, person: Actor | None) -> tuple[Document, Claim]:
    document = make_document(
        source=cast.wire, title=f"News of {NAME}", note=f"On {NAME}", authors=f"One of {NAME}"
    )
    make_copy(document, "word " * 300 + f"they shelled {NAME} in the morning" + " word" * 300)
    first = make_claim(
        event,
        document=document,
        summary=f"They shelled {NAME}",
        quote=f"they shelled {NAME} in the morning",
        attribution=f"an official at {NAME}",
        attributed_to=person,
        translated_by=f"a friend of {NAME}",
        measures=[MeasurePart("place", NAME)],
    )
    make_claim(
        event,
        document=make_document(source=cast.daily, published="2014-08-20"),
        stance="denies",
        attribution=f"people of {NAME}",
    )
    ending = make_claim(event, document=make_document(source=cast.wire, published="2014-08-22"))
    publish_event(event, by=writer(), reason=WHY)
    lapse_claim(first, ended_by=ending, kind="corrected", by=writer(), reason=f"Not {NAME}")
    decide_status(event, status="disputed", by=writer(), reason=f"At {NAME}", claims=[first])
    return document, first


def _addresses(cast: Cast, told: Told) -> list[str]:
    page = f"/events/{told.event.public_id}/"
    document = told.document.public_id
    return [
        page,
        f"{page}?known=2014-08-21",
        f"{page}history/",
        f"{page}{told.event.slug}/cite.bib",
        f"{page}{told.event.slug}/cite.json",
        cast.relayed.get_absolute_url(),
        cast.disputed.get_absolute_url(),
        f"/events/{cast.disputed.public_id}/history/",
        *("/", "/?density=quotes", "/?density=table", "/?known=2014-08-21", "/?q=shelled"),
        *("/changes/", "/documents/", f"/documents/{document}/", "/places/alta/", "/places/beska/"),
        *("/sources/the-wire/", "/sources/the-daily/", "/actors/first-brigade/", "/actors/"),
        *("/sitemap-events-1.xml", "/sitemap-documents-1.xml", "/sitemap-places-1.xml"),
        *("/search/suggest?q=zanzi", "/facets/place/", "/facets/actor/"),
        *("/api/v1/events", f"/api/v1/events/{told.event.public_id}", "/api/v1/facets"),
        *("/api/v1/documents", f"/api/v1/documents/{document}"),
    ]


def _naming(cast: Cast, told: Told) -> list[str]:
    """Addresses whose page, or the one that they lead to, holds the name."""
    found = []
    for address in _addresses(cast, told):
        answer = Client().get(address, follow=True)
        assert answer.status_code == 200, address
        passed = " ".join(url for url, _status in answer.redirect_chain)
        if "zanzi" in (answer.getvalue().decode() + passed).lower().replace("q=zanzi", ""):
            found.append(address)
    return found


def test_hidden_name_stands_nowhere(cast: Cast, told: Told) -> None:
    before = _naming(cast, told)
    assert set(_addresses(cast, told)) - set(before) <= {
        *("/sitemap-places-1.xml", "/facets/place/", "/facets/actor/", "/actors/"),
        *("/places/alta/", "/search/suggest?q=zanzi", "/changes/"),
    }, "it stands everywhere while it may"

    told.hide()

    assert _naming(cast, told) == []
    page = Client().get(f"/events/{told.event.public_id}/withheld/").content.decode()
    assert f"Shells reported at {told.stand_in}" in page
    assert f"they shelled {told.stand_in} in the morning" in page


def test_old_address_of_an_event_leads_to_the_one_without_the_name(told: Told) -> None:
    told.hide()

    answer = Client().get(told.event.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/events/{told.event.public_id}/withheld/",
    )


def test_event_that_names_somebody_without_a_public_role_is_not_published(cast: Cast) -> None:
    person = make_actor(name=NAME, kind="person", description="a resident")
    event = make_event(title=f"{NAME} shot", actors=[(person, "target")], publish=False)

    with pytest.raises(Refused) as error:
        publish_event(event, by=writer(), reason=WHY)

    assert list(error.value.message_dict) == ["title"]


def test_half_of_a_hidden_name_is_not_shown_where_a_passage_ends(cast: Cast) -> None:
    """Of 4,000 characters 400 are shown: 180 on both sides of this quote."""
    place = make_place(name="Zanzicanary Shelter", parent=cast.alta, withhold="place")
    event = make_event(places=[place], claims=0, publish=False)
    document = make_document()
    quote = "they fled in the night to a place nearby"
    beside = f"{'.' * 168} Zanzicanary Shelter "
    kept = make_copy(document, f"{'x' * 1900} {quote}{beside}".ljust(4000, "y"))
    end = kept.text.index(quote) + len(quote) + 180
    assert kept.text[:end].endswith(" Zanzicanary")
    make_claim(event, document=document, quote=quote)
    publish_event(event, by=writer(), reason=WHY)

    page = Client().get(f"/documents/{document.public_id}/", follow=True).content.decode()

    assert f"{'.' * 168} [place withheld]" in page
    assert "Zanzi" not in page
