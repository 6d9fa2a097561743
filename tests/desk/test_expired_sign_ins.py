"""The sign-in ran out while somebody typed: nothing typed is lost, whatever the form."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import WHY, make_account, make_claim, make_document, make_event, writer
from timeline.models import Account, Event, KeptDraft, Proposal
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import edit_event
from timeline.services.nouns.workflow import withdraw_event
from timeline.services.proposals.proposing import save_or_propose

pytestmark = pytest.mark.django_db

LONG = "thought about for an hour"


@pytest.fixture
def account() -> Account:
    return make_account("editor", username="ed")


@pytest.fixture
def editor(client: Client, account: Account) -> Client:
    client.force_login(account)
    return client


def form_in(answer: Any, action: str = "") -> dict[str, str]:
    """What nobody types in the form of a served page that posts to `action`."""
    forms = re.findall(r"<form.*?</form>", answer.text, re.DOTALL)
    (form,) = (form for form in forms if 'name="draft_token"' in form and action in form)
    hidden = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", form)
    pairs = (re.search(r'name="([^"]+)".*value="([^"]*)"', tag) for tag in hidden)
    return {found[1]: found[2] for found in pairs if found and found[1] != "csrfmiddlewaretoken"}


def sent_too_late(client: Client, account: Account, address: str, typed: dict[str, Any]) -> Any:
    """The page to which signing in again leads whoever sent the form without a sign-in."""
    client.logout()
    answer = client.post(address, typed)
    assert answer.status_code == 302
    path, _question, way_back = answer["Location"].partition("?next=")
    assert path == "/accounts/login/"
    client.force_login(account)
    return client.get(unquote(way_back))


def moved() -> Event:
    """A decided event with a claim that came after the decision."""
    event = make_event()
    decide_status(event, status="unconfirmed", by=writer(), reason=WHY)
    make_claim(event, stance="denies", publish=True)
    return event


def test_reason_in_the_review_queue_is_there_again(editor: Client, account: Account) -> None:
    event = moved()
    at = f"/desk/review/events/{event.public_id}/"
    hidden = form_in(editor.get("/desk/review/"), at)
    typed = hidden | {"status": "denied", "reason": LONG, "ground": ""}

    page = sent_too_late(editor, account, at, typed)

    assert page.status_code == 200
    assert LONG in page.text
    assert '<option value="denied" selected>' in page.text
    assert event.status_changes.count() == 1
    assert editor.post(at, typed | form_in(page, at)).status_code == 302
    assert event.status_changes.last().reason == LONG
    assert not KeptDraft.objects.exists()
    assert editor.get(f"{at}?typed=1")["Location"] == "/desk/review/"


@pytest.mark.parametrize("then", ["changed", "withdrawn"])
def test_event_that_has_changed_since_is_said_to(
    editor: Client, account: Account, then: str
) -> None:
    event = moved()
    at = f"/desk/review/events/{event.public_id}/"
    typed = form_in(editor.get("/desk/review/"), at) | {"status": "denied", "reason": LONG}
    if then == "changed":
        make_claim(event, publish=True)
    else:
        withdraw_event(event, category="error", by=writer(), reason=WHY)

    page = sent_too_late(editor, account, at, typed)

    assert page.status_code == 409
    assert LONG in page.text


def test_only_whoever_typed_it_sees_it(editor: Client, account: Account) -> None:
    event = moved()
    at = f"/desk/review/events/{event.public_id}/"
    hidden = form_in(editor.get("/desk/review/"), at)

    sent_too_late(editor, account, at, hidden | {"status": "denied", "reason": LONG})
    editor.force_login(make_account("editor"))

    assert LONG not in editor.get(f"{at}?typed=1", follow=True).text


def test_why_two_are_two_is_there_again(editor: Client, account: Account, cast: Cast) -> None:
    one, other = (make_event(title="Riders seen near Alta", places=[cast.alta]) for _ in range(2))
    at = f"/desk/review/duplicates/{one.public_id}/{other.public_id}/"
    hidden = form_in(editor.get("/desk/review/duplicates/"), at)

    page = sent_too_late(editor, account, at, hidden | {"reason": LONG})

    assert page.status_code == 200
    assert LONG in page.text
    assert editor.post(at, form_in(page, at) | {"reason": LONG}).status_code == 302


def test_comment_on_a_proposal_is_there_again(editor: Client, account: Account) -> None:
    event = make_event()
    proposal = save_or_propose(
        edit_event, event, by=make_account("editor"), reason=WHY, version=None, title="Other"
    )
    assert proposal is not None
    at = f"/desk/proposals/{proposal.public_id}/"
    hidden = form_in(editor.get(at))

    page = sent_too_late(editor, account, at, hidden | {"do": "return", "comment": LONG})

    assert LONG in page.text
    assert Proposal.objects.get().state == "open"


def test_merging_and_splitting_are_there_again(
    editor: Client, account: Account, cast: Cast
) -> None:
    claims = [make_claim(cast.disputed, publish=True) for _ in range(2)]
    merging = {"into": cast.relayed.public_id, "reason": LONG, "do": "look"}
    splitting = {"title": LONG, "claims": [claim.public_id for claim in claims], "date": "2014"}
    for name, typed in (("merge", merging), ("split", splitting)):
        at = f"/desk/events/{cast.disputed.public_id}/{name}/"
        hidden = form_in(editor.get(at), at)

        page = sent_too_late(editor, account, at, hidden | typed)

        assert page.status_code == 200
        assert LONG in page.text
        form = page.context["form"]
        assert {key: form[key].value() for key in typed if key != "do"} == {
            key: text for key, text in typed.items() if key != "do"
        }


def test_why_a_value_is_put_back_is_there_again(
    editor: Client, account: Account, cast: Cast
) -> None:
    edit_event(cast.draft, by=writer(), reason=WHY, version=None, title="Second title")
    version = cast.draft.history.order_by("pgh_id").first().pgh_id
    at = f"/desk/events/{cast.draft.public_id}/history/"
    asked = editor.get(f"{at}?version={version}&field=title")
    typed = form_in(asked, at) | {"reason": LONG}

    page = sent_too_late(editor, account, at, typed)

    assert LONG in page.text
    assert editor.post(at, form_in(page, at) | {"reason": LONG}).status_code == 302
    assert Event.objects.get(pk=cast.draft.pk).title == "Secret draft event"


def test_why_a_claim_is_published_is_there_again(editor: Client, account: Account) -> None:
    document = make_document()
    claim = make_claim(make_event(), document=document)
    at = f"/desk/documents/{document.public_id}/"
    hidden = form_in(editor.get(at), f"{at}publish/")

    page = sent_too_late(editor, account, f"{at}publish/", hidden | {"reason": LONG})

    assert page.status_code == 200
    assert LONG in page.text
    claim.refresh_from_db()
    assert claim.state == "draft"


def test_buttons_lead_back_to_the_page_they_stood_on(editor: Client, account: Account) -> None:
    editor.logout()
    pressed = {"agreed": "0000000000:x"}

    own = editor.post(
        "/desk/review/accept/",
        pressed,
        headers={"Referer": "http://testserver/desk/review/?after=3#x"},
    )
    strange = editor.post(
        "/desk/review/accept/", pressed, headers={"Referer": "https://evil.example/desk/review/"}
    )

    assert own["Location"] == "/accounts/login/?next=/desk/review/%3Fafter%3D3"
    assert strange["Location"] == "/accounts/login/?next=/desk/"


def test_page_that_was_open_while_its_owner_signed_in_again_keeps_what_it_holds(
    account: Account, cast: Cast
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    at = f"/desk/events/{cast.draft.public_id}/merge/"
    hidden = form_in(client.get(at), at)
    typed = hidden | {"into": "Half", "reason": LONG, "csrfmiddlewaretoken": "x" * 64}

    answer = client.post(at, typed)

    assert (answer.status_code, answer["Location"]) == (302, f"{at}?typed=1")
    assert LONG in client.get(answer["Location"]).text
    assert client.post(at, {**typed, "draft_token": "forged"}).status_code == 403
