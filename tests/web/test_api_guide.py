"""The API for people is made from what the API says of itself; the page of changes."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import writer
from timeline.services.nouns.decisions import decide_status

pytestmark = pytest.mark.django_db


def test_guide_tells_every_route_and_word_of_the_description(client: Client, cast: Cast) -> None:
    page = unescape(client.get("/api/v1/").text)
    described = client.get("/api/v1/openapi.json").json()["paths"]

    assert re.findall(r'<h2><code class="mono">([^<]+)</code>', page) == list(described)
    for operation in (ways["get"] for ways in described.values()):
        assert operation["summary"] in page
        words = [p for p in operation.get("parameters", []) if p["in"] == "query"]
        assert [p["name"] for p in words if f">{p['name']}</th>" not in page] == []


def test_guide_is_linked_from_every_page(client: Client, cast: Cast) -> None:
    assert 'href="/api/v1/">API</a>' in client.get("/about/").text


def test_changes_are_paged_and_linked(client: Client, cast: Cast) -> None:
    for number in range(51):
        status = ("disputed", "denied")[number % 2]
        decide_status(cast.disputed, status=status, by=writer(), reason=f"Reason {number:02}")

    first = client.get("/changes/").text
    further = re.search(r'rel="next" href="([^"]+)"', first)

    assert further is not None
    second = client.get(further[1]).text
    assert ("Reason 50" in first, "Reason 00" in first) == (True, False)
    assert ("Reason 50" in second, "Reason 00" in second) == (False, True)
    assert 'rel="prev" href="/changes/"' in second


@pytest.mark.parametrize("cursor", ["x", "1", "-1.0", "1.٢", "9999999999999999999.0", "1.0.0"])
def test_place_in_changes_that_we_gave_nobody_is_refused(
    client: Client, cast: Cast, cursor: str
) -> None:
    assert client.get("/changes/", {"cursor": cursor}).status_code == 400


def test_last_turns_of_status_stand_beside_the_timeline(client: Client, cast: Cast) -> None:
    page = re.sub(r"\s+", " ", client.get("/").text)
    then = re.sub(r"\s+", " ", client.get("/?known=2014-08-20").text)

    turn = "unconfirmed to disputed, by rule, 21 August 2014"
    assert ("Status changed lately" in page, turn in page) == (True, True)
    assert ("What changed after that day" in then, turn in then) == (True, True)
    assert f'href="{cast.disputed.get_absolute_url()}?known=2014-08-20"' in then
    assert "What changed after that day" not in client.get("/?known=2014-08-21").text
