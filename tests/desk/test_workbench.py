"""The workbench: what a marked passage becomes, by forms alone, without JavaScript."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_account,
    make_claim,
    make_copy,
    make_document,
    make_event,
    writer,
)
from timeline.desk.claim_forms import ClaimForm
from timeline.models import Claim, Document, Event, EvidenceState, Proposal
from timeline.services.nouns.documents import withdraw_document
from timeline.services.proposals.proposing import accept_proposal
from timeline.vocabulary.clock import today

pytestmark = pytest.mark.django_db

TEXT = (
    "The Blog says that the brigade has entered the town of Alta.\n\n"
    "A second convoy of tanks moved through Beska at night, an informed source said.\n\n"
    "The command denies that any convoy moved through Beska. The command denies that.\n"
)
QUOTE = "A second convoy of tanks moved through Beska at night"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def document(cast: Cast) -> Document:
    document = make_document(source=cast.daily, title="Convoys", published="2014-08-21")
    make_copy(document, TEXT)
    return document


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(make_account("contributor"))
    return client


def typed(**fields: Any) -> dict[str, Any]:
    """A filled-in form for a new event; an empty row of each kind, as a browser sends them."""
    rows = {
        f"{prefix}-{name}": value
        for prefix in ("step", "place", "actor")
        for name, value in (("TOTAL_FORMS", "1"), ("INITIAL_FORMS", "0"))
    }
    return {
        **rows,
        "place-0-role": "location",
        "actor-0-role": "agent",
        "do": "save",
        "quote": QUOTE,
        "summary": "A convoy moved through Beska",
        "event": "",
        "title": "Convoy said to pass Beska",
        "type": "movement_of_forces",
        "nature": "occurrence",
        "stance": "supports",
        "basis": "not_stated",
        "certainty": "stated",
        "not_before": "2014-08-20",
        "not_after": "2014-08-21",
        "reason": "marked",
        **fields,
    }


def at(document: Document) -> str:
    return f"/desk/documents/{document.public_id}/"


def test_workbench_is_for_those_who_write(client: Client, document: Document) -> None:
    assert client.get(at(document)).status_code == 302
    client.force_login(make_account(""))
    assert client.get(at(document)).status_code == 403
    assert client.post(at(document), typed()).status_code == 403
    assert not document.claims.exists()


@pytest.mark.parametrize("public_id", ["0000000000", "nothing", "ILOU"])
def test_workbench_knows_no_other_document(desk: Client, public_id: str) -> None:
    assert desk.get(f"/desk/documents/{public_id}/").status_code == 404


def test_form_draws_all_of_its_fields(desk: Client, document: Document) -> None:
    page = desk.get(at(document)).content.decode()

    # These two are chosen from lists that an empty form has not got yet.
    asked = [name for name in ClaimForm.base_fields if name not in ("event", "relays")]
    assert [name for name in asked if f'name="{name}"' not in page] == []


def test_saved_passage_is_a_draft_with_its_position_and_a_new_event(
    desk: Client, document: Document, cast: Cast
) -> None:
    answer = desk.post(
        at(document),
        typed(
            attribution="an informed source",
            written_as="Beska",
            measure_lines="number: about 20 tanks",
            **{"place-0-place": "Arland › Norreg › Beska", "place-0-precision": "near"},
            **{"actor-0-actor": "First Brigade", "actor-0-role": "agent"},
        ),
    )

    claim = document.claims.get()
    assert answer["Location"] == f"{at(document)}?saved={claim.public_id}#claims"
    assert (claim.state, claim.quote, claim.quote_verdict) == ("draft", QUOTE, "exact")
    start = TEXT.index(QUOTE)
    assert claim.selector[0]["exact"] == QUOTE
    assert claim.selector[1:] == [
        {"type": "TextPositionSelector", "start": start, "end": start + len(QUOTE)}
    ]
    assert [str(measure) for measure in claim.measures.all()] == [
        "number about 20 tanks",
        "place Beska",
    ]
    event = claim.event
    assert (event.state, event.date) == ("draft", "2014-08-20/2014-08-21")
    assert [(p.place, p.role, p.precision) for p in event.event_places.all()] == [
        (cast.beska, "location", "near")
    ]
    role = event.event_actors.get()
    assert (role.actor, role.role, list(role.asserted_by.all())) == (cast.brigade, "agent", [claim])


def test_passage_attaches_to_a_recorded_event_and_relays_a_claim_of_it(
    desk: Client, document: Document, cast: Cast
) -> None:
    desk.post(
        at(document),
        typed(
            event=cast.relayed.public_id,
            title="left over from before",
            relays=cast.third.public_id,
            quote="the brigade has entered the town of Alta",
            written_as="Alta",
            not_after="2014-08-20",
        ),
    )

    claim = document.claims.get()
    assert (claim.event, claim.relays, claim.state) == (cast.relayed, cast.third, "draft")
    assert not claim.is_public
    assert [str(m) for m in claim.measures.all()] == ["place Alta", "date 2014-08-20"]
    assert Event.objects.get(pk=cast.relayed.pk).title == "Brigade reported entering Alta"


def test_two_steps_become_unseen_documents_that_relay_each_other(
    desk: Client, document: Document, cast: Cast
) -> None:
    desk.post(
        at(document),
        typed(
            attributed_to="High Command",
            attributed_unnamed="on",
            **{
                "step-TOTAL_FORMS": "2",
                "step-0-source": "The Wire",
                "step-0-title": "Tanks at Beska",
                "step-0-published": "2014-08-20",
                "step-1-source": "Radio Alta",
                "step-1-kind": "broadcaster",
            },
        ),
    )

    claim = document.claims.get()
    radio = claim.relays
    wire = radio.relays
    assert (radio.document.source.name, radio.document.unseen) == ("Radio Alta", True)
    assert radio.document.title == "[Item of Radio Alta, not seen]"
    assert (wire.document.source, wire.document.title) == (cast.wire, "Tanks at Beska")
    assert (wire.attributed_to, wire.attributed_unnamed, wire.relays) == (cast.command, True, None)
    assert claim.attributed_to is None
    assert {c.state for c in (claim, radio, wire)} == {"draft"}


def test_one_step_without_a_title_is_a_relayed_source(
    desk: Client, document: Document, cast: Cast
) -> None:
    desk.post(at(document), typed(**{"step-0-source": "The Wire"}))

    claim = document.claims.get()
    assert (claim.relays, claim.relays_source) == (None, cast.wire)


def test_denial_asks_who_says_that_it_happened(
    desk: Client, document: Document, cast: Cast
) -> None:
    denial = typed(
        stance="denies",
        quote="The command denies that any convoy moved through Beska",
        summary="The command denies it",
        attributed_to="High Command",
    )

    answer = desk.post(at(document), denial)
    assert answer.status_code == 422
    assert answer.context["entry"].form.errors.keys() == {"said_by"}
    assert not document.claims.exists()

    desk.post(at(document), {**denial, "said_by": "Radio Alta", "said_kind": "broadcaster"})
    claim = document.claims.get()
    report = claim.event.claims.exclude(pk=claim.pk).get()
    assert (report.stance, report.document.unseen) == ("supports", True)
    assert report.document.source.name == "Radio Alta"


def test_denial_alone_stands_where_the_report_was_not_found(
    desk: Client, document: Document
) -> None:
    desk.post(at(document), typed(stance="denies", said_unknown="on"))

    assert Claim.objects.filter(event=document.claims.get().event).count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"quote": "A second convoy of tanks never moved through Beska"}, "quote"),
        ({"quote": "Beska"}, "quote"),
        ({"summary": ""}, "summary"),
        ({"stance": ""}, "stance"),
        ({"stance": "differs"}, "differs_on"),
        ({"title": ""}, "title"),
        ({"type": ""}, "type"),
        ({"not_before": "", "not_after": ""}, "not_before"),
        ({"not_before": "20 August"}, "not_before"),
        ({"not_before": "2014-08-22"}, "not_before"),
        ({"attributed_to": "Nobody Known"}, "attributed_to"),
        ({"measure_lines": "killed 3"}, "measure_lines"),
        ({"event": "0000000000"}, "event"),
        ({"event": "nonsense"}, "event"),
        ({"relays": "0000000000"}, "relays"),
        ({"reason": ""}, "reason"),
        ({"summary": "nul \x00"}, "summary"),
        ({"start": "-1"}, "start"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_written(
    desk: Client, document: Document, fields: dict[str, str], field: str
) -> None:
    answer = desk.post(at(document), typed(**{"attribution": "my words", **fields}))

    assert answer.status_code == 422
    assert answer.context["entry"].form.errors.keys() == {field}
    assert 'value="my words"' in answer.text
    assert not document.claims.exists()
    assert not Event.objects.filter(title="Convoy said to pass Beska").exists()


@pytest.mark.parametrize(
    ("fields", "rows", "field"),
    [
        ({"step-0-title": "Whose?"}, "steps", "source"),
        ({"step-0-source": "Radio Alta"}, "steps", "kind"),
        ({"step-0-source": "The Wire", "step-0-published": "yesterday"}, "steps", "published"),
        ({"place-0-place": "Nowhere"}, "places", "place"),
        ({"actor-0-actor": "Nobody"}, "actors", "actor"),
    ],
)
def test_what_is_wrong_in_a_row_stands_there(
    desk: Client, document: Document, fields: dict[str, str], rows: str, field: str
) -> None:
    answer = desk.post(at(document), typed(**fields))

    assert answer.status_code == 422
    assert getattr(answer.context["entry"], rows).errors[0].keys() == {field}
    assert not document.claims.exists()


def test_missing_rows_of_a_form_are_refused_and_not_an_error(
    desk: Client, document: Document
) -> None:
    assert desk.post(at(document), {"do": "save"}).status_code == 422
    assert desk.post(at(document), {"do": "preview"}, headers=HTMX).status_code == 200
    assert desk.post(at(document), typed(**{"step-TOTAL_FORMS": "9999"})).status_code == 422


def test_pasted_quote_is_found_and_nearest_events_are_named_without_a_script(
    desk: Client, document: Document, cast: Cast
) -> None:
    answer = desk.post(
        at(document),
        {
            **typed(title="", summary="", stance=""),
            "do": "look",
            "quote": "brigade  has entered the town of Alta",
        },
    )

    assert answer.status_code == 200
    assert "Paragraph 1, characters 24 to 59." in answer.text
    assert "Nearest; attach there instead:" in answer.text
    assert answer.context["entry"].nearest[0].event == cast.relayed
    assert not document.claims.exists()


def test_live_answer_holds_only_what_the_server_says(
    desk: Client, document: Document, cast: Cast
) -> None:
    answer = desk.post(
        at(document),
        typed(do="preview", event=cast.relayed.public_id, relays=cast.first.public_id),
        headers=HTMX,
    )

    assert "<form" not in answer.text
    assert answer.text.count('hx-swap-oob="true"') == 4
    assert "<b>1 origin / 4 documents</b>" in answer.text
    assert "Unconfirmed" in answer.text
    assert "Adds a document, not an origin." in answer.text
    assert not document.claims.exists()


def test_second_claim_of_a_document_adds_no_document(desk: Client, cast: Cast) -> None:
    document = cast.third.document
    make_copy(document, TEXT)

    answer = desk.post(
        at(document),
        typed(do="preview", event=cast.relayed.public_id, relays=cast.first.public_id),
        headers=HTMX,
    )

    assert "Adds neither a document nor an origin." in answer.text


def test_buttons_add_rows_and_keep_what_is_typed(desk: Client, document: Document) -> None:
    answer = desk.post(
        at(document), typed(do="add-step", **{"step-0-source": "The Wire"}), headers=HTMX
    )

    assert answer.text.startswith("\n") or "<form" in answer.text
    assert 'name="step-1-source"' in answer.text
    assert 'value="The Wire"' in answer.text


def test_saving_by_htmx_goes_on_at_the_paragraph(desk: Client, document: Document) -> None:
    answer = desk.post(at(document), typed(do="next"), headers=HTMX)

    claim = document.claims.get()
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == f"{at(document)}?saved={claim.public_id}#p2"


def test_marked_words_are_those_of_the_place_where_they_were_marked(
    desk: Client, document: Document
) -> None:
    second = TEXT.rindex("The command denies that")
    desk.post(
        at(document),
        typed(quote="The command  denies that", start=second, end=second + 23, said_unknown="on"),
    )

    claim = document.claims.get()
    assert (claim.quote, claim.quote_verdict) == ("The command denies that", "exact")
    assert claim.selector[1] == {
        "type": "TextPositionSelector", "start": second, "end": second + 23
    }  # fmt: skip


def test_marked_passages_are_numbered_in_the_text(
    desk: Client, document: Document, cast: Cast
) -> None:
    desk.post(at(document), typed())
    desk.post(
        at(document),
        typed(
            event=document.claims.get().event.public_id,
            stance="denies",
            quote="denies that any convoy moved through Beska",
        ),
    )

    text = desk.get(at(document)).text
    assert f'<mark class="hl supports" id="q1">{QUOTE}<sup><a href="#n1">1</a></sup></mark>' in text
    assert '<mark class="hl denies" id="q2">' in text


def test_withdrawn_document_is_not_on_the_bench(desk: Client, cast: Cast) -> None:
    document = cast.first.document
    withdraw_document(document, category="error", by=writer(), reason=WHY)

    assert desk.get(at(document)).status_code == 404


def test_document_without_copy_takes_claims_whose_quotes_wait(desk: Client, cast: Cast) -> None:
    document = make_document(source=cast.blog)
    assert "Without copy" in desk.get(at(document)).text

    desk.post(at(document), typed())

    assert document.claims.get().quote_verdict == "no_copy"


def test_nearest_events_leave_far_ones_out(desk: Client, document: Document, cast: Cast) -> None:
    make_event(title="Election held in another country", date="2001", type="politics")

    answer = desk.post(at(document), typed(do="look"))

    titles = [near.event.title for near in answer.context["entry"].nearest]
    assert "Election held in another country" not in titles
    assert "Clash reported at Beska" in titles


def publish(client: Client, claim: Claim) -> str:
    answer = client.post(
        f"{at(claim.document)}publish/", {"claim": claim.public_id, "reason": "ready"}, follow=True
    )
    return answer.text


def test_publishing_waits_for_somebody_else(client: Client, document: Document, cast: Cast) -> None:
    client.force_login(make_account("editor"))
    client.post(at(document), typed(event=cast.relayed.public_id, relays=cast.third.public_id,
                                    quote="the brigade has entered the town of Alta"))  # fmt: skip
    claim = document.claims.get()

    assert "Proposed; somebody else has to agree" in publish(client, claim)
    claim.refresh_from_db()
    assert claim.state == "draft"
    text = client.get(at(document)).text
    assert "Proposed for publication; somebody else has to agree." in text
    assert f"{at(document)}publish/" not in text

    accept_proposal(Proposal.objects.get(), by=make_account("publisher"))
    claim.refresh_from_db()
    assert (claim.state, claim.is_public) == ("published", True)
    assert EvidenceState.objects.known_on(today()).get(row=cast.relayed.pk).documents == 4


def test_one_person_alone_publishes_at_once(
    client: Client, document: Document, cast: Cast, settings: Any
) -> None:
    settings.TIMELINE_REVIEW = "one"
    client.force_login(make_account("editor"))
    client.post(at(document), typed())

    assert "Published: “Convoy said to pass Beska”." in publish(client, document.claims.get())
    assert document.claims.get().is_public


def test_contributor_is_told_that_publishing_is_for_others(
    desk: Client, document: Document
) -> None:
    desk.post(at(document), typed())

    assert "This account may not publish." in publish(desk, document.claims.get())
    assert document.claims.get().state == "draft"
    assert not Proposal.objects.exists()


def test_publishing_knows_no_claim_of_another_document(
    desk: Client, document: Document, cast: Cast
) -> None:
    wrong = {"claim": cast.first.public_id, "reason": "ready"}

    assert desk.post(f"{at(document)}publish/", wrong).status_code == 404


def test_what_is_typed_is_kept_also_when_the_sign_in_runs_out(
    client: Client, document: Document
) -> None:
    account = make_account("contributor")
    client.force_login(account)
    token = client.get(at(document)).context["draft_token"]
    client.logout()

    answer = client.post(at(document), typed(draft_token=token, do="next"), headers=HTMX)
    assert answer.status_code == 204
    assert f"next={at(document)}%3Ftyped%3D1" in answer["HX-Redirect"]

    client.force_login(account)
    assert "and did not save it." in client.get(at(document)).text
    again = client.get(f"{at(document)}?typed=1")
    assert f">\n{QUOTE}</textarea>" in again.text
    assert again.status_code == 200
    client.post(at(document), typed(draft_token=token))
    assert "and did not save it." not in client.get(at(document)).text


def test_what_was_kept_is_thrown_away_and_leads_back(client: Client, document: Document) -> None:
    client.force_login(make_account("contributor"))
    token = client.get(at(document)).context["draft_token"]
    client.post(at(document), typed(draft_token=token, do="preview"), headers=HTMX)

    answer = client.post(f"/desk/kept/claim/{document.public_id}/drop/")

    assert answer["Location"] == at(document)
    assert "and did not save it." not in client.get(at(document)).text


def test_live_answer_asks_no_more_of_an_event_with_more_claims(
    desk: Client, document: Document, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    wanted = typed(do="preview", event=cast.relayed.public_id)

    with CaptureQueriesContext(connection) as few:
        desk.post(at(document), wanted, headers=HTMX)
    for _ in range(3):
        make_claim(cast.relayed, publish=True)
    with django_assert_max_num_queries(len(few)):
        desk.post(at(document), wanted, headers=HTMX)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_first_and_last_of_all_days_are_days(desk: Client, document: Document, day: str) -> None:
    look = desk.post(at(document), typed(do="preview", not_before=day, not_after=day))
    done = desk.post(at(document), typed(not_before=day, not_after=day))

    assert (look.status_code, done.status_code) == (200, 302)
    assert desk.get(done["Location"]).status_code == 200
