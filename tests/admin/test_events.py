"""The page on which an event is entered, over HTTP as a browser would use it."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.forms import ADMIN, errors_in, fill_in, row, sign_in, typed_in
from tests.cast import Cast
from tests.factories import (
    make_account,
    make_actor,
    make_claim,
    make_document,
    make_event,
    make_place,
)
from timeline.models import Claim, Document, Event, EvidenceState, StatusChange
from timeline.vocabulary.clock import today
from timeline.vocabulary.words import WorkflowState

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client: Client) -> Client:
    return sign_in(client, make_account("publisher", username="pia"))


def event_fields(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Column reported near Alta",
        "date": "2014-08-16/2014-08-18",
        "nature": "occurrence",
        "type": "movement_of_forces",
        "summary": "A column was reported.",
        "reason": "first entry",
        **changes,
    }


def claim_row(index: int, **changes: Any) -> dict[str, Any]:
    changes.setdefault("stance", "supports")
    return row("claims", index, **{"summary": f"Says so {index}", **changes})


def test_event_with_one_claim_relaying_the_other_is_entered_in_one_go(
    publisher: Client, cast: Cast
) -> None:
    agency = make_document(source=cast.wire)
    paper = make_document(source=cast.daily)

    answer = fill_in(
        publisher,
        "event/add/",
        event_fields(then="publish"),
        row("event_places", 0, place=cast.alta.pk, role="location"),
        row("event_actors", 0, actor=cast.brigade.pk, role="agent", said_by="2, 1"),
        # The relaying claim stands first: rows may name later ones.
        claim_row(0, document=paper.pk, relays_row="2", basis="other_media"),
        claim_row(
            1,
            document=agency.pk,
            measure_lines='killed: 12 (10-15) "at least a dozen"\nplace: Serpil Zahab',
        ),
    )

    assert answer.status_code == 302, errors_in(answer)
    event = Event.objects.get(title="Column reported near Alta")
    relaying = event.claims.get(document=paper)
    root = event.claims.get(document=agency)
    state = EvidenceState.objects.known_on(today()).get(row=event.pk)
    assert event.state == WorkflowState.PUBLISHED
    assert relaying.relays == root
    assert (state.origins, state.documents) == (1, 2)
    assert [str(measure.text) for measure in root.measures.all()] == [
        "at least a dozen",
        "Serpil Zahab",
    ]
    assert [part.place for part in event.event_places.all()] == [cast.alta]
    assert set(event.event_actors.get().asserted_by.all()) == {relaying, root}


def test_history_of_an_entered_event_says_who_and_why(publisher: Client, cast: Cast) -> None:
    fill_in(
        publisher,
        "event/add/",
        event_fields(reason="seen on the wire"),
        row("event_places", 0, place=cast.alta.pk),
        claim_row(0, document=make_document().pk),
    )

    event = Event.objects.get(title="Column reported near Alta")
    written = [event, event.event_places.get(), event.claims.get()]
    contexts = {v.pgh_context.metadata["why"] for r in written for v in r.history.all()}
    people = {v.pgh_context.metadata["user"] for r in written for v in r.history.all()}
    page = publisher.get(f"{ADMIN}event/{event.pk}/history/").content.decode()
    assert contexts == {"seen on the wire"}
    assert len(people) == 1
    assert "seen on the wire" in page
    assert "pia" in page


def test_row_that_is_not_there_is_refused(publisher: Client) -> None:
    answer = fill_in(
        publisher,
        "event/add/",
        event_fields(),
        claim_row(0, document=make_document().pk, relays_row="2"),
    )

    assert errors_in(answer) == {"claims-0-relays_row": ["There is no claim 2."]}


def test_claim_relays_one_thing(publisher: Client, cast: Cast) -> None:
    answer = fill_in(
        publisher,
        f"event/{cast.relayed.pk}/change/",
        claim_row(0, relays_row="2", relays_source=cast.wire.pk),
        reason="both",
    )

    words = "It relays one thing: a row, a claim or a source."
    assert errors_in(answer) == {"claims-0-relays_row": [words]}


def test_stored_claim_relaying_itself_is_refused_at_the_field(
    publisher: Client, cast: Cast
) -> None:
    answer = fill_in(
        publisher,
        f"event/{cast.relayed.pk}/change/",
        claim_row(0, relays=cast.third.pk),
        reason="a mistake",
    )

    errors = errors_in(answer)
    assert answer.status_code == 200
    assert list(errors) == ["claims-0-relays"]
    assert "circle" in errors["claims-0-relays"][0]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"date": "last summer"}, "date", "last summer"),
        ({"title": ""}, "title", "required"),
        ({"slug": "No Good"}, "slug", "slug"),
        ({"time_of_day": "12:00"}, "__all__", "time zone"),
        ({"status": "unconfirmed"}, "status_reason", "Say why"),
        (
            {"status": "unconfirmed", "status_reason": "x", "known_on": "2999-01-01"},
            "known_on",
            "future",
        ),
        ({"status": "met", "status_reason": "x"}, "status", "Not one of"),
        (
            {"status": "unconfirmed", "status_reason": "x", "status_rows": "9"},
            "status_rows",
            "no claim 9",
        ),
        ({"claims-0-quote_language": "English"}, "claims-0-quote_language", "BCP 47"),
        ({"claims-0-stance": "differs"}, "claims-0-differs_on", "differs on"),
        ({"claims-0-measure_lines": "dead: 5"}, "claims-0-measure_lines", "Line 1"),
        ({"claims-0-document": ""}, "claims-0-document", "required"),
        ({"event_actors-0-said_by": "7"}, "event_actors-0-said_by", "no claim 7"),
    ],
)
def test_refusals_stand_at_their_field_and_nothing_typed_is_lost(
    publisher: Client, typed: dict[str, str], field: str, words: str
) -> None:
    document = make_document()
    entered = {
        **event_fields(summary="Typed with care"),
        **row("event_places", 0, place=str(make_place().pk), role="origin"),
        **row("event_actors", 0, actor=str(make_actor().pk), role="agent"),
        **claim_row(0, document=str(document.pk), quote="word for word", attribution="a source"),
        **typed,
    }
    before = Event.objects.count()

    answer = fill_in(publisher, "event/add/", entered)

    assert answer.status_code == 200
    errors = errors_in(answer)
    assert field in errors, errors
    assert words in " ".join(errors[field])
    assert {name: typed_in(answer)[name] for name in entered} == entered
    assert Event.objects.count() == before


def test_changing_one_claim_leaves_the_others_as_they_were(publisher: Client, cast: Cast) -> None:
    before = dict(Claim.objects.values_list("pk", "version"))

    answer = fill_in(
        publisher,
        f"event/{cast.relayed.pk}/change/",
        claim_row(1, summary="The Daily repeats The Wire"),
        reason="clearer",
    )

    assert answer.status_code == 302, errors_in(answer)
    after = dict(Claim.objects.values_list("pk", "version"))
    assert after == before | {cast.second.pk: before[cast.second.pk] + 1}
    assert Claim.objects.get(pk=cast.second.pk).summary == "The Daily repeats The Wire"


def test_saving_an_untouched_page_changes_nothing(publisher: Client, cast: Cast) -> None:
    def versions() -> list[Any]:
        return [
            list(Event.objects.order_by("pk").values_list("pk", "version")),
            list(Claim.objects.order_by("pk").values_list("pk", "version", "updated_at")),
        ]

    before = versions()

    answer = fill_in(publisher, f"event/{cast.relayed.pk}/change/", reason="only looked")

    assert answer.status_code == 302, errors_in(answer)
    assert versions() == before


@pytest.mark.parametrize("what", ["event", "places", "claim", "measures"])
def test_stale_page_is_refused_and_the_typed_text_kept(
    publisher: Client, cast: Cast, what: str
) -> None:
    address = f"{ADMIN}event/{cast.relayed.pk}/change/"
    page = typed_in(publisher.get(address))
    other = Client()
    sign_in(other, make_account("publisher"))
    elsewhere = {
        "event": {"title": "Somebody else's title"},
        "places": row("event_places", 1, place=cast.beska.pk, role="destination"),
        "claim": claim_row(0, summary="Somebody else's words"),
        "measures": claim_row(0, summary=cast.first.summary, measure_lines="killed: 3"),
    }[what]
    assert (
        fill_in(other, f"event/{cast.relayed.pk}/change/", elsewhere, reason="x").status_code == 302
    )
    mine = {"title": "My title", "claims-0-note": "My note", "reason": "mine"}

    answer = publisher.post(address, page | mine)

    assert answer.status_code == 409
    assert "Somebody else has changed this" in str(errors_in(answer))
    assert {name: typed_in(answer)[name] for name in mine} == mine
    told = {found.label: found.clash for found in answer.context["differences"]}
    assert (
        told
        == {
            "event": {"Title": True},
            "places": {"Place of an event 2": False},
            "claim": {"Claim 1, In our words": False},
            "measures": {"Claim 1, Values": False},
        }[what]
    )
    again = publisher.post(address, typed_in(answer))
    assert again.status_code == 302, errors_in(again)
    cast.relayed.refresh_from_db()
    cast.first.refresh_from_db()
    assert (cast.relayed.title, cast.first.note) == ("My title", "My note")
    assert cast.relayed.event_places.count() == (2 if what == "places" else 1)
    assert cast.first.measures.count() == (1 if what == "measures" else 0)
    if what == "claim":
        assert cast.first.summary == "Somebody else's words"


def test_place_crossed_out_is_taken_off_and_kept_in_history(publisher: Client, cast: Cast) -> None:
    fill_in(
        publisher,
        f"event/{cast.relayed.pk}/change/",
        row("event_places", 0, DELETE="on"),
        row("event_places", 1, place=cast.beska.pk, role="location"),
        reason="wrong town",
    )

    assert [part.place for part in cast.relayed.event_places.all()] == [cast.beska]
    kept = cast.relayed.event_places.model.history.rel.related_model.objects
    assert kept.filter(place=cast.alta, pgh_label="delete").count() == 1


def test_decision_names_its_claims_and_reason(publisher: Client, cast: Cast) -> None:
    answer = fill_in(
        publisher,
        f"event/{cast.disputed.pk}/change/",
        status="denied",
        status_reason="The paper took it back by telephone",
        status_rows="2",
        reason="after a call",
    )

    assert answer.status_code == 302, errors_in(answer)
    decision = StatusChange.objects.get(event=cast.disputed)
    assert (decision.status, decision.author.username) == ("denied", "pia")
    assert [claim.stance for claim in decision.claims.all()] == ["denies"]
    assert decision.reason == "The paper took it back by telephone"


def test_withheld_place_in_the_title_is_refused_on_publishing(publisher: Client) -> None:
    shelter = make_place(name="Quiet House", withhold="place")

    answer = fill_in(
        publisher,
        "event/add/",
        event_fields(title="Shelling reported at Quiet House", then="publish"),
        row("event_places", 0, place=shelter.pk),
        claim_row(0, document=make_document().pk),
    )

    assert list(errors_in(answer)) == ["title"]


def test_contributor_cannot_publish_by_a_forged_choice(client: Client) -> None:
    sign_in(client, make_account("contributor"))

    answer = fill_in(
        client,
        "event/add/",
        event_fields(then="publish"),
        claim_row(0, document=make_document().pk),
    )

    assert list(errors_in(answer)) == ["then"]


def test_contributor_enters_a_draft_and_sends_it_to_review(client: Client, cast: Cast) -> None:
    sign_in(client, make_account("contributor"))

    answer = fill_in(
        client,
        "event/add/",
        event_fields(then="review"),
        row("event_actors", 0, actor=cast.brigade.pk, role="agent"),
        claim_row(0, document=make_document().pk),
    )

    assert answer.status_code == 302, errors_in(answer)
    assert Event.objects.get(title="Column reported near Alta").state == WorkflowState.IN_REVIEW


def test_contributor_sees_a_stored_event_but_cannot_change_it(client: Client, cast: Cast) -> None:
    sign_in(client, make_account("contributor"))
    address = f"{ADMIN}event/{cast.relayed.pk}/change/"

    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "Mine"}).status_code == 403


def test_list_takes_the_same_number_of_queries_for_any_number_of_rows(
    publisher: Client,
) -> None:
    make_event()
    publisher.get(f"{ADMIN}event/")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            publisher.get(f"{ADMIN}event/")
        return len(found)

    with_one = queries()
    for _ in range(4):
        make_event(claims=2)
    assert queries() == with_one


def test_claims_to_relay_are_looked_up_among_those_of_the_event(
    publisher: Client, cast: Cast
) -> None:
    asked = {"app_label": "timeline", "model_name": "claim", "field_name": "relays"}

    def found(**more: Any) -> set[str]:
        answer = publisher.get("/admin/autocomplete/", {**asked, "term": "", **more})
        return {choice["id"] for choice in answer.json()["results"]}

    own = {str(claim.pk) for claim in (cast.first, cast.second, cast.third)}
    assert found(event=cast.relayed.pk) == own
    assert found(event=0) == set()
    assert found(event="١") == set()
    assert own < found()


def test_new_claim_on_a_published_event_stays_a_draft_until_published(
    publisher: Client, cast: Cast
) -> None:
    more = claim_row(3, document=make_document().pk)

    fill_in(publisher, f"event/{cast.relayed.pk}/change/", more, reason="found another")
    assert cast.relayed.claims.get(summary="Says so 3").state == WorkflowState.DRAFT

    fill_in(publisher, f"event/{cast.relayed.pk}/change/", reason="checked", then="publish")
    assert cast.relayed.claims.get(summary="Says so 3").is_public


def test_claim_of_another_event_is_no_upstream(publisher: Client, cast: Cast) -> None:
    stranger = make_claim(cast.disputed)

    answer = fill_in(
        publisher,
        f"event/{cast.relayed.pk}/change/",
        claim_row(0, relays=stranger.pk),
        reason="x",
    )

    assert errors_in(answer) == {"claims-0-relays": ["That claim is about another event."]}


def test_document_added_beside_its_field_closes_its_window(publisher: Client) -> None:
    source = make_document().source

    answer = fill_in(
        publisher,
        "document/add/?_popup=1&_to_field=id",
        source=source.pk,
        title="Found while entering",
    )

    made = Document.objects.get(title="Found while entering")
    assert answer.status_code == 200
    assert json.loads(answer.context["popup_response_data"])["value"] == str(made.pk)


@pytest.mark.django_db(transaction=True)
def test_save_that_meets_another_one_is_asked_for_again_with_everything_typed(
    publisher: Client,
) -> None:
    event = make_event()
    elsewhere = connection.copy()
    try:
        with elsewhere.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM timeline_event WHERE id = %s FOR UPDATE", [event.pk])
        answer = fill_in(publisher, f"event/{event.pk}/change/", title="Mine", reason="x")
    finally:
        elsewhere.close()

    assert answer.status_code == 200
    assert errors_in(answer) == {
        "__all__": ["Somebody else is saving something that this touches. Save again."]
    }
    assert typed_in(answer)["title"] == "Mine"
