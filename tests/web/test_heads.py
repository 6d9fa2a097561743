"""What pages say of themselves: status first, the verdict, one address of their own."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import Cast
from timeline.templatetags.heads import head_title, say_language

pytestmark = pytest.mark.django_db


def read_head(client: Client, path: str) -> dict[str, str]:
    text = client.get(path).text
    pairs = re.findall(r'<meta (?:name|property)="([^"]+)"\s+content="([^"]*)"', text)
    links = re.findall(r'<link rel="(canonical)" href="([^"]+)"', text)
    assert len(pairs) == len({name for name, _c in pairs if name != "theme-color"}) + sum(
        name == "theme-color" for name, _c in pairs
    )
    return {name: unescape(content) for name, content in pairs + links}


def test_event_is_shared_with_its_status_first(client: Client, cast: Cast) -> None:
    address = cast.relayed.get_absolute_url()

    head = read_head(client, address)

    assert head["og:title"] == "Unconfirmed: Brigade reported entering Alta"
    assert head["og:type"] == "article"
    assert head["og:url"] == head["canonical"] == f"http://testserver{address}"
    assert head["og:description"].startswith("One origin says so: The Wire")
    assert head["description"] == head["og:description"]


def test_past_view_is_shared_as_such_and_listed_as_today(client: Client, cast: Cast) -> None:
    address = cast.disputed.get_absolute_url()

    head = read_head(client, f"{address}?known=2014-08-20")

    assert head["og:title"] == ("Unconfirmed, as known on 20 August 2014: Clash reported at Beska")
    assert head["og:url"] == f"http://testserver{address}?known=2014-08-20"
    assert head["canonical"] == f"http://testserver{address}"


@pytest.mark.parametrize("words", ["", "?known=2014-08-20"])
def test_window_is_called_what_the_page_is_shared_as(
    client: Client, cast: Cast, words: str
) -> None:
    """Bookmarks and archives keep the title, and must not lose the day of a status."""
    address = f"{cast.disputed.get_absolute_url()}{words}"

    page = unescape(client.get(address).text)

    shared = read_head(client, address)["og:title"]
    assert f"<title>{shared} · Sourced Timeline</title>" in page


@pytest.mark.parametrize(
    ("path", "title", "description"),
    [
        (
            "/timelines/arland-in-august/",
            "Arland in August",
            "What happened, who says so, through whom, and how well confirmed.",
        ),
        (
            "/actors/first-brigade/",
            "First Brigade",
            "Armed forces. 2 events recorded: 1 unconfirmed, 1 disputed.",
        ),
        ("/places/alta/", "Alta", "Town. 1 event recorded: 1 unconfirmed."),
        ("/sources/the-wire/", "The Wire", "News agency. 2 documents recorded. 2 claims."),
    ],
)
def test_nouns_say_what_is_recorded(
    client: Client, cast: Cast, path: str, title: str, description: str
) -> None:
    head = read_head(client, path)

    assert (head["og:title"], head["og:description"]) == (title, description)
    assert head["og:url"] == head["canonical"] == f"http://testserver{path}"


def test_document_is_shared_in_the_voice_of_its_source(client: Client, cast: Cast) -> None:
    head = read_head(client, cast.first.document.get_absolute_url())

    assert head["og:title"] == "The Wire: Brigade on the move"
    assert head["og:description"] == "1 claim. It bears on 1 event."


def test_filtered_list_claims_no_address_of_its_own(client: Client, cast: Cast) -> None:
    heads = [read_head(client, path) for path in ("/", "/?status=disputed", "/?known=2014-08-20")]

    assert [head.get("canonical") for head in heads] == ["http://testserver/", None, None]


def test_words_in_a_title_stay_words(client: Client, cast: Cast) -> None:
    title = head_title('A "quoted" <b>title</b>', "Denied")

    assert title == 'Denied: A "quoted" <b>title</b>'


def test_icons_are_there(client: Client, cast: Cast) -> None:
    text = client.get("/about/").text
    named = re.findall(r'<link rel="(?:icon|apple-touch-icon)" href="/static/([^"]+)"', text)

    assert named == ["img/mark.ico", "img/mark.svg", "img/mark-180.png"]
    assert [path for path in named if finders.find(path) is None] == []


@pytest.mark.parametrize(
    ("theme", "colours"),
    [("", ["#fdfdfe", "#101316"]), ("light", ["#fdfdfe"]), ("dark", ["#101316"])],
)
def test_colour_of_the_window_follows_the_theme(
    client: Client, cast: Cast, theme: str, colours: list[str]
) -> None:
    client.cookies["theme"] = theme

    found = re.findall(r'name="theme-color" content="([^"]+)"', client.get("/about/").text)

    assert found == colours


def test_page_leads_to_itself_in_the_other_languages(
    client: Client, cast: Cast, settings: Any
) -> None:
    assert 'class="tongue"' not in client.get("/?place=alta").text

    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]

    page = client.get("/?place=alta").text
    assert (
        '<a class="tongue" href="/ar/?place=alta" lang="ar" hreflang="ar" dir="rtl">العربيّة</a>'
        in page
    )
    assert 'class="tongue" href="/?place=alta" lang="en"' in client.get("/ar/?place=alta").text
    # The API tells of itself in English alone.
    assert 'class="tongue"' not in client.get("/api/v1/").text


def test_language_is_named_and_one_that_is_not_known_keeps_its_code() -> None:
    assert [say_language(code) for code in ("ar", "en", "ckb", "xx-Latn")] == [
        "Arabic",
        "English",
        "Central Kurdish (Sorani)",
        "xx-Latn",
    ]
