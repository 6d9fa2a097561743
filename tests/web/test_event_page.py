"""The page of one event: addresses, past views, who sees what."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import WHY, make_account, make_document, make_event, writer
from timeline.services.nouns.documents import withdraw_document
from timeline.services.nouns.workflow import withdraw_event


@pytest.fixture
def page(cast: Cast, client: Client) -> str:
    return client.get(cast.relayed.get_absolute_url()).text


def words_of(html: str) -> str:
    """The text of a page on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_page_tells_who_says_so_and_what_is_missing(page: str) -> None:
    assert (
        "One origin says so: The Wire, citing “an informed source”. "
        "2 further documents carry it. We have recorded nobody else who says so."
    ) in words_of(page)


def test_page_draws_the_chain_as_an_ordered_list(page: str) -> None:
    chain = re.search(r'<ol class="chain".*?</ol>', page, re.DOTALL)

    assert chain is not None
    assert re.findall(r'class="link">([^<]+)<', chain[0]) == ["tells", "relays", "relays"]
    assert chain[0].count("<li>") == 4


def test_page_says_what_is_absent(page: str) -> None:
    words = words_of(page)

    assert "How many: not stated in what we have recorded." in words
    assert "3 of 3 documents are not archived: their words cannot be checked here." in words


def test_page_says_how_to_cite_with_its_status_first(cast: Cast, page: str) -> None:
    cite = re.search(r'<p class="cite"[^>]*>(.*?)</p>', page)

    assert cite is not None
    assert cite[1].startswith("Unconfirmed (by rule): “Brigade reported entering Alta”.")
    address = rf"http://testserver{cast.relayed.get_absolute_url()}\?known=[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"
    assert re.search(f" {address}$", cite[1]) is not None


def test_page_has_no_inline_style_or_script(page: str) -> None:
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son\w+=", page) == []


@pytest.mark.parametrize("slug", ["", "wrong/", "Brigade%20reported/"])
def test_wrong_slug_redirects_and_keeps_the_query(cast: Cast, client: Client, slug: str) -> None:
    response = client.get(f"/events/{cast.relayed.public_id}/{slug}?known=2014-08-19")

    assert response.status_code == 301
    assert response["Location"] == f"{cast.relayed.get_absolute_url()}?known=2014-08-19"


def test_draft_gives_the_same_bytes_as_nothing(cast: Cast, client: Client) -> None:
    draft = client.get(cast.draft.get_absolute_url())
    nothing = client.get("/events/0000000000/nothing-here/")
    no_id = client.get("/events/nonsense/")

    assert [r.status_code for r in (draft, nothing, no_id)] == [404, 404, 404]
    assert draft.content == nothing.content == no_id.content


def test_withdrawn_event_says_the_category_and_nothing_else(cast: Cast, client: Client) -> None:
    withdraw_event(cast.disputed, category="safety", by=writer(), reason="Somebody is in danger")

    response = client.get(f"/events/{cast.disputed.public_id}/")

    assert response.status_code == 410
    assert "Reason: Somebody&#x27;s safety." in response.text
    for secret in (cast.disputed.title, cast.disputed.slug, "Somebody is in danger"):
        assert secret not in response.text


def test_withdrawn_document_answers_410(client: Client, db: None) -> None:
    document = make_document(publish=True, title="Gone soon")
    withdraw_document(document, category="legal", by=writer(), reason=WHY)

    response = client.get(document.get_absolute_url())

    assert (response.status_code, "Gone soon" in response.text) == (410, False)


def test_past_view_is_marked_and_carried_on(cast: Cast, client: Client) -> None:
    html = client.get(f"{cast.relayed.get_absolute_url()}?known=2014-08-18").text

    assert "As known on 18 August 2014" in words_of(html)
    assert "data-past" in html
    assert "The Blog" not in html
    links = re.findall(r'href="(/(?:places|actors|sources|documents)/[^"]+/[^"]*)"', html)
    assert [link for link in links if not link.endswith("?known=2014-08-18")] == []


def test_before_the_event_existed_the_page_says_so(cast: Cast, client: Client) -> None:
    response = client.get(f"{cast.relayed.get_absolute_url()}?known=2014-08-17")

    assert response.status_code == 200
    assert "Nobody had said this by then." in response.text
    assert cast.relayed.title not in response.text


@pytest.mark.parametrize("query", ["known=soon", "known=2999-01-01", "colour=red", "known=%00"])
def test_words_that_make_no_sense_are_refused(cast: Cast, client: Client, query: str) -> None:
    assert client.get(f"{cast.relayed.get_absolute_url()}?{query}").status_code == 400


def test_only_editors_get_an_edit_link_and_only_then_it_is_private(
    cast: Cast, client: Client
) -> None:
    public = client.get(cast.relayed.get_absolute_url())
    client.force_login(make_account("editor"))
    edited = client.get(cast.relayed.get_absolute_url())

    link = f"/desk/events/{cast.relayed.public_id}/"
    assert (link in public.text, link in edited.text) == (False, True)
    assert ("private" in public["Cache-Control"], "private" in edited["Cache-Control"]) == (
        False, True,
    )  # fmt: skip


def test_posting_to_the_page_is_refused(cast: Cast, client: Client) -> None:
    assert client.post(cast.relayed.get_absolute_url()).status_code in (403, 405)


def test_number_of_queries_does_not_grow_with_claims(cast: Cast, client: Client) -> None:
    few, many = (make_event(places=[cast.alta], claims=n) for n in (3, 60))

    counts = [client.get(e.get_absolute_url())["X-Query-Count"] for e in (few, many)]

    assert counts[0] == counts[1]


def test_markup_in_what_people_wrote_is_shown_as_text(client: Client, db: None) -> None:
    event = make_event(title="<script>alert(1)</script> & <b>bold</b>", summary="<img src=x>")

    html = client.get(event.get_absolute_url()).text

    assert "<script>alert" not in html
    assert "<img src=x>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in html
