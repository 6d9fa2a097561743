"""The history of an event at the desk, and putting an older value back."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import WHY, make_account, writer
from timeline.queries.editors.edit_records import changes_of_event
from timeline.services.nouns.events import PlacePart, edit_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, settings: Any) -> Client:
    settings.TIMELINE_REVIEW = "one"
    client.force_login(make_account("editor", username="eve"))
    return client


def edit(cast: Cast, reason: str = WHY, **fields: Any) -> None:
    edit_event(cast.relayed, by=writer(), reason=reason, version=None, **fields)


def test_history_tells_who_why_and_what_of_the_event_and_what_belongs_to_it(cast: Cast) -> None:
    edit(cast, "the agency moved it", title="Brigade reported leaving Alta")
    edit(cast, "another town", places=[PlacePart(cast.beska)])

    found = {change.why: change for change in changes_of_event(cast.relayed)}

    (title,) = found["the agency moved it"].rows
    assert found["the agency moved it"].who == "writer"
    assert [(f.label, f.before, f.after) for f in title.fields] == [
        ("Title", "Brigade reported entering Alta", "Brigade reported leaving Alta")
    ]
    places = [row for row in found["another town"].rows if row.noun == "Place of an event"]
    assert {(row.label, row.fields[0].before or row.fields[0].after) for row in places} == {
        ("insert", "Beska"),
        ("delete", "Alta"),
    }


def test_older_value_is_put_back_as_a_new_change(desk: Client, cast: Cast) -> None:
    edit(cast, title="Brigade reported leaving Alta", date="2014-08-17")
    at = f"/desk/events/{cast.relayed.public_id}/history/"
    title = next(
        field
        for change in changes_of_event(cast.relayed)
        for field in change.fields
        if field.name == "title" and field.restores
    )
    asked = {"version": title.restores, "field": "title"}

    page = desk.get(at, asked).content.decode()
    refused = desk.post(at, asked | {"reason": " "})
    done = desk.post(at, asked | {"reason": "it had been right"})

    assert "Brigade reported entering Alta" in page
    assert refused.status_code == 422
    assert done.status_code == 302
    cast.relayed.refresh_from_db()
    assert cast.relayed.title == "Brigade reported entering Alta"
    assert cast.relayed.date == "2014-08-17"
    assert "it had been right" in desk.get(at).content.decode()
    newest = cast.relayed.history.order_by("-pgh_id").first()
    assert newest.pgh_context.metadata["why"] == "it had been right"


@pytest.mark.parametrize(
    "asked",
    [
        {"version": "1", "field": "title", "reason": "x"},
        {"version": "٣", "field": "title", "reason": "x"},
        {"version": "99999999999999999999", "field": "title", "reason": "x"},
        {"version": "9" * 5000, "field": "title", "reason": "x"},
        {"version": "1", "field": "state", "reason": "x"},
    ],
)
def test_what_is_no_version_of_this_event_is_refused(
    desk: Client, cast: Cast, asked: dict[str, str]
) -> None:
    other = str(cast.disputed.history.first().pgh_id)
    if asked["version"] == "1":
        asked = asked | {"version": other}
    at = f"/desk/events/{cast.relayed.public_id}/history/"

    assert desk.post(at, asked).status_code == 422
    assert desk.get(at, asked).status_code == 200
    assert cast.relayed.history.count() == 2


def test_history_is_for_those_who_edit(client: Client, cast: Cast) -> None:
    at = f"/desk/events/{cast.relayed.public_id}/history/"
    assert client.get(at).status_code == 302
    client.force_login(make_account(""))
    assert client.get(at).status_code == 403
