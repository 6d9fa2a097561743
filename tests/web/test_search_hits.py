"""Why a row is among the results: where a search hit what the row does not show anyway."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    WHY,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    publish_event,
    writer,
)
from timeline.queries.lists import hits as search_hits
from timeline.services.nouns.places import OtherName, edit_place

TEXT = (
    "On Sunday the column halted for the night at the mill, where nobody lives any more. "
    "Its commander asked the ferryman for a gunboat. The ferryman had none, he said, "
    "and the column went back the way it had come, over the bridge and up the valley, "
    "to the villages where it had been on Saturday and from which it was to leave again."
)


def told(client: Client, q: str, **words: str) -> list[str]:
    """What the rows of the results say of hits elsewhere, with `*` round each hit."""
    page = client.get("/", {"q": q, **words}).content.decode()
    said = re.findall(
        r'<p class="(?:snip|rel)">(?!<q lang)(.*?)<span class="by">· (.*?)</span>', page
    )
    plain = (re.sub("</?mark>", "*", f"{text}| {where}") for text, where in said)
    return [html.unescape(re.sub(r"<[^>]*>", "", words)) for words in plain]


def test_hit_in_the_summary_is_shown(client, db):
    make_event(title="Clash reported", summary="A gunboat was seen.")

    assert told(client, "gunboat") == ["A *gunboat* was seen. | from the summary"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"summary": "A gunboat came"}, "A *gunboat* came | a claim of The Daily, in our words"),
        ({"attribution": "gunboat captain"}, "*gunboat* captain | whom The Daily cites"),
    ],
)
def test_hit_in_a_claim_is_shown_with_whose_it_is(client, cast, fields, words):
    document = make_document(source=cast.daily)
    make_claim(cast.disputed, document=document, publish=True, **fields)

    assert told(client, "gunboat") == [words]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("A gunboat sails", "A *gunboat* sails | headline, The Wire"),
        ("[The Wire: gunboat]", "[The Wire: *gunboat*] | a document of The Wire"),
    ],
)
def test_hit_in_a_headline_is_shown_and_told_from_our_description(client, cast, title, words):
    make_claim(cast.disputed, document=make_document(source=cast.wire, title=title), publish=True)

    assert told(client, "gunboat") == [words]


def test_hit_in_a_text_that_may_be_shown_is_shown_with_some_words_around(client, cast):
    make_copy(cast.third.document, TEXT, rights="licensed", rights_reason="by contract")

    (found,) = told(client, "gunboat")

    assert found.startswith("… ")
    assert "asked the ferryman for a *gunboat*. The ferryman" in found
    assert found.endswith(" … | from the text, The Blog")
    assert len(found) < 260


def test_text_without_rights_is_never_quoted(client, cast):
    make_copy(cast.third.document, TEXT)

    assert told(client, "gunboat alta") == told(client, "ferryman") == []


def test_other_name_that_was_hit_is_shown_with_the_name_it_stands_for(client, cast):
    edit_place(cast.alta, by=writer(), reason=WHY, version=None, aliases=[OtherName("Elvebakken")])

    assert told(client, "elvebakken") == ["*Elvebakken* | a name of Alta"]


def test_name_that_the_row_shows_is_marked_there(client, cast):
    page = client.get("/", {"q": "norreg -clash"}).content.decode()

    assert "<bdi><mark>Norreg</mark></bdi>" in page
    assert told(client, "norreg") == []


def test_name_that_no_row_shows_is_told(client, cast):
    assert told(client, '"high command" -clash') == [
        "*High Command* | among its actors, places and sources"
    ]


def test_terms_that_title_and_quote_lack_are_shown(client, cast):
    assert told(client, 'entered "They are coming"') == ["*They are coming* | headline, The Blog"]


def test_text_with_most_terms_is_shown(client, db):
    event = make_event(title="Clash reported", summary="A gunboat was seen.")
    make_claim(event, summary="A gunboat sank at the pier", publish=True)

    (found,) = told(client, "gunboat pier")

    assert found.startswith("A *gunboat* sank at the *pier* | a claim of ")


def test_past_view_tells_nothing_of_it(client, cast):
    edit_place(cast.alta, by=writer(), reason=WHY, version=None, aliases=[OtherName("Elvebakken")])

    then = client.get("/", {"q": "elvebakken", "known": "2014-08-20"}).text

    assert "Brigade reported entering Alta" in then
    assert told(client, "elvebakken", known="2014-08-20") == []


def test_table_has_no_room_for_it_and_does_not_ask(client, cast):
    make_event(title="Clash reported", summary="A gunboat was seen.")
    asked = {}
    for density in ("", "table"):
        with CaptureQueriesContext(connection) as queries:
            assert "Clash reported" in client.get("/", {"q": "gunboat", "density": density}).text
        asked[density] = len(queries)

    assert told(client, "gunboat", density="table") == []
    assert asked["table"] < asked[""] - 10


def test_withheld_place_is_not_told(client, db):
    mill = make_place(name="Old Mill", withhold="place")
    document = make_document(title="Old Mill burns behind the gunboat")
    event = make_event(title="Shelling reported", places=[mill], claims=0, publish=False)
    make_claim(event, document=document, summary="Old Mill was shelled by a gunboat")
    publish_event(event, by=writer(), reason=WHY)

    page = client.get("/", {"q": "gunboat"}).content.decode()

    assert told(client, "gunboat") == [
        f"burns behind the *gunboat* | headline, {document.source.name}"
    ]
    assert "Old Mill" not in page


def test_only_so_much_of_documents_is_looked_through(client, cast, monkeypatch):
    monkeypatch.setattr(search_hits, "MOST_LOOKED_THROUGH", 20)
    make_copy(cast.third.document, TEXT, rights="licensed", rights_reason="by contract")

    page = client.get("/", {"q": "gunboat"})

    assert "Brigade reported entering Alta" in page.content.decode()
    assert told(client, "gunboat") == []


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize("q", ["tanks", "reuters", "جلولاء", "isil", "tehran", "convoy", "-iran"])
def test_every_row_of_the_demo_data_says_why_it_was_found(client, db, q):
    page = client.get("/", {"q": q, "size": "200"}).content.decode()

    rows = re.findall(r'<li class="ev.*?</li>', page, re.DOTALL)
    assert len(rows) > 1
    assert [row for row in rows if ("<mark>" in row) == q.startswith("-")] == []
