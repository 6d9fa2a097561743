"""The reader's main job in a real browser, on the site as `make run` serves it."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.pages import find_named, pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_past_view_says_so_and_leads_back(page: "Page"):
    page.goto("/?known=2014-06-30")
    expect(page.locator("#results h2#list")).to_have_text("26 events")
    expect(page.get_by_text("As known on 30 June 2014")).to_be_visible()

    page.get_by_role("link", name="Back to today").click()

    expect(page.locator("#results h2#list")).to_have_text("84 events")


def test_theme_is_chosen_without_a_script_of_its_own(page: "Page"):
    page.goto("/method/")

    page.get_by_role("button", name="Dark").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page).to_have_url(re.compile("/method/$"))


def test_no_page_asks_anybody_else_for_anything(browser: "Browser", site: "Site"):
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for address in pages(site):
        page.goto(address, wait_until="networkidle")
    context.close()

    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []


def test_citation_is_copied_with_one_press(page: "Page", site: "Site"):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(find_named(site).event)

    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".cite").inner_text()
    assert "as known on" in copied


def test_names_are_offered_while_a_search_is_typed(page: "Page"):
    page.goto("/method/")

    page.get_by_role("combobox", name="Search").press_sequentially("jalaw")

    expect(page.locator("#names option").first).to_have_text("Jalawla")
    page.get_by_role("combobox", name="Search").fill("Jalawla")
    page.keyboard.press("Enter")
    expect(page.locator("h2#list")).to_contain_text("events")
