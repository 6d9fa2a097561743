"""Filtering the timeline in a real browser, with and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser

DIYALA = "#filters input[name=place][value=diyala]"


def test_a_region_is_chosen_and_left_again(page: Page) -> None:
    page.goto("/")
    page.locator(DIYALA).check()
    expect(page.locator("#list")).to_have_text("15 events")
    expect(page.locator("#live")).to_have_text("15 events")
    expect(page.locator(DIYALA)).to_be_focused()
    expect(page).to_have_url("/?place=diyala")

    page.locator(".ev h3 a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    expect(page.locator("#list")).to_have_text("15 events")

    page.go_back()
    expect(page.locator("#list")).to_have_text("84 events")
    page.go_forward()
    expect(page.locator("#list")).to_have_text("15 events")
    expect(page.locator(DIYALA)).to_be_checked()


def test_counts_of_the_facets_follow_the_choice(page: Page) -> None:
    page.goto("/?place=diyala")
    before = page.locator("#facets .s-disputed .n").text_content()
    page.locator("#filters input[name=type][value=movement_of_forces]").check()
    expect(page.locator("#list")).not_to_have_text("15 events")
    assert page.locator("#facets .s-disputed .n").text_content() != before


def test_the_order_is_part_of_the_address(page: Page) -> None:
    page.goto("/")
    page.select_option("#order", "oldest")
    expect(page).to_have_url("/?order=oldest")
    expect(page.locator(".day time").first).to_have_attribute("datetime", "2003-12-31")


def test_a_refused_word_is_shown_in_place(browser: Browser, site: Site) -> None:
    # A page of its own: the browser reports every 400 in its console.
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/")
    page.fill("input[name=after]", "soon")
    page.keyboard.press("Enter")
    expect(page.locator("#list")).to_have_text("These filters can't be read.")
    expect(page.locator("#results")).to_contain_text("'soon' is no such date")
    expect(page.locator("header.top")).to_be_visible()
    page.fill("input[name=after]", "2014-09")
    page.keyboard.press("Enter")
    expect(page.locator("#list")).to_contain_text("events")
    context.close()


def test_filters_work_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator(DIYALA).check()
    page.locator(".send button").click()
    expect(page.locator("#list")).to_have_text("15 events")
    page.locator(".chip").click()
    expect(page.locator("#list")).to_have_text("84 events")
    context.close()
