"""The API for the other nouns: shapes, paging, refusals, and what stays hidden."""

import hashlib

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
    make_source,
    writer,
)
from timeline.services.nouns.documents import withdraw_document
from timeline.services.nouns.events import PlacePart
from timeline.services.nouns.places import OtherName
from timeline.services.nouns.workflow import publish_event

pytestmark = pytest.mark.django_db

NOUNS = ["places", "actors", "sources", "documents", "timelines"]
NONE = dict.fromkeys(
    ["confirmed", "corroborated", "unconfirmed", "disputed", "denied", "retracted"], 0
)


@pytest.mark.parametrize("noun", NOUNS)
def test_next_leads_through_the_whole_list(client: Client, cast: Cast, noun: str) -> None:
    whole = client.get(f"/api/v1/{noun}").json()
    address, seen = f"/api/v1/{noun}?size=1", []

    while address:
        answer = client.get(address).json()
        assert len(answer["results"]) == 1
        seen += answer["results"]
        address = answer["next"]

    assert list(whole) == ["count", "next", "results"]
    assert (seen, whole["count"], whole["next"]) == (whole["results"], len(seen), None)
    assert [client.get(row["url"]).status_code for row in seen] == [200] * len(seen)


@pytest.mark.parametrize("noun", NOUNS)
def test_each_row_of_a_list_has_its_own_answer(client: Client, cast: Cast, noun: str) -> None:
    rows = client.get(f"/api/v1/{noun}").json()["results"]

    assert rows
    for row in rows:
        answer = client.get(f"/api/v1/{noun}/{row.get('id', row['slug'])}")

        assert answer.status_code == 200
        assert row == {name: answer.json()[name] for name in row} | (
            {"events": row["events"]} if noun == "timelines" else {}
        )


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("colour=red", "colour"),
        ("size=201", "size"),
        ("size=0", "size"),
        ("size=٢", "size"),
        ("cursor=?", "cursor"),
        ("size=1&size=2", "size"),
        ("status=denied", "status"),
    ],
)
def test_bad_word_is_named(client: Client, db: None, noun: str, query: str, word: str) -> None:
    answer = client.get(f"/api/v1/{noun}?{query}")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["word"] for error in answer.json()["errors"]] == [word]


@pytest.mark.parametrize("noun", NOUNS)
def test_nothing_there_is_a_problem_document(client: Client, cast: Cast, noun: str) -> None:
    answer = client.get(f"/api/v1/{noun}/nothing")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "delete", "options"])
def test_writing_is_refused_by_a_problem_document(client: Client, cast: Cast, method: str) -> None:
    answer = getattr(client, method)("/api/v1/places")

    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert answer["Allow"] == "GET, HEAD"
    assert answer.json()["title"] == "Method Not Allowed"


@pytest.mark.parametrize("noun", NOUNS)
def test_answer_is_revalidated_by_its_etag(client: Client, cast: Cast, noun: str) -> None:
    for path in (f"/api/v1/{noun}", _first(client, noun)):
        answer = client.get(path)
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})

        assert set(answer["Cache-Control"].split(", ")) == {"public", "no-cache"}
        assert again.status_code == 304


def _first(client: Client, noun: str) -> str:
    row = client.get(f"/api/v1/{noun}").json()["results"][0]
    return f"/api/v1/{noun}/{row.get('id', row['slug'])}"


@pytest.mark.parametrize("noun", NOUNS)
def test_openapi_describes_the_list_and_its_words(client: Client, noun: str) -> None:
    described = client.get("/api/v1/openapi.json").json()

    names = [p["name"] for p in described["paths"][f"/api/v1/{noun}"]["get"]["parameters"]]
    answer = described["paths"][f"/api/v1/{noun}"]["get"]["responses"]["200"]
    assert names[-2:] == ["cursor", "size"]
    assert "$ref" in answer["content"]["application/json"]["schema"]


