"""The workbench in a real browser: three passages of an article, from the text to the reader."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in
from tests.factories import (
    make_account,
    make_actor,
    make_copy,
    make_document,
    make_place,
    make_source,
)
from timeline.models import Document, Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("short_connections"),
]

ARTICLE = Path(__file__).parents[1] / "data" / "article" / "article.txt"
TITLE = "Convoy of tanks said to pass Tarn Pass"
SELECT = """([first, last]) => {
  const walker = document.createTreeWalker(
    document.querySelector("[data-text]"), NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let node, begun = false;
  while ((node = walker.nextNode())) {
    const start = begun ? 0 : node.data.indexOf(first);
    if (start < 0) continue;
    if (!begun) range.setStart(node, start);
    begun = true;
    const end = node.data.indexOf(last, start);
    if (end < 0) continue;
    range.setEnd(node, end + last.length);
    break;
  }
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}"""


@pytest.fixture
def document(settings: Any) -> Document:
    """The article on the bench of a site where one person tries it out, with its world."""
    settings.TIMELINE_REVIEW = "one"
    estmark = make_place(name="Estmark", kind="country", lat=32.0, lon=53.0)
    make_place(name="Tarn Pass", parent=estmark, lat=34.46, lon=45.86)
    state = make_actor(name="Government of Estmark", kind="government")
    make_actor(name="River Guard", parent=state)
    make_source(name="Norvale News", kind="online_outlet")
    document = make_document(
        source=make_source(name="Second Look", kind="blog"),
        title="Estmark may send troops into Norvale",
        published="2020-05-18",
    )
    make_copy(document, ARTICLE.read_text("utf-8"))
    return document


@pytest.fixture
def bench(staff: Page, document: Document) -> Page:
    """The workbench with the article, an editor before it."""
    make_account("editor", username="eve")
    sign_in(staff.context, "eve")
    staff.set_viewport_size({"width": 1440, "height": 1000})
    staff.goto(f"/desk/documents/{document.public_id}/")
    return staff


def mark(page: Page, first: str, last: str) -> None:
    """Select from the first words to the last, and press the key."""
    page.evaluate(SELECT, [first, last])
    page.locator("body").press("c")
    expect(page.locator("#quote-check")).to_contain_text("Kept word for word")
    expect(page.get_by_label("In our words")).to_be_focused()


def choose(page: Page, label: str) -> None:
    page.locator(".seg label", has_text=label).click()


def test_three_passages_go_from_the_text_to_the_reader(
    bench: Page, document: Document, violations: list[str]
) -> None:
    page = bench

    # One that came through a document that nobody saw, about an event that is new.
    mark(page, "a convoy of tanks", "border crossing,")
    expect(page.locator("#quote-check")).to_contain_text("Paragraph 5, characters 22 to 135")
    page.get_by_label("In our words").fill("A convoy moved through 'Tarnpas'")
    page.get_by_label("About which event").fill(TITLE)
    page.get_by_label("Type").select_option("movement_of_forces")
    choose(page, "Says so")
    page.locator("#id_step-0-source").fill("Norvale News")
    page.locator("#id_step-0-title").fill("URGENT: tanks mobilising")
    page.get_by_label("Attributed, in its words").fill("an informed source")
    page.get_by_label("Not before").fill("2020-05-16")
    page.get_by_label("Not after").fill("2020-05-18")
    page.locator("#id_place-0-place").press_sequentially("Tarn")
    expect(page.locator("#id_place-0-place-names option")).to_have_count(1)
    page.locator("#id_place-0-place").fill("Estmark › Tarn Pass")
    page.get_by_label("Place as it is written").fill("Tarnpas")
    page.locator("#id_actor-0-actor").fill("River Guard")
    preview = page.locator("#preview")
    expect(preview).to_contain_text("1 origin / 2 documents")
    expect(preview).to_contain_text("Unconfirmed")
    page.get_by_label("Why is it entered").press("Control+Enter")

    expect(page.get_by_text("Saved as a draft")).to_contain_text("1 origin / 2 documents")
    expect(page.locator("#n1")).to_contain_text("Carries Norvale News")
    expect(page.locator("mark#q1")).to_contain_text("moved through Tarnpas")

    # The same source once more, from the same chain: no new origin.
    mark(page, "tanks and armoured vehicles belonging", "Korsby district")
    page.get_by_label("In our words").fill("The vehicles are mobilising to enter Korsby")
    page.get_by_label("About which event").fill("Convoy of tanks")
    page.locator("#nearest").get_by_label(re.compile(TITLE)).check()
    expect(page.get_by_label("Type")).to_be_hidden()
    choose(page, "Says so")
    # The answer to that renews the list of what can be relayed: choose from the new one.
    expect(preview).to_contain_text("2 origins / 2 documents")
    page.locator("#relays").select_option(label="Norvale News: A convoy moved through 'Tarnpas'")
    expect(preview).to_contain_text("Adds neither a document nor an origin")
    expect(preview).to_contain_text("1 origin / 2 documents")
    page.get_by_role("button", name="Save, mark next").click()
    expect(page.locator("#n2")).to_be_attached()
    assert page.url.endswith("#p4")

    # A denial, by a party on the side that would have done it.
    mark(page, "Estmark officially denies", "inside Norvale")
    page.get_by_label("In our words").fill("Estmark denies that its forces fight in Norvale")
    page.get_by_label("About which event").fill("Convoy of tanks")
    page.locator("#nearest").get_by_label(re.compile(TITLE)).check()
    choose(page, "Denies")
    page.get_by_label("The first who says it").fill("Government of Estmark")
    expect(preview).to_contain_text("1 origin / 2 documents, 1 denial")
    expect(preview).to_contain_text("Disputed")
    page.get_by_role("button", name="Save claim").click()
    expect(page.locator("#n3")).to_be_attached()
    assert Event.objects.get().state == "draft"

    # And out to the readers, who see what was foretold.
    page.locator("#n3 summary").click()
    page.locator("#why-3").fill("Read by two of us")
    page.locator("#n3").get_by_role("button", name="Publish the event").click()
    expect(page.get_by_text("Published:")).to_be_visible()
    event = Event.objects.get()
    found = page.request.get(f"/api/v1/events/{event.public_id}").json()
    counts = {name: found[name] for name in ("origins", "documents", "denials", "suggested")}
    assert counts == {"origins": 1, "documents": 2, "denials": 1, "suggested": "disputed"}
    page.goto(event.get_absolute_url())
    expect(page.locator(".verdict")).to_contain_text("Disputed")
    expect(page.locator("main")).to_contain_text("Tarnpas")
    assert violations == []


def test_complaints_come_to_their_fields_and_nothing_typed_is_lost(
    bench: Page, document: Document, violations: list[str]
) -> None:
    mark(bench, "Estmark officially denies", "inside Norvale")
    bench.get_by_label("In our words").fill("Estmark denies it")
    choose(bench, "Denies")

    bench.get_by_role("button", name="Save claim").click()

    expect(bench.locator(".complaints")).to_be_focused()
    expect(bench.locator("#id_title_error")).to_contain_text("Name the event")
    expect(bench.locator("#id_said_by_error")).to_contain_text("denies what nobody here has said")
    expect(bench.get_by_label("In our words")).to_have_value("Estmark denies it")
    expect(bench.locator("#id_quote")).to_have_value(re.compile("^Estmark officially denies"))
    assert not document.claims.exists()
    # Chromium tells of the refusal as of a fault; of anything else there is nothing to tell.
    assert [words for words in violations if "status of 422" not in words] == []


def test_key_without_a_selection_says_what_is_missing(bench: Page) -> None:
    bench.locator("body").press("c")

    expect(bench.locator("#mark-told")).to_have_text("Select a passage of the text first.")


def test_selection_over_marks_and_paragraphs_keeps_its_place(
    bench: Page, document: Document
) -> None:
    mark(bench, "An unconfirmed report", "According to an informed source")

    text = document.copies.get().text
    quote = bench.locator("#id_quote").input_value()
    start, end = (int(bench.locator(f"#id_{name}").input_value()) for name in ("start", "end"))
    assert text[start:end].split() == quote.split()


@pytest.mark.parametrize("width", [320, 900, 1440])
def test_axe_finds_nothing_at_the_workbench(
    bench: Page, document: Document, violations: list[str], width: int
) -> None:
    bench.set_viewport_size({"width": width, "height": 900})
    for path in (
        f"/desk/documents/{document.public_id}/",
        "/desk/documents/",
        "/desk/documents/paste/",
    ):
        bench.goto(path)
        if bench.locator(".make > summary").is_visible():
            bench.locator(".make > summary").click()
        found = Axe().run(bench).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
        assert bench.evaluate("document.documentElement.scrollWidth") <= width
    assert violations == []
