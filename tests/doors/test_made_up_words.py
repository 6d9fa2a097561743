"""Two filter words that there are not, on columns that there are: every door has them at once.

A word is one line of `EventWords`; here it is added to what that makes, and taken off again.
"""

import sys
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import clear_url_caches

import timeline
import timeline.api
import timeline.config.urls
from tests.cast import Cast
from tests.factories import WHY, make_account
from timeline.models import EvidenceState
from timeline.queries.filtering.controls import Control, Facet
from timeline.queries.filtering.filter_words import Door
from timeline.queries.filtering.sorts import Choices, Flag
from timeline.queries.filtering.words import WORDS, EventWords
from timeline.services.nouns.decisions import decide_status
from timeline.vocabulary.statuses import DecidedBy

pytestmark = pytest.mark.django_db

#: The API takes its words when it is imported, and the addresses take the API.
MADE_OF_WORDS = ("timeline.api", "timeline.config.urls")


class MoreWords(EventWords):
    decider = Choices(
        "status_by",
        DecidedBy,
        label="Decider",
        not_for=[Door.EVENT],
        facet=Facet("Deciders"),
        control=Control(title="Who decided"),
    )
    accused = Flag(
        "accused_party_denies",
        label="Evidence",
        said="an accused party denies",
        control=Control(title="An accused party denies", joins="origins"),
    )


@pytest.fixture
def site(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """The site as it is with these words; an editor decided on one event of two, and one is
    denied by whom it accuses."""
    decide_status(cast.disputed, status="denied", by=make_account("editor"), reason=WHY)
    EvidenceState.objects.filter(row=cast.relayed.pk).update(accused_party_denies=True)
    monkeypatch.setattr(timeline, "api", timeline.api)
    monkeypatch.setattr(timeline.config, "urls", timeline.config.urls)
    for name in [name for name in sys.modules if name.startswith(MADE_OF_WORDS)]:
        monkeypatch.delitem(sys.modules, name)
    for word in ("decider", "accused"):
        monkeypatch.setitem(WORDS, word, MoreWords.base_filters[word])  # type: ignore[arg-type]
    clear_url_caches()
    yield Client()
    monkeypatch.undo()
    clear_url_caches()


def read(site: Client, address: str, status: int = 200) -> str:
    answer = site.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def slugs(site: Client, query: str) -> list[str]:
    return [event["slug"] for event in site.get(f"/api/v1/events?{query}").json()["results"]]


def test_they_filter(site: Client, cast: Cast) -> None:
    assert slugs(site, "decider=editor") == [cast.disputed.slug]
    assert slugs(site, "accused=1") == [cast.relayed.slug]
    assert slugs(site, "accused=1&decider=editor") == []
    assert len(slugs(site, "decider=editor&decider=rule&accused=0")) == 2


def test_they_are_counted_and_ignore_themselves_alone(site: Client) -> None:
    facets = site.get("/api/v1/facets?decider=editor").json()

    assert facets["decider"] == {"rule": 1, "editor": 1, "import": 0}
    assert facets["accused"] == 0
    assert site.get("/api/v1/facets?accused=1").json()["accused"] == 1


def test_what_is_chosen_is_a_chip_that_takes_itself_away(site: Client) -> None:
    page = read(site, "/?status=denied&decider=editor")

    assert 'href="/?status=denied" aria-label="Remove filter: Decider by an editor"' in page
    assert 'aria-label="Remove filter: Evidence an accused party denies"' in read(
        site, "/?accused=1"
    )


def test_an_empty_list_offers_to_drop_them(site: Client) -> None:
    page = read(site, "/?accused=1&decider=editor")

    assert '<a href="/?accused=1">Without Decider: by an editor <span>1 event</span></a>' in page
    assert "Without Evidence: an accused party denies" in page


def test_the_form_has_a_control_for_them(site: Client) -> None:
    page = " ".join(read(site, "/?decider=editor").split())
    page = page[page.index('id="filters"') :]

    assert '<summary>Who decided<span class="chosen">1</span></summary>' in page
    assert 'type="checkbox" name="decider" value="editor" checked><span><bdi>by an editor' in page
    assert 'type="checkbox" name="decider" value="rule"><span><bdi>by rule' in page
    assert 'name="accused" value="1"><span>An accused party denies</span>' in page
    assert '<input type="hidden" name="decider"' not in page


def test_a_facet_with_a_title_has_a_page(site: Client) -> None:
    page = read(site, "/facets/decider/")

    assert "<h1>Deciders</h1>" in page
    assert '<a href="/?decider=editor"><bdi>by an editor</bdi></a>' in page
    read(site, "/facets/accused/", 404)


@pytest.mark.parametrize("path", ["/events", "/facets", "/histogram"])
def test_the_api_describes_them(site: Client, path: str) -> None:
    described = site.get("/api/v1/openapi.json").json()["paths"][f"/api/v1{path}"]["get"]
    found = {word["name"]: word["schema"] for word in described["parameters"]}

    assert found["decider"] == {
        "type": "array",
        "items": {"type": "string", "enum": ["rule", "editor", "import"]},
    }
    assert found["accused"] == {"type": "string", "enum": ["1", "0"]}


def test_wrong_values_are_refused_with_what_is_accepted(site: Client) -> None:
    (error,) = site.get("/api/v1/events?decider=nobody").json()["errors"]

    assert (error["word"], error["accepted"]) == ("decider", "any of rule, editor, import")


def test_a_door_refuses_what_means_nothing_to_it_and_links_leave_it_out(
    site: Client, cast: Cast
) -> None:
    event = f"/events/{cast.relayed.public_id}/{cast.relayed.slug}/"

    assert "There is no such word here." in read(site, f"{event}?decider=rule", 400)
    assert f'href="{event}?accused=1"' in read(site, "/?decider=rule&accused=1")


def test_without_them_there_are_no_such_words(cast: Cast) -> None:
    read(Client(), "/?decider=editor", 400)
    read(Client(), "/facets/decider/", 404)
    assert "decider" not in Client().get("/api/v1/facets").json()
