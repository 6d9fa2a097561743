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
from timeline.models import Actor, Claim, Document, Event, Place, SearchText, Timeline
from timeline.services.errors import Refused
from timeline.services.nouns.actors import edit_actor
from timeline.services.nouns.claims import edit_claim, lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.places import edit_place
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import publish_event
from timeline.vocabulary.measures import MeasurePart

from .addresses import addresses
from .walks import PART, holding, walk

pytestmark = pytest.mark.django_db

PLACE, PERSON = "Zanzicanary", "Zanzilark"
NAMES = f"{PLACE} and {PERSON}"


@dataclass
class Told:
    """An event whose every text names a place and a person, and how to hide either name."""

    event: Event
    document: Document
    timeline: Timeline
    hide_place: Callable[[], object]
    hide_person: Callable[[], object]


@pytest.fixture
def told(cast: Cast) -> Told:
    place = make_place(name=PLACE, kind="site", parent=cast.alta)
    person = make_actor(
        name=PERSON, kind="person", description="a resident", public_role="spokesperson"
    )

    def hide_place() -> object:
        row = Place.objects.get(pk=place.pk)
        return edit_place(row, withhold="place", version=row.version, by=writer(), reason=WHY)

    def hide_person() -> object:
        who = Actor.objects.get(pk=person.pk)
        return edit_actor(who, public_role="", version=who.version, by=writer(), reason=WHY)

    event = make_event(
        title=f"Shells reported at {NAMES}",
        summary=f"Of {NAMES}",
        places=[place, cast.beska],
        actors=[(cast.brigade, "agent"), (person, "target")],
        claims=0,
        publish=False,
    )
    document, _first = _claims(cast, event, person)
    link_events(event, [LinkPart("follows", cast.relayed)], by=writer(), reason=WHY)
    link_events(cast.disputed, [LinkPart("answers", event)], by=writer(), reason=WHY)
    _other_claim(cast.relayed, document)
    return Told(event, document, make_timeline(event), hide_place, hide_person)


def _other_claim(event: Event, document: Document) -> None:
    """What the document says of an event that hides nothing itself."""
    claim = make_claim(
        event,
        document=document,
        summary=f"Nearby they shelled {NAMES}",
        quote=f"they shelled {NAMES}",
        attribution=f"a driver from {NAMES}",
        translated_by=f"a friend of {NAMES}",
        measures=[MeasurePart("place", f"near {NAMES}")],
        publish=True,
    )
    # Written in the same moment; what values were before is seen in test_event_changes.
    values = [MeasurePart("place", f"north of {NAMES}")]
    edit_claim(claim, measures=values, version=None, by=writer(), reason=WHY)
    corrected = make_claim(event, document=document, publish=True)
    ending = make_claim(event, document=make_document(source=document.source), publish=True)
    lapse_claim(corrected, ended_by=ending, kind="corrected", by=writer(), reason=f"Not {NAMES}")


def _claims(cast: Cast, event: Event, person: Actor) -> tuple[Document, Claim]:
    document = make_document(
        source=cast.wire,
        title=f"News of {NAMES}",
        url=f"https://wire.example/{PLACE}_and_{PERSON}.html",
        note=f"On {NAMES}",
        authors=f"One of {NAMES}",
    )
    make_copy(
        document,
        "word " * 300 + f"they shelled {NAMES} in the morning" + " word" * 300,
        rights_reason=f"by a letter of {NAMES}",
    )
    first = make_claim(
        event,
        document=document,
        summary=f"They shelled {NAMES}",
        quote=f"they shelled {NAMES} in the morning",
        attribution=f"an official at {NAMES}",
        attributed_to=person,
        translated_by=f"a friend of {NAMES}",
        measures=[MeasurePart("place", NAMES)],
    )
    make_claim(
        event,
        document=make_document(source=cast.daily, published="2014-08-20"),
        stance="denies",
        attribution=f"people of {NAMES}",
    )
    ending = make_claim(event, document=make_document(source=cast.wire, published="2014-08-22"))
    publish_event(event, by=writer(), reason=WHY)
    lapse_claim(first, ended_by=ending, kind="corrected", by=writer(), reason=f"Not {NAMES}")
    decide_status(event, status="disputed", by=writer(), reason=f"At {NAMES}", claims=[first])
    return document, first


#: Where the names stand while they may: at every address that tells of the event.
NAMING = {
    "",
    "actors/",
    "actors/<str:slug>/",
    "changes/",
    "documents/",
    "documents/<str:public_id>/<str:slug>/",
    "events/<str:public_id>/<str:slug>/",
    "events/<str:public_id>/<str:slug>/cite.bib",
    "events/<str:public_id>/<str:slug>/cite.json",
    "events/<str:public_id>/history/",
    "facets/<str:word>/",
    "places/",
    "places/<str:slug>/",
    "search/suggest",
    "sitemap-<str:section>-<int:number>.xml",
    "sources/<str:slug>/",
    "timelines/<str:slug>/",
    "api/v1/actors",
    "api/v1/documents",
    "api/v1/documents/<public_id>",
    "api/v1/events",
    "api/v1/events/<public_id>",
    "api/v1/facets",
    "api/v1/places",
    "api/v1/places/<slug>",
}


def _table(cast: Cast, told: Told) -> dict[str, list[str]]:
    return addresses(
        cast,
        events=[told.event],
        documents=[told.document],
        timelines=[told.timeline],
        filters=["q=shelled", "known=2014-08-23"],
        day="2014-08-23",
    )


def test_hidden_name_stands_nowhere(cast: Cast, told: Told) -> None:
    table = _table(cast, told)
    before = set(holding(walk(table), "zanzi"))
    named = {route for route, rows in table.items() if before & set(rows)}
    assert named == NAMING, "they stand everywhere while they may"
    assert sum("zanzi" in words for words in _stored_words()) == 2
    assert sum(address.endswith(PART) for address in before) == 3

    told.hide_place()
    told.hide_person()

    answers = walk(table, follow=True)
    assert {a: r.status_code for a, r in answers.items() if r.status_code != 200} == {}
    assert holding(answers, "zanzi") == []
    assert [words for words in _stored_words() if "zanzi" in words] == []
    page = answers[f"/events/{told.event.public_id}/"].content.decode()
    for words in ("Shells reported at", "Of", "they shelled", "a friend of"):
        assert f"{words} [place withheld] and [name withheld]" in page


def _stored_words() -> list[str]:
    return [str(words) for words in SearchText.objects.values_list("words", flat=True)]


@pytest.mark.parametrize("what", ["place", "person"])
def test_old_address_of_an_event_leads_to_the_one_without_the_name(told: Told, what: str) -> None:
    getattr(told, f"hide_{what}")()

    answer = Client().get(told.event.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/events/{told.event.public_id}/withheld/",
    )


def test_event_that_names_somebody_without_a_public_role_is_not_published(cast: Cast) -> None:
    person = make_actor(name=PERSON, kind="person", description="a resident")
    event = make_event(title=f"{PERSON} shot", actors=[(person, "target")], publish=False)

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
