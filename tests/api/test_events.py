"""The API: its shapes, its refusals, and what stays hidden."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import WHY, make_event, writer
from timeline.services.nouns.workflow import withdraw_event

pytestmark = pytest.mark.django_db

EVENT_FIELDS = [
    "id", "slug", "url", "title", "summary", "date", "listed_on", "status", "status_by",
    "suggested", "outcome", "type", "nature", "origins", "parties", "documents", "denials",
    "places", "actors", "updated_at",
]  # fmt: skip
CLAIM_FIELDS = [
    "id", "stance", "summary", "quote", "quote_check", "differs_on", "attribution",
    "attributed_to", "attributed_unnamed", "basis", "certainty", "rejects", "relays",
    "relays_source", "origin_unknown", "origin", "standing", "lapses", "document", "measures",
]  # fmt: skip


def test_events_have_the_shape_of_the_contract(client: Client, cast: Cast) -> None:
    answer = client.get("/api/v1/events?place=alta").json()
    assert list(answer) == ["count", "next", "results"]
    assert (answer["count"], answer["next"]) == (1, None)
    event = answer["results"][0]
    assert list(event) == EVENT_FIELDS
    assert event["id"] == cast.relayed.public_id
    assert event["url"] == cast.relayed.get_absolute_url()
    assert event["date"] == {
        "edtf": "2014-08-16/2014-08-18",
        "earliest": "2014-08-16",
        "latest": "2014-08-18",
    }
    assert (event["status"], event["status_by"], event["suggested"]) == (
        "unconfirmed",
        "rule",
        "unconfirmed",
    )
    assert (event["origins"], event["parties"], event["documents"], event["denials"]) == (
        1,
        0,
        3,
        0,
    )
    assert event["places"] == [
        {
            "slug": "alta",
            "name": "Alta",
            "path": [
                {"slug": "arland", "name": "Arland"},
                {"slug": "norreg", "name": "Norreg"},
                {"slug": "alta", "name": "Alta"},
            ],
            "role": "location",
            "precision": "town",
            "lat": 60.1,
            "lon": 10.2,
        }
    ]
    assert event["actors"] == [
        {"slug": "first-brigade", "name": "First Brigade", "role": "agent"},
        {"slug": "people-of-alta", "name": "People of Alta", "role": "target"},
    ]


def test_next_leads_through_all_events(client: Client, cast: Cast) -> None:
    address, seen = "/api/v1/events?size=1", []
    while address:
        answer = client.get(address).json()
        seen += [event["id"] for event in answer["results"]]
        address = answer["next"]
    assert seen == [cast.disputed.public_id, cast.relayed.public_id]


def test_one_event_adds_its_evidence(client: Client, cast: Cast) -> None:
    event = client.get(f"/api/v1/events/{cast.relayed.public_id}").json()
    assert list(event) == [*EVENT_FIELDS, "claims", "origin_groups", "status_history", "links"]
    assert [list(claim) for claim in event["claims"]] == [CLAIM_FIELDS] * 3
    assert [claim["relays"] for claim in event["claims"]] == [
        None,
        cast.first.public_id,
        cast.second.public_id,
    ]
    assert {claim["origin"]["slug"] for claim in event["claims"]} == {"the-wire"}


def test_one_event_before_it_existed_is_not_found(client: Client, cast: Cast) -> None:
    address = f"/api/v1/events/{cast.relayed.public_id}"
    assert client.get(f"{address}?known=2014-08-17").status_code == 404
    assert client.get(f"{address}?known=2014-08-18").json()["documents"] == 1


def test_a_draft_is_answered_as_nothing(client: Client, cast: Cast) -> None:
    draft = client.get(f"/api/v1/events/{cast.draft.public_id}")
    nothing = client.get("/api/v1/events/0000000000")
    assert draft.status_code == nothing.status_code == 404
    assert draft.content == nothing.content
    assert draft["ETag"] == nothing["ETag"]


def test_a_withdrawn_event_is_gone_with_its_category(client: Client) -> None:
    event = make_event(title="Taken back")
    withdraw_event(event, category="safety", by=writer(), reason=WHY)
    answer = client.get(f"/api/v1/events/{event.public_id}")
    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert answer.json()["category"] == "safety"
    assert "Taken back" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/api/v1/events", "/api/v1/facets"])
def test_a_refused_word_is_a_problem_document(client: Client, path: str) -> None:
    answer = client.get(f"{path}?status=maybe&colour=red")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    problem = answer.json()
    assert list(problem) == ["type", "title", "status", "detail", "errors"]
    assert [error["word"] for error in problem["errors"]] == ["status", "colour"]


def test_facets_have_the_shape_of_the_contract(client: Client, cast: Cast) -> None:
    answer = client.get("/api/v1/facets").json()
    assert list(answer)[:3] == ["count", "status", "type"]
    assert answer["count"] == 2
    assert answer["status"] == {
        "confirmed": 0,
        "corroborated": 0,
        "unconfirmed": 1,
        "disputed": 1,
        "denied": 0,
        "retracted": 0,
    }
    assert answer["place"][0] == {"slug": "arland", "name": "Arland", "parent": None, "count": 2}
    assert {"slug": "alta", "name": "Alta", "parent": "norreg", "count": 1} in answer["place"]


def test_addresses_where_nothing_stands_are_problem_documents(client: Client) -> None:
    answer = client.get("/api/v1/nothing/here")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_openapi_describes_every_filter_word(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/events"]["get"]
    names = [parameter["name"] for parameter in described["parameters"]]
    assert names[:3] == ["q", "place", "actor"]
    assert "density" not in names


def test_answers_may_be_kept_and_must_be_asked_for_again(client: Client, cast: Cast) -> None:
    answer = client.get("/api/v1/events")
    assert set(answer["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert answer["ETag"]
