"""What a page is on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import find_named
from tests.browser.site import Site

pytestmark = pytest.mark.browser

#: Of no use on paper.
CONTROLS = ".top .menu, .top .find, #filters, .asof, .theme, .pager, .bar .end, .btn, .skip"


@pytest.fixture
def paper(browser: Browser, site: Site) -> Iterator[Page]:
    """A page as wide as the text on A4, in the style sheets for paper."""
    context = browser.new_context(base_url=site.url, viewport={"width": 688, "height": 1000})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def test_event_on_paper_begins_with_its_citation_and_address(paper: Page, site: Site) -> None:
    address = find_named(site).event
    paper.goto(address)

    first = paper.locator(".on-paper")
    expect(first).to_be_visible()
    expect(first).to_contain_text("“IRGC armour reported massing to enter Khanaqin district”")
    expect(first).to_contain_text(f"{site.url}{address}?known=")
    box = first.bounding_box()
    assert box is not None
    assert box["y"] < 150
    expect(paper.locator(CONTROLS).locator("visible=true")).to_have_count(0)
    expect(paper.locator("text=As known on an earlier day")).to_be_hidden()


def test_list_on_paper_says_what_was_filtered_and_known(paper: Page, site: Site) -> None:
    address = "/?place=diyala&status=unconfirmed&known=2014-08-18"
    paper.goto(address)

    expect(paper.locator(".on-paper")).to_have_text(f"Sourced Timeline. {site.url}{address}")
    expect(paper.locator(".chips")).to_contain_text("Diyala")
    expect(paper.locator(".chips")).to_contain_text("Unconfirmed")
    expect(paper.locator(".then strong")).to_have_text("As known on 18 August 2014")
    expect(paper.locator(CONTROLS).locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize("selector", [".ev", ".claim", ".chain", ".map"])
def test_paper_splits_no_row_claim_chain_or_map(paper: Page, site: Site, selector: str) -> None:
    paper.goto("/" if selector == ".ev" else find_named(site).event)

    splits = paper.locator(selector).evaluate_all(
        "all => all.map(e => getComputedStyle(e).breakInside)"
    )
    assert set(splits) == {"avoid"}


def test_paper_is_white_by_night_too(paper: Page) -> None:
    paper.emulate_media(media="print", color_scheme="dark")
    paper.goto("/?known=2014-08-18")

    assert paper.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
