"""Proposals at the desk: what each would change, and deciding on it once."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_account, make_event
from timeline.models import Event, Proposal
from timeline.services.nouns.events import edit_event
from timeline.services.proposals.proposing import accept_proposal, save_or_propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client: Client) -> Client:
    client.force_login(make_account("publisher", username="pia"))
    return client


def proposed(by: Any = None, title: str = "Convoy seen near Alta") -> tuple[Event, Proposal]:
    """A published event whose title somebody wants to change."""
    event = make_event(title="Convoy reported near Alta")
    by = by or make_account("editor", username="ed")
    proposal = save_or_propose(
        edit_event, event, by=by, reason="seen, not reported", version=event.version, title=title
    )
    assert proposal is not None
    return event, proposal


def decide(client: Client, proposal: Proposal, do: str, comment: str = "") -> Any:
    return client.post(f"/desk/proposals/{proposal.public_id}/", {"do": do, "comment": comment})


def test_proposal_is_shown_field_by_field(publisher: Client) -> None:
    _event, proposal = proposed()

    listed = publisher.get("/desk/review/proposals/").text
    shown = publisher.get(f"/desk/proposals/{proposal.public_id}/").text

    assert f"/desk/proposals/{proposal.public_id}/" in listed
    assert "Wait for me 1" in listed
    assert "seen, not reported" in shown
    assert '<del><span class="vh visually-hidden">[taken out: </span>reported' in shown
    assert '<ins><span class="vh visually-hidden">[put in: </span>seen' in shown


def test_contributor_sees_no_proposals(client: Client) -> None:
    _event, proposal = proposed()
    client.force_login(make_account("contributor"))

    assert client.get("/desk/review/proposals/").status_code == 403
    assert client.get(f"/desk/proposals/{proposal.public_id}/").status_code == 403
    assert decide(client, proposal, "accept").status_code == 403


@pytest.mark.parametrize("public_id", ["0000000000", "x", "nobody-has-this"])
def test_proposal_that_is_not_there_is_not_found(publisher: Client, public_id: str) -> None:
    assert publisher.get(f"/desk/proposals/{public_id}/").status_code == 404


def test_publisher_accepts(publisher: Client) -> None:
    event, proposal = proposed()

    answer = decide(publisher, proposal, "accept")

    assert answer.status_code == 302
    event.refresh_from_db()
    assert event.title == "Convoy seen near Alta"


def test_proposal_that_is_decided_already_is_a_clear_conflict(publisher: Client) -> None:
    _event, proposal = proposed()
    accept_proposal(
        Proposal.objects.get(pk=proposal.pk), by=make_account("publisher", username="first")
    )

    answer = decide(publisher, proposal, "return", "I would rather not")

    assert answer.status_code == 409
    assert "This is no longer open: Accepted, by first." in answer.text
    assert "I would rather not" not in answer.text  # nothing is left to say it to


def test_proposal_on_what_changed_since_is_a_conflict_and_stays_open(publisher: Client) -> None:
    event, proposal = proposed()
    fields = {"version": event.version, "title": "Rival"}
    rival = save_or_propose(edit_event, event, by=make_account("editor"), reason="x", **fields)
    assert rival is not None
    accept_proposal(rival, by=make_account("publisher"))

    answer = decide(publisher, proposal, "accept", "fine with me")

    assert answer.status_code == 409
    assert "fine with me" in answer.text
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_returning_takes_a_comment(publisher: Client) -> None:
    _event, proposal = proposed()

    refused = decide(publisher, proposal, "return")
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["comment"]
    assert "reason: Say why" not in refused.text
    assert decide(publisher, proposal, "return", "Who saw it?").status_code == 302

    proposal.refresh_from_db()
    assert (proposal.state, proposal.comment) == ("returned", "Who saw it?")


def test_proposer_takes_back_and_never_accepts(client: Client) -> None:
    own = make_account("publisher")
    _event, proposal = proposed(by=own)
    client.force_login(own)

    shown = client.get(f"/desk/proposals/{proposal.public_id}/").text
    assert ('value="accept"' in shown, 'value="take_back"' in shown) == (False, True)
    assert decide(client, proposal, "accept").status_code == 403
    assert decide(client, proposal, "take_back").status_code == 302


def test_editor_returns_but_does_not_accept(client: Client) -> None:
    _event, proposal = proposed()
    client.force_login(make_account("editor"))

    shown = client.get(f"/desk/proposals/{proposal.public_id}/").text

    assert ('value="accept"' in shown, 'value="return"' in shown) == (False, True)
    assert decide(client, proposal, "accept").status_code == 403


def test_desk_tells_what_awaits_and_what_became_of_ones_own(client: Client) -> None:
    editor = make_account("editor")
    _event, proposal = proposed(by=editor)
    client.force_login(editor)

    home = client.get("/desk/").text

    assert f"/desk/proposals/{proposal.public_id}/" in home
    assert "/desk/review/duplicates/" in home
