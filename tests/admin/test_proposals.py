"""With two people, saving what readers see makes a proposal: nothing is lost, and it says so."""

from typing import Any

import pytest
from django.test import Client

from tests.admin.forms import ADMIN, errors_in, fill_in, row, sign_in
from tests.cast import Cast
from tests.factories import make_account, make_claim, make_document, make_event
from timeline.models import Claim, Event, EventLink, Proposal
from timeline.services.proposals.proposing import accept_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_reviewers(one_reviewer: None, settings: Any) -> None:
    settings.TIMELINE_REVIEW = "two"


@pytest.fixture
def editor(client: Client) -> Client:
    return sign_in(client, make_account("editor", username="eve"))


def messages_of(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_saving_a_published_event_proposes_all_of_it_and_says_so(
    editor: Client, cast: Cast
) -> None:
    answer = fill_in(
        editor,
        f"event/{cast.relayed.pk}/change/",
        {"title": "Brigade said to enter Alta", "reason": "softer", "_continue": "1"},
        row("claims", 0, summary="Other words"),
        row("claims", 3, document=make_document().pk, stance="supports", summary="A new one"),
    )

    proposal = Proposal.objects.get()
    shown = editor.get(answer["Location"])
    assert answer.status_code == 302, errors_in(answer)
    assert Event.objects.get(pk=cast.relayed.pk).title == "Brigade reported entering Alta"
    assert Claim.objects.get(summary="A new one").state == "draft"
    assert [step["service"] for step in proposal.payload["steps"]] == ["edit_event", "edit_claim"]
    assert f"/proposals/{proposal.public_id}/" in messages_of(shown)

    accept_proposal(proposal, by=make_account("publisher"))

    cast.first.refresh_from_db()
    assert (cast.first.summary, cast.first.event.title) == (
        "Other words",
        "Brigade said to enter Alta",
    )


def test_new_event_is_stored_and_its_publication_proposed(editor: Client, cast: Cast) -> None:
    answer = fill_in(
        editor,
        "event/add/",
        {
            "title": "Column reported",
            "date": "2014-08-18",
            "type": "movement_of_forces",
            "then": "publish",
            "reason": "first entry",
        },
        row("claims", 0, document=make_document().pk, stance="supports", summary="It says so"),
    )

    event = Event.objects.get(title="Column reported")
    assert answer.status_code == 302, errors_in(answer)
    assert (event.state, Proposal.objects.get().event) == ("draft", event)


@pytest.mark.parametrize("noun", ["actor", "place", "source", "document", "claim"])
def test_every_published_noun_is_proposed(editor: Client, cast: Cast, noun: str) -> None:
    stored: Any = {
        "actor": cast.brigade,
        "place": cast.alta,
        "source": cast.wire,
        "document": cast.first.document,
        "claim": cast.first,
    }[noun]
    field = {"document": "title", "claim": "summary"}.get(noun, "name")

    answer = fill_in(
        editor, f"{noun}/{stored.pk}/change/", {field: "Renamed", "reason": "better name"}
    )

    assert answer.status_code == 302, errors_in(answer)
    assert getattr(type(stored).objects.get(pk=stored.pk), field) == getattr(stored, field)
    assert Proposal.objects.get().subject == stored


def test_mistake_in_a_proposed_save_stands_at_its_field(editor: Client, cast: Cast) -> None:
    answer = fill_in(
        editor, f"event/{cast.relayed.pk}/change/", {"date": "2014-02-31", "reason": "a slip"}
    )

    assert list(errors_in(answer)) == ["date"]
    assert not Proposal.objects.exists()


def test_untouched_page_proposes_nothing(editor: Client, cast: Cast) -> None:
    answer = fill_in(editor, f"event/{cast.relayed.pk}/change/", {"reason": "nothing"})

    assert answer.status_code == 302
    assert not Proposal.objects.exists()


def test_bulk_actions_propose_and_say_so(editor: Client, cast: Cast) -> None:
    other = make_event(publish=False)
    answer = editor.post(
        f"{ADMIN}event/",
        {
            "action": "publish_selected",
            "_selected_action": [other.pk, cast.draft.pk],
            "reason": "checked",
        },
        follow=True,
    )

    assert Proposal.objects.filter(kind="publish").count() == 2
    assert "Proposed, 2 in all" in messages_of(answer)
    assert Event.objects.get(pk=other.pk).state == "draft"


def test_added_link_lapse_and_confirmation_of_published_rows_wait(
    editor: Client, cast: Cast
) -> None:
    ending = make_claim(cast.relayed, document=make_document(source=cast.wire))
    event = make_event(claims=2)
    for address, values in (
        (
            "eventlink/add/",
            {"event": cast.relayed.pk, "kind": "follows", "other": cast.disputed.pk},
        ),
        ("lapse/add/", {"claim": cast.first.pk, "by": ending.pk, "kind": "withdrawn"}),
        (
            "statuschange/add/",
            {"event": event.pk, "status": "confirmed", "ground": "primary_record"},
        ),
    ):
        answer = fill_in(editor, address, values, reason="as it is")
        assert answer.status_code == 302, errors_in(answer)

    assert sorted(Proposal.objects.values_list("kind", flat=True)) == ["confirm", "edit", "edit"]
    assert not EventLink.objects.exists()


def test_proposals_are_accepted_returned_and_taken_back_in_the_list(
    client: Client, cast: Cast
) -> None:
    eve, pia = make_account("editor", username="eve"), make_account("publisher", username="pia")
    sign_in(client, eve)
    for number in range(3):
        fill_in(
            client,
            f"event/{cast.disputed.pk}/change/",
            {"title": f"Clash {number}", "reason": "words"},
        )
    first, second, third = Proposal.objects.order_by("pk")

    def act(action: str, row: Proposal, **more: str) -> str:
        chosen = {"action": action, "_selected_action": row.pk, **more}
        client.post(f"{ADMIN}proposal/", chosen)
        return Proposal.objects.get(pk=row.pk).state

    assert act("accept_proposal", first) == "open"
    assert act("take_back_proposal", third) == "taken_back"
    sign_in(client, pia)
    assert "Clash 0" in client.get(f"{ADMIN}proposal/{first.pk}/change/").content.decode()
    assert act("accept_proposal", first) == "accepted"
    assert act("accept_proposal", second) == "open", "stale by now"
    assert act("return_proposal", second) == "open", "a comment is missing"
    assert act("return_proposal", second, reason="see the other one") == "returned"


def test_contributor_changes_own_drafts_only(client: Client, cast: Cast) -> None:
    sign_in(client, make_account("contributor"))
    fill_in(
        client,
        "event/add/",
        {"title": "Mine", "date": "2014-08-18", "type": "protest", "reason": "first entry"},
    )
    mine = Event.objects.get(title="Mine")

    answer = fill_in(client, f"event/{mine.pk}/change/", {"title": "Mine, better", "reason": "x"})

    assert answer.status_code == 302, errors_in(answer)
    assert Event.objects.get(pk=mine.pk).title == "Mine, better"
    for other in (cast.draft, cast.relayed):
        assert client.post(f"{ADMIN}event/{other.pk}/change/", {"title": "x"}).status_code == 403