def test_place_tells_names_ways_and_events(client: Client, cast: Cast) -> None:
    fjord = make_place(
        name="Fjord",
        kind="town",
        parent=cast.norreg,
        lat=60.5,
        lon=10.5,
        country_code="NO",
        geonames_id=1,
        aliases=[OtherName("فيورد", "ar", "exonym"), OtherName("Old Fjord", "", "historic")],
    )
    make_event(places=[fjord])

    place = client.get("/api/v1/places/fjord").json()

    assert place == {
        "slug": "fjord",
        "url": "/places/fjord/",
        "name": "Fjord",
        "kind": "town",
        "path": [
            {"slug": "arland", "name": "Arland"},
            {"slug": "norreg", "name": "Norreg"},
            {"slug": "fjord", "name": "Fjord"},
        ],
        "parent": {"slug": "norreg", "name": "Norreg"},
        "also_in": None,
        "children": [],
        "aliases": [
            {"name": "Old Fjord", "language": None, "kind": "historic"},
            {"name": "فيورد", "language": "ar", "kind": "exonym"},
        ],
        "lat": 60.5,
        "lon": 10.5,
        "disputed": False,
        "iso3166_1": "NO",
        "iso3166_2": None,
        "geonames_id": 1,
        "wikidata_id": None,
        "events": {
            "count": 1,
            "status": NONE | {"unconfirmed": 1},
            "forecasts": 0,
            "url": "/api/v1/events?place=fjord",
        },
    }
    region = client.get("/api/v1/places/norreg").json()
    assert [child["slug"] for child in region["children"]] == ["alta", "beska", "fjord"]
    assert region["events"]["count"] == 3


def test_counts_of_events_lead_to_as_many_events(client: Client, cast: Cast) -> None:
    for path in ("places/norreg", "actors/high-command", "sources/the-daily"):
        for known in ("", "?known=2014-08-19"):
            counts = client.get(f"/api/v1/{path}{known}").json()["events"]

            assert counts["count"] == client.get(counts["url"]).json()["count"]
            assert sum(counts["status"].values()) + counts["forecasts"] == counts["count"]


def test_withheld_point_takes_the_numbers_of_gazetteers_along(client: Client, cast: Cast) -> None:
    clinic = make_place(
        name="Clinic",
        kind="site",
        parent=cast.alta,
        lat=60.11,
        lon=10.21,
        geonames_id=5550123,
        wikidata_id="Q5550123",
        withhold="point",
    )
    make_event(places=[clinic])

    place = client.get("/api/v1/places/clinic").json()

    hidden = ["lat", "lon", "geonames_id", "wikidata_id"]
    assert [place[name] for name in hidden] == [None] * 4
    assert "5550123" not in client.get("/places/clinic/").text


def test_withheld_place_is_nowhere(client: Client, cast: Cast) -> None:
    refuge = make_place(name="Refuge", kind="site", parent=cast.alta, withhold="place")
    make_event(title="Something at a site", places=[PlacePart(refuge)])

    answers = [client.get(f"/api/v1/places{path}") for path in ("", "/alta", "/refuge")]

    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert [b"efuge" in answer.content for answer in answers] == [False] * 3


def test_actor_tells_hierarchy_names_and_mouthpieces(client: Client, cast: Cast) -> None:
    unit = make_actor(
        name="Second Brigade",
        parent=cast.command,
        country_code="NO",
        aliases=[OtherName("2 Bde", "en", "own")],
    )
    channel = make_source(name="Brigade Channel", speaks_for=unit)
    make_event(claims=0, actors=[(unit, "agent")], publish=False)
    make_claim(cast.relayed, document=make_document(source=channel), publish=True)

    actor = client.get("/api/v1/actors/second-brigade").json()

    assert actor["parent"] == {"slug": "high-command", "name": "High Command"}
    assert actor["superiors"] == [actor["parent"]]
    assert actor["aliases"] == [{"name": "2 Bde", "language": "en", "kind": "own"}]
    assert actor["speaks_through"] == [{"slug": "brigade-channel", "name": "Brigade Channel"}]
    assert (actor["country"], actor["events"]["count"]) == ("NO", 0)
    above = client.get("/api/v1/actors/high-command").json()
    assert [child["slug"] for child in above["children"]] == ["first-brigade", "second-brigade"]


def test_person_without_a_public_role_is_nowhere(client: Client, cast: Cast) -> None:
    chief = make_actor(name="Ola Nordmann", kind="person", description="a resident")
    guard = make_actor(name="Guards", parent=chief)
    make_event(actors=[(chief, "target"), (guard, "agent")])

    answers = [client.get(f"/api/v1/actors{p}") for p in ("", "/guards", f"/{chief.slug}")]

    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert [b"Nordmann" in answer.content for answer in answers] == [False] * 3
    assert answers[1].json()["parent"] is None


def test_source_tells_its_record(client: Client, cast: Cast) -> None:
    source = client.get("/api/v1/sources/the-daily").json()

    assert source["record"] == {
        "assertions": 1,
        "relays": 1,
        "denials": 0,
        "context": 0,
        "status": NONE | {"unconfirmed": 1, "disputed": 1},
        "forecasts": 0,
        "basis": {"not_stated": 1, "other_media": 1},
    }
    assert source["relayed"] == [{"slug": "the-wire", "name": "The Wire", "claims": 1}]
    assert source["relayed_by"] == [{"slug": "the-blog", "name": "The Blog", "claims": 1}]
    assert (source["documents"], source["first_public_on"]) == (2, "2014-08-19")


