"""Hidden stays hidden: every address gives the same bytes with and without hidden rows."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.cast import make_cast
from tests.factories import (
    WHY,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    make_source,
    make_timeline,
    writer,
)
from tests.snapshots import take_snapshot
from timeline.models import Actor, Document, Event, Place, Source, Timeline
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.documents import withdraw_document
from timeline.services.nouns.places import OtherName
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import publish_claim, publish_event, withdraw_event

from .addresses import IN_PART, addresses, routes
from .walks import PART, walk

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.snapshots import Snapshot

CANARY = "Zanzicanary"


def test_every_public_route_has_a_row(cast):
    assert sorted(routes() - addresses(cast).keys()) == []
    assert sorted(addresses(cast).keys() - routes()) == []


type Answers = dict[str, tuple[int, str | None, bytes]]


def read_all(cast: "Cast") -> Answers:
    return read(addresses(cast))


def read(table: dict[str, list[str]]) -> Answers:
    return {
        address: (answer.status_code, answer.get("ETag"), answer.getvalue())
        for address, answer in walk(table).items()
    }


@pytest.fixture(scope="module")
def walked() -> Answers:
    """The answers about the cast alone; the same rows are put back for every test."""
    return {}


@pytest.fixture
def before(cast: "Cast", walked: Answers) -> Answers:
    """Every address as it answers before anything is hidden, walked once."""
    if not walked:
        walked.update(read_all(cast))
    return walked


@pytest.fixture(scope="module")
def hidden_snapshot(django_db_setup: None, django_db_blocker: Any) -> "Snapshot[Cast]":
    def make() -> "Cast":
        cast = make_cast()
        hide_rows(cast)
        return cast

    with django_db_blocker.unblock():
        return take_snapshot(make)


@pytest.fixture
def hidden_cast(hidden_snapshot: "Snapshot[Cast]", db: None) -> "Cast":
    """The cast with hidden rows beside it."""
    return hidden_snapshot.put_back()


def hide_rows(cast: "Cast") -> None:
    """One hidden row of every kind, each with the canary in every text."""
    place = make_place(name=f"{CANARY} Place", parent=cast.norreg, aliases=[OtherName(CANARY)])
    actor = make_actor(name=f"{CANARY} Actor", parent=cast.command, aliases=[OtherName(CANARY)])
    source = make_source(name=f"{CANARY} Source", owner=cast.daily, speaks_for=actor)
    document = make_document(
        source=source, title=f"{CANARY} Document", note=CANARY, published="2014-08-19"
    )
    make_copy(document, f"{CANARY} the text that we kept")
    texts = {"summary": CANARY, "attribution": CANARY, "quote": f"{CANARY} said something here"}
    for event in (cast.relayed, cast.disputed):
        make_claim(event, document=document, **texts)
        make_claim(event, stance="denies", attributed_to=actor, relays_source=source, **texts)
        make_claim(event, document=cast.second.document, stance="denies", **texts)
    draft = make_event(
        title=f"{CANARY} draft",
        summary=CANARY,
        places=[place, cast.alta],
        actors=[(actor, "agent"), (cast.brigade, "agent")],
        claims=0,
        publish=False,
    )
    make_claim(draft, document=document, **texts)
    ending = make_claim(cast.relayed, document=make_document(source=cast.wire), **texts)
    lapse_claim(cast.first, ended_by=ending, kind="withdrawn", by=writer(), reason=CANARY)
    make_claim(cast.relayed, relays=ending, **texts)
    link_events(cast.relayed, [LinkPart("follows", draft)], by=writer(), reason=WHY)
    link_events(draft, [LinkPart("answers", cast.disputed)], by=writer(), reason=WHY)
    make_timeline(cast.relayed, draft, publish=False, title=f"{CANARY} timeline")


def take_back_an_event(cast: "Cast") -> None:
    """An event with the canary in its texts that was public and is withdrawn."""
    place = make_place(name=f"{CANARY} Site", parent=cast.norreg)
    taken_back = make_event(title=f"{CANARY} withdrawn", places=[place], publish=False)
    publish_event(taken_back, by=writer(), reason=WHY)
    for claim in taken_back.claims.select_related("document"):
        assert claim.document.title.startswith("Article")
    withdraw_event(taken_back, category="safety", by=writer(), reason=CANARY)


def withdraw_published_documents() -> None:
    """The withdrawn event's document was published and stays so; take it back as well."""
    for document in Document.objects.filter(state="published", claims__event__state="withdrawn"):
        withdraw_document(document, category="safety", by=writer(), reason=WHY)


