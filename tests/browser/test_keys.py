"""The keys of the look in a real browser, each of them, and the switch that turns them off."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_j_and_k_move_focus_along_the_titles_and_enter_opens_one(page: Page) -> None:
    page.goto("/?place=diyala")
    titles = page.locator(".ev h3 a")

    page.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(titles.nth(0)).to_be_focused()
    title = titles.nth(0).inner_text()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("density", ["standard", "quotes", "table"])
def test_e_opens_the_evidence_in_place_and_closes_it(page: Page, density: str) -> None:
    page.goto(f"/?place=diyala&density={density}")
    row = page.locator(".ev:not(.heads)").first
    page.keyboard.press("j")

    page.keyboard.press("e")
    expect(row.locator(".opened")).to_contain_text("All evidence")
    expect(row.locator("h3 a")).to_be_focused()
    expect(row.locator(".peek")).to_have_attribute("aria-expanded", "true")
    expect(page).to_have_url(re.compile(r"/\?place=diyala"))

    page.keyboard.press("e")
    expect(row.locator(".opened")).to_have_count(0)
    expect(row.locator(".peek")).to_have_attribute("aria-expanded", "false")


def test_f_slash_question_mark_and_n_go_where_the_list_says(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("f")
    expect(page.locator("#filters input[name=status]").first).to_be_focused()

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("details#keys")).to_have_attribute("open", "")

    page.keyboard.press("/")
    expect(page.locator("header input[name=q]")).to_be_focused()
    page.keyboard.type("jfe?")
    expect(page.locator("header input[name=q]")).to_have_value("jfe?")

    page.locator(".ev h3 a").first.click()
    page.locator("h1").wait_for()
    page.keyboard.press("n")
    expect(page.locator(".claim").first).to_be_focused()


def test_keys_stay_off_once_they_are_switched_off(page: Page) -> None:
    page.goto("/?place=diyala")
    page.keyboard.press("?")
    page.locator("[data-keys-switch]").uncheck()
    page.locator("h1").click()
    page.reload()
    page.locator("[data-keys-switch]").wait_for(state="attached")

    for key in ("j", "e", "/", "f", "?"):
        page.keyboard.press(key)

    assert page.evaluate("document.activeElement === document.body")
    expect(page.locator(".opened")).to_have_count(0)


def test_evidence_is_a_link_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/?place=diyala")
    expect(page.get_by_role("heading", name="Keys")).to_have_count(0)

    page.locator(".peek").first.click()

    expect(page.locator("#evidence")).to_be_in_viewport()
    context.close()
