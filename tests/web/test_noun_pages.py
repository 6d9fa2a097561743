"""Every page of a noun answers, links on, and shows nothing that is hidden."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_claim,
    make_document,
    make_event,
    make_place,
    make_source,
    writer,
)
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.workflow import publish_event

PAGES = [
    "/timelines/",
    "/actors/",
    "/actors/high-command/",
    "/places/",
    "/places/norreg/",
    "/sources/",
    "/sources/the-wire/",
    "/documents/",
    "/changes/",
    "/method/",
    "/about/",
    "/api/v1/",
]
#: Pages that tell the same whatever day is asked about.
TIMELESS = ("/changes/", "/method/", "/about/", "/api/v1/")


@pytest.mark.parametrize("path", PAGES)
def test_page_answers_and_every_link_on_it_too(cast: Cast, client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    links = set(re.findall(r'<a[^>]* href="(/[^"#]*)', response.text))
    statuses = {link: client.get(link.replace("&amp;", "&")).status_code for link in links}
    assert {link: status for link, status in statuses.items() if status != 200} == {}


@pytest.mark.parametrize("path", [path for path in PAGES if path not in TIMELESS])
def test_past_view_of_a_page_says_so(cast: Cast, client: Client, path: str) -> None:
    response = client.get(f"{path}?known=2014-08-19")

    assert response.status_code == 200
    assert "As known on 19 August 2014" in response.text


@pytest.mark.parametrize("path", PAGES)
def test_unknown_words_are_refused(cast: Cast, client: Client, path: str) -> None:
    assert client.get(f"{path}?colour=red").status_code == 400


@pytest.mark.parametrize(
    "path", ["/actors/x/", "/places/x/", "/sources/hidden-gazette/", "/documents/0000000000/x/"]
)
def test_what_nobody_may_see_is_not_found(cast: Cast, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_document_redirects_to_its_slug(cast: Cast, client: Client) -> None:
    document = cast.first.document

    response = client.get(f"/documents/{document.public_id}/other/")

    assert (response.status_code, response["Location"]) == (301, document.get_absolute_url())


def test_document_fetches_the_font_of_its_headline_at_once(cast: Cast, client: Client) -> None:
    page = client.get(cast.first.document.get_absolute_url()).text

    (font,) = re.findall(r'<link rel="preload" href="/static/(fonts/[^"]*)" as="font"', page)
    sheet = Path(str(finders.find("css/base.css"))).read_text(encoding="utf-8")
    assert f'url("../{font}")' in sheet


def test_draft_document_gives_the_same_bytes_as_nothing(cast: Cast, client: Client) -> None:
    draft = client.get(cast.draft_document.get_absolute_url())

    assert draft.status_code == 404
    assert draft.content == client.get("/documents/0000000000/nothing/").content


def test_long_list_is_paged_by_links_that_keep_the_search(cast: Cast, client: Client) -> None:
    source = make_source(name="Outlet")
    for number in range(51):
        make_document(source=source, title=f"Report {number}", publish=True)

    first = client.get("/documents/?q=report").text
    found = re.search(r'rel="next" href="([^"]+)"', first)

    assert found is not None
    second = client.get(found[1].replace("&amp;", "&")).text
    assert (first.count("Report "), second.count("Report ")) == (50, 1)
    assert 'rel="prev"' in second


@pytest.mark.parametrize("path", ["/actors/high-command/", "/places/norreg/"])
def test_page_is_the_timeline_restricted_to_it(cast: Cast, client: Client, path: str) -> None:
    page = client.get(path).text

    assert re.findall(r'<h3><a href="[^"]*"><bdi>([^<]*)', page) == [
        "Clash reported at Beska",
        "Brigade reported entering Alta",
    ]
    assert re.findall(r'<time datetime="([^"]*)">\w+day ', page) == ["2014-08-20", "2014-08-18"]
    # Bars of the histogram lead to the timeline with the filter.
    word = path.strip("/").replace("s/", "=")
    assert f'href="/?{word}&amp;listed=2014-08-20"' in page
    assert "2 of 2 events" in page


def test_actor_page_leads_on_to_the_events_it_does_not_show(cast: Cast, client: Client) -> None:
    for number in range(20):
        make_event(title=f"Event {number}", date="2014-08-01", actors=[(cast.brigade, "agent")])

    page = client.get("/actors/first-brigade/").text
    found = re.search(r'class="btn next" href="([^"]+)"', page)

    assert page.count('<li class="ev') == 20
    assert found is not None
    assert client.get(found[1].replace("&amp;", "&")).text.count('<li class="ev') == 2


def test_event_of_which_nothing_stands_is_not_called_a_forecast(cast: Cast) -> None:
    event = make_event(places=[make_place(name="Korso")], claims=0, publish=False)
    told = make_claim(event, document=make_document(source=cast.wire, published="2014-08-18"))
    later = make_document(source=cast.daily, published="2014-08-19")
    overtaking = make_claim(event, document=later, stance="context")
    publish_event(event, by=writer(), reason=WHY)
    lapse_claim(told, ended_by=overtaking, kind="overtaken", by=writer(), reason=WHY)

    place = Client().get("/places/korso/").content.decode()
    assert "1 of them without a status" in " ".join(place.split())
    assert "orecast" not in place.replace("No status: a forecast, or nothing stands.", "")
    assert "Nothing recorded" in place
    source = Client().get("/sources/the-wire/").content.decode()
    assert "Without a status: forecasts, and where nothing stands" in source
