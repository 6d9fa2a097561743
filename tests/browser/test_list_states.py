"""What a list shows while it waits, when it is empty and when the server fails."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser

DIYALA = "#filters input[name=place][value=diyala]"


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of its own that may report failed requests in its console."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def _choose_diyala(page: Page) -> None:
    page.goto("/")
    page.locator(DIYALA).check()


def test_old_list_stays_dimmed_and_says_so_while_the_new_one_is_awaited(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.goto("/")
    page.route("**/?place=diyala", hold)

    page.locator(DIYALA).check()

    expect(page.locator("#results")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#list")).to_have_text("84 events")
    expect(page.locator("#results .ev").first).to_have_css("opacity", "0.72")
    expect(page.locator("#results > .wait")).to_be_visible()
    expect(page.locator("#results > .wait")).to_have_css("height", "2px")
    expect(page.locator(".pending")).to_be_visible()
    expect(page.locator("#live")).to_have_text("Filtering … the list below is still the old one.")

    held[0].continue_()

    expect(page.locator("#list")).to_have_text("15 events")
    expect(page.locator("#live")).to_have_text("15 events")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".pending")).to_be_hidden()


def test_network_that_is_gone_leaves_the_list_and_a_link_to_what_was_asked(page: Page) -> None:
    page.goto("/")
    page.route("**/?place=diyala", lambda route: route.abort())

    page.locator(DIYALA).check()

    failed = page.get_by_role("alert").filter(has_text="could not be refreshed")
    expect(failed).to_contain_text("There is no connection to the server.")
    expect(failed).to_be_in_viewport()
    expect(page.locator("#list")).to_have_text("84 events")
    expect(page.locator(DIYALA)).to_be_checked()
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")

    page.unroute("**/?place=diyala")
    failed.get_by_role("link", name="Try again").click()

    expect(page.locator("#list")).to_have_text("15 events")
    expect(page).to_have_url("/?place=diyala")
    expect(page.locator("#failed")).to_be_hidden()


def test_server_that_fails_is_said_and_the_next_answer_takes_it_back(page: Page) -> None:
    page.route("**/?place=diyala", lambda route: route.fulfill(status=500, body="broken"))
    _choose_diyala(page)

    expect(page.locator("#failed")).to_contain_text("something went wrong on its side")
    expect(page.locator("#list")).to_have_text("84 events")

    page.unroute("**/?place=diyala")
    page.locator(DIYALA).uncheck()

    expect(page.locator("#failed")).to_be_hidden()


def test_evidence_that_can_not_be_fetched_is_said_as_well(page: Page) -> None:
    page.goto("/?place=diyala")
    page.route("**/events/**", lambda route: route.abort())

    page.locator(".peek").first.click()

    expect(page.locator("#failed")).to_contain_text("There is no connection to the server.")
    expect(page.locator(".opened")).to_have_count(0)


def test_empty_list_names_the_filters_to_drop_with_their_counts(page: Page) -> None:
    page.goto("/?place=diyala&status=retracted")
    expect(page.locator("#list")).to_have_text("No events")
    expect(page.locator("#results")).to_contain_text("not about the world")

    way = page.get_by_role("link", name="Without Status: Retracted")
    expect(way).to_contain_text("15 events")
    way.click()

    expect(page.locator("#list")).to_have_text("15 events")
