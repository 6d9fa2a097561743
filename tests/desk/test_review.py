"""The review queue over HTTP, as a browser without JavaScript uses it."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import WHY, make_account, make_claim, make_event, writer
from timeline.models import Event, QueueEntry, SearchRow
from timeline.queries.editors import keyset_pages
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.workflow import withdraw_event

pytestmark = pytest.mark.django_db

LISTS = ["", "quotes/", "copies/", "duplicates/"]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_account("editor", username="ed"))
    return client


def moved(status: str = "unconfirmed", **claim: Any) -> Event:
    """A decided event with a claim that came after the decision."""
    event = make_event()
    decide_status(event, status=status, by=writer(), reason=WHY)
    make_claim(event, publish=True, **claim)
    return event


def seen(event: Event) -> str:
    return SearchRow.objects.get(event=event.pk).digest


def send(client: Client, event: Event, **fields: str) -> Any:
    given = {"status": "unconfirmed", **fields}
    given["seen"] = fields.get("seen") or seen(event)
    return client.post(f"/desk/review/events/{event.public_id}/", given)


def words(answer: Any) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.text).split()))


@pytest.mark.parametrize("list_", LISTS)
def test_lists_are_for_editors(client: Client, list_: str) -> None:
    assert client.get(f"/desk/review/{list_}").status_code == 302
    client.force_login(make_account("contributor"))
    assert client.get(f"/desk/review/{list_}").status_code == 403
    client.force_login(make_account("editor"))
    assert client.get(f"/desk/review/{list_}").status_code == 200


def test_contributor_decides_nothing_and_is_shown_no_way_to(client: Client, cast: Cast) -> None:
    event = moved()
    client.force_login(make_account("contributor"))

    assert send(client, event, status="disputed", reason="x").status_code == 403
    assert client.post("/desk/review/accept/").status_code == 403
    assert "/desk/review/" not in client.get("/desk/").text
    assert event.status_changes.count() == 1


def test_queue_says_what_changed_and_what_the_rule_suggests(editor: Client, cast: Cast) -> None:
    decide_status(cast.relayed, status="unconfirmed", by=writer(), reason=WHY)
    make_claim(cast.relayed, stance="denies", attributed_to=cast.command, publish=True)

    text = words(editor.get("/desk/review/"))

    assert re.search(r"A denial was linked: High Command through Paper \d+\.", text)
    assert "Denials 0 to 1. Documents 3 to 4. Origins unchanged." in text


def test_new_document_of_the_same_origin_is_told_as_such(editor: Client, cast: Cast) -> None:
    decide_status(cast.relayed, status="unconfirmed", by=writer(), reason=WHY)
    make_claim(cast.relayed, relays=cast.third, publish=True)

    text = words(editor.get("/desk/review/"))

    assert "New claim, same origin. Documents 3 to 4. Origins unchanged." in text
    assert "Accept 1 that agrees" in text


def test_choices_narrow_the_queue_and_count(editor: Client) -> None:
    moved()
    moved("corroborated")
    mine = make_event()
    account = make_account("editor", username="me")
    decide_status(mine, status="unconfirmed", by=account, reason=WHY)
    make_claim(mine, publish=True)

    text = words(editor.get("/desk/review/"))
    differing = editor.get("/desk/review/?show=differs").text
    editor.force_login(account)
    own = editor.get("/desk/review/?show=mine").text

    assert "All 3 Rule differs 2 Touched by a lapse 0 Mine 0" in text
    assert differing.count('class="entry"') == 2
    assert own.count('class="entry"') == 1
    assert mine.title in own


@pytest.mark.parametrize("query", ["show=nothing", "after=x", "after=-1"])
def test_address_that_makes_no_sense_is_refused(editor: Client, query: str) -> None:
    assert editor.get(f"/desk/review/?{query}").status_code == 400


def test_accepting_sets_what_the_rule_suggests_and_returns_to_the_list(editor: Client) -> None:
    event = moved()

    answer = send(editor, event, status="corroborated", back="show=differs")

    assert answer.status_code == 302
    assert answer["Location"] == "/desk/review/?show=differs"
    assert event.status_changes.last().status == "corroborated"  # type: ignore[union-attr]
    assert event.title in editor.get("/desk/review/").text  # told, no longer listed
    assert event.title not in editor.get("/desk/review/").text


def test_difference_without_reason_is_refused_and_nothing_typed_is_lost(editor: Client) -> None:
    event = moved()

    answer = send(editor, event, status="disputed", back="show=differs")

    assert answer.status_code == 422
    assert "This differs from the rule: say why." in answer.text
    assert '<option value="disputed" selected>' in answer.text
    assert 'value="show=differs"' in answer.text
    assert event.status_changes.count() == 1


def test_two_editors_who_decide_at_once_get_one_decision_and_a_clear_page(editor: Client) -> None:
    event = moved()
    before = seen(event)
    send(editor, event, status="disputed", reason="first")

    answer = send(editor, event, status="denied", reason="second & last", seen=before)

    assert answer.status_code == 409
    assert "Somebody else has changed this event" in answer.text
    assert "second &amp; last" in answer.text
    assert [row.reason for row in event.status_changes.all()] == [WHY, "first"]


def test_event_that_was_withdrawn_meanwhile_keeps_what_was_typed(editor: Client) -> None:
    event = moved()
    before = seen(event)
    withdraw_event(event, category="error", by=writer(), reason=WHY)

    answer = send(editor, event, status="denied", reason="long thought", seen=before)

    assert answer.status_code == 409
    assert "long thought" in answer.text


def test_many_are_accepted_at_once_where_nothing_changes(editor: Client) -> None:
    agreeing, differing = moved("corroborated"), moved()
    stale = moved("corroborated")
    pairs = [f"{event.public_id}:{seen(event)}" for event in (agreeing, differing, stale)]
    make_claim(stale, stance="denies", publish=True)

    answer = editor.post("/desk/review/accept/", {"agreed": pairs}, follow=True)

    assert "Accepted: 1 event." in answer.text
    assert f"Left, because they changed since you opened the list: {differing.title}" in answer.text
    left = set(QueueEntry.objects.values_list("event", flat=True))
    assert left == {differing.pk, stale.pk}
    assert differing.status_changes.count() == 1


def test_queue_goes_on_page_by_page(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyset_pages.page_by_key, "__kwdefaults__", {"newest": False, "size": 2})
    events = [moved() for _ in range(3)]

    first = editor.get("/desk/review/").text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = editor.get(unescape(following[1])).text

    assert [event.title in first for event in events] == [True, True, False]
    assert [event.title in second for event in events] == [False, False, True]


def test_queue_costs_the_same_for_three_as_for_one(editor: Client) -> None:
    moved()
    with CaptureQueriesContext(connection) as one:
        editor.get("/desk/review/")
    moved()
    moved()
    with CaptureQueriesContext(connection) as three:
        editor.get("/desk/review/")

    assert len(three) == len(one)