def test_owner_that_nothing_public_reaches_is_not_told(client: Client, cast: Cast) -> None:
    owner = make_source(name="Quiet Holding")
    speaker = make_actor(name="Quiet Ministry")
    outlet = make_source(name="Loud Outlet", owner=owner, speaks_for=speaker)
    make_document(source=outlet, publish=True)

    told = [client.get(f"/api/v1/sources{path}").content for path in ("", "/loud-outlet")]
    told += [client.get(f"/sources/{path}").content for path in ("", "loud-outlet/")]

    assert [b"Loud Outlet" in content for content in told] == [True] * 4
    assert [b"Quiet" in content for content in told] == [False] * 4


def test_document_tells_claims_copies_and_verdicts(client: Client, cast: Cast) -> None:
    text = "On Monday the brigade has entered the town of Berg, an informed source said."
    document = make_document(source=cast.wire, title="Brigade in Berg", published="2014-08-19")
    copy = make_copy(document, text)
    event = make_event(claims=0, publish=False)
    make_claim(event, document=document, quote="the brigade has entered the town of Berg")
    make_claim(event, document=make_document(), publish=False)
    publish_event(event, by=writer(), reason=WHY)

    answer = client.get(f"/api/v1/documents/{document.public_id}").json()

    assert [kept["sha256"] for kept in answer["copies"]] == [
        hashlib.sha256(text.encode()).hexdigest()
    ]
    assert (answer["copies"][0]["rights"], answer["copies"][0]["length"]) == ("none", len(text))
    assert text not in str(answer)
    claim = answer["claims"][0]
    assert claim["quote"] == "the brigade has entered the town of Berg"
    assert claim["quote_check"] == "exact"
    assert claim["event"]["url"] == event.get_absolute_url()
    assert (claim["event"]["status"], claim["stance"]) == ("corroborated", "supports")
    assert copy.sha256 == answer["copies"][0]["sha256"]


def test_quote_of_a_restricted_copy_is_not_told(client: Client, cast: Cast) -> None:
    document = make_document(source=cast.wire)
    make_copy(document, "These are words that nobody should have to read.", restricted=True)
    event = make_event(claims=0, publish=False)
    make_claim(event, document=document, quote="words that nobody should have to read")
    publish_event(event, by=writer(), reason=WHY)

    answer = client.get(f"/api/v1/documents/{document.public_id}")

    assert answer.json()["claims"][0]["quote"] is None
    assert b"nobody should" not in answer.content


def test_document_is_not_found_before_it_was_public(client: Client, cast: Cast) -> None:
    address = f"/api/v1/documents/{cast.first.document.public_id}"

    statuses = [
        client.get(f"{address}?known={day}").status_code for day in ("2014-08-17", "2014-08-18")
    ]

    assert statuses == [404, 200]
    assert client.get("/api/v1/documents?known=2014-08-18").json()["count"] == 1


def test_withdrawn_document_is_gone_with_its_category(client: Client, db: None) -> None:
    document = make_document(title="Taken back", publish=True)
    withdraw_document(document, category="legal", by=writer(), reason=WHY)

    answer = client.get(f"/api/v1/documents/{document.public_id}")

    assert (answer.status_code, answer.json()["category"]) == (410, "legal")
    assert b"Taken back" not in answer.content


def test_timeline_counts_its_events_on_a_day(client: Client, cast: Cast) -> None:
    address = f"/api/v1/timelines/{cast.story.slug}"

    told = [client.get(f"{address}{known}").json() for known in ("", "?known=2014-08-19")]

    assert [timeline["events"]["count"] for timeline in told] == [2, 1]
    listed = client.get("/api/v1/timelines?known=2014-08-19").json()["results"][0]
    assert listed == {
        "slug": cast.story.slug,
        "url": cast.story.get_absolute_url(),
        "title": "Arland in August",
        "description": "",
        "events": 1,
    }


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("places?q=alt", ["alta"]),
        ("actors?q=COMMAND", ["high-command"]),
        ("sources?q=daily", ["the-daily"]),
        ("places?q=nowhere", []),
    ],
)
def test_search_looks_into_names(client: Client, cast: Cast, path: str, found: list[str]) -> None:
    assert [row["slug"] for row in client.get(f"/api/v1/{path}").json()["results"]] == found
