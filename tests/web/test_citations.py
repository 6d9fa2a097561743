"""Citations as files: pinned to a day, and answered as the event's page is."""

import html
import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import WHY, make_event, writer
from timeline.models import SearchRow
from timeline.services.nouns.workflow import withdraw_event

pytestmark = pytest.mark.django_db

FORMS = ["cite.bib", "cite.json"]


def changed_on(event: object) -> str:
    row = SearchRow.objects.get(event=event)
    return row.changed_at.astimezone(UTC).date().isoformat()


def test_citation_is_pinned_to_the_day_of_the_last_change(client: Client, cast: Cast) -> None:
    address = cast.relayed.get_absolute_url()
    day = changed_on(cast.relayed)

    item = json.loads(client.get(f"{address}cite.json").content)[0]
    bibtex = client.get(f"{address}cite.bib").text

    assert item["URL"] == f"http://testserver{address}?known={day}"
    assert item["title"] == "Unconfirmed: Brigade reported entering Alta"
    assert item["issued"]["date-parts"] == [[int(part) for part in day.split("-")]]
    assert f"url = {{{item['URL']}}}," in bibtex
    assert client.get(item["URL"]).status_code == 200


def test_citation_of_a_past_view_is_pinned_to_its_day(client: Client, cast: Cast) -> None:
    address = cast.disputed.get_absolute_url()

    item = json.loads(client.get(f"{address}cite.json?known=2014-08-20").content)[0]

    assert item["URL"] == f"http://testserver{address}?known=2014-08-20"
    assert item["title"] == "Unconfirmed: Clash reported at Beska"
    assert item["note"] == (
        f"Event {cast.disputed.public_id}; Unconfirmed (by rule), as known on 20 August 2014"
    )


def test_page_cites_the_pinned_address_and_links_both_files(client: Client, cast: Cast) -> None:
    address = cast.relayed.get_absolute_url()

    page = html.unescape(client.get(f"{address}?known=2014-08-19").text)

    assert f"http://testserver{address}?known=2014-08-19</p>" in page
    assert [f'href="{address}{form}?known=2014-08-19"' in page for form in FORMS] == [True, True]


def test_page_links_its_data_of_the_same_day(client: Client, cast: Cast) -> None:
    page = client.get(f"{cast.relayed.get_absolute_url()}?known=2014-08-19").text

    address = f"/api/v1/events/{cast.relayed.public_id}?known=2014-08-19"
    assert f'href="{address}"' in page
    assert len(client.get(address).json()["claims"]) == 2


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("cite.bib", "application/x-bibtex; charset=utf-8"),
        ("cite.json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_files_say_what_they_are(client: Client, cast: Cast, form: str, content_type: str) -> None:
    answer = client.get(f"{cast.relayed.get_absolute_url()}{form}")

    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"].startswith(
        f'inline; filename="event-{cast.relayed.public_id}'
    )
    assert answer["ETag"]


@pytest.mark.parametrize("form", FORMS)
def test_citation_is_answered_as_the_page_is(client: Client, cast: Cast, form: str) -> None:
    gone = make_event()
    withdraw_event(gone, category="safety", by=writer(), reason=WHY)
    relayed, draft = cast.relayed, cast.draft

    statuses = {
        path: client.get(path).status_code
        for path in (
            f"/events/{relayed.public_id}/other/{form}",
            f"/events/{draft.public_id}/{draft.slug}/{form}",
            f"/events/{gone.public_id}/{gone.slug}/{form}",
            f"/events/{relayed.public_id}/{relayed.slug}/{form}?known=2014-08-17",
            f"/events/{relayed.public_id}/{relayed.slug}/{form}?colour=red",
        )
    }

    assert list(statuses.values()) == [301, 404, 410, 404, 400]
    other = client.get(f"/events/{relayed.public_id}/other/{form}")
    assert other["Location"] == f"{relayed.get_absolute_url()}{form}"


def test_same_bytes_until_something_changes(
    client: Client, cast: Cast, time_machine: object
) -> None:
    address = f"{cast.relayed.get_absolute_url()}cite.bib"
    before = client.get(address).content

    time_machine.move_to(datetime(2099, 1, 1, tzinfo=UTC))  # type: ignore[attr-defined]

    assert client.get(address).content == before