def test_hidden_rows_change_no_byte_and_no_etag(cast, before):
    hide_rows(cast)

    after = read_all(cast)
    assert [a for a in before if before[a] != after[a]] == []
    assert [a for a, (_s, _e, body) in after.items() if CANARY.encode() in body] == []


def test_withdrawn_event_changes_no_byte_but_those_that_say_so(cast, before):
    take_back_an_event(cast)
    withdraw_published_documents()

    after = read_all(cast)
    assert [a for a in before if before[a] != after[a]] == ["/changes/"]
    assert [a for a, (_s, _e, body) in after.items() if CANARY.encode() in body] == []


def test_control_publishing_a_hidden_row_does_change_the_bytes(cast):
    whole = addresses(cast)
    some = {route: whole[route] for route in ("api/v1/events", "api/v1/events/<public_id>")}
    before = read(some)
    claim = make_claim(cast.relayed, summary=f"{CANARY} in the open")

    publish_claim(claim, by=writer(), reason=WHY)

    after = read(some)
    assert before["/api/v1/events"] != after["/api/v1/events"]
    assert any(CANARY.encode() in body for _s, _e, body in after.values())


def test_every_public_address_answers_and_its_part_is_another_answer(before):
    assert {a: s for a, (s, _e, _b) in before.items() if s not in (200, 301)} == {}
    parts = [address for address in before if address.endswith(PART)]
    assert len(parts) == len(IN_PART)
    assert [a for a in parts if before[a] == before[a.removesuffix(PART)]] == []


@pytest.mark.parametrize("of", ["event", "document", "actor", "place", "source", "timeline"])
def test_hidden_address_gives_the_bytes_of_nothing_there(hidden_cast, of):
    draft, document = hidden_cast.draft, hidden_cast.draft_document
    hidden, nothing = {
        "event": (f"/events/{draft.public_id}/{draft.slug}/", "/events/0000000000/nothing/"),
        "document": (
            f"/documents/{document.public_id}/{document.slug}/",
            "/documents/0000000000/nothing/",
        ),
        "actor": (
            f"/actors/{Actor.objects.get(name__startswith=CANARY).slug}/",
            "/actors/nothing/",
        ),
        "place": (
            f"/places/{Place.objects.get(name__startswith=CANARY).slug}/",
            "/places/nothing/",
        ),
        "source": (
            f"/sources/{Source.objects.get(name__startswith=CANARY).slug}/",
            "/sources/nothing/",
        ),
        "timeline": (
            f"/timelines/{Timeline.objects.get(title__startswith=CANARY).slug}/",
            "/timelines/nothing/",
        ),
    }[of]
    assert Event.objects.filter(public_id=draft.public_id).exists()

    found = [Client().get(address) for address in (hidden, nothing)]

    assert [answer.status_code for answer in found] == [404, 404]
    assert found[0].content == found[1].content


@pytest.mark.parametrize("word", ["actor", "place", "source", "origin", "timeline"])
def test_hidden_slug_is_refused_in_the_words_of_an_unknown_one(hidden_cast, word):
    slug = {
        "actor": Actor.objects.get(name__startswith=CANARY).slug,
        "origin": Actor.objects.get(name__startswith=CANARY).slug,
        "place": Place.objects.get(name__startswith=CANARY).slug,
        "source": Source.objects.get(name__startswith=CANARY).slug,
        "timeline": Timeline.objects.get(title__startswith=CANARY).slug,
    }[word]

    hidden = Client().get(f"/api/v1/events?{word}={slug}")
    unknown = Client().get(f"/api/v1/events?{word}=nothing-of-the-kind")

    assert (hidden.status_code, unknown.status_code) == (400, 400)
    assert hidden.content.replace(slug.encode(), b"nothing-of-the-kind") == unknown.content


@pytest.mark.parametrize("query", [CANARY, "draft event", "hidden gazette"])
def test_search_never_finds_hidden_words(hidden_cast, query):
    assert Client().get("/api/v1/events", {"q": query}).json()["count"] == 0


def test_draft_that_was_withdrawn_gives_the_bytes_of_nothing_there(cast):
    withdraw_event(cast.draft, category="safety", by=writer(), reason=WHY)

    answer = Client().get(f"/events/{cast.draft.public_id}/{cast.draft.slug}/")

    assert answer.status_code == 404
    assert answer.content == Client().get("/events/0000000000/nothing/").content


def test_draft_of_a_document_that_was_withdrawn_gives_the_bytes_of_nothing_there(cast):
    withdraw_document(cast.draft_document, category="safety", by=writer(), reason=WHY)

    for at in ("/documents/{}/", "/api/v1/documents/{}"):
        answer = Client().get(at.format(cast.draft_document.public_id))
        assert answer.status_code == 404
        assert answer.content == Client().get(at.format("0000000000")).content
