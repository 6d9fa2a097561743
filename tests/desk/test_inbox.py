"""The inbox, and taking documents in by pasting them."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_account, make_claim, make_copy, make_document, make_event
from timeline.models import Claim, Document, Source

pytestmark = pytest.mark.django_db

TEXT = (
    "Alta, 18 August 2014. The brigade has entered the town of Alta, an informed source said.\n\n"
    "It came with tanks and armoured vehicles through the valley, and nobody stopped it there.\n"
)


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(make_account("contributor"))
    return client


def _typed(**fields: Any) -> dict[str, Any]:
    return {
        "text": TEXT,
        "title": "Brigade in Alta",
        "source": "The Daily",
        "published": "2014-08-18",
        "reason": "read",
        "keep": "1",
        **fields,
    }


@pytest.mark.parametrize(
    "path", ["/desk/documents/", "/desk/documents/paste/", "/desk/names/?kind=source&q=x"]
)
def test_desk_pages_are_for_those_who_write(client: Client, path: str) -> None:
    assert client.get(path).status_code == 302
    client.force_login(make_account(""))
    assert client.get(path).status_code == 403


def test_inbox_counts_claims_and_says_what_is_missing(contributor: Client, cast: Cast) -> None:
    undated = make_document(title="Undated page", published="")
    make_copy(undated, TEXT)

    answer = contributor.get("/desk/documents/?needs=date")

    assert answer.context["page"].count == 1
    assert "needs a date" in answer.text
    found = contributor.get("/desk/documents/?q=They+are+coming").context["page"].rows
    assert [(row.document.title, row.claims) for row in found] == [("They are coming", 1)]


def test_inbox_leads_from_page_to_page(contributor: Client) -> None:
    source = make_document().source
    for number in range(50):
        make_document(source=source, title=f"Item {number}")

    first = contributor.get("/desk/documents/")
    last = contributor.get("/desk/documents/?page=2")

    assert len(first.context["page"].rows) == 50
    assert 'href="?page=2"' in first.text
    assert len(last.context["page"].rows) == 1
    assert 'href="?page=1"' in last.text


@pytest.mark.parametrize("page", ["x", "0", "-1", "9" * 30, "٣"])
def test_inbox_shows_the_first_page_for_numbers_that_are_none(
    contributor: Client, cast: Cast, page: str
) -> None:
    assert contributor.get("/desk/documents/", {"page": page}).status_code == 200


def test_paste_keeps_the_text_as_a_draft_of_a_known_source(contributor: Client, cast: Cast) -> None:
    answer = contributor.post("/desk/documents/paste/", _typed(source="the  DAILY"))

    document = Document.objects.get(title="Brigade in Alta")
    assert answer["Location"] == f"/desk/documents/{document.public_id}/"
    assert (document.source, document.state) == (cast.daily, "draft")
    assert document.copies.get().text == TEXT


def test_paste_asks_what_a_new_source_is_and_keeps_what_was_typed(
    contributor: Client, cast: Cast
) -> None:
    answer = contributor.post("/desk/documents/paste/", _typed(source="Northern Light"))

    assert answer.status_code == 422
    assert "is not recorded: say what it is" in answer.text
    assert TEXT.splitlines()[0] in answer.text
    assert not Source.objects.filter(name="Northern Light").exists()

    contributor.post("/desk/documents/paste/", _typed(source="Northern Light", source_kind="blog"))
    assert Document.objects.get(title="Brigade in Alta").source.kind == "blog"


def test_paste_offers_a_day_that_it_found_and_never_takes_it_unasked(
    contributor: Client, cast: Cast
) -> None:
    url = "https://daily.example/2014/08/19/alta"
    answer = contributor.post("/desk/documents/paste/", _typed(published="", url=url))

    assert answer.status_code == 422
    assert "Take 19 August 2014" in answer.text
    assert "Take 18 August 2014" in answer.text
    assert not Document.objects.filter(title="Brigade in Alta").exists()

    typed = _typed(published="", url=url, take="2014-08-19")
    del typed["keep"]
    answer = contributor.post("/desk/documents/paste/", typed)
    assert 'value="2014-08-19"' in answer.text
    assert not Document.objects.filter(title="Brigade in Alta").exists()


def test_paste_takes_a_document_whose_day_is_not_known(contributor: Client, cast: Cast) -> None:
    contributor.post("/desk/documents/paste/", _typed(published="", undated="on"))

    assert Document.objects.get(title="Brigade in Alta").published == ""


def test_paste_refuses_a_date_that_is_none_at_its_field(contributor: Client, cast: Cast) -> None:
    answer = contributor.post("/desk/documents/paste/", _typed(published="18/08/2014"))

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"published"}
    assert not Document.objects.filter(title="Brigade in Alta").exists()


@pytest.fixture
def original(cast: Cast) -> Document:
    """A document with this text and one claim that quotes it."""
    document = make_document(source=cast.wire, title="First with it")
    make_copy(document, TEXT)
    make_claim(
        make_event(),
        document=document,
        summary="The brigade is in Alta",
        quote="The brigade has entered the town of Alta",
    )
    return document


def test_reprint_is_offered_as_a_relay_and_relays_every_claim(
    contributor: Client, original: Document
) -> None:
    reprint = TEXT.replace("nobody stopped it there", "nobody stopped it")
    answer = contributor.post("/desk/documents/paste/", _typed(text=reprint))
    assert answer.status_code == 422
    assert "same text as “First with it”" in answer.text

    contributor.post("/desk/documents/paste/", _typed(text=reprint, near=original.public_id))

    claim = Claim.objects.get(document__title="Brigade in Alta")
    assert claim.relays == original.claims.get()
    assert (claim.quote_verdict, claim.basis, claim.state) == ("exact", "other_media", "draft")


def test_reprint_is_skipped_or_stands_on_its_own(contributor: Client, original: Document) -> None:
    contributor.post("/desk/documents/paste/", _typed(near="skip"))
    assert not Document.objects.filter(title="Brigade in Alta").exists()

    contributor.post("/desk/documents/paste/", _typed(near="own"))
    assert not Document.objects.get(title="Brigade in Alta").claims.exists()


def test_another_text_is_no_reprint(contributor: Client, original: Document) -> None:
    other = "The council of Beska met on Monday and spoke of roads, schools and the price of bread."

    answer = contributor.post("/desk/documents/paste/", _typed(text=other))

    assert answer.status_code == 302


def test_names_know_drafts_aliases_and_ways_down(contributor: Client, cast: Cast) -> None:
    assert "Hidden Gazette" in contributor.get("/desk/names/?kind=source&source=hidd").text
    places = contributor.get("/desk/names/?kind=place&place-0-place=alt").text
    assert places == '<option value="Arland › Norreg › Alta"></option>'
    assert contributor.get("/desk/names/?kind=account&q=a").text == ""


def test_pasted_text_is_kept_when_the_sign_in_runs_out(client: Client, cast: Cast) -> None:
    account = make_account("contributor")
    client.force_login(account)
    token = client.get("/desk/documents/paste/").context["draft_token"]
    client.logout()

    answer = client.post("/desk/documents/paste/", _typed(draft_token=token))
    assert answer["Location"].endswith("next=/desk/documents/paste/%3Ftyped%3D1")

    client.force_login(account)
    assert "did not save it" in client.get("/desk/documents/paste/").text
    assert TEXT.splitlines()[0] in client.get("/desk/documents/paste/?typed=1").text
    client.post("/desk/documents/paste/", _typed(draft_token=token))
    assert "did not save it" not in client.get("/desk/documents/paste/").text
