"""The reader's main job with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def tab_to(page: Page, selector: str, *, key: str = "Tab") -> None:
    """Press Tab until the focus is where `selector` says."""
    for _press in range(150):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            # A reader sees where the focus is.
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(f"{outline} !== 'none' || document.activeElement.matches('input')")
            return
    raise AssertionError(f"Tab never reached {selector}")


def test_main_job_is_done_by_keyboard_alone(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("f")
    tab_to(page, "#filters input[name=place][value=diyala]")
    page.keyboard.press("Space")
    expect(page.locator("#list")).to_have_text("15 events")
    expect(page.locator("#live")).to_have_text("15 events")
    tab_to(page, "#filters input[name=status][value=unconfirmed]", key="Shift+Tab")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("status=unconfirmed"))
    expect(page.locator("#list")).not_to_have_text("15 events")
    found = page.locator("#list").inner_text()

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator(".ev h3 a").first
    expect(first).to_be_focused()
    title = first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    page.keyboard.press("n")
    assert page.evaluate("!!document.activeElement.closest('.claim')")
    expect(page.locator(".claim").first).to_be_in_viewport()

    page.go_back()
    expect(page.locator("#list")).to_have_text(found)


def test_skip_link_comes_first_and_leads_to_the_events(page: Page) -> None:
    page.goto("/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("#list$"))
    expect(page.locator("#list")).to_be_focused()


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    switch = page.locator("[data-keys-switch]")
    expect(switch).to_be_visible()
    switch.uncheck()

    page.reload()
    page.keyboard.press("j")

    assert page.evaluate("document.activeElement === document.body")
