"""Sitemaps: every public page once, nothing else, and absolute addresses."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from tests.cast import Cast
from timeline.models import SearchRow
from timeline.queries.nouns.sitemaps import SECTIONS, count_files, list_addresses

pytestmark = pytest.mark.django_db

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(content: bytes) -> list[str]:
    return [str(found.text) for found in ET.fromstring(content).iter(f"{SPACE}loc")]  # noqa: S314


def test_sitemap_leads_to_every_public_page_once(client: Client, cast: Cast) -> None:
    files = locations(client.get("/sitemap.xml").content)
    pages = [page for file in files for page in locations(client.get(file).getvalue())]

    assert files == [f"http://testserver/sitemap-{section}-1.xml" for section in SECTIONS]
    assert len(pages) == len(set(pages))
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    nouns = [page.split("/")[3] for page in pages if page.count("/") > 4]
    assert {noun: nouns.count(noun) for noun in set(nouns)} == {
        "timelines": 1,
        "events": 2,
        "documents": 5,
        "actors": 3,
        "places": 4,
        "sources": 3,
        "api": 1,
    }


def test_last_change_of_an_event_is_told(client: Client, cast: Cast) -> None:
    content = client.get("/sitemap-events-1.xml").getvalue()

    told = [str(found.text) for found in ET.fromstring(content).iter(f"{SPACE}lastmod")]  # noqa: S314
    moments = SearchRow.objects.order_by("pk").values_list("changed_at", flat=True)
    assert told == [f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in moments]


def test_files_are_read_while_they_are_sent(client: Client, cast: Cast) -> None:
    assert client.get("/sitemap-events-1.xml").streaming is True


@pytest.mark.parametrize(
    "path",
    [
        "/sitemap-events-0.xml",
        "/sitemap-events-2.xml",
        "/sitemap-drafts-1.xml",
        "/sitemap-events-99999999999999999999999.xml",
        "/sitemap-events-x.xml",
    ],
)
def test_file_that_is_not_there_is_not_found(client: Client, cast: Cast, path: str) -> None:
    assert client.get(path).status_code == 404


def test_unknown_words_are_refused(client: Client, cast: Cast) -> None:
    assert client.get("/sitemap.xml?page=2").status_code == 400


def test_robots_are_led_to_the_sitemap(client: Client) -> None:
    text = client.get("/robots.txt", headers={"host": "localhost"}).text

    assert "Sitemap: http://localhost/sitemap.xml" in text.splitlines()


def test_full_files_hold_everything_in_order(cast: Cast) -> None:
    whole = list(list_addresses("documents", 1))

    parts = [list(list_addresses("documents", number, size=2)) for number in (1, 2, 3)]

    assert count_files("documents", size=2) == 3
    assert [entry for part in parts for entry in part] == whole
    assert [len(part) for part in parts] == [2, 2, 1]
